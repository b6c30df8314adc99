// The population register, and faults of both registers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hetu, startRegisters } from '../testing/registers.mjs';

const { control, person, population, rest, setClock, valtuudet } = startRegisters();
const read = async id => (await person(id)).json();
const order = (base, body) => fetch(`${base}/faults`, { method: 'POST', body: JSON.stringify(body) });

test('a person with guardians and without', async () => {
  const eevi = await read('eevi');
  assert.deepEqual(eevi.guardians, [
    { hetu: hetu('aino'), familyName: 'Korpela', givenNames: 'Aino Maria', matters: null, both: true },
    { hetu: hetu('mikko'), familyName: 'Korpela', givenNames: 'Mikko Juhani', matters: null, both: true },
  ]);
  const aino = await read('aino');
  assert.deepEqual([aino.guardians, aino.dependants.map(d => d.hetu)], [[], ['eino', 'helmi', 'onni', 'eevi'].map(hetu)]);
  assert.deepEqual({ ...aino, dependants: [], guardians: [] }, {
    hetu: hetu('aino'), familyName: 'Korpela', givenNames: 'Aino Maria', callName: 'Aino', birthDate: '1984-03-12', deathDate: null, language: 'fi',
    nonDisclosure: false, municipality: '901', address: { street: 'Kuikkatie 4 B 12', postalCode: '29910', city: 'Lintuvesi' }, guardians: [], custody: null, dependants: [],
  });
});

test('an agreement, custody and death are told', async () => {
  const { guardians } = await read('elias');
  assert.deepEqual(guardians.map(g => [g.hetu, g.matters?.includes('health') ?? true, g.both]), [[hetu('johanna'), true, false], [hetu('ville'), false, false]]);
  assert.equal((await read('niko')).custody, 'taken-into-care');
  assert.equal((await read('kaarlo')).deathDate, '2026-03-02');
  await setClock('2026-03-01T10:00:00Z');
  assert.equal((await read('kaarlo')).deathDate, null, 'not before it happened');
});

test('where a protected person lives is not told', async () => {
  await control('PUT', '/control/persons/aino', { nonDisclosure: true });
  for (const id of ['aino', 'sanna', 'leo']) {
    const { nonDisclosure, municipality, address } = await read(id);
    assert.deepEqual([nonDisclosure, municipality, address], [true, null, null], id);
  }
});

test('at 18 there are no guardians and no dependant', async () => {
  assert.deepEqual([(await read('viivi')).guardians, (await read('karin')).dependants.map(d => d.hetu)], [[], [hetu('kasper')]]);
  await setClock('2026-11-19T10:00:00Z');
  assert.deepEqual([(await read('viivi')).guardians.length, (await read('karin')).dependants.length], [1, 2]);
});

test('two who differ by the mark only are two', async () => {
  assert.deepEqual([(await read('karin')).familyName, (await read('marita')).familyName], ['Lindqvist', 'Ojala']);
});

test('unknown, without a key and malformed', async () => {
  assert.equal((await person('010190-900P')).status, 404);
  assert.equal((await person('aino', 'x')).status, 401);
  assert.equal((await fetch(`${population()}/v1/persons/${hetu('aino')}`)).status, 401);
  for (const path of ['/v1/persons/aino', '/v1/persons/%zz', '/v1/persons'])
    assert.equal((await fetch(population() + path, { headers: { 'x-api-key': 'test-population-key' } })).status, 404, path);
});

test('faults hit as many requests under the path as ordered, of the register that was asked', async () => {
  await order(valtuudet(), { path: '/service/rest', status: 503, count: 2 });
  assert.deepEqual([(await person('aino')).status, (await rest('aino', 'eevi')).status, (await rest('aino', 'eevi')).status, (await rest('aino', 'eevi')).status], [200, 503, 503, 200]);
  await order(population(), { status: 429 });
  assert.deepEqual([(await rest('aino', 'eevi')).status, (await person('aino')).status, (await person('aino')).status], [200, 429, 200]);
});

test('answers can be slow, garbled and cut off; orders can be withdrawn and must make sense', async () => {
  await order(valtuudet(), { delay: 150 });
  const start = performance.now();
  assert.equal((await rest('aino', 'eevi')).status, 200);
  assert.ok(performance.now() - start >= 145);
  await order(valtuudet(), { answer: 'garbled' });
  await assert.rejects((await rest('aino', 'eevi')).json());
  await order(valtuudet(), { answer: 'dropped' });
  await assert.rejects(async () => (await rest('aino', 'eevi')).json(), { name: 'TypeError' });
  await order(valtuudet(), { status: 500, count: 9 });
  assert.equal((await (await fetch(`${valtuudet()}/faults`)).json()).length, 1);
  await fetch(`${valtuudet()}/faults`, { method: 'DELETE' });
  assert.equal((await rest('aino', 'eevi')).status, 200);
  for (const wrong of [{}, { status: 200 }, { status: 503, count: 0 }, { path: 'rest', status: 503 }, { delay: -1 }, { answer: 'late' }])
    assert.equal((await order(valtuudet(), wrong)).status, 400, JSON.stringify(wrong));
});
