import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf, type ProcessIdentity } from './process-identity.js';

/** What a running PostgreSQL writes into `postmaster.pid` of its folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly ready: boolean;
}

/** Undefined when there is none, or when it is not written to its end yet. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(fileIn(cluster), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, , , port, socketFolder, , , status] = lines.map((line) => line.trim());
  if (!pid || !port || !socketFolder) return undefined;
  return { pid: Number(pid), port: Number(port), socketFolder, ready: status === 'ready' };
}

/** The PostgreSQL process that serves this very folder. Undefined when it died, also when its number lives on elsewhere. */
export function findPostmaster(cluster: string): ProcessIdentity | undefined {
  const pid = readPid(cluster);
  const identity = pid === undefined ? undefined : identityOf(pid);
  return identity && servesFolder(identity.pid, cluster) ? identity : undefined;
}

/**
 * PostgreSQL refuses to start while the process number in its file is alive, whatever runs under that number now. Puts
 * a number there that cannot exist; the rest stays, because PostgreSQL finds surviving children by it.
 */
export function disarmStaleFile(cluster: string): void {
  const pid = readPid(cluster);
  if (pid === undefined || identityOf(pid) === undefined) return;
  const [, ...rest] = readFileSync(fileIn(cluster), 'utf8').split('\n');
  writeFileSync(fileIn(cluster), [IMPOSSIBLE_PID, ...rest].join('\n'));
}

const IMPOSSIBLE_PID = 2_147_483_646;

const fileIn = (cluster: string): string => join(cluster, 'postmaster.pid');

function readPid(cluster: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(fileIn(cluster), 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function servesFolder(pid: number, cluster: string): boolean {
  try {
    // PostgreSQL works inside its folder, under whatever name it was told.
    return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(cluster);
  } catch {
    const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.status === 0 && /\bpostgres\b/.test(ps.stdout) && ps.stdout.includes(cluster);
  }
}
