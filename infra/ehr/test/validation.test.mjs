import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appointment, startAll } from '../testing/server.mjs';

let all, ehr;
before(async () => { all = await startAll(); ehr = await all.ehr.login(); });
after(() => all.close());

const actor = { reference: 'Patient/aino' };
const patient = changes => ({ resourceType: 'Patient', id: 'x', ...changes });
const wrong = [
  ['a participant without status', appointment('x', { participant: [{ actor }] }), /participant\[0\]\.status/],
  ['no participant', appointment('x', { participant: undefined }), /participant/],
  ['no status', appointment('x', { status: undefined }), /status/],
  ['a status that is no code of the set', appointment('x', { status: 'banana' }), /banana/],
  ['a status of a participant that is no code', appointment('x', { participant: [{ actor, status: 'maybe' }] }), /maybe/],
  ['booked without a time', appointment('x', { start: undefined }), /app-2/],
  ['a start that is no time', appointment('x', { start: 'tomorrow' }), /start/],
  ['a duration that is text', appointment('x', { minutesDuration: '20' }), /minutesDuration/],
  ['an element of nobody', appointment('x', { banana: true }), /banana/],
  ['a participant that is a text', appointment('x', { participant: ['Aino'] }), /./],
  ['one participant instead of a list', appointment('x', { participant: { actor, status: 'accepted' } }), /participant/],
  ['an actor of a wrong type', appointment('x', { participant: [{ actor: { reference: 'Slot/1' }, status: 'accepted' }] }), /actor|reference/i],
  ['null in a list', appointment('x', { participant: [null] }), /./],
  ['an empty list', appointment('x', { participant: [] }), /participant/],
  ['a gender that is no code', patient({ gender: 'yes' }), /gender|yes/],
  ['a birth date that is none', patient({ birthDate: '1.2.1970' }), /birthDate/],
  ['a use of a name that is no code', patient({ name: [{ family: 'Esimerkki', use: 'best' }] }), /best/],
];
for (const [what, resource, reason] of wrong) {
  test(`refused: ${what}`, async () => {
    const { status, body } = await ehr.fhir('PUT', `${resource.resourceType}/x`, resource);
    assert.deepEqual([status, body.resourceType], [422, 'OperationOutcome']);
    assert.match(JSON.stringify(body.issue), reason);
    assert.ok(body.issue.every(i => i.severity === 'error' && i.code && i.diagnostics));
    assert.equal((await ehr.fhir('GET', `${resource.resourceType}/x`)).status, 404);
  });
}

test('every reason is given, not the first only', async () => {
  const { body } = await ehr.fhir('PUT', 'Appointment/x', appointment('x', { banana: 1, participant: [{ actor }] }));
  assert.equal(body.issue.length, 2);
});

const right = [
  ['each status of an appointment', ['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error', 'checked-in', 'waitlist']
    .map(status => appointment('y', { status }))],
  ['the extensions of the Finnish scheduling guide', [appointment('y', {
    _status: { extension: [{ url: 'https://hl7.fi/fhir/finnish-scheduling/StructureDefinition/ajanvarauksen-tila', valueCoding: { system: 'urn:oid:1.2.246.537.6.881', code: '3' } }] },
    serviceType: [{ coding: [{ system: 'urn:oid:1.2.246.537.6.49', code: 'NC' }] }],
  })]],
  ['codes of sets that cannot be listed: languages', [patient({ id: 'y', language: 'fi', communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'sv' }] } }] })]],
  ['cancelled without a time', [appointment('y', { status: 'cancelled', start: undefined, end: undefined })]],
];
for (const [what, resources] of right) {
  test(`accepted: ${what}`, async () => {
    for (const resource of resources) {
      const { status, text } = await ehr.fhir('PUT', `${resource.resourceType}/y`, resource);
      assert.ok(status === 200 || status === 201, text);
    }
  });
}
