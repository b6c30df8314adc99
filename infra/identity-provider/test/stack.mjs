// Starts the real process, with people of its own and a small HTTP server in the portal's place.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';

const resident = (id, more) => ({
  id, hetu: '010190-9005', familyName: 'Testinen', givenNames: 'Terttu Tuulia', callName: 'Terttu', birthDate: '1990-01-01', municipality: '901',
  address: { street: 'Testikuja 1', postalCode: '29910', city: 'Lintuvesi' }, login: ['bank', 'mobile', 'card'], purpose: 'test', ...more,
});
const people = {
  residents: [
    resident('terttu'),
    resident('salla', { hetu: '020290-901B', givenNames: 'Salla', nonDisclosure: true }),
    resident('vainaja', { hetu: '030330-902N', deceasedOn: '2026-03-02' }),
    resident('lapsi', { hetu: '180522B902D', login: [] }),
    resident('sofia', { hetu: undefined, municipality: undefined, login: ['eidas'], eidas: { personIdentifier: 'ES/FI/1', levelOfAssurance: 'http://eidas.europa.eu/LoA/substantial' } }),
    resident('arjun', { hetu: undefined, municipality: undefined, login: ['ffi'], ffi: { foreignPersonIdentifier: 'FFI-1' } }),
  ],
  staff: [{ id: 'paivi', name: 'Päivi Hoitaja', givenName: 'Päivi', familyName: 'Hoitaja', roles: ['nurse'], unit: 'keskusta', purpose: 'test' }],
};

async function keyPair(alg, use) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateJwk: await exportJWK(privateKey), jwk: { ...await exportJWK(publicKey), kid: `${use}-1`, use } };
}

export async function startStack(env = {}) {
  const keys = { sig: await keyPair('RS256', 'sig'), enc: await keyPair('RSA-OAEP-256', 'enc') };
  const received = [];
  const portal = createServer(async (req, res) => {
    if (req.url === '/.well-known/jwks.json') return res.end(JSON.stringify({ keys: [keys.sig.jwk, keys.enc.jwk] }));
    received.push({ method: req.method, url: req.url, body: await text(req) });
    res.end();
  });
  await new Promise((ready) => portal.listen(0, 'localhost', ready));
  const portalUrl = `http://localhost:${portal.address().port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'idp-'));
  const peopleFile = join(dataDir, 'people.json');
  writeFileSync(peopleFile, JSON.stringify(people));

  let child;
  process.once('exit', () => child.kill());
  const run = async () => {
    child = spawn(process.execPath, [new URL('../server.mjs', import.meta.url).pathname], {
      env: { ...process.env, PORT: '0', STAFF_PORT: '0', DATA_DIR: dataDir, PEOPLE_FILE: peopleFile, PORTAL_URL: portalUrl, ...env },
      stdio: ['ignore', 'pipe', process.env.SHOW ? 'inherit' : 'ignore'],
    });
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('READY ')) return JSON.parse(line.slice(6));
    throw new Error('the identity provider ended before it was ready');
  };
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill();
    await ended;
  };
  const issuers = await run();
  return {
    ...issuers, portalUrl, keys, received,
    restart: async () => { await stop(); return run(); },
    stop: async () => { await stop(); portal.close(); portal.closeAllConnections(); rmSync(dataDir, { recursive: true }); },
  };
}
