// Runs PostgreSQL 18 in the foreground until told to stop.
//   PORT, DATA_DIR    where it listens (localhost only) and keeps its files
//   PASSWORD          of the superuser "postgres", set when the data directory is made
//   DURABLE=0         for tests: does not wait for the disk, a power cut may lose everything
// Prints "READY {json}" when it takes connections. Stops on SIGTERM or SIGINT.
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { chooseAccount, spawnAs } from './account.mjs';
import { findBinaries, version } from './binaries.mjs';
import { stopLeftover } from './leftover.mjs';

const port = Number(process.env.PORT ?? 5086);
const dataDir = resolve(process.env.DATA_DIR ?? '.data/postgres');
const password = process.env.PASSWORD ?? '';
const durable = process.env.DURABLE !== '0';

const settings = {
  listen_addresses: 'localhost',
  port,
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: 1.1,
  jit: 'off', // short queries only: compiling them would take longer than running them
  lc_messages: 'C',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0 },
};

let child;
let stopping = false;

async function main() {
  const native = findBinaries();
  const exe = process.platform === 'win32' ? '.exe' : '';
  const programs = { postgres: join(native, 'bin', `postgres${exe}`), initdb: join(native, 'bin', `initdb${exe}`) };
  const account = chooseAccount(dataDir);
  for (const program of Object.values(programs)) if (exe === '' && (statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);

  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(programs.initdb, account);
  const made = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (made !== version) throw new Error(`${dataDir} was made by PostgreSQL ${made}, and this is ${version}. Start with --fresh, or move the data over with pg_dump.`);
  await stopLeftover(dataDir);
  if (stopping) return;

  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  child = spawnAs(account, programs.postgres, ['-D', dataDir, ...flags], { stdio: ['ignore', 'inherit', 'pipe'], cwd: '/', detached: true }, [dataDir]);
  child.on('exit', (code, signal) => process.exit(stopping && code === 0 ? 0 : code || (signal ? 1 : 0)));
  child.stderr.setEncoding('utf8').on('data', text => {
    process.stderr.write(text);
    if (text.includes('database system is ready to accept connections')) console.log(`READY ${JSON.stringify({ port, version, pid: child.pid })}`);
  });
}

/** Makes the data directory under another name first, so that an interrupted start leaves nothing half-made. */
async function initialise(initdb, account) {
  mkdirSync(dirname(dataDir), { recursive: true });
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const folder = mkdtempSync(join(tmpdir(), 'portal-'));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, folder, passwordFile]) chownSync(path, account.uid, account.gid);
  try {
    // The built-in C.UTF-8 order is the same on every machine and release, so an index never has to be rebuilt
    // because the operating system's or ICU's sorting changed. Lists that people read sort with collate "fi-x-icu".
    const args = [`--pgdata=${unfinished}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
      '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions',
      ...durable ? [] : ['--no-sync']];
    const code = await new Promise(done => spawnAs(account, initdb, args, { stdio: 'inherit', cwd: '/' }, [unfinished, passwordFile]).on('exit', done));
    if (code !== 0) throw new Error(`PostgreSQL could not make its data directory ${dataDir} (initdb ended with ${code}).`);
    renameSync(unfinished, dataDir);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function stop() {
  if (stopping) return;
  stopping = true;
  if (child) child.kill('SIGINT'); // "fast": ends the connections, writes everything down, stops
  else process.exit(0);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
main().catch(error => {
  console.error(error.message);
  process.exit(1);
});
