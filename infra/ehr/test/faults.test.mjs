import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { appointment, startAll } from '../testing/server.mjs';

let all, ehr, n = 0, id;
before(async () => { all = await startAll(); ehr = await all.ehr.login(); });
after(() => all.close());
beforeEach(async () => { await ehr.clearFaults(); id = `f-${n++}`; });

const put = (headers, changes) => ehr.fhir('PUT', `Appointment/${id}`, appointment(id, changes), headers);
const read = async () => (await ehr.fhir('GET', `Appointment/${id}`)).status;
const noAnswer = promise => assert.rejects(promise, /fetch failed/);

test('down: the connection closes and nothing happens, for as many requests as ordered', async () => {
  assert.equal(await ehr.fault({ mode: 'down', count: 3 }), 204);
  await noAnswer(put());
  await noAnswer(read());
  await noAnswer(ehr.askToken());
  assert.equal(await read(), 404);
});

test('down until cleared', async () => {
  await ehr.fault({ mode: 'down', count: 0 });
  for (const _ of [1, 2, 3]) await noAnswer(read());
  await ehr.clearFaults();
  assert.equal(await read(), 404);
});

test('slow: waits before it applies', async () => {
  await ehr.fault({ mode: 'slow', ms: 700 });
  const from = performance.now();
  const late = put();
  assert.equal(await read(), 404);
  assert.equal((await late).status, 201);
  assert.ok(performance.now() - from >= 690);
});

test('slow: a client that gives up may still have its change applied', async () => {
  await ehr.fault({ mode: 'slow', ms: 300 });
  const giveUp = fetch(`${ehr.base}/fhir/Appointment/${id}`, {
    method: 'PUT', signal: AbortSignal.timeout(100), body: JSON.stringify(appointment(id)),
    headers: { Authorization: `Bearer ${ehr.token}`, 'Content-Type': 'application/fhir+json' },
  });
  await assert.rejects(giveUp, { name: 'TimeoutError' });
  await new Promise(resolve => setTimeout(resolve, 500));
  assert.equal(await read(), 200);
});

test('500: answers so and does nothing', async () => {
  await ehr.fault({ mode: '500' });
  const { status, body } = await put();
  assert.deepEqual([status, body.resourceType, await read()], [500, 'OperationOutcome', 404]);
});

test('500 after applying', async () => {
  await ehr.fault({ mode: '500-after-apply' });
  assert.deepEqual([(await put()).status, await read()], [500, 200]);
});

test('the answer is dropped after applying', async () => {
  await ehr.fault({ mode: 'drop-answer' });
  await noAnswer(put());
  assert.equal(await read(), 200);
});

test('handled twice: the second answer is heard, and an unchanged update is one version', async () => {
  await ehr.fault({ mode: 'duplicate' });
  const twice = await put();
  assert.deepEqual([twice.status, twice.etag], [200, 'W/"1"']);
  id += '-b';
  await ehr.fault({ mode: 'duplicate' });
  assert.deepEqual([(await put({ 'If-None-Match': '*' })).status, await read()], [412, 200]);
  await ehr.fault({ mode: 'duplicate' });
  const post = await ehr.fhir('POST', 'Appointment', appointment(undefined, { identifier: [{ system: 'urn:x', value: id }] }));
  assert.equal(post.status, 201);
  assert.equal((await ehr.fhir('GET', `Appointment?identifier=urn:x|${id}`)).body.total, 2); // no condition, so two
});

test('an order may be for one method only, and leaves metadata alone', async () => {
  await ehr.fault({ mode: '500', method: 'PUT' });
  assert.equal((await ehr.fhir('GET', 'metadata')).status, 200);
  assert.equal(await read(), 404);
  assert.deepEqual([(await put()).status, (await put()).status], [500, 201]);
});

test('an order that makes no sense is refused with the reason', async () => {
  for (const order of [{}, null, { mode: 'banana' }, { mode: 'constructor' }, { mode: 'slow', ms: -1 }, { mode: '500', count: 1.5 }, { mode: '500', method: 'FETCH' }])
    assert.equal(await ehr.fault(order), 400);
  assert.deepEqual(await (await fetch(`${ehr.base}/faults`)).json(), []);
});
