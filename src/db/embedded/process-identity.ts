import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process number alone is given out again after a while; with the moment of its start it names one process. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for the same process, and different after a reboot. */
  readonly startedAt: string;
}

/** Undefined when no such process runs. A zombie does not run: nobody may have collected it in a small container. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  if (existsSync('/proc/self/stat')) return identityFromProc(pid);
  const ps = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  const line = ps.stdout?.trim() ?? '';
  if (ps.status !== 0 || line === '' || line.startsWith('Z')) return undefined;
  return { pid, startedAt: line.slice(line.indexOf(' ')).trim() };
}

export function isRunning(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

function identityFromProc(pid: number): ProcessIdentity | undefined {
  const stat = contentOf(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The second field is the name in parentheses and may itself hold spaces and parentheses: count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  const boot = contentOf('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
  return { pid, startedAt: `${boot}/${fields[19]}` };
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
