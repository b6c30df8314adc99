// All versions of all resources, in memory and in the journal. Medplum's own MemoryRepository knows no numbered versions,
// no unchanged updates and no deletions, and its history turns around at each reading; hence this one.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { FhirRepository } from '@medplum/fhir-router';
import { validate } from './definitions.mjs';
import { Refused } from './outcome.mjs';
import { search } from './search.mjs';

/** The stored objects are handed out as they are: callers only write them out. */
export class Repository extends FhirRepository {
  #journal;
  #types = new Map(); // type → id → versions, oldest first
  #index = new Map(); // type → reference or identifier value → ids that have or had it
  base = '';
  count = 0;

  constructor(journal) {
    super();
    this.#journal = journal;
    for (const entry of journal.entries) this.#keep(entry);
    journal.entries = undefined;
  }

  setMode() {}
  generateId = () => randomUUID();
  withTransaction = run => run(); // one request changes one resource, and writes wait for each other: see http.mjs

  versions = (type, id) => this.#types.get(type)?.get(id) ?? [];

  /** The present version, or undefined when there is none (any more). */
  current(type, id) {
    const latest = this.versions(type, id).at(-1);
    return latest?.deleted ? undefined : latest;
  }

  async createResource(resource) {
    return this.#store({ ...resource, id: this.generateId() });
  }

  async updateResource(resource) {
    return this.#store(resource);
  }

  async readResource(type, id) {
    if (this.versions(type, id).at(-1)?.deleted) throw new Refused(410, 'deleted', `${type}/${id} has been deleted`);
    return this.current(type, id) ?? missing(type, id);
  }

  async readVersion(type, id, version) {
    const found = this.versions(type, id).find(v => v.meta.versionId === version) ?? missing(type, `${id}/_history/${version}`);
    if (found.deleted) throw new Refused(410, 'deleted', `${type}/${id} was deleted in version ${version}`);
    return found;
  }

  async readHistory(type, id) {
    const versions = this.versions(type, id);
    if (versions.length === 0) missing(type, id);
    return { versions: [...versions].reverse() };
  }

  async deleteResource(type, id) {
    const latest = this.current(type, id);
    if (!latest) return;
    this.#append({ resourceType: type, id, meta: this.#nextMeta(type, id), deleted: true });
  }

  async search(request) {
    const all = () => [...this.#types.get(request.resourceType)?.keys() ?? []];
    const ids = filter => this.#candidates(request.resourceType, filter);
    const { page, ...figures } = search(request, this.base, all, ids, id => this.current(request.resourceType, id));
    return { ...figures, entry: page.map(resource => ({ resource })) }; // conditionalCreate reads entry; http.mjs makes the bundle
  }

  #store(resource) {
    validate(resource);
    const { resourceType, id, meta } = resource;
    const current = this.current(resourceType, id);
    if (current && isDeepStrictEqual(withoutVersion(resource), withoutVersion(current))) return current;
    return this.#append({ ...resource, meta: { ...meta, ...this.#nextMeta(resourceType, id) } });
  }

  #nextMeta = (type, id) => ({ versionId: String(this.versions(type, id).length + 1), lastUpdated: new Date().toISOString() });

  #append(version) {
    this.#journal.append(version);
    return this.#keep(version);
  }

  #keep(version) {
    const { resourceType, id } = version;
    const ids = this.#types.get(resourceType) ?? this.#types.set(resourceType, new Map()).get(resourceType);
    const versions = ids.get(id);
    if (versions) versions.push(version);
    else ids.set(id, [version]) && this.count++;
    const index = this.#index.get(resourceType) ?? this.#index.set(resourceType, new Map()).get(resourceType);
    for (const key of keys(version)) (index.get(key) ?? index.set(key, new Set()).get(key)).add(id);
    return version;
  }

  /** Ids of the possible hits of a filter, a few too many rather than one too few; undefined when the index cannot tell. */
  #candidates(type, { code, kind, operator, value }) {
    if (operator !== 'eq' || value.includes(',') || value.includes('\\')) return undefined;
    if (code === '_id') return [value];
    const key = kind === 'reference' ? value : code === 'identifier' && kind === 'token' ? value.split('|').at(-1) : '';
    return key === '' ? undefined : this.#index.get(type)?.get(key.toLowerCase()) ?? [];
  }
}

/** What the client says; the version and its time are the server's. */
const withoutVersion = ({ meta: { versionId, lastUpdated, ...meta } = {}, ...rest }) => ({ ...rest, meta });

const missing = (type, id) => { throw new Refused(404, 'not-found', `There is no ${type}/${id}`); };

function* keys(node, name) {
  if (Array.isArray(node)) for (const item of node) yield* keys(item, name);
  else if (node && typeof node === 'object') {
    if (name === 'identifier' && typeof node.value === 'string') yield node.value.toLowerCase();
    for (const [key, value] of Object.entries(node)) {
      if (key === 'reference' && typeof value === 'string') yield value.toLowerCase();
      else yield* keys(value, key);
    }
  }
}
