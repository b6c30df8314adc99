import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { appointment, startAll } from '../testing/server.mjs';

let all, ehr;
before(async () => { all = await startAll(); ehr = await all.ehr.login(); });
after(() => all.close());

const change = (id, changes, headers = {}) => fetch(`${ehr.base}/clinic/Appointment/${id}`, {
  method: 'PUT', headers: { 'Content-Type': 'application/fhir+json', ...headers }, body: JSON.stringify(appointment(id, changes)),
});

test("what the clinic's own people change is a new version, without a token of the portal", async () => {
  await ehr.fhir('PUT', 'Appointment/c-1', appointment('c-1'));
  assert.equal((await change('c-1', { status: 'noshow' })).status, 200);
  const { body } = await ehr.fhir('GET', 'Appointment/c-1');
  assert.deepEqual([body.status, body.meta.versionId], ['noshow', (await ehr.fhir('GET', 'Appointment/c-1/_history')).body.entry[0].resource.meta.versionId]);
  assert.equal((await ehr.fhir('PUT', 'Appointment/c-1', appointment('c-1'), { 'If-Match': 'W/"1"' })).status, 412);
});

test('it is validated, and only from this machine', async () => {
  assert.equal((await change('c-2', { status: 'perhaps' })).status, 422);
  const asked = new Promise((resolve, reject) => {
    const { port } = new URL(ehr.base);
    request({ host: 'localhost', port, path: '/clinic/Appointment/c-1', headers: { Host: 'elsewhere.example' } }, answer => resolve(answer.statusCode)).on('error', reject).end();
  });
  assert.equal(await asked, 403);
});
