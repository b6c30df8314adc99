// The two registers on free ports, with the demo people and a clock at the day for which their ages are right.
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import { createRegisters } from '../registers.mjs';
import { close, listen } from '../web.mjs';

export const now = '2026-11-21T10:00:00.000Z';
export const health = 'http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito';
export const client = {
  id: 'abcd1234', apiKey: 'test-api-key', oauthPassword: 'test-password', restApiKey: 'test-rest-key', serviceId: randomUUID(),
  redirectUris: ['http://localhost:5080/bff/valtuudet'], names: { fi: 'Palvelu', sv: 'Tjänst', en: 'Service' },
};
const peopleFile = new URL('../../DevStack/demo/people.json', import.meta.url).pathname;
const hetus = new Map(JSON.parse(readFileSync(peopleFile, 'utf8')).residents.map(r => [r.id, r.hetu]));

/** Starts them around the tests of a file. Returns the tools of a test. */
export function startRegisters() {
  const dataDir = mkdtempSync(join(tmpdir(), 'registers-'));
  const { valtuudet, population } = createRegisters({ peopleFile, dataDir, client, populationApiKey: 'test-population-key' });
  const at = server => `http://localhost:${server.address().port}`;
  before(() => Promise.all([listen(valtuudet, 0), listen(population, 0)]));
  after(async () => { await Promise.all([close(valtuudet), close(population)]); rmSync(dataDir, { recursive: true }); });

  const tools = {
    valtuudet: () => at(valtuudet),
    population: () => at(population),
    /** PUT, POST or DELETE of what a test changes. */
    async control(method, path, body) {
      const answer = await fetch(at(valtuudet) + path, { method, body: body && JSON.stringify(body) });
      return { status: answer.status, json: answer.status === 204 ? undefined : await answer.json() };
    },
    setClock: (instant, seconds = 0) => tools.control('PUT', '/control/clock', { now: new Date(Date.parse(instant) + seconds * 1000).toISOString() }),
    /** GET with the checksum header; `by` changes what is signed and sent. */
    async signed(path, { key = client.apiKey, id = client.id, timestamp = now, over = path, headers = {}, auth } = {}) {
      const sum = createHmac('sha256', key).update(`${over} ${timestamp}`).digest('base64');
      return await fetch(at(valtuudet) + path, { headers: { 'x-asiointivaltuudetauthorization': auth ?? `${id} ${timestamp} ${sum}`, ...headers } });
    },
    /** May the delegate act for the principal? Asked over the REST API; people by their demo ids. */
    async rest(delegate, principal, { issues = [health], ...by } = {}) {
      const query = [...issues.map(i => `issue=${encodeURIComponent(i)}`), `requestId=${randomUUID()}`].join('&');
      const path = `/service/rest/hpa/authorization/${client.id}/${hetu(delegate)}/${hetu(principal)}?${query}`;
      return await tools.signed(path, { key: client.restApiKey, headers: { 'x-userid': 'portal' }, ...by });
    },
    person: (key, apiKey = 'test-population-key') => fetch(`${at(population)}/v1/persons/${hetu(key)}`, { headers: { 'x-api-key': apiKey } }),
  };
  beforeEach(async () => { await tools.control('POST', '/control/reset'); await tools.setClock(now); });
  return tools;
}

export const hetu = id => hetus.get(id) ?? id;
export const request = () => `requestId=${randomUUID()}&endUserId=portal`;
