// The Web API (a session, with the delegate there) and the REST API (system to system). Both for acting for a person.
import { Refusal } from '../web.mjs';
import { requireChecksum } from './checksum.mjs';
import { claimsOf } from './jwt.mjs';
import { decide, rolesOf } from './rules.mjs';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function createApi({ relations, clock, settings, sessions, signing, client }) {
  const signed = (request, key) => requireChecksum(request, { clientId: client.id, key, now: clock.now(), status: settings.refusalStatus });
  const ours = id => { if (id !== client.id) throw new Refusal(settings.refusalStatus, 'unknown client'); };
  const opened = session => ({ json: { sessionId: session.sessionId, userId: session.userId } });

  /** The session of a call after the choice: the token must be of this session, the person one that was chosen. */
  function chosen({ request, parts: [sessionId, principal] }) {
    const session = sessions.bySession(sessionId);
    sessions.requireToken(request.headers.authorization, session);
    if (principal !== undefined && !session.chosen?.includes(principal)) throw new Refusal(403, 'this person was not chosen in this session');
    return session;
  }

  const answers = {
    Authorization: (session, principal, issues) => decide(relations, settings, session.delegate, principal, issues),
    AuthorizationList: (session, principal) => rolesOf(relations, settings, session.delegate, principal),
  };
  const json = subject => call => ({ json: answers[subject](chosen(call), call.parts[1], call.query.getAll('issues')) });
  const jwt = subject => call => {
    const [session, principal, issues] = [chosen(call), call.parts[1], call.query.getAll('issues')];
    const { result, roles, reasons } = answers[subject](session, principal, issues);
    const claims = claimsOf({ subject, audience: client.serviceId, endUser: session.delegate, principal, issues, response: result ?? roles, reasons, now: clock.now() });
    return { type: 'text/plain; charset=utf-8', body: signing.sign(claims) };
  };

  const calls = [
    ['/service/hpa/user/register/transfer/*/*/*', ({ parts: [token, id, delegate] }) => {
      ours(id);
      return opened(sessions.register(delegate, sessions.takeTransfer(token, delegate).chosen));
    }],
    ['/service/hpa/user/register/*/*', ({ parts: [id, delegate] }) => { ours(id); return opened(sessions.register(delegate)); }],
    ['/service/hpa/user/unregister/*', ({ parts: [id] }) => { sessions.unregister(sessions.bySession(id)); return { json: true }; }],
    ['/service/hpa/user/transfer/token/*', ({ parts: [id] }) => {
      const session = sessions.bySession(id);
      if (session.chosen === null) throw new Refusal(400, 'nobody has been chosen yet');
      return { type: 'text/plain; charset=utf-8', body: sessions.transfer(session) };
    }],
    ['/service/hpa/api/delegate/*', call => ({ json: chosen(call).chosen.map(hetu => principal(relations.person(hetu))) })],
    ['/service/hpa/api/authorization/jwt/*/*', jwt('Authorization')],
    ['/service/hpa/api/authorization/*/*', json('Authorization')],
    ['/service/hpa/api/authorizationlist/jwt/*/*', jwt('AuthorizationList')],
    ['/service/hpa/api/authorizationlist/*/*', json('AuthorizationList')],
    ['/service/rest/hpa/authorization/*/*/*', ({ request, parts: [id, delegate, principal], query }) => {
      ours(id);
      if (!request.headers['x-userid']) throw new Refusal(400, 'X-userId is missing');
      return { json: decide(relations, settings, delegate, principal, query.getAll('issue')) };
    }],
  ].map(([pattern, answer]) => [new RegExp(`^${pattern.replaceAll('*', '([^/]+)')}$`), answer]);

  return function api(request, url) {
    for (const [pattern, answer] of calls) {
      const match = pattern.exec(url.pathname);
      if (!match) continue;
      if (request.method !== 'GET') throw new Refusal(405, 'GET');
      signed(request, url.pathname.startsWith('/service/rest/') ? client.restApiKey : client.apiKey);
      if (!uuid.test(url.searchParams.get('requestId') ?? '')) throw new Refusal(400, 'requestId is a UUID, a fresh one for each request');
      return answer({ request, parts: match.slice(1).map(decodeURIComponent), query: url.searchParams });
    }
    throw new Refusal(404, 'not found');
  };
}

const principal = person => ({ personId: person.hetu, name: `${person.familyName} ${person.givenNames}` });
