// The EHR of the development stack: a FHIR R4 server that validates, behind SMART Backend Services.
//   PORT             HTTP (0: any free one); the FHIR base is /fhir
//   DATA_DIR         where the journal is kept
//   PORTAL_JWKS_URL  the client's public keys
//   CLIENT_ID        the client's name
//   DEV_OPEN_READ    1: this machine may read without a token, also the page at /
//   DEMO_PEOPLE      file of demo people: at the first start some of them get a history
//   TOKEN_SECONDS    how long an access token is good (300)
// Prints "READY {json}" when it answers. Stops on SIGTERM or SIGINT.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createApp } from './app.mjs';
import { writeDemo } from './demo/demo.mjs';
import { Journal } from './fhir/journal.mjs';
import { Repository } from './fhir/repository.mjs';

const need = name => process.env[name] || fail(`${name} is not set.`);
const fail = message => { console.error(message); process.exit(1); };

const port = Number(process.env.PORT ?? 5083);
const journal = await Journal.open(join(need('DATA_DIR'), 'journal.jsonl'), fail);
const repository = new Repository(journal);
if (process.env.DEMO_PEOPLE) await writeDemo(repository, process.env.DEMO_PEOPLE);
const server = createServer({ requestTimeout: 30_000 });

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    server.close(async () => { await journal.close(); process.exit(0); });
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5000).unref(); // what is under way gets five seconds
  });
}
server.on('error', error => fail(`HTTP on port ${port}: ${error.message}`));
server.listen(port, 'localhost', () => {
  const base = `http://localhost:${server.address().port}`;
  server.on('request', createApp({
    base, repository, journal,
    jwksUrl: need('PORTAL_JWKS_URL'), clientId: need('CLIENT_ID'),
    openRead: process.env.DEV_OPEN_READ === '1', tokenSeconds: Number(process.env.TOKEN_SECONDS ?? 300),
  }));
  console.log(`READY ${JSON.stringify({ port: server.address().port, fhir: `${base}/fhir`, resources: repository.count, startMs: Math.round(performance.now()) })}`);
});
