// The part that the delegate sees, and the exchange of its outcome for a token.
import { Refusal, readText, same } from '../web.mjs';
import { problemPage, selectionPage } from './page.mjs';
import { languageOf } from './texts.mjs';
import { tokenLife } from './sessions.mjs';

export function createOauth({ relations, settings, sessions, client }) {
  /** What the browser brought: right enough to be sent back to the service, or words for a page that stays here. */
  function asked(query) {
    const [redirectUri, state] = [query.get('redirect_uri'), query.get('state')];
    if (query.get('client_id') !== client.id) return { problem: 'client' };
    if (!client.redirectUris.includes(redirectUri)) return { problem: 'redirect' };
    if (query.get('response_type') !== 'code') return { problem: 'type' };
    const session = sessions.byUser(query.get('user') ?? '');
    return session ? { session, redirectUri, state } : { problem: 'session', backTo: back(redirectUri, { error: 'access_denied', state }) };
  }

  function authorize(query) {
    const lang = languageOf(query.get('lang'));
    const { problem, backTo, session, redirectUri, state } = asked(query);
    if (problem) return problemPage({ lang, problem, backTo });
    if (session.transferred) return seeOther(redirectUri, { code: sessions.choose(session, session.chosen, redirectUri), state });
    return selectionPage({ lang, query, settings, client, redirectUri, delegate: relations.person(session.delegate), ...candidates(session.delegate) });
  }

  /** Children by the population register and people with a mandate in force, whether or not the rules will let the delegate act. */
  function candidates(delegate) {
    const given = byPrincipal(relations.inForce({ delegate }));
    const mandators = [...given].map(([hetu, mandates]) => ({ person: relations.person(hetu), mandates })).filter(({ person }) => person?.alive && person.adult);
    return { children: relations.dependants(delegate), mandators };
  }

  async function choose(request, query) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw new Refusal(403, 'from another site');
    const form = new URLSearchParams(await readText(request));
    const lang = languageOf(query.get('lang'));
    const { problem, backTo, session, redirectUri, state } = asked(query);
    if (problem) return problemPage({ lang, problem, backTo });
    if (form.get('act') === 'cancel') return seeOther(redirectUri, { error: 'access_denied', state });

    const { children, mandators } = candidates(session.delegate);
    const people = [...children, ...mandators.map(m => m.person)].filter(p => form.getAll('principal').includes(p.id));
    if (people.length === 0 || (people.length > 1 && !settings.allowMultiSelection))
      return selectionPage({ lang, query, settings, client, redirectUri, delegate: relations.person(session.delegate), children, mandators, nobody: true });
    return seeOther(redirectUri, { code: sessions.choose(session, people.map(p => p.hetu), redirectUri), state });
  }

  /** The parameters come in the query string (as in DVV's Node client) or as a form (as in its Java client). */
  async function token(request, query) {
    const form = new URLSearchParams(await readText(request));
    const value = name => query.get(name) ?? form.get(name);
    const [, basic] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!same(Buffer.from(basic ?? '', 'base64').toString('utf8'), `${client.id}:${client.oauthPassword}`))
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="oauth"' }, json: { error: 'invalid_client' } };
    if (value('grant_type') !== 'authorization_code') return { status: 400, json: { error: 'unsupported_grant_type' } };
    const access = sessions.redeem(value('code') ?? '', value('redirect_uri'));
    if (!access) return { status: 400, json: { error: 'invalid_grant' } };
    return { json: { access_token: access, token_type: 'bearer', refresh_token: crypto.randomUUID(), expires_in: tokenLife, scope: 'read write trust' } };
  }

  return async function oauth(request, url) {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /oauth/authorize': return authorize(url.searchParams);
      case 'POST /oauth/authorize': return await choose(request, url.searchParams);
      case 'POST /oauth/token': return await token(request, url.searchParams);
      default: throw new Refusal(404, 'not found');
    }
  };
}

const seeOther = (to, query) => ({ status: 303, headers: { location: back(to, query) } });

function back(to, query) {
  const url = new URL(to);
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

function byPrincipal(mandates) {
  const by = new Map();
  for (const m of mandates) by.set(m.principal, [...(by.get(m.principal) ?? []), m]);
  return by;
}
