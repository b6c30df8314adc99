import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startStack } from './stack.mjs';
import { Browser, RelyingParty } from './relying-party.mjs';

let stack;
const portal = () => new RelyingParty({ issuer: stack.residents, clientId: 'portal', redirectUri: `${stack.portalUrl}/bff/signin-suomifi`, keys: stack.keys });
const staff = () => new RelyingParty({ issuer: stack.staff, clientId: 'portal-staff', redirectUri: `${stack.portalUrl}/bff/signin-staff`, keys: stack.keys });
before(async () => { stack = await startStack(); });
after(() => stack.stop());

for (const [lang, heading] of [['fi', 'Tunnistaudu'], ['sv', 'Identifiera dig'], ['en', 'Identify yourself']]) {
  test(`The login page is in ${lang}, shows the service's name, and has no script`, async () => {
    const page = await new Browser(stack.residents).open(await portal().startAddress({ ui_locales: lang, ftn_spname: 'Lintuvesi <testi>' }));
    assert.match(page.html, new RegExp(`<html lang="${lang}">`));
    assert.match(page.html, new RegExp(`<h1>${heading}</h1>`));
    assert.match(page.html, /Lintuvesi &#60;testi&#62;/);
    assert.doesNotMatch(page.html, /<script|\sstyle=|https?:\/\//);
    assert.match(page.headers.get('content-security-policy'), /default-src 'none'; style-src 'self'/);
  });
}

test('The person can change the language and the means on the page', async () => {
  const visitor = new Browser(stack.residents);
  const page = await visitor.open(await portal().startAddress());
  const swedish = await visitor.open(`${page.url}?means=eidas&lang=sv`);
  assert.match(swedish.html, /<html lang="sv">/);
  assert.match(swedish.html, /value="sofia"/);
  assert.doesNotMatch(swedish.html, /value="terttu"/);
});

test('Only means of the levels asked for are offered', async () => {
  const page = await new Browser(stack.residents).open(await portal().startAddress({ acr_values: 'http://ftn.ficora.fi/2017/loa3' }));
  assert.match(page.html, /means=card/);
  assert.doesNotMatch(page.html, /means=bank/);
});

test('An interaction that is gone, or belongs to another browser, gets a page in words', async () => {
  const page = await new Browser(stack.residents).open(await portal().startAddress());
  const other = await new Browser(stack.residents).open(`${page.url}?lang=en`);
  assert.equal(other.status, 400);
  assert.match(other.html, /Identification was interrupted/);
});

test('Logout asks for confirmation, ends the session, and returns with the state', async () => {
  const visitor = new Browser(stack.residents);
  await portal().login(visitor, { person: 'terttu', means: 'bank' });
  const address = `${stack.residents}/session/end?${new URLSearchParams({ client_id: 'portal', ui_locales: 'en', state: 's1',
    post_logout_redirect_uri: `${stack.portalUrl}/bff/signed-out-suomifi` })}`;
  const ask = await visitor.open(address);
  assert.match(ask.html, /<h1>Log out<\/h1>/);
  assert.match(ask.html, /formaction="[^"]+ui_locales=en"/);
  const back = await visitor.open('/session/end/confirm', { xsrf: /name="xsrf" value="([^"]+)"/.exec(ask.html)[1], logout: 'yes' });
  assert.equal(back.url.href, `${stack.portalUrl}/bff/signed-out-suomifi?state=s1`);
  assert.match((await visitor.open(await portal().startAddress())).html, /name="person"/, 'nobody is remembered');
  const again = await visitor.open(address);
  assert.equal(again.url.href, `${stack.portalUrl}/bff/signed-out-suomifi?state=s1`, 'with nothing to end, straight back');
});

test('A logout to an address that is not registered is refused', async () => {
  const page = await new Browser(stack.residents).open(`${stack.residents}/session/end?client_id=portal&post_logout_redirect_uri=http://localhost:1/`);
  assert.equal(page.status, 400);
  assert.match(page.html, /<html lang="fi">/);
});

test('Logout elsewhere tells the portal by its front-channel address', async () => {
  const visitor = new Browser(stack.residents);
  const { claims } = await portal().login(visitor, { person: 'terttu', means: 'bank' });
  const ask = await visitor.open(`${stack.residents}/session/end?ui_locales=en`);
  const done = await visitor.open('/session/end/confirm?ui_locales=en', { xsrf: /name="xsrf" value="([^"]+)"/.exec(ask.html)[1], logout: 'yes' });
  assert.match(done.html, /<html lang="en">/);
  const frame = new URL(/<iframe hidden src="([^"]+)"/.exec(done.html)[1].replaceAll('&#38;', '&'));
  assert.equal(frame.origin + frame.pathname, `${stack.portalUrl}/bff/front-channel-logout`);
  assert.deepEqual([frame.searchParams.get('iss'), frame.searchParams.get('sid')], [stack.residents, claims.sid]);
  assert.match(done.headers.get('content-security-policy'), new RegExp(`frame-src ${stack.portalUrl}`));
});

test('Staff log in with roles and unit, in a token that is signed and not encrypted', async () => {
  const { encryption, claims } = await staff().login(new Browser(stack.staff), { person: 'paivi' }, { acr_values: undefined });
  assert.equal(encryption, undefined);
  assert.deepEqual([claims.sub, claims.name, claims.roles, claims.unit], ['paivi', 'Päivi Hoitaja', ['nurse'], 'keskusta']);
});

test('Staff logout reaches the portal’s back channel with a signed logout token', async () => {
  const visitor = new Browser(stack.staff);
  const party = staff();
  const { claims } = await party.login(visitor, { person: 'paivi' }, { acr_values: undefined });
  const ask = await visitor.open(`${stack.staff}/session/end`);
  await visitor.open('/session/end/confirm', { xsrf: /name="xsrf" value="([^"]+)"/.exec(ask.html)[1], logout: 'yes' });
  const { url, body } = stack.received.at(-1);
  assert.equal(url, '/bff/backchannel');
  const token = await party.read(new URLSearchParams(body).get('logout_token'));
  assert.deepEqual([token.claims.sid, token.claims.sub, token.header.typ], [claims.sid, 'paivi', 'logout+jwt']);
  assert.ok('http://schemas.openid.net/event/backchannel-logout' in token.claims.events);
});
