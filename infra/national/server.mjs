// Stand-ins for what the portal talks to outside the county: the SMS gateway and the mail server, Suomi.fi
// e-Authorizations (Valtuudet) and the population register. All in one process.
//   PORT  SMTP_PORT                       the SMS gateway with a page to read what was sent; the mail server
//   VALTUUDET_PORT  POPULATION_PORT       the registers
//   PEOPLE_FILE  DATA_DIR                 whose relations they know; where Valtuudet's signing key is kept
//   CLIENT_ID  API_KEY  OAUTH_PASSWORD  REST_API_KEY  PORTAL_URL    the portal as Valtuudet's client
//   POPULATION_API_KEY                    the portal's key to the population register
// Prints "READY {json}" when all listen. Stops on SIGTERM or SIGINT. Keeps messages and sessions in memory only.
import { mkdirSync } from 'node:fs';
import { createRegisters } from './registers.mjs';
import { createSink } from './sink/sink.mjs';
import { close, listen } from './web.mjs';

const env = process.env;
const needed = ['PEOPLE_FILE', 'CLIENT_ID', 'API_KEY', 'OAUTH_PASSWORD', 'REST_API_KEY', 'POPULATION_API_KEY'];
const missing = needed.filter(name => !env[name]);
if (missing.length > 0) {
  console.error(`${missing.join(', ')}: not set. See the head of server.mjs.`);
  process.exit(2);
}
const dataDir = env.DATA_DIR ?? '.data';
mkdirSync(dataDir, { recursive: true });

const sink = createSink();
const registers = createRegisters({
  peopleFile: env.PEOPLE_FILE,
  dataDir,
  populationApiKey: env.POPULATION_API_KEY,
  client: {
    id: env.CLIENT_ID, apiKey: env.API_KEY, oauthPassword: env.OAUTH_PASSWORD, restApiKey: env.REST_API_KEY,
    serviceId: env.SERVICE_ID ?? '5a0f2d3c-7f5e-4a55-9d3a-2f3f0f6f1a01',
    redirectUris: [new URL('/bff/valtuudet', env.PORTAL_URL ?? 'http://localhost:5080').href],
    names: { fi: 'Lintuveden hyvinvointialue', sv: 'Fågelsjö välfärdsområde', en: 'Lintuvesi wellbeing services county' },
  },
});

const ports = {
  port: Number(env.PORT ?? 5084), smtpPort: Number(env.SMTP_PORT ?? 5085),
  valtuudetPort: Number(env.VALTUUDET_PORT ?? 5087), populationPort: Number(env.POPULATION_PORT ?? 5088),
};
const stop = () => Promise.all([sink.close(), close(registers.valtuudet), close(registers.population)]).then(() => process.exit(0));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
for (const [what, server] of [['HTTP', sink.http], ['SMTP', sink.smtp], ['Valtuudet', registers.valtuudet], ['Population register', registers.population]]) {
  server.on('error', error => {
    console.error(`${what}: ${error.message}`);
    if (error.syscall === 'listen') process.exit(1);
  });
}
await Promise.all([sink.listen(ports.port, ports.smtpPort), listen(registers.valtuudet, ports.valtuudetPort), listen(registers.population, ports.populationPort)]);
console.log(`READY ${JSON.stringify(ports)}`);
