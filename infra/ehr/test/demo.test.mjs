import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startAll } from '../testing/server.mjs';
import { fault } from '../testing/rules.mjs';

const people = fileURLToPath(new URL('../../DevStack/demo/people.json', import.meta.url));

test('demo people have a history at the first start, valid and once', async () => {
  const all = await startAll({ DEMO_PEOPLE: people });
  try {
    const ehr = await all.ehr.login('system/Patient.rs system/Observation.rs');
    const found = await ehr.fhir('GET', 'Patient?identifier=urn:oid:1.2.246.21|120384-9040');
    assert.deepEqual(found.body.entry.map(e => e.resource.id), ['clinic-aino']);
    const { body } = await ehr.fhir('GET', 'Observation?patient=Patient/clinic-aino&category=laboratory&_sort=-date');
    assert.equal(body.total, 5);
    for (const { resource } of body.entry) assert.equal(fault(resource), undefined);
    assert.equal(body.entry[0].resource.note[0].text.length > 0, true);
    const young = await ehr.fhir('GET', 'Observation?patient=Patient/clinic-helmi');
    assert.deepEqual(young.body.entry.map(e => e.resource.extension[0].valueCoding.code).sort(), ['2', '3']);
    const { resources } = all.ehr.started;
    await all.ehr.stop('SIGTERM');
    const { startEhr } = await import('../testing/server.mjs');
    all.ehr = await startEhr({ ...all, env: { DEMO_PEOPLE: people } });
    assert.equal(all.ehr.started.resources, resources);
  } finally {
    await all.close();
  }
});
