// A kill -9 of the launcher leaves a PostgreSQL running on the data directory. Stop it, properly, before starting anew.
// The launcher does so by itself; "node leftover.mjs DATA_DIR" does it without starting anything.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export async function stopLeftover(dataDir) {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (commandOf(pid).includes(dataDir)) {
    console.log(`Stopping a PostgreSQL (process ${pid}) that an earlier run left on ${dataDir}`);
    for (const [signal, seconds] of [['SIGINT', 15], ['SIGQUIT', 10], ['SIGKILL', 5]]) {
      signalTo(pid, signal);
      for (let i = 0; i < seconds * 10 && commandOf(pid) !== ''; i++) await sleep(100);
      if (commandOf(pid) === '') break;
    }
  }
  // The process is gone, or the number now belongs to something else and PostgreSQL would refuse to start because of it.
  rmSync(pidFile, { force: true });
}

function signalTo(pid, signal) {
  try { process.kill(pid, signal); } catch (error) { if (error.code !== 'ESRCH') throw error; }
}

/** The command line of a process; '' when there is no such process. */
function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'win32') return '';
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

if (process.argv[2] && import.meta.url === pathToFileURL(process.argv[1]).href) await stopLeftover(process.argv[2]);
