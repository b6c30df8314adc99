import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startStack } from './stack.mjs';
import { Browser, RelyingParty } from './relying-party.mjs';

let stack;
const portal = () => new RelyingParty({ issuer: stack.residents, clientId: 'portal', redirectUri: `${stack.portalUrl}/bff/signin-suomifi`, keys: stack.keys });
const browser = () => new Browser(stack.residents);
before(async () => { stack = await startStack(); });
after(() => stack.stop());

for (const [what, changes, reason] of [
  ['no acr_values', { acr_values: undefined }, /acr_values/],
  ['only unknown levels', { acr_values: 'urn:example:none' }, /acr_values/],
  ['a short nonce', { nonce: 'short' }, /nonce/],
  ['no state', { state: undefined }, /state/],
  ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, /PKCE/],
  ['plain PKCE', { code_challenge_method: 'plain' }, /code_challenge_method/],
  ['another redirect address', { redirect_uri: 'http://localhost:1/elsewhere' }, /redirect_uri/],
  ['another audience', { aud: 'http://localhost:1' }, /claims are invalid/],
  ['another scope only', { scope: 'profile' }, /openid scope/],
  ['a response type other than code', { response_type: 'id_token' }, /response_type/],
]) {
  test(`A pushed request with ${what} is refused`, async () => {
    const { status, body } = await portal().push(changes);
    assert.equal(status, 400);
    assert.match(body.error_description, reason);
  });
}

test('A request that lives longer than ten minutes is refused', async () => {
  const { status, body } = await portal().push({}, 900);
  assert.equal(status, 400);
  assert.match(body.error_description, /600 s/);
});

test('An unsigned request is refused', async () => {
  const party = portal();
  const request = await party.request();
  const { status, body } = await party.post(party.metadata.pushed_authorization_request_endpoint, Object.fromEntries(Object.entries(request).filter(([k]) => k !== 'aud')));
  assert.equal(status, 400);
  assert.match(body.error_description, /Request Object must be used/);
});

test('The same request object cannot be pushed twice', async () => {
  const party = portal();
  const request = await party.sign(await party.request());
  const endpoint = party.metadata.pushed_authorization_request_endpoint;
  assert.equal((await party.post(endpoint, { request })).status, 201);
  const again = await party.post(endpoint, { request });
  assert.equal(again.status, 400);
  assert.match(again.body.error_description, /jti/);
});

test('A request that was not pushed goes back with an error', async () => {
  const party = portal();
  const request = await party.sign(await party.request());
  const page = await browser().open(`${party.metadata.authorization_endpoint}?${new URLSearchParams({
    client_id: 'portal', response_type: 'code', scope: 'openid', redirect_uri: party.redirectUri, request })}`);
  assert.equal(page.query.error, 'invalid_request');
});

test('A client assertion that lives longer than ten minutes is refused', async () => {
  const party = portal();
  const request = await party.sign(await party.request());
  assert.equal((await party.post(party.metadata.pushed_authorization_request_endpoint, { request }, { lifetime: 900 })).status, 401);
});

test('A wrong code verifier is refused', async () => {
  const party = portal();
  const visitor = browser();
  const page = await visitor.open(await party.startAddress());
  const back = await visitor.open(page.url, { person: 'terttu', means: 'bank' });
  party.verifier = 'x'.repeat(43);
  assert.equal((await party.exchange(back.query.code)).body.error, 'invalid_grant');
});

for (const error of ['access_denied', 'cancel', 'login_required', 'temporarily_unavailable', 'server_error']) {
  test(`The person can come back with ${error}`, async () => {
    const party = portal();
    const visitor = browser();
    const page = await visitor.open(await party.startAddress());
    const back = await visitor.open(page.url, { error });
    assert.deepEqual([back.query.error, back.query.state, back.query.iss], [error, party.state, stack.residents]);
    assert.equal(back.query.code, undefined);
  });
}

for (const form of [{ person: 'vainaja', means: 'bank' }, { person: 'terttu', means: 'bank', fault: 'deceased' }]) {
  test(`Nobody logs in when the population register does not know the person as living (${form.person})`, async () => {
    const visitor = browser();
    const page = await visitor.open(await portal().startAddress({ ui_locales: 'en' }));
    const told = await visitor.open(page.url, form);
    assert.match(told.html, /Population Information System/);
    const back = await visitor.open(page.url, { error: 'access_denied' });
    assert.equal(back.query.error, 'access_denied');
  });
}

const login = (fault, party = portal()) => party.login(browser(), { person: 'terttu', means: 'bank', fault });
const now = () => Date.now() / 1000;

test('Fault: the level is below all that were asked for', async () => {
  assert.equal((await login('acr-low')).claims.acr, 'http://eidas.europa.eu/LoA/low');
});
test('Fault: the nonce is another one', async () => {
  const party = portal();
  assert.notEqual((await login('wrong-nonce', party)).claims.nonce, party.nonce);
});
test('Fault: the id token has expired', async () => {
  assert.ok((await login('expired')).claims.exp < now() - 300);
});
test('Fault: the provider’s clock is ahead', async () => {
  assert.ok((await login('future')).claims.iat > now() + 300);
});
test('Fault: the id token is not encrypted', async () => {
  const { encryption, claims } = await login('unencrypted');
  assert.equal(encryption, undefined);
  assert.equal(claims['urn:oid:1.2.246.21'], '010190-9005');
});
test('Fault: the token answer is slow', async () => {
  const control = `${stack.residents}/control/clients/portal`;
  await fetch(control, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"slowMs":700}' });
  const started = Date.now();
  assert.equal((await login('slow')).status, 200);
  assert.ok(Date.now() - started >= 700);
});
test('A fault ends with its login', async () => {
  const party = portal();
  await login('wrong-nonce');
  assert.equal((await party.login(browser(), { person: 'terttu', means: 'bank' })).claims.nonce, party.nonce);
});

test('A test can set a fault for a client, add a client with its own keys, and take it all back', async () => {
  const control = (id) => `${stack.residents}/control/clients/${id}`;
  const put = (id, changes) => fetch(control(id), { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(changes) });
  await put('other', { fault: 'unencrypted', metadata: { redirect_uris: ['http://localhost:1/back'], jwks: { keys: [stack.keys.sig.jwk, stack.keys.enc.jwk] } } });
  const other = new RelyingParty({ issuer: stack.residents, clientId: 'other', redirectUri: 'http://localhost:1/back', keys: stack.keys });
  assert.equal((await other.login(browser(), { person: 'terttu', means: 'bank' })).encryption, undefined);
  await fetch(control('other'), { method: 'DELETE' });
  assert.notEqual((await other.push()).status, 201);
  assert.equal((await put('portal', { idTokenAlg: 'none' })).status, 400);
  assert.equal((await put('portal', { mistake: 1 })).status, 400);
  assert.equal((await fetch(control('portal'), { method: 'PUT', body: '{}' })).status, 415, 'what a form or a page elsewhere could send');
});
