// The real server on a free port, with a key server of our own in the client's place.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

/** A published key set whose keys a test can add to. */
export async function startKeyServer() {
  const keys = [];
  const server = createServer((_, response) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys })));
  await new Promise(resolve => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${server.address().port}/jwks.json`,
    async newKey(kid, alg = 'ES384', published = true) {
      const { publicKey, privateKey } = await generateKeyPair(alg);
      if (published) keys.push({ ...await exportJWK(publicKey), kid, alg, use: 'sig' });
      return { kid, alg, privateKey };
    },
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

const children = new Set();
after(() => children.forEach(child => child.kill('SIGKILL'))); // what a failed test left running

export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'ehr-test-'));

export async function startEhr({ keyServer, key, folder, env = {} }) {
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: new URL('..', import.meta.url), stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', DATA_DIR: folder, PORTAL_JWKS_URL: keyServer.url, CLIENT_ID: 'portal', ...env },
  });
  children.add(child);
  const log = [];
  createInterface(child.stderr).on('line', line => log.push(line));
  const exited = new Promise(resolve => child.on('exit', (code, signal) => resolve({ code, signal, log })));
  const ready = new Promise(resolve => createInterface(child.stdout).on('line', line => line.startsWith('READY ') && resolve(JSON.parse(line.slice(6)))));
  const started = await Promise.race([ready, exited]);
  if (!started.port) throw Object.assign(new Error(`The EHR did not start: ${log.join('\n')}`), started);

  const base = `http://localhost:${started.port}`;
  const ehr = {
    base, started, log, exited,
    tokenUrl: `${base}/oauth2/token`,
    stop: signal => (child.kill(signal), exited),
    assertion: (claims = {}, by = key) => assertion({ aud: `${base}/oauth2/token`, ...claims }, by),
    async askToken(jwt, scope = 'system/Appointment.cruds system/Patient.cruds', extra = {}) {
      const form = {
        grant_type: 'client_credentials', scope, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: jwt ?? await ehr.assertion(), ...extra,
      };
      const response = await fetch(ehr.tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
      return { status: response.status, ...await response.json() };
    },
    async login(scope) {
      ehr.token = (await ehr.askToken(undefined, scope)).access_token;
      return ehr;
    },
    /** A request with the token; headers whose value is undefined are left out. */
    async fhir(method, path, resource, headers = {}) {
      const all = { Authorization: ehr.token && `Bearer ${ehr.token}`, 'Content-Type': resource && 'application/fhir+json', ...headers };
      const response = await fetch(`${base}/fhir/${path}`, {
        method, headers: Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined)),
        body: typeof resource === 'object' ? JSON.stringify(resource) : resource,
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: text ? JSON.parse(text) : undefined, etag: response.headers.get('etag') };
    },
    fault: order => fetch(`${base}/faults`, { method: 'POST', body: JSON.stringify(order) }).then(r => r.status),
    clearFaults: () => fetch(`${base}/faults`, { method: 'DELETE' }),
  };
  return ehr;
}

let number = 0;
export function assertion(claims, { kid, alg, privateKey }) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: 'portal', sub: 'portal', jti: `jti-${number++}-${now}`, iat: now, exp: now + 240, ...claims })
    .setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(privateKey);
}

export const appointment = (id, changes = {}) => ({
  resourceType: 'Appointment', id, status: 'booked',
  start: '2026-11-24T09:40:00+02:00', end: '2026-11-24T10:00:00+02:00',
  participant: [{ actor: { reference: 'Patient/aino', display: 'Aino Esimerkki' }, status: 'accepted' }],
  ...changes,
});

/** Everything a test file needs, started before its tests and gone after them. */
export async function startAll(env) {
  const keyServer = await startKeyServer();
  const key = await keyServer.newKey('first');
  const folder = await temporaryFolder();
  const ehr = await startEhr({ keyServer, key, folder, env });
  return {
    keyServer, key, folder, ehr,
    async close() {
      await ehr.stop('SIGTERM');
      await keyServer.close();
      await rm(folder, { recursive: true });
    },
  };
}
