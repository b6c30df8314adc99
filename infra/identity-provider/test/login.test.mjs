import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startStack } from './stack.mjs';
import { Browser, RelyingParty } from './relying-party.mjs';

let stack;
const portal = () => new RelyingParty({ issuer: stack.residents, clientId: 'portal', redirectUri: `${stack.portalUrl}/bff/signin-suomifi`, keys: stack.keys });
const browser = () => new Browser(stack.residents);
const set = async (changes) => assert.equal((await fetch(`${stack.residents}/control/clients/portal`, {
  method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(changes) })).status, 200);
before(async () => { stack = await startStack(); });
after(() => stack.stop());

test('A resident logs in: the id token is encrypted, signed and has the FTN claims', async () => {
  const party = portal();
  const { status, back, encryption, header, claims } = await party.login(browser(), { person: 'terttu', means: 'bank' });
  assert.equal(status, 200);
  assert.equal(back.query.iss, stack.residents);
  assert.equal(back.query.state, party.state);
  assert.deepEqual([encryption.alg, encryption.enc, encryption.cty, encryption.kid], ['RSA-OAEP', 'A128CBC-HS256', 'JWT', 'enc-1']);
  assert.equal(header.alg, 'RS256');
  assert.equal(claims.nonce, party.nonce);
  assert.equal(claims.acr, 'http://ftn.ficora.fi/2017/loatest2');
  assert.deepEqual(claims.amr, ['bank']);
  assert.equal(claims.exp - claims.iat, 600);
  assert.ok(claims.auth_time && claims.sid);
  assert.equal(claims['urn:oid:1.2.246.21'], '010190-9005');
  assert.equal(claims['urn:oid:2.5.4.4'], 'Testinen');
  assert.equal(claims['urn:oid:1.2.246.575.1.14'], 'Terttu Tuulia');
  assert.equal(claims['urn:oid:1.3.6.1.5.5.7.9.1'], '1990-01-01');
  assert.equal(claims['urn:oid:1.2.246.517.2002.2.18'], '901');
});

for (const alg of ['RSA-OAEP', 'RSA-OAEP-256']) {
  for (const enc of ['A128CBC-HS256', 'A128GCM', 'A256GCM']) {
    test(`The id token is encrypted with ${alg} and ${enc} when so set`, async () => {
      await set({ idTokenAlg: alg, idTokenEnc: enc });
      const { encryption, claims } = await portal().login(browser(), { person: 'terttu', means: 'bank' });
      assert.deepEqual([encryption.alg, encryption.enc], [alg, enc]);
      assert.equal(claims['urn:oid:1.2.246.21'], '010190-9005');
    });
  }
}

test('The other dialect names the same things otherwise', async () => {
  await set({ dialect: 'op' });
  const { claims } = await portal().login(browser(), { person: 'terttu', means: 'bank' });
  await set({ dialect: 'ftn' });
  assert.deepEqual([claims.personal_identity_code, claims.family_name, claims.given_name, claims.birthdate],
    ['010190-9005', 'Testinen', 'Terttu Tuulia', '1990-01-01']);
  assert.equal(claims['urn:oid:1.2.246.21'], undefined);
});

test('A person with turvakielto comes with the mark and without municipality and address', async () => {
  const { claims } = await portal().login(browser(), { person: 'salla', means: 'mobile' });
  assert.equal(claims['urn:oid:1.2.246.517.2002.2.27'], '1');
  const register = Object.keys(claims).filter((name) => name.startsWith('urn:oid:1.2.246.517.2002.2.'));
  assert.deepEqual(register, ['urn:oid:1.2.246.517.2002.2.27']);
});

test('The certificate card gives the high level, eIDAS and FFI their own acr and identifiers', async () => {
  const card = await portal().login(browser(), { person: 'terttu', means: 'card' });
  assert.equal(card.claims.acr, 'http://ftn.ficora.fi/2017/loatest3');
  const eidas = await portal().login(browser(), { person: 'sofia', means: 'eidas' });
  assert.equal(eidas.claims.acr, 'http://eidas.europa.eu/LoA/substantial');
  assert.equal(eidas.claims['http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier'], 'ES/FI/1');
  assert.equal(eidas.claims['urn:oid:1.2.246.21'], undefined);
  const ffi = await portal().login(browser(), { person: 'arjun', means: 'ffi' });
  assert.equal(ffi.claims.acr, 'urn:oid:1.2.246.517.3002.110.7');
  assert.equal(ffi.claims['urn:oid:1.2.246.517.3002.111.17'], 'FFI-1');
});

test('The subject is another one at each login', async () => {
  const [one, two] = [await portal().login(browser(), { person: 'terttu', means: 'bank' }), await portal().login(browser(), { person: 'terttu', means: 'bank' })];
  assert.notEqual(one.claims.sub, two.claims.sub);
});

test('Somebody without means of identification, or without the means chosen, cannot log in', async () => {
  for (const form of [{ person: 'lapsi', means: 'bank' }, { person: 'sofia', means: 'bank' }, { person: 'nobody', means: 'bank' }, { person: 'terttu', means: 'none' }]) {
    const visitor = browser();
    const page = await visitor.open(await portal().startAddress());
    assert.equal((await visitor.open(page.url, form)).status, 400, form.person);
  }
});

test('A session is remembered, prompt=login asks anew, and a higher level asks anew', async () => {
  const visitor = browser();
  const first = await portal().login(visitor, { person: 'terttu', means: 'bank' });
  const silent = await visitor.open(await portal().startAddress());
  assert.ok(silent.query.code, 'no page in between');
  assert.match((await visitor.open(await portal().startAddress({ prompt: 'login' }))).html, /name="person"/);
  assert.match((await visitor.open(await portal().startAddress({ acr_values: 'http://ftn.ficora.fi/2017/loatest3' }))).html, /name="person"/);
  assert.equal((await visitor.open(await portal().startAddress({ prompt: 'login' }))).status, 200);
  assert.ok(first.claims.sid);
});

test('Another person can identify in the same browser, without a script', async () => {
  const visitor = browser();
  const first = await portal().login(visitor, { person: 'terttu', means: 'bank' });
  const second = await portal().login(visitor, { person: 'salla', means: 'bank' }, { prompt: 'login' });
  assert.equal(second.claims['urn:oid:1.2.246.21'], '020290-901B');
  assert.notEqual(second.claims.sid, first.claims.sid);
});

test('A code works once', async () => {
  const party = portal();
  const { back } = await party.login(browser(), { person: 'terttu', means: 'bank' });
  const again = await party.exchange(back.query.code);
  assert.deepEqual([again.status, again.body.error], [400, 'invalid_grant']);
});

test('The signing keys are the same after a restart', async () => {
  const kid = async (issuer) => (await (await fetch(`${issuer}/jwks`)).json()).keys[0].kid;
  const before = await kid(stack.residents);
  Object.assign(stack, await stack.restart());
  assert.equal(await kid(stack.residents), before);
});
