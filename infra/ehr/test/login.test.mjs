import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appointment, assertion, startAll } from '../testing/server.mjs';

let all, ehr;
before(async () => { all = await startAll({ TOKEN_SECONDS: '2' }); ehr = all.ehr; });
after(() => all.close());
const now = () => Math.floor(Date.now() / 1000);

test('a good assertion gets a token, which opens the door for as long as it says', async () => {
  const { status, token_type, expires_in, access_token, scope } = await ehr.askToken();
  assert.deepEqual([status, token_type, expires_in, scope], [200, 'bearer', 2, 'system/Appointment.cruds system/Patient.cruds']);
  const get = () => ehr.fhir('GET', 'Appointment', undefined, { Authorization: `Bearer ${access_token}` });
  assert.equal((await get()).status, 200);
  await new Promise(resolve => setTimeout(resolve, 2100));
  const late = await get();
  assert.deepEqual([late.status, late.headers.get('www-authenticate')], [401, 'Bearer realm="ehr", error="invalid_token"']);
});

for (const alg of ['RS384', 'RS256', 'ES384']) {
  test(`${alg}, with a key published after the server fetched the set`, async () => {
    const key = await all.keyServer.newKey(`new-${alg}`, alg);
    assert.equal((await ehr.askToken(await ehr.assertion({}, key))).status, 200);
  });
}

const refused = [
  ['an expired one', { iat: now() - 400, exp: now() - 100 }],
  ['one that is good for an hour', { exp: now() + 3600 }],
  ['one without an end', { exp: undefined }],
  ['one for another server', { aud: 'https://elsewhere.example/oauth2/token' }],
  ['one of another client', { iss: 'other', sub: 'other' }],
  ['one for another subject', { sub: 'other' }],
  ['one without jti', { jti: undefined }],
  ['one from the future', { nbf: now() + 100 }],
];
for (const [what, claims] of refused) {
  test(`refused: ${what}`, async () => {
    const { status, error, access_token } = await ehr.askToken(await ehr.assertion(claims));
    assert.deepEqual([status, error, access_token], [401, 'invalid_client', undefined]);
  });
}

test('refused: the same one twice', async () => {
  const jwt = await ehr.assertion();
  assert.equal((await ehr.askToken(jwt)).status, 200);
  assert.deepEqual([(await ehr.askToken(jwt)).status, (await ehr.askToken(jwt)).error], [401, 'invalid_client']);
});

test('refused: the same one twice at once', async () => {
  const jwt = await ehr.assertion();
  const answers = await Promise.all(Array.from({ length: 8 }, () => ehr.askToken(jwt)));
  assert.equal(answers.filter(a => a.status === 200).length, 1);
});

test('refused: a key that is not the client\'s, under a name of its own and under that of a known one', async () => {
  const stranger = await all.keyServer.newKey('stranger', 'ES384', false);
  assert.equal((await ehr.askToken(await ehr.assertion({}, stranger))).status, 401);
  assert.equal((await ehr.askToken(await ehr.assertion({}, { ...stranger, kid: 'first' }))).status, 401);
});

test('refused: an unsigned one and garbage', async () => {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${part({ alg: 'none' })}.${part({ iss: 'portal', sub: 'portal', aud: ehr.tokenUrl, jti: 'u', exp: now() + 60 })}.`;
  assert.equal((await ehr.askToken(unsigned)).status, 401);
  assert.equal((await ehr.askToken('banana')).status, 401);
});

test('refused with the reason in OAuth\'s words: grant type, assertion type, scope', async () => {
  const ask = async (scope, extra) => { const { status, error } = await ehr.askToken(undefined, scope, extra); return [status, error]; };
  assert.deepEqual(await ask(undefined, { grant_type: 'password' }), [400, 'unsupported_grant_type']);
  assert.deepEqual(await ask(undefined, { client_assertion_type: 'x' }), [400, 'invalid_request']);
  for (const scope of ['', 'openid', 'patient/Appointment.rs', 'system/Appointment.', 'system/Appointment.sr'])
    assert.deepEqual(await ask(scope), [400, 'invalid_scope']);
});

test('without a token, or with an invented one, there is nothing', async () => {
  for (const [method, path, body] of [['GET', 'Appointment'], ['GET', 'Appointment/x'], ['GET', 'Banana'], ['PUT', 'Appointment/x', appointment('x')], ['POST', '', {}]]) {
    const none = await ehr.fhir(method, path, body, { Authorization: undefined });
    assert.deepEqual([none.status, none.headers.get('www-authenticate'), none.body.resourceType], [401, 'Bearer realm="ehr"', 'OperationOutcome']);
    assert.equal((await ehr.fhir(method, path, body, { Authorization: 'Bearer invented' })).status, 401);
    assert.equal((await ehr.fhir(method, path, body, { Authorization: 'Basic cG9ydGFs' })).status, 401);
  }
});

test('a token does what its scopes say and no more', async () => {
  const with_ = async (scope, ...request) => (await (await ehr.login(scope)).fhir(...request)).status;
  const put = ['PUT', 'Appointment/scoped', appointment('scoped')];
  assert.equal(await with_('system/Appointment.rs', ...put), 403);
  assert.equal(await with_('system/Patient.cruds', ...put), 403);
  assert.equal(await with_('system/Appointment.cru', ...put), 201);
  assert.equal(await with_('system/Appointment.cru', 'GET', 'Appointment/scoped'), 200);
  assert.equal(await with_('system/Appointment.cru', 'GET', 'Appointment?_id=scoped'), 403);
  assert.equal(await with_('system/Appointment.cru', 'POST', 'Appointment/_search'), 403);
  assert.equal(await with_('system/Appointment.cru', 'DELETE', 'Appointment/scoped'), 403);
  assert.equal(await with_('system/Appointment.read', 'GET', 'Appointment?_id=scoped'), 200);
  assert.equal(await with_('system/*.cruds', 'DELETE', 'Appointment/scoped'), 204);
});

test('the configuration tells where and how to ask', async () => {
  const body = await (await fetch(`${ehr.base}/fhir/.well-known/smart-configuration`)).json();
  assert.equal(body.token_endpoint, ehr.tokenUrl);
  assert.deepEqual(body.token_endpoint_auth_methods_supported, ['private_key_jwt']);
});

test('the page and open reading are closed unless asked for', async () => {
  assert.equal((await fetch(ehr.base)).status, 403);
});

test('keys that cannot be fetched are not the client\'s fault', async () => {
  const other = await startAll();
  try {
    await other.keyServer.close();
    const { status, error } = await other.ehr.askToken(await assertion({ aud: other.ehr.tokenUrl }, other.key));
    assert.deepEqual([status, error], [503, 'temporarily_unavailable']);
  } finally { await other.close(); }
});
