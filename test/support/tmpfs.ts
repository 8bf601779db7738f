import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real file system of its own, in memory. Only root may make one, and not in every container. */
export class Tmpfs {
  #mounted = false;

  constructor(readonly path: string) {}

  mount(size: string): void {
    run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', this.path]);
    this.#mounted = true;
  }

  remountReadOnly(): void {
    run('mount', ['-o', 'remount,ro', this.path]);
  }

  /** Lazily: also while files in it are open, as when a share is taken away. */
  unmount(): void {
    if (this.#mounted) run('umount', ['-l', this.path]);
    this.#mounted = false;
  }
}

/** Whether this process may mount; when not, says so loudly, because what is skipped is not tested. */
export function canMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-mount-'));
  try {
    const probe = new Tmpfs(path);
    probe.mount('64k');
    probe.unmount();
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    process.stderr.write(`SKIPPED: tests on real file systems need the right to mount a tmpfs (${why}).\n`);
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}
