/** Processor time of a PostgreSQL on this machine: its first process, those that live, and those that have ended. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As `getconf CLK_TCK` says on every Linux that Node.js runs on. */
const TICKS_PER_SECOND = 100;

/** @param dataDir that of `postmaster.pid` @returns seconds, user and system together */
export function postgresCpuSeconds(dataDir: string): number {
  const first = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    if (fields === undefined) continue;
    const [, parent] = fields;
    const own = Number(fields[11]) + Number(fields[12]);
    const ended = Number(fields[13]) + Number(fields[14]);
    if (Number(name) === first) ticks += own + ended;
    else if (Number(parent) === first) ticks += own;
  }
  return ticks / TICKS_PER_SECOND;
}

/** The fields of /proc/<pid>/stat after the name, which may hold spaces: state, parent, … */
function statOf(pid: string): readonly string[] | undefined {
  try {
    const text = readFileSync(join('/proc', pid, 'stat'), 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
