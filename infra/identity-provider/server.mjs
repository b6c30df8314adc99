// Starts the two identity providers of the development stack in one process:
// residents (Finnish Trust Network profile) and staff (the organisation's own).
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import { openPeople } from './people.mjs';
import { residentsProfile } from './residents.mjs';
import { staffProfile } from './staff.mjs';
import { createProvider } from './provider.mjs';

const env = process.env;
const dataDir = env.DATA_DIR ?? '.data';
const host = env.HOST ?? 'localhost';
const portalUrl = (env.PORTAL_URL ?? 'http://localhost:5080').replace(/\/$/, '');
if (!env.PEOPLE_FILE) {
  console.error('PEOPLE_FILE is not set: give the path of people.json (residents and staff).');
  process.exit(2);
}
mkdirSync(dataDir, { recursive: true });
const people = openPeople(env.PEOPLE_FILE);

async function start(profile, port, issuer) {
  const server = createServer();
  await new Promise((ready, failed) => server.once('error', failed).listen(port, host, ready));
  // PORT=0 takes any free port, so the issuer is known only now.
  const address = issuer ?? `http://localhost:${server.address().port}`;
  const provider = await createProvider({ profile, issuer: address, people, portalUrl, dataDir, env });
  server.on('request', provider.callback());
  return { server, address };
}

try {
  const residents = await start(residentsProfile, Number(env.PORT ?? 5081), env.ISSUER);
  const staff = await start(staffProfile, Number(env.STAFF_PORT ?? 5082), env.STAFF_ISSUER);
  console.log('READY ' + JSON.stringify({ residents: residents.address, staff: staff.address }));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      for (const { server } of [residents, staff]) {
        server.close();
        server.closeAllConnections();
      }
      process.exit(0);
    });
  }
} catch (error) {
  console.error(error.code === 'EADDRINUSE' ? `Port ${error.port} is taken: choose another with PORT or STAFF_PORT.` : error);
  process.exit(1);
}
