// Who may act for whom: a row for each rule.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hetu, health, startRegisters } from '../testing/registers.mjs';

const { control, rest, setClock, person } = startRegisters();
const answer = async (...pair) => (await (await rest(...pair)).json());
const allowed = async (delegate, principal, by) => (await answer(delegate, principal, by)).result === 'ALLOWED';
const pharmacy = 'http://valtuusrekisteri.suomi.fi/asiointi_apteekissa';

const rows = [
  ['a guardian acts for a child', 'aino', 'eevi', true],
  ['and so does the other guardian', 'mikko', 'eevi', true],
  ['a guardian acts for a 15-year-old', 'karin', 'kasper', true],
  ['a guardian acts for a 17-year-old', 'aino', 'eino', true],
  ['nobody\'s guardian acts for an 18-year-old', 'karin', 'viivi', false],
  ['somebody else does not act for a child', 'tuula', 'eevi', false],
  ['the guardian with the say in health acts', 'johanna', 'elias', true],
  ['the guardian without health in the agreement does not', 'ville', 'elias', false],
  ['nobody acts for a child taken into care', 'marko', 'niko', false],
  ['nobody acts for a protected child, the protected guardian neither', 'sanna', 'leo', false],
  ['nor the other guardian', 'petri', 'leo', false],
  ['of two guardians the one protected acts', 'noora', 'aava', true],
  ['and the other does not', 'teemu', 'aava', false],
  ['when both guardians are protected, none acts', 'maria', 'saara', false],
  ['nor the other', 'juha', 'saara', false],
  ['a mandate for health lets act for an adult', 'tuula', 'veikko', true],
  ['one of another theme does not', 'mikko', 'raili', false],
  ['an expired mandate does not', 'aino', 'raili', false],
  ['a mandate that has not begun does not', 'tuula', 'aarne', false],
  ['nobody acts for the dead', 'tuula', 'kaarlo', false],
  ['a mandate does not work the other way', 'veikko', 'tuula', false],
  ['nobody acts for themselves on behalf', 'aino', 'aino', false],
  ['nobody acts for a person whom the register does not know', 'aino', '010190-900P', false],
  ['nor does an unknown person act', '010190-900P', 'eevi', false],
];
for (const [name, delegate, principal, expected] of rows) {
  test(name, async () => {
    assert.deepEqual(await answer(delegate, principal), { result: expected ? 'ALLOWED' : 'DISALLOWED', reasons: [] });
  });
}

test('the theme asked for decides, and all that are asked for must be given', async () => {
  assert.equal(await allowed('mikko', 'raili', { issues: [pharmacy] }), true);
  assert.equal(await allowed('mikko', 'raili', { issues: [pharmacy, health] }), false);
  assert.equal(await allowed('tuula', 'lempi', { issues: [health, 'http://valtuusrekisteri.suomi.fi/sosiaalihuollon_asioiden_hoito'] }), true);
  assert.equal(await allowed('tuula', 'veikko', { issues: [] }), true, 'without a theme, the service\'s own');
});

test('a delegate under 18 may not, whatever mandate there is', async () => {
  await control('POST', '/control/mandates', { principal: 'timo', delegate: 'eino', issue: health });
  assert.equal(await allowed('eino', 'timo'), false);
  await setClock('2027-04-09T10:00:00Z');   // his birthday
  assert.equal(await allowed('eino', 'timo', { timestamp: '2027-04-09T10:00:00Z' }), true);
});

test('a delegate who has died may not', async () => {
  await control('PUT', `/control/persons/${hetu('aino')}`, { deathDate: '2026-11-20' });
  assert.equal(await allowed('aino', 'eevi'), false);
});

test('a guardian\'s right ends at midnight in Finland when the child turns 18', async () => {
  for (const [instant, expected] of [['2027-04-08T20:59:59Z', true], ['2027-04-08T21:00:00Z', false]]) {
    await setClock(instant);
    assert.equal(await allowed('aino', 'eino', { timestamp: instant }), expected, instant);
  }
});

