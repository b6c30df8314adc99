// The Web API from registering to the end, with the page in between.
import assert from 'node:assert/strict';
import { createPublicKey, createVerify } from 'node:crypto';
import { test } from 'node:test';
import { client, health, hetu, now, request, startRegisters } from '../testing/registers.mjs';

const { control, signed, setClock, valtuudet } = startRegisters();
const redirectUri = client.redirectUris[0];
const basic = `Basic ${Buffer.from(`${client.id}:${client.oauthPassword}`).toString('base64')}`;

const register = async (delegate, by) => (await signed(`/service/hpa/user/register/${client.id}/${hetu(delegate)}?${request()}`, by)).json();
const pageOf = (userId, more = {}) => `${valtuudet()}/oauth/authorize?${new URLSearchParams({ client_id: client.id, response_type: 'code', redirect_uri: redirectUri, user: userId, scope: 'read', state: 's t', lang: 'en', ...more })}`;
const send = (userId, form) => fetch(pageOf(userId), { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
const goesTo = answer => new URL(answer.headers.get('location')).searchParams;
const choose = async (userId, principal) => goesTo(await send(userId, { act: 'choose', principal })).get('code');
const exchange = (query, body, authorization = basic) => fetch(`${valtuudet()}/oauth/token${query ? `?${new URLSearchParams(query)}` : ''}`,
  { method: 'POST', headers: { authorization }, body: body && new URLSearchParams(body) });
const grant = code => ({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });

/** Registered, chosen, and with a token. Returns a function that asks the API. */
async function chosen(delegate, principal) {
  const { sessionId, userId } = await register(delegate);
  const { access_token } = await (await exchange(grant(await choose(userId, principal)))).json();
  const ask = (call, by) => signed(`/service/hpa/api/${call.replace('{}', sessionId)}${call.includes('?') ? '&' : '?'}${request()}`, { headers: { authorization: `Bearer ${access_token}` }, ...by });
  return { sessionId, userId, ask };
}

test('from the choice to the answer', async () => {
  const { ask } = await chosen('aino', 'onni');
  assert.deepEqual(await (await ask('delegate/{}')).json(), [{ personId: hetu('onni'), name: 'Korpela Onni Elias' }]);
  assert.deepEqual(await (await ask(`authorization/{}/${hetu('onni')}?issues=${encodeURIComponent(health)}`)).json(), { result: 'ALLOWED', reasons: [] });
  assert.equal((await (await ask(`authorizationlist/{}/${hetu('onni')}`)).json()).roles.length, 1);
  assert.equal((await ask(`authorization/{}/${hetu('eevi')}`)).status, 403, 'not the one that was chosen');
});

test('a refused child can be chosen, and the answer has no reason', async () => {
  const { ask } = await chosen('marko', 'niko');
  assert.deepEqual(await (await ask(`authorization/{}/${hetu('niko')}`)).json(), { result: 'DISALLOWED', reasons: [] });
  assert.deepEqual(await (await ask(`authorizationlist/{}/${hetu('niko')}`)).json(), { roles: [], reasons: [] });
});

test('the themes of an adult are listed', async () => {
  const { ask } = await chosen('tuula', 'lempi');
  assert.deepEqual((await (await ask(`authorizationlist/{}/${hetu('lempi')}`)).json()).roles, [health, 'http://valtuusrekisteri.suomi.fi/sosiaalihuollon_asioiden_hoito']);
});

test('the page lists children and mandators in force, and nobody else', async () => {
  const page = async who => (await fetch(pageOf((await register(who)).userId))).text();
  const names = html => [...html.matchAll(/<label[^>]*>([^<]*)/g)].map(m => m[1]);
  assert.deepEqual(names(await page('aino')), ['Eino Kalevi Korpela', 'Helmi Aurora Korpela', 'Onni Elias Korpela', 'Eevi Sofia Korpela']);
  assert.deepEqual(names(await page('tuula')), ['Veikko Olavi Salmela', 'Lempi Kyllikki Salmela']);
  assert.deepEqual(names(await page('karin')), ['Kasper Emil Lindqvist']);
  assert.match(await page('timo'), /nobody has given you a mandate/);
  assert.doesNotMatch(await page('aino'), /\d{6}[-A]9\d\d/, 'no national id');
});

test('the page speaks three languages, runs no script and says who acts where', async () => {
  const { userId } = await register('aino');
  for (const [lang, title] of [['fi', 'Kenen puolesta asioit?'], ['sv', 'För vems räkning'], ['en', 'Who are you acting for?'], ['xx', 'Kenen puolesta asioit?']]) {
    const answer = await fetch(pageOf(userId, { lang }));
    const html = await answer.text();
    assert.match(html, new RegExp(`<h1>${title.replace('?', '\\?')}`));
    assert.match(html, new RegExp(`<html lang="${lang === 'xx' ? 'fi' : lang}">`));
    assert.doesNotMatch(html, /<script|style=/);
    assert.match(html, /Aino Maria Korpela/);
    assert.equal(answer.headers.get('content-security-policy'), "default-src 'none'; style-src 'self'; form-action 'self' http://localhost:5080; base-uri 'none'; frame-ancestors 'none'");
  }
});

test('choosing nobody is told on the page, cancelling at the service', async () => {
  const { userId } = await register('aino');
  for (const form of [{ act: 'choose' }, { act: 'choose', principal: 'tuula' }]) {
    const answer = await send(userId, form);
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /<title>Error: Who are you acting for\?.*role="alert"/s);
  }
  assert.deepEqual([...goesTo(await send(userId, { act: 'cancel' }))], [['error', 'access_denied'], ['state', 's t']]);
});

test('a request that is not right stays here', async () => {
  const { userId } = await register('aino');
  for (const more of [{ client_id: 'other123' }, { redirect_uri: 'https://evil.example/' }, { response_type: 'token' }, { user: 'x' }])
    assert.equal((await fetch(pageOf(userId, more), { redirect: 'manual' })).status, 400, JSON.stringify(more));
});

test('the token is given for query or form, once, within a minute, to the right client and address', async () => {
  const { userId } = await register('aino');
  const once = await choose(userId, 'onni');
  const given = await (await exchange(undefined, grant(once))).json();
  assert.deepEqual({ ...given, access_token: '', refresh_token: '' }, { access_token: '', token_type: 'bearer', refresh_token: '', expires_in: 599, scope: 'read write trust' });
  assert.deepEqual(await (await exchange(grant(once))).json(), { error: 'invalid_grant' });
  assert.equal((await exchange({ ...grant(await choose(userId, 'onni')), redirect_uri: 'http://localhost:5080/other' })).status, 400);
  assert.equal((await exchange({ ...grant(await choose(userId, 'onni')), grant_type: 'password' })).status, 400);
  assert.equal((await exchange(grant(await choose(userId, 'onni')), undefined, 'Basic eDp5')).status, 401);
  for (const [seconds, status] of [[59, 200], [60, 400]]) {
    await setClock(now);
    const code = await choose(userId, 'onni');
    await setClock(now, seconds);
    assert.equal((await exchange(grant(code))).status, status, `${seconds} s`);
  }
});

test('a code used twice takes its token with it', async () => {
  const { sessionId, userId } = await register('aino');
  const code = await choose(userId, 'onni');
  const { access_token } = await (await exchange(grant(code))).json();
  await exchange(grant(code));
  assert.equal((await signed(`/service/hpa/api/delegate/${sessionId}?${request()}`, { headers: { authorization: `Bearer ${access_token}` } })).status, 401);
});

test('the token ends after 599 s, the session after an hour or when unregistered: 401', async () => {
  const { ask, sessionId } = await chosen('aino', 'onni');
  for (const [seconds, status] of [[598, 200], [599, 401]]) {
    await setClock(now, seconds);
    assert.equal((await ask('delegate/{}', { timestamp: new Date(Date.parse(now) + seconds * 1000).toISOString() })).status, status, `${seconds} s`);
  }
  await setClock(now);
  assert.equal((await ask('delegate/{}', { headers: {} })).status, 401, 'no token');
  const unregister = () => signed(`/service/hpa/user/unregister/${sessionId}?${request()}`);
  assert.equal(await (await unregister()).json(), true);
  assert.equal((await unregister()).status, 401);
  assert.equal((await ask('delegate/{}')).status, 401);

  const late = await register('aino');
  await setClock(now, 3600);
  const timestamp = new Date(Date.parse(now) + 3600_000).toISOString();
  assert.equal((await signed(`/service/hpa/user/unregister/${late.sessionId}?${request()}`, { timestamp })).status, 401);
  assert.equal((await fetch(pageOf(late.userId))).status, 400);
});

test('the answers come as signed tokens too', async () => {
  const { ask } = await chosen('aino', 'onni');
  const { keys: [jwk] } = await (await fetch(`${valtuudet()}/.well-known/jwks.json`)).json();
  for (const [call, sub, response] of [['authorization', 'Authorization', 'ALLOWED'], ['authorizationlist', 'AuthorizationList', '["http://valtuusrekisteri.suomi.fi/huoltaja"]']]) {
    const [header, payload, signature] = (await (await ask(`${call}/jwt/{}/${hetu('onni')}?issues=${encodeURIComponent(health)}`)).text()).split('.');
    assert.ok(createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(createPublicKey({ key: jwk, format: 'jwk' }), signature, 'base64url'));
    const [head, claims] = [header, payload].map(part => JSON.parse(Buffer.from(part, 'base64url')));
    assert.deepEqual([head.alg, head.kid], ['RS256', jwk.kid]);
    assert.deepEqual([claims.iss, claims.aud, claims.sub, claims.end_user, claims.principal, claims.issue, claims.response, claims.reasons],
      ['Suomi.fi-Valtuudet', [client.serviceId], sub, hetu('aino'), hetu('onni'), health, response, '[]']);
  }
});

test('a choice is handed over to another service without asking again, once', async () => {
  const { sessionId } = await chosen('aino', 'onni');
  const token = await (await signed(`/service/hpa/user/transfer/token/${sessionId}?${request()}`)).text();
  const take = delegate => signed(`/service/hpa/user/register/transfer/${token}/${client.id}/${hetu(delegate)}?${request()}`);
  const { userId } = await (await take('aino')).json();
  assert.ok(goesTo(await fetch(pageOf(userId), { redirect: 'manual' })).get('code'));
  assert.equal((await take('aino')).status, 401);
});

test('with several allowed, several can be chosen', async () => {
  const { userId } = await register('aino');
  const both = new URLSearchParams([['act', 'choose'], ['principal', 'onni'], ['principal', 'eevi']]);
  assert.equal((await send(userId, both)).status, 422);
  await control('PUT', '/control/settings', { allowMultiSelection: true });
  assert.equal((await send(userId, both)).status, 303);
});
