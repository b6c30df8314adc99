import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startStack } from './stack.mjs';
import { Browser, RelyingParty } from './relying-party.mjs';

let stack;
const portal = () => new RelyingParty({ issuer: stack.residents, clientId: 'portal', redirectUri: `${stack.portalUrl}/bff/signin-suomifi`, keys: stack.keys });
before(async () => { stack = await startStack(); });
after(() => stack.stop());

test('A resident logs in and the id token is encrypted, signed and has the FTN claims', async () => {
  const party = portal();
  const { status, back, encryption, header, claims } = await party.login(new Browser(stack.residents), { person: 'terttu', means: 'bank' });
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
  assert.equal(claims['urn:oid:1.2.246.575.1.14'], 'Terttu Tuulia');
  assert.equal(claims['urn:oid:1.2.246.517.2002.2.18'], '901');
});
