// The signature, the clock, and what the REST API asks for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksum } from '../valtuudet/checksum.mjs';
import { client, hetu, now, request, startRegisters } from '../testing/registers.mjs';

const { control, rest, signed, setClock } = startRegisters();
const register = by => signed(`/service/hpa/user/register/${client.id}/${hetu('aino')}?${request()}`, by);

test('the checksum is the specified one', () => {
  const path = '/service/hpa/user/register/abcd1234/010180-9026?requestId=3f2504e0-4f89-11d3-9a0c-0305e82c3301&endUserId=portal';
  assert.equal(checksum('testApiKey-0123456789', path, '2026-03-01T12:00:00.000Z'), '+ZANvVbj3s8v/ZLXHq0GI1ym6Fv7Azy1un6j7soPE+s=');
});

test('a signed request is taken, with either form of a zone', async () => {
  assert.equal((await register()).status, 200);
  assert.equal((await register({ timestamp: '2026-11-21T12:00:00+02:00' })).status, 200);
});

test('what is not signed right is refused', async () => {
  const path = `/service/hpa/user/register/${client.id}/${hetu('aino')}?${request()}`;
  for (const [what, by] of [
    ['another key', { key: 'x' }], ['the REST key', { key: client.restApiKey }], ['another client', { id: 'abcd1235' }], ['another path', { over: path }],
    ['no zone', { timestamp: '2026-11-21T10:00:00' }], ['no header', { auth: '' }], ['half a header', { auth: `${client.id} ${now}` }],
  ]) assert.equal((await register(by)).status, 401, what);
  assert.equal((await rest('aino', 'eevi', { key: client.apiKey })).status, 401, 'the Web API\'s key at the REST API');
});

test('the query is signed as it was sent, escapes and all', async () => {
  const plain = await rest('aino', 'eevi', { over: 'x' });
  assert.equal(plain.status, 401);
  const path = `/service/rest/hpa/authorization/${client.id}/${hetu('aino')}/${hetu('eevi')}?issue=http%3A%2F%2Fa%2fb&${request()}`;
  const by = { key: client.restApiKey, headers: { 'x-userid': 'portal' } };
  assert.equal((await signed(path, by)).status, 200);
  assert.equal((await signed(path, { ...by, over: decodeURIComponent(path) })).status, 401);
});

test('a clock up to five minutes off is taken, more is not, either way', async () => {
  for (const [seconds, status] of [[0, 200], [300, 200], [-300, 200], [301, 401], [-301, 401]]) {
    await setClock(now, seconds);
    assert.equal((await register()).status, status, `${seconds} s`);
  }
});

test('the refusal can be the other of the two documented ones', async () => {
  await control('PUT', '/control/settings', { refusalStatus: 403 });
  assert.equal((await register({ key: 'x' })).status, 403);
});

test('a request without its ids is refused', async () => {
  assert.equal((await signed(`/service/hpa/user/register/${client.id}/${hetu('aino')}?requestId=1`)).status, 400);
  assert.equal((await rest('aino', 'eevi', { headers: {} })).status, 400, 'no X-userId');
});
