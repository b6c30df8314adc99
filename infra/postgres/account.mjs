// PostgreSQL refuses to run as root. Started by root (a container, a CI job), it runs as another account.
import { execFileSync, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account to run as: { uid, gid }, or null when we are not root and simply run as ourselves. */
export function chooseAccount(dataDir) {
  if (process.getuid?.() !== 0) return null;
  const data = statSync(dataDir, { throwIfNoEntry: false });
  if (data && data.uid !== 0) return { uid: data.uid, gid: data.gid };
  // No account is created on the machine: every Unix has "nobody", and some have "postgres".
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch { /* try the next */ }
  }
  throw new Error('PostgreSQL may not run as root, and this machine has neither a "postgres" nor a "nobody" user. Run as another user.');
}

const idOf = (flag, name) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));

/** Starts a program as the account; `reach` are the files that it must be able to get to. */
export function spawnAs(account, program, args, options, reach) {
  if (!account) return spawn(program, args, options);
  if ([program, ...reach].every(path => canReach(account, dirname(path)))) return spawn(program, args, { ...options, ...account });

  // A clone under /root: other accounts may not enter. Keep the one right that lets PostgreSQL pass, and drop all others.
  // no_setuid_fixup: without it the kernel's access(), which PostgreSQL asks first, would not look at that right.
  console.log(`The user that PostgreSQL runs as may not enter all of ${dirname(program)}, so setpriv lets it pass. `
    + 'If that fails: run as another user, or move the clone and the data to where others may enter.');
  return spawn('setpriv', [
    `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup', '--no-new-privs',
    '--bounding-set=-all,+dac_override', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override',
    '--', program, ...args,
  ], options).on('error', error => {
    console.error(`setpriv (of util-linux): ${error.message}`);
    process.exit(1);
  });
}

function canReach({ uid, gid }, folder) {
  const stat = statSync(folder);
  const enter = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
  return (stat.mode & enter) !== 0 && (folder === dirname(folder) || canReach({ uid, gid }, dirname(folder)));
}
