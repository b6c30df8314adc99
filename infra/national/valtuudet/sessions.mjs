// What is under way: a service's session about one delegate, the code of a choice made on the page, the token for it.
import { randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '../web.mjs';

const seconds = 1000;
export const codeLife = 60, tokenLife = 599;
const sessionLife = 3600, transferLife = 60;

export class Sessions {
  #clock;
  #sessions = new Map(); #users = new Map(); #codes = new Map(); #tokens = new Map(); #transfers = new Map();

  constructor(clock) {
    this.#clock = clock;
  }

  register(delegate, chosen = null) {
    this.#sweep();
    const session = { sessionId: randomBytes(24).toString('base64url'), userId: randomUUID(), delegate, chosen, transferred: chosen !== null, until: this.#in(sessionLife) };
    this.#sessions.set(session.sessionId, session);
    this.#users.set(session.userId, session);
    return session;
  }

  /** The session, or 401: unknown, expired and unregistered are the same to the service. */
  bySession(id) {
    return this.#live(this.#sessions.get(id)) ?? refuse(401, 'no such session, or it has expired');
  }

  /** The session of the address that the browser was sent to; undefined when it is over. */
  byUser(id) {
    return this.#live(this.#users.get(id));
  }

  /** A one-time code for the token, after the delegate has chosen. */
  choose(session, principals, redirectUri) {
    session.chosen = principals;
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, { session, redirectUri, until: this.#in(codeLife), used: false, tokens: [] });
    return code;
  }

  /** Undefined for a code that is unknown, old, used, or was given for another address. A code used twice ends its token. */
  redeem(code, redirectUri) {
    const given = this.#codes.get(code);
    if (!given) return undefined;
    if (given.used) given.tokens.forEach(token => this.#tokens.delete(token));
    if (given.used || !this.#live(given) || !this.#live(given.session) || given.redirectUri !== redirectUri) return undefined;
    given.used = true;
    const token = randomUUID();
    given.tokens.push(token);
    this.#tokens.set(token, { session: given.session, until: this.#in(tokenLife) });
    return token;
  }

  requireToken(header, session) {
    const [, token] = /^Bearer (\S+)$/i.exec(header ?? '') ?? [];
    const given = this.#live(this.#tokens.get(token));
    if (given?.session !== session) throw new Refusal(401, 'the access token is missing, expired, or of another session');
  }

  unregister(session) {
    session.until = 0;
  }

  /** A one-time token by which another service of the same delegate gets the choice without the page. */
  transfer(session) {
    const token = randomBytes(24).toString('base64url');
    this.#transfers.set(token, { session, until: this.#in(transferLife) });
    return token;
  }

  takeTransfer(token, delegate) {
    const given = this.#live(this.#transfers.get(token));
    this.#transfers.delete(token);
    if (!given || !this.#live(given.session) || given.session.delegate !== delegate) throw new Refusal(401, 'no such transfer, or it has expired');
    return given.session;
  }

  clear() {
    for (const map of [this.#sessions, this.#users, this.#codes, this.#tokens, this.#transfers]) map.clear();
  }

  #in = life => this.#clock.now() + life * seconds;

  #live = thing => (thing !== undefined && thing.until > this.#clock.now() ? thing : undefined);

  #sweep() {
    for (const map of [this.#sessions, this.#users, this.#codes, this.#tokens, this.#transfers])
      for (const [key, { until }] of map) if (until <= this.#clock.now() - sessionLife * seconds) map.delete(key);   // not at once: a test may set the clock back
  }
}

function refuse(status, message) {
  throw new Refusal(status, message);
}
