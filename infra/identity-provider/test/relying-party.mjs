// A relying party and a browser without JavaScript, as the tests need them.
import { createHash, randomBytes } from 'node:crypto';
import { compactDecrypt, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';

const random = () => randomBytes(32).toString('base64url');
const levels = 'http://ftn.ficora.fi/2017/loatest2 http://ftn.ficora.fi/2017/loatest3 http://eidas.europa.eu/LoA/substantial urn:oid:1.2.246.517.3002.110.7';

/** Keeps cookies, follows redirects inside the provider, and stops at the first address outside it. */
export class Browser {
  cookies = new Map();

  constructor(origin) {
    this.origin = origin;
  }

  async open(address, form) {
    let url = new URL(address, this.origin);
    for (let method = form ? 'POST' : 'GET'; ; method = 'GET') {
      const response = await fetch(url, {
        method, redirect: 'manual', body: method === 'POST' ? new URLSearchParams(form) : undefined,
        headers: {
          accept: 'text/html',
          cookie: [...this.cookies.values()].filter((c) => url.pathname.startsWith(c.path)).map((c) => `${c.name}=${c.value}`).join('; '),
        },
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
        if (value) this.cookies.set(name + path, { name, value, path });
        else this.cookies.delete(name + path);
      }
      const location = response.headers.get('location');
      if (!location) return { url, status: response.status, headers: response.headers, html: await response.text() };
      url = new URL(location, url);
      if (url.origin !== new URL(this.origin).origin) return { url, status: 303, query: Object.fromEntries(url.searchParams) };
    }
  }
}

export class RelyingParty {
  constructor({ issuer, clientId, redirectUri, keys }) {
    Object.assign(this, { issuer, clientId, redirectUri, keys });
  }

  async discover() {
    this.metadata ??= await (await fetch(`${this.issuer}/.well-known/openid-configuration`)).json();
    return this.metadata;
  }

  async sign(claims, lifetime = 300) {
    const key = await importJWK(this.keys.sig.privateJwk, 'RS256');
    return new SignJWT({ jti: random(), ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'sig-1' }).setIssuer(this.clientId)
      .setIssuedAt().setExpirationTime(`${lifetime}s`).sign(key);
  }

  async post(endpoint, form, { lifetime } = {}) {
    const { token_endpoint: audience } = await this.discover();
    const assertion = await this.sign({ sub: this.clientId, aud: audience }, lifetime);
    const response = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({ client_id: this.clientId, client_assertion: assertion,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', ...form }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** The claims of a good request, to be spoiled by the tests. */
  async request(changes = {}) {
    await this.discover();
    this.verifier = random();
    this.nonce = random();
    this.state = random();
    return {
      aud: this.issuer, client_id: this.clientId, response_type: 'code', redirect_uri: this.redirectUri, scope: 'openid',
      state: this.state, nonce: this.nonce, acr_values: levels, ui_locales: 'fi',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'), code_challenge_method: 'S256', ...changes,
    };
  }

  async push(changes, lifetime) {
    const request = await this.sign(await this.request(changes), lifetime);
    return this.post(this.metadata.pushed_authorization_request_endpoint, { request });
  }

  async startAddress(changes) {
    const { body } = await this.push(changes);
    return `${this.metadata.authorization_endpoint}?${new URLSearchParams({ client_id: this.clientId, request_uri: body.request_uri })}`;
  }

  exchange(code) {
    return this.post(this.metadata.token_endpoint,
      { grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, code_verifier: this.verifier });
  }

  /** From the first page to the token's claims. */
  async login(browser, form, changes) {
    const page = await browser.open(await this.startAddress(changes));
    const back = await browser.open(page.url, form);
    const { status, body } = await this.exchange(back.query.code);
    return { page, back, status, body, ...(body.id_token ? await this.read(body.id_token) : {}) };
  }

  async read(token) {
    let signed = token;
    let encryption;
    if (token.split('.').length === 5) {
      encryption = decodeProtectedHeader(token);
      const { plaintext } = await compactDecrypt(token, await importJWK(this.keys.enc.privateJwk, encryption.alg));
      signed = new TextDecoder().decode(plaintext);
    }
    this.jwks ??= createRemoteJWKSet(new URL(this.metadata.jwks_uri));
    // Judged at the moment of issue: the tests of faults look at the times themselves.
    const currentDate = new Date(decodeJwt(signed).iat * 1000);
    const { payload, protectedHeader } = await jwtVerify(signed, this.jwks, { issuer: this.issuer, audience: this.clientId, currentDate });
    return { claims: payload, header: protectedHeader, encryption };
  }
}
