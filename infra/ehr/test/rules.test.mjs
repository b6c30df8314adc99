import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fault } from '../testing/rules.mjs';

const observation = changes => ({ resourceType: 'Observation', id: 'x', status: 'final', code: { text: 'Weight' }, valueQuantity: { value: 72.5 }, ...changes });

test('a right resource is right by the published rules', () => assert.equal(fault(observation({ contained: [{ resourceType: 'Device', id: 'd' }] })), undefined));

for (const [what, resource] of [
  ['a status of nobody', observation({ status: 'banana' })],
  ['an element of nobody', observation({ banana: 1 })],
  ['no code', observation({ code: undefined })],
  ['a number that is text', observation({ valueQuantity: { value: '72,5' } })],
  ['a moment without its zone', observation({ effectiveDateTime: '2026-11-23T07:30:00' })],
  ['a contained resource that is wrong', observation({ contained: [{ resourceType: 'Device', id: 'd', banana: 1 }] })],
  ['no such resource', { resourceType: 'Banana' }],
]) test(`wrong by the published rules: ${what}`, () => assert.ok(fault(resource)));
