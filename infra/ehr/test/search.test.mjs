import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { appointment, startAll } from '../testing/server.mjs';

let all, ehr;
const participant = (...references) => references.map(reference => ({ actor: { reference }, status: 'accepted' }));
before(async () => {
  all = await startAll({ DEV_OPEN_READ: '1' });
  ehr = await all.ehr.login();
  const put = async (id, changes) => assert.equal((await ehr.fhir('PUT', `Appointment/${id}`, appointment(id, changes))).status, 201);
  await put('one', { identifier: [{ system: 'urn:x', value: 'A-1' }], participant: participant('Patient/aino', 'Location/keskusta') });
  await put('two', { start: '2026-11-25T08:00:00+02:00', end: '2026-11-25T08:30:00+02:00', participant: participant('Patient/aino', 'Practitioner/p') });
  await put('three', { start: '2026-11-24T06:00:00Z', end: '2026-11-24T06:30:00Z', participant: participant('Patient/aino-2') });
  await put('four', { status: 'cancelled', start: undefined, end: undefined, participant: participant('Practitioner/aino') });
  await ehr.fhir('PUT', 'Appointment/one', appointment('one', { status: 'arrived', identifier: [{ system: 'urn:x', value: 'A-1' }], participant: participant('Patient/aino', 'Location/keskusta') }));
  await ehr.fhir('PUT', 'Appointment/three', appointment('three', { start: '2026-11-24T06:00:00Z', end: '2026-11-24T06:30:00Z', participant: participant('Patient/other') }));
});
after(() => all.close());

const ids = async query => {
  const { status, body, text } = await ehr.fhir('GET', `Appointment?${query}`);
  assert.equal(status, 200, text);
  assert.equal(body.total, body.entry?.length ?? 0);
  return (body.entry ?? []).map(e => e.resource.id);
};
const same = async (query, expected) => assert.deepEqual((await ids(query)).sort(), expected.sort(), query);

test('by patient: with the type, bare, as an address, as the one of several participants', async () => {
  for (const value of ['Patient/aino', 'aino', `${ehr.base}/fhir/Patient/aino`]) await same(`patient=${value}`, ['one', 'two']);
  await same('patient=aino,other', ['one', 'two', 'three']);
  await same('patient=aino-2', []); // was the patient of an earlier version
  await same('patient=Practitioner/aino', []);
  await same('patient=nobody', []);
  await same('location=keskusta', ['one']);
});

test('by identifier, id, status and several at once', async () => {
  await same('identifier=urn:x|A-1', ['one']);
  await same('identifier=A-1', ['one']);
  await same('identifier=urn:y|A-1', []);
  await same('identifier=urn:x|A-2', []);
  await same('_id=two', ['two']);
  await same('_id=two,one', ['one', 'two']);
  await same('status=arrived', ['one']);
  await same('status:not=arrived', ['two', 'three', 'four']);
  await same('patient=aino&status=booked', ['two']);
});

test('by time, whatever the offset', async () => {
  await same('date=ge2026-11-24T08:00:00%2B02:00&date=lt2026-11-25', ['one', 'three']);
  await same('date=gt2026-11-24T23:00:00Z', ['two']);
  await same('date:missing=true', ['four']);
  const { body } = await ehr.fhir('GET', 'Appointment/three');
  await same(`_lastUpdated=ge${body.meta.lastUpdated}`, ['three']);
  await same('_lastUpdated=lt2020-01-01', []);
});

test('sorted and in pages that can be followed', async () => {
  assert.deepEqual((await ids('_sort=-_lastUpdated')).slice(0, 2), ['three', 'one']);
  assert.deepEqual(await ids('_sort=date'), ['three', 'one', 'two', 'four']);
  assert.deepEqual(await ids('_sort=-date'), ['two', 'one', 'three', 'four']);
  const seen = [];
  for (let url = 'Appointment?_sort=date&_count=3'; url;) {
    const { body } = await ehr.fhir('GET', url);
    assert.equal(body.total, 4);
    seen.push(body.entry.map(e => e.resource.id));
    url = body.link.find(l => l.relation === 'next')?.url.slice(`${ehr.base}/fhir/`.length);
  }
  assert.deepEqual(seen, [['three', 'one', 'two'], ['four']]);
  assert.deepEqual((await ehr.fhir('GET', 'Appointment?_summary=count')).body.entry, undefined);
});

test('by post, so that nothing about a person is in an address', async () => {
  const { status, body } = await ehr.fhir('POST', 'Appointment/_search', 'patient=aino&_sort=date', { 'Content-Type': 'application/x-www-form-urlencoded' });
  assert.deepEqual([status, body.entry.map(e => e.resource.id)], [200, ['one', 'two']]);
});

test('what is not understood is refused rather than ignored', async () => {
  for (const query of ['banana=1', 'patient.name=Aino', 'patient:Patient.name=x', '_sort=banana', '_count=many', '_count=-1', '_include=Appointment:patient', 'date=banana', 'date=2026-13', 'actor:identifier=x', '_has:Slot:x:y=z']) {
    const { status, body } = await ehr.fhir('GET', `Appointment?${query}`);
    assert.deepEqual([status, body.resourceType], [400, 'OperationOutcome'], query);
  }
});

test('open reading: this machine reads without a token, and nobody writes', async () => {
  const open = (method, body, headers) => ehr.fhir(method, method === 'GET' ? 'Appointment?patient=aino' : 'Appointment/z', body, { Authorization: undefined, ...headers });
  assert.equal((await open('GET')).body.total, 2);
  assert.equal((await open('PUT', appointment('z'))).status, 401);
  assert.equal((await open('DELETE')).status, 401);
  assert.equal((await open('GET', undefined, { Authorization: 'Bearer bad' })).status, 401);
});

test('open reading, the page and faults are for this machine\'s own names only', async () => {
  const status = path => new Promise((resolve, reject) =>
    request(`${ehr.base}${path}`, { headers: { Host: 'rebound.example' } }, r => resolve(r.resume().statusCode)).on('error', reject).end());
  assert.deepEqual([await status('/fhir/Appointment'), await status('/'), await status('/faults')], [401, 403, 403]);
});

test('the page lists the latest appointments, with names as text', async () => {
  await ehr.fhir('PUT', 'Patient/aino', { resourceType: 'Patient', id: 'aino', name: [{ given: ['Aino'], family: '<Esimerkki>' }] });
  await ehr.fhir('PUT', 'Appointment/two', appointment('two', {
    contained: [{ resourceType: 'Location', id: 'unit', name: 'Keskusta' }], participant: participant('Patient/aino', '#unit', 'Practitioner/unknown'),
  }));
  const response = await fetch(ehr.base);
  const page = await response.text();
  assert.match(response.headers.get('content-security-policy'), /default-src 'none'/);
  assert.match(page, /<h2 id="count">4 appointments<\/h2>/);
  assert.match(page, /<time datetime="2026-11-24T09:40:00\+02:00">Tue,? 24 Nov 2026,? 09:40<\/time>/);
  assert.match(page, /Aino &lt;Esimerkki&gt;/);
  assert.match(page, /<td>arrived<\/td><td><a href="\/fhir\/Appointment\/one\/_history" aria-label="2, earlier versions">2<\/a>/);
  assert.match(page, /<td>Keskusta<br>Practitioner\/unknown<\/td>/);
  assert.ok(!page.includes('<Esimerkki>'));
});
