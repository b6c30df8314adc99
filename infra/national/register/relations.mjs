// Who is whose guardian and who has given whom a mandate: the people of people.json, and what a test has changed since.
// Valtuudet and the population register both read it, so they agree.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

const otherMatters = ['social', 'early-education', 'teaching', 'religion'];
const nobody = { deathDate: null, language: 'fi', nonDisclosure: false, municipality: null, address: null, custody: null, guardians: [] };

export class Relations {
  #file; #clock; #read; #people; #mandates;
  #changes = new Map();   // national id → what is different from the file
  #given = new Map();     // id → a mandate given since
  #ended = new Set();

  constructor(file, clock) {
    [this.#file, this.#clock] = [file, clock];
    this.#load();
  }

  /** By national id or by the id of people.json. Undefined when the register does not know them. */
  person(key) {
    this.#load();
    const known = this.#people.get(this.hetu(key));
    if (!known) return undefined;
    const today = this.#clock.today();
    const alive = known.deathDate === null || known.deathDate > today;
    return { ...known, deathDate: alive ? null : known.deathDate, alive, adult: isAdult(known.birthDate, today), age: ageOf(known.birthDate, today) };
  }

  hetu(key) {
    this.#load();
    return this.#people.has(key) ? key : [...this.#people.values()].find(p => p.id === key)?.hetu;
  }

  /** The children under 18 of whom this person is a guardian, the eldest first. */
  dependants(hetu) {
    this.#load();
    return [...this.#people.values()].filter(p => p.guardians.some(g => g.hetu === hetu)).map(p => this.person(p.hetu))
      .filter(p => p.alive && !p.adult).sort((a, b) => a.birthDate.localeCompare(b.birthDate));
  }

  /** Mandates that have not been ended, in force or not. */
  mandates({ delegate, principal } = {}) {
    this.#load();
    return [...this.#mandates, ...this.#given.values()].filter(m => !this.#ended.has(m.id)
      && (delegate === undefined || m.delegate === delegate) && (principal === undefined || m.principal === principal));
  }

  /** Those in force on this day in Finland; the last day is whole. */
  inForce(pair) {
    const today = this.#clock.today();
    return this.mandates(pair).filter(m => (m.validFrom === null || m.validFrom <= today) && (m.validUntil === null || m.validUntil >= today));
  }

  give(mandate) {
    this.#given.set(mandate.id, mandate);
  }

  /** False when there is no such mandate. */
  end(id) {
    if (!this.mandates().some(m => m.id === id)) return false;
    this.#ended.add(id);
    return true;
  }

  /** Changes a person, or adds one. */
  change(hetu, patch) {
    this.#changes.set(hetu, { ...this.#changes.get(hetu), ...patch });
    this.#load(true);
  }

  reset() {
    [this.#changes, this.#given, this.#ended] = [new Map(), new Map(), new Set()];
    this.#load(true);
  }

  /** Reads the file again when it has changed, so that a demo person can be added without a restart. */
  #load(anew = false) {
    const { mtimeMs } = statSync(this.#file);
    if (mtimeMs === this.#read && !anew) return;
    const { residents } = JSON.parse(readFileSync(this.#file, 'utf8'));
    const hetuOf = new Map(residents.map(r => [r.id, r.hetu]));
    const people = new Map(residents.filter(r => r.hetu).map(r => [r.hetu, fromFile(r, residents)]));
    for (const [hetu, patch] of this.#changes) people.set(hetu, { ...(people.get(hetu) ?? { ...nobody, id: idOf(hetu), hetu }), ...patch });
    this.#people = people;
    this.#mandates = residents.flatMap(r => (r.mandates ?? []).map(m => ({
      id: m.id ?? `${r.id}-${m.to}-${m.issue.split('/').pop()}`, principal: r.hetu, delegate: hetuOf.get(m.to),
      issues: [m.issue], validFrom: m.validFrom ?? null, validUntil: m.validUntil ?? null,
    })));
    this.#read = mtimeMs;
  }
}

function fromFile(r, residents) {
  const without = r.custodyAgreement?.withoutHealth ?? [];
  return {
    ...nobody,
    id: r.id, hetu: r.hetu, familyName: r.familyName, givenNames: r.givenNames, callName: r.callName, birthDate: r.birthDate, language: r.language,
    deathDate: r.deceasedOn ?? null, nonDisclosure: r.nonDisclosure ?? false, municipality: r.municipality ?? null, address: r.address ?? null,
    custody: r.takenIntoCare ? 'taken-into-care' : null,
    guardians: residents.filter(g => g.guardianOf?.includes(r.id)).map(g => ({ hetu: g.hetu, matters: without.includes(g.id) ? otherMatters : null })),
  };
}

const idOf = hetu => `p-${createHash('sha256').update(hetu).digest('hex').slice(0, 12)}`;

function ageOf(birthDate, today) {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const isAdult = (birthDate, today) => ageOf(birthDate, today) >= 18;

/** Does this guardian's part of the custody cover the matter? All when nothing else was agreed. */
export const covers = (guardian, matter) => guardian.matters === null || guardian.matters.includes(matter);
