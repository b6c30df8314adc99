import assert from 'node:assert/strict';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { appointment, startEhr, startKeyServer, temporaryFolder } from '../testing/server.mjs';

let keyServer, key, folder;
before(async () => {
  keyServer = await startKeyServer();
  key = await keyServer.newKey('first');
  folder = await temporaryFolder();
});
after(async () => {
  await keyServer.close();
  await rm(folder, { recursive: true });
});
const start = async () => (await startEhr({ keyServer, key, folder })).login();
const journal = () => join(folder, 'journal.jsonl');

test('what was answered is there after a kill -9, with all versions and the same numbers', async () => {
  let ehr = await start();
  await ehr.fhir('PUT', 'Appointment/kept', appointment('kept'));
  await ehr.fhir('PUT', 'Appointment/kept', appointment('kept', { status: 'arrived' }));
  await ehr.fhir('PUT', 'Appointment/gone', appointment('gone'));
  await ehr.fhir('DELETE', 'Appointment/gone');
  const history = async () => (await ehr.fhir('GET', 'Appointment/kept/_history')).body.entry.map(({ fullUrl, ...rest }) => rest); // the port changes
  const before = await history();
  assert.equal(before.length, 2);

  // Killed in the middle of a stream of writes: each that was answered must be found.
  const answered = [];
  const writer = async w => {
    for (let i = 0; ; i++) {
      const id = `stream-${w}-${i}`;
      const put = await ehr.fhir('PUT', `Appointment/${id}`, appointment(id)).catch(() => undefined);
      if (!put) return;
      assert.equal(put.status, 201);
      answered.push(id);
      if (answered.length === 40) ehr.stop('SIGKILL');
    }
  };
  await Promise.all([0, 1, 2, 3].map(writer));
  assert.equal((await ehr.exited).signal, 'SIGKILL');

  ehr = await start();
  assert.deepEqual(await history(), before);
  assert.equal((await ehr.fhir('GET', 'Appointment/gone')).status, 410);
  assert.ok(answered.length >= 40);
  for (const id of answered) assert.equal((await ehr.fhir('GET', `Appointment/${id}`)).status, 200, id);
  assert.equal((await ehr.fhir('GET', 'Appointment?patient=aino&_count=1000')).body.total >= answered.length, true);
  assert.equal((await ehr.fhir('PUT', 'Appointment/kept', appointment('kept'))).etag, 'W/"3"');
  await ehr.stop('SIGTERM');
});

test('a torn last line is dropped with a warning, and the journal goes on after it', async () => {
  const whole = await readFile(journal(), 'utf8');
  await appendFile(journal(), '{"resourceType":"Appointment","id":"torn","sta');
  let ehr = await start();
  assert.match(ehr.log.join('\n'), /WARNING .*last line is torn/);
  assert.equal((await ehr.fhir('GET', 'Appointment/torn')).status, 404);
  await ehr.fhir('PUT', 'Appointment/next', appointment('next'));
  await ehr.stop('SIGTERM');
  assert.ok((await readFile(journal(), 'utf8')).startsWith(whole));
  ehr = await start();
  assert.deepEqual([ehr.log, (await ehr.fhir('GET', 'Appointment/next')).status], [[], 200]);
  assert.equal((await ehr.stop('SIGTERM')).code, 0);
});

test('a damaged line in the middle stops the start: nothing is lost in silence', async () => {
  const lines = (await readFile(journal(), 'utf8')).split('\n');
  lines[1] = lines[1].slice(0, 20);
  await writeFile(journal(), lines.join('\n'));
  const stopped = await start().catch(error => error);
  assert.match(stopped.message, /journal\.jsonl is damaged in line 2/);
  assert.notEqual(stopped.code, 0);
});
