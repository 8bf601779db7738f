import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url));

/**
 * Sees to it that the embedded PostgreSQL of a folder ends and the folder goes, also when this process is killed: the
 * product leaves its PostgreSQL running when it is killed itself.
 */
export function guardPostgres(folder: string): { end(): Promise<void> } {
  const guard = spawn(process.execPath, [SCRIPT, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: tmpdir(),
  });
  guard.unref();
  const ended = once(guard, 'close');
  return {
    async end() {
      guard.stdin.end();
      await ended;
    },
  };
}