test('a mandate holds through its last day in Finland and from its first', async () => {
  for (const [principal, instant, expected] of [
    ['veikko', '2030-01-14T21:59:59Z', true], ['veikko', '2030-01-14T22:00:00Z', false],
    ['aarne', '2026-12-31T21:59:59Z', false], ['aarne', '2026-12-31T22:00:00Z', true],
  ]) {
    await setClock(instant);
    assert.equal(await allowed('tuula', principal, { timestamp: instant }), expected, `${principal} ${instant}`);
  }
});

test('a service may have an age limit of its own', async () => {
  await control('PUT', '/control/settings', { childAgeLimit: 15 });
  assert.deepEqual([await allowed('aino', 'helmi'), await allowed('karin', 'kasper'), await allowed('aino', 'eino')], [true, false, false]);
});

test('a mandate can be ended and given while it runs', async () => {
  const { json } = await control('GET', '/control/mandates');
  const mandate = json.find(m => m.principal === hetu('veikko'));
  assert.equal((await control('DELETE', `/control/mandates/${mandate.id}`)).status, 204);
  assert.equal(await allowed('tuula', 'veikko'), false);
  assert.equal((await control('DELETE', `/control/mandates/${mandate.id}`)).status, 404);
  const given = await control('POST', '/control/mandates', { principal: hetu('veikko'), delegate: 'tuula', issues: [health], validUntil: '2026-11-21' });
  assert.equal(given.status, 201);
  assert.equal(await allowed('tuula', 'veikko'), true);
});

test('custody, orders and guardians can be changed while it runs, and both registers tell the same', async () => {
  await control('PUT', `/control/persons/${hetu('eevi')}`, { custody: 'taken-into-care' });
  assert.equal(await allowed('aino', 'eevi'), false);
  assert.equal((await (await person('eevi')).json()).custody, 'taken-into-care');
  await control('PUT', '/control/persons/eevi', { custody: null, guardians: [{ id: 'mikko' }, { id: 'tuula', matters: ['social'] }] });
  assert.deepEqual([await allowed('aino', 'eevi'), await allowed('mikko', 'eevi'), await allowed('tuula', 'eevi')], [false, true, false]);
  await control('PUT', '/control/persons/eevi', { nonDisclosure: true });
  assert.equal(await allowed('mikko', 'eevi'), false);
  await control('POST', '/control/reset');
  await setClock((await import('../testing/registers.mjs')).now);
  assert.equal(await allowed('aino', 'eevi'), true);
});

test('a person can be added, and nonsense is refused', async () => {
  const added = await control('PUT', '/control/persons/010120A9008', { familyName: 'Uusi', givenNames: 'Ilo Sade', birthDate: '2020-01-01', guardians: [{ id: 'timo' }] });
  assert.equal(added.status, 200);
  assert.equal(await allowed('timo', '010120A9008'), true);
  for (const [method, path, body] of [
    ['PUT', '/control/persons/eevi', { custody: 'away' }], ['PUT', '/control/persons/eevi', { shoeSize: 28 }], ['PUT', '/control/persons/eevi', { deathDate: 'soon' }],
    ['PUT', '/control/persons/010120-1234', { familyName: 'A', givenNames: 'B', birthDate: '1920-01-01' }], ['PUT', '/control/persons/eevi', { guardians: [{ id: 'x' }] }],
    ['POST', '/control/mandates', { principal: 'timo', delegate: 'nobody', issue: health }], ['POST', '/control/mandates', { principal: 'timo', delegate: 'aino' }],
    ['PUT', '/control/clock', { now: 'noon' }], ['PUT', '/control/settings', { childAgeLimit: 40 }], ['PUT', '/control/settings', { other: 1 }],
  ]) assert.equal((await control(method, path, body)).status, 400, `${path} ${JSON.stringify(body)}`);
});

test('reasons are told only when the service may have them', async () => {
  await control('PUT', '/control/settings', { includeReasons: true });
  const { result, reasons } = await answer('tuula', 'aarne');
  assert.equal(result, 'DISALLOWED');
  assert.deepEqual(reasons.map(r => [r.reasonRule, r.valueType]), [['019.003.1.1', 'DESCRIPTION']]);
  assert.deepEqual((await answer('aino', 'eevi')).reasons, []);
});
