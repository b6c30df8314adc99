import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appointment, startAll } from '../testing/server.mjs';

let all, ehr, n = 0;
const newId = () => `a-${n++}`;
before(async () => { all = await startAll(); ehr = await all.ehr.login(); });
after(() => all.close());

const putNew = async changes => {
  const id = newId();
  assert.equal((await ehr.fhir('PUT', `Appointment/${id}`, appointment(id, changes))).status, 201);
  return id;
};

test('a put creates under the id of the client, with version, place and time', async () => {
  const id = newId();
  const put = await ehr.fhir('PUT', `Appointment/${id}`, appointment(id, { meta: { versionId: '99', lastUpdated: '2001-01-01T00:00:00Z' } }));
  assert.deepEqual([put.status, put.etag, put.headers.get('location')], [201, 'W/"1"', `${ehr.base}/fhir/Appointment/${id}/_history/1`]);
  assert.match(put.headers.get('content-type'), /^application\/fhir\+json/);
  assert.equal(put.body.meta.versionId, '1');
  assert.ok(Math.abs(Date.now() - Date.parse(put.body.meta.lastUpdated)) < 60_000);
  const got = await ehr.fhir('GET', `Appointment/${id}`);
  assert.deepEqual([got.status, got.etag, got.body], [200, 'W/"1"', put.body]);
  assert.equal((await ehr.fhir('GET', `Appointment/${id}`, undefined, { 'If-None-Match': 'W/"1"' })).status, 304);
});

test('a post gets an id of the server', async () => {
  const post = await ehr.fhir('POST', 'Appointment', appointment('mine'));
  assert.equal(post.status, 201);
  assert.notEqual(post.body.id, 'mine');
  assert.equal((await ehr.fhir('GET', `Appointment/${post.body.id}`)).status, 200);
});

test('a change makes a new version, the same again does not, and old versions stay', async () => {
  const id = await putNew();
  const changed = appointment(id, { status: 'cancelled' });
  const second = await ehr.fhir('PUT', `Appointment/${id}`, changed);
  assert.deepEqual([second.status, second.etag], [200, 'W/"2"']);
  const again = await ehr.fhir('PUT', `Appointment/${id}`, { status: 'cancelled', ...changed, meta: second.body.meta });
  assert.deepEqual([again.status, again.etag, again.body.meta], [200, 'W/"2"', second.body.meta]);
  assert.equal((await ehr.fhir('GET', `Appointment/${id}/_history/1`)).body.status, 'booked');
  for (const _ of [1, 2]) { // reading turns nothing around
    const { body } = await ehr.fhir('GET', `Appointment/${id}/_history`);
    assert.deepEqual(body.entry.map(e => [e.resource.meta.versionId, e.response.status]), [['2', '200'], ['1', '201']]);
  }
  assert.equal((await ehr.fhir('GET', `Appointment/${id}/_history/3`)).status, 404);
});

test('If-Match and If-None-Match hold a change that counted on another version', async () => {
  const id = await putNew();
  const put = (changes, headers, at = id) => ehr.fhir('PUT', `Appointment/${at}`, appointment(at, changes), headers);
  assert.equal((await put({ status: 'arrived' }, { 'If-Match': 'W/"1"' })).status, 200);
  const late = await put({ status: 'noshow' }, { 'If-Match': 'W/"1"' });
  assert.deepEqual([late.status, late.body.resourceType], [412, 'OperationOutcome']);
  assert.equal((await put({ status: 'noshow' }, { 'If-None-Match': '*' })).status, 412);
  assert.equal((await ehr.fhir('GET', `Appointment/${id}`)).body.status, 'arrived');
  assert.equal((await put({}, { 'If-Match': 'W/"1"' }, newId())).status, 412);
  assert.equal((await put({}, { 'If-None-Match': '*' }, newId())).status, 201);
});

