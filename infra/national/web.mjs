// The little that the simulators share of HTTP: answers as data, refusals as exceptions, bodies with a limit.
import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

export const noStore = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Thrown to end a request: the status and a word for the developer. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** A server of a function from the request to { status?, json? | body?, type?, headers? }; { cut } sends that and drops the line. */
export function createHttp(route) {
  return createServer(async (request, response) => {
    let answer;
    try {
      answer = await route(request);
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      answer = { status: error.status ?? 500, json: { error: error.message } };
    }
    if (answer.cut) {   // after the head: a client that never saw a byte would send again by itself
      response.writeHead(200, { 'content-length': 100, 'content-type': 'application/json' });
      response.write(answer.cut, () => request.socket.destroy());
      return;
    }
    response.writeHead(answer.status ?? 200, { ...noStore, 'content-type': answer.type ?? 'application/json; charset=utf-8', ...answer.headers });
    response.end(answer.body ?? (answer.json === undefined ? undefined : JSON.stringify(answer.json)));
  });
}

export async function readText(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    if ((size += chunk.length) > 100_000) throw new Refusal(413, 'too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export async function readJson(request) {
  try {
    const body = JSON.parse(await readText(request));
    if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new SyntaxError();
    return body;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'the body is not a JSON object');
  }
}

/** Equal, without telling by the time it takes how much of it is. */
export function same(given, expected) {
  const [a, b] = [Buffer.from(String(given ?? '')), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export const listen = (server, port) => new Promise((ready, failed) => server.once('error', failed).listen(port, 'localhost', ready));

export const close = server => new Promise(done => { server.close(done); server.closeAllConnections(); });
