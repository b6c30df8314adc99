// The demo people: residents who can identify themselves and staff who can sign in.
import { readFileSync, statSync } from 'node:fs';

/** Reads the file again when it changes, so that a demo person can be added without a restart. */
export function openPeople(file) {
  let read;
  let people;
  const load = () => {
    const { mtimeMs } = statSync(file);
    if (mtimeMs !== read) {
      people = JSON.parse(readFileSync(file, 'utf8'));
      read = mtimeMs;
    }
    return people;
  };
  load();
  return {
    residents: () => load().residents ?? [],
    staff: () => load().staff ?? [],
  };
}