test('of many at once on the same version one wins', async () => {
  const id = await putNew();
  const puts = Array.from({ length: 20 }, (_, i) => ehr.fhir('PUT', `Appointment/${id}`, appointment(id, { description: `${i}` }), { 'If-Match': 'W/"1"' }));
  assert.deepEqual((await Promise.all(puts)).map(p => p.status).sort(), [200, ...Array(19).fill(412)]);
});

test('a conditional create makes one, however often and however many at once', async () => {
  const identifier = [{ system: 'urn:example:booking', value: 'Booking-1' }];
  const post = () => ehr.fhir('POST', 'Appointment', appointment(undefined, { identifier }), { 'If-None-Exist': 'identifier=urn:example:booking|Booking-1' });
  const answers = await Promise.all(Array.from({ length: 10 }, post));
  assert.deepEqual(answers.map(a => a.status).sort(), [...Array(9).fill(200), 201]);
  assert.equal(new Set(answers.map(a => a.body.id)).size, 1);
  assert.equal((await ehr.fhir('GET', 'Appointment?identifier=urn:example:booking|Booking-1')).body.total, 1);
});

test('a deleted resource is gone, and may come back', async () => {
  const id = await putNew();
  assert.equal((await ehr.fhir('DELETE', `Appointment/${id}`)).status, 204);
  assert.equal((await ehr.fhir('DELETE', `Appointment/${id}`)).status, 204);
  assert.equal((await ehr.fhir('GET', `Appointment/${id}`)).status, 410);
  assert.equal((await ehr.fhir('GET', `Appointment?_id=${id}`)).body.total, 0);
  const back = await ehr.fhir('PUT', `Appointment/${id}`, appointment(id));
  assert.deepEqual([back.status, back.etag], [201, 'W/"3"']);
});

const refusals = [
  ['no such resource', 404, 'GET', 'Appointment/nothing'],
  ['a type not kept', 404, 'GET', 'Banana'],
  ['a type not kept, as a name of JavaScript', 404, 'GET', 'constructor/x'],
  ['a batch', 405, 'POST', '', { resourceType: 'Bundle', type: 'batch' }],
  ['a patch', 405, 'PATCH', 'Appointment/x', []],
  ['a conditional update', 405, 'PUT', 'Appointment?_id=x', appointment('x')],
  ['no JSON', 400, 'PUT', 'Appointment/x', '{'],
  ['another id', 400, 'PUT', 'Appointment/x', appointment('y')],
  ['another type', 400, 'PUT', 'Patient/x', appointment('x')],
  ['null', 400, 'PUT', 'Appointment/x', 'null'],
  ['an id of wrong letters', 400, 'PUT', 'Appointment/x_y', appointment('x_y')],
  ['XML', 415, 'PUT', 'Appointment/x', '<a/>', { 'Content-Type': 'application/fhir+xml' }],
  ['an answer in XML', 406, 'GET', 'Appointment/x', undefined, { Accept: 'application/fhir+xml' }],
  ['more than a megabyte', 413, 'PUT', 'Appointment/x', ' '.repeat((1 << 20) + 1)],
];
for (const [what, status, ...request] of refusals) {
  test(`refused with an OperationOutcome: ${what}`, async () => {
    const { status: got, body, headers } = await ehr.fhir(...request);
    assert.deepEqual([got, body.resourceType, body.issue[0].severity], [status, 'OperationOutcome', 'error']);
    assert.match(headers.get('content-type'), /^application\/fhir\+json/);
  });
}

test('metadata tells what the server can do, to anyone', async () => {
  const { status, body } = await ehr.fhir('GET', 'metadata', undefined, { Authorization: undefined });
  assert.deepEqual([status, body.resourceType, body.fhirVersion], [200, 'CapabilityStatement', '4.0.1']);
  const found = body.rest[0].resource.find(r => r.type === 'Appointment');
  assert.ok(found.searchParam.some(p => p.name === 'patient'));
});
