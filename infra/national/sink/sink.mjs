// The HTTP side: the SMS gateway, the messages as JSON and as a page, and the faults that tests order.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { Faults } from './faults.mjs';
import { Messages } from './messages.mjs';
import { page } from './page.mjs';
import { createSmtp } from './smtp.mjs';

const css = readFileSync(new URL('./sink.css', import.meta.url));
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export function createSink() {
  const messages = new Messages();
  const faults = new Faults();
  const smtp = createSmtp(messages, faults);
  const http = createServer(async (request, response) => {
    try {
      const answer = await route(request, messages, faults);
      response.writeHead(answer.status ?? 200, { ...headers, 'content-type': answer.type ?? 'application/json; charset=utf-8', ...answer.headers });
      response.end(answer.body ?? (answer.json === undefined ? undefined : JSON.stringify(answer.json)));
    } catch (error) {
      response.writeHead(error.status ?? 500, headers).end(error.message);
    }
  });
  const listening = (server, port) => new Promise(done => server.listen(port, 'localhost', done));
  return {
    http,
    smtp,
    listen: (port, smtpPort) => Promise.all([listening(http, port), listening(smtp, smtpPort)]),
    close: () => Promise.all([
      new Promise(done => { http.close(done); http.closeAllConnections(); }),
      new Promise(done => smtp.close(done)),
    ]),
  };
}

async function route(request, messages, faults) {
  const url = new URL(request.url, 'http://localhost');
  const wanted = { to: url.searchParams.get('to')?.trim(), channel: url.searchParams.get('channel') };
  switch (`${request.method} ${url.pathname}`) {
    case 'POST /sms': return await takeSms(request, messages, faults);
    case 'GET /messages': return { json: messages.find(wanted) };
    case 'DELETE /messages': messages.clear(); return { status: 204 };
    case 'GET /faults': return { json: faults.list() };
    case 'POST /faults': {
      const wrong = faults.order(await readJson(request));
      return wrong ? { status: 400, json: { error: wrong } } : { status: 204 };
    }
    case 'DELETE /faults': faults.clear(); return { status: 204 };
    case 'GET /': return { type: 'text/html; charset=utf-8', body: page(messages.find(wanted), wanted) };
    case 'GET /sink.css': return { type: 'text/css', body: css };
    case 'POST /clear': { // the page's button
      if (request.headers['sec-fetch-site'] === 'cross-site') return { status: 403, json: { error: 'from another site' } };
      messages.clear();
      return { status: 303, headers: { location: '/' } };
    }
    default: return { status: 404, json: { error: 'not found' } };
  }
}

/** { to: "+358401234567", text: "…", reference?: "an id of the sender's", language?: "fi" } → 202 { id } */
async function takeSms(request, messages, faults) {
  const { to, text, from, reference, language } = await readJson(request);
  const { status, accept } = await faults.next('sms');
  if (!/^\+[1-9]\d{6,14}$/.test(to ?? '')) return { status: 400, json: { error: 'to is a number in the international form, +358…' } };
  if (typeof text !== 'string' || text.trim() === '' || text.length > 1530) return { status: 400, json: { error: 'text has 1 to 1530 characters' } };
  const stored = accept && messages.add({ channel: 'sms', to, from, text, reference: reference ?? request.headers['idempotency-key'], language });
  return status === undefined ? { status: 202, json: { id: stored.id } } : { status, json: { error: 'a fault that was ordered' } };
}

async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    if ((size += chunk.length) > 100_000) throw Object.assign(new Error('too large'), { status: 413 });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) ?? {};
  } catch {
    throw Object.assign(new Error('the body is not JSON'), { status: 400 });
  }
}
