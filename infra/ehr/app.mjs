// Every address of the EHR: /fhir, /oauth2/token, /clinic, /faults and the page at /.
import { readFileSync } from 'node:fs';
import { createAuthorize } from './auth/authorize.mjs';
import { createTokens, smartConfiguration } from './auth/tokens.mjs';
import { Faults } from './faults.mjs';
import { createFhir, failure } from './fhir/http.mjs';
import { Refused } from './fhir/outcome.mjs';
import { page } from './page/page.mjs';

const mostBytes = 1 << 20;
const css = readFileSync(new URL('page/ehr.css', import.meta.url));
const json = (value, status = 200) => ({ status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });
const text = (status, body) => ({ status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body });

export function createApp({ base, repository, journal, jwksUrl, clientId, openRead, tokenSeconds }) {
  const tokenUrl = `${base}/oauth2/token`;
  const tokens = createTokens({ tokenUrl, clientId, jwksUrl, tokenSeconds });
  const authorize = createAuthorize({ tokens, openRead });
  const fhir = createFhir({ base, repository, journal, authorize: request => request.isClinic ? () => {} : authorize(request) });
  const faults = new Faults();

  return async (incoming, response) => {
    try {
      const body = await readAll(incoming);
      const answer = await route({ method: incoming.method, url: incoming.url, headers: incoming.headers, body, isLocal: isLocal(incoming) });
      if (!answer) return void incoming.socket.destroy();
      response.writeHead(answer.status, { 'X-Content-Type-Options': 'nosniff', ...answer.headers });
      response.end(incoming.method === 'HEAD' ? undefined : answer.body);
    } catch (error) {
      if (response.headersSent || incoming.destroyed && !incoming.complete) return void incoming.socket.destroy();
      const { status, headers, body } = failure(error);
      response.writeHead(status, { ...headers, Connection: 'close' }).end(body);
    }
  };

  async function route(request) {
    const { method, url, isLocal } = request;
    const path = url.split('?')[0];
    if (path === '/faults') return isLocal ? orderFault(request) : text(403, 'Only from this machine');
    if (path.startsWith('/clinic/')) return isLocal ? fhir({ ...request, isClinic: true, path: url.slice('/clinic/'.length) }) : text(403, 'Only from this machine');
    if (path === '/fhir/.well-known/smart-configuration') return json(smartConfiguration(tokenUrl));
    if (path === '/oauth2/token' && method !== 'POST') return text(405, 'POST a form');
    if (path === '/oauth2/token') return faults.apply({ method, isToken: true }, () => tokens.answer(request.body));
    if (path === '/fhir' || path.startsWith('/fhir/')) {
      const answer = () => fhir({ ...request, path: url.slice('/fhir'.length).replace(/^\//, '') });
      return path === '/fhir/metadata' ? answer() : faults.apply({ method }, answer);
    }
    if (path === '/ehr.css') return { status: 200, headers: { 'Content-Type': 'text/css; charset=utf-8' }, body: css };
    if (path === '/') return openRead && isLocal ? await page(repository, base) : text(403, 'The page is shown only to this machine, with DEV_OPEN_READ=1');
    return text(404, 'Nothing here. FHIR is at /fhir');
  }

  function orderFault({ method, body }) {
    if (method === 'DELETE') faults.clear();
    else if (method === 'POST') {
      let order;
      try { order = JSON.parse(body.toString()); } catch { return text(400, 'That is not JSON'); }
      const wrong = faults.order(order ?? {});
      if (wrong) return text(400, wrong);
    } else if (method !== 'GET') return text(405, 'GET, POST or DELETE');
    return method === 'GET' ? json(faults.list()) : { status: 204, headers: {} };
  }
}

/** From this machine, and by a name of this machine: a page elsewhere whose name points here does not get in. */
function isLocal({ socket, headers }) {
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress) && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? '');
}

async function readAll(incoming) {
  const chunks = [];
  let length = 0;
  for await (const chunk of incoming) {
    if ((length += chunk.length) <= mostBytes) chunks.push(chunk); // the rest is heard out, so that the answer is heard too
  }
  if (length > mostBytes) throw new Refused(413, 'too-long', 'A request has at most 1 MB');
  return Buffer.concat(chunks);
}
