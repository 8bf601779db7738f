import {
  linkSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../domain/ports/log.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';

/** The right to start and stop the PostgreSQL of one data folder. */
export interface OwnerLock {
  release(): void;
}

interface Claim extends ProcessIdentity {
  readonly since: string;
  readonly host: string;
  /** Where process numbers mean the same: a container has numbers of its own, and so has another machine. */
  readonly processSpace: string;
  readonly released?: boolean;
}

interface LockOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** How long an owner in another container may leave its claim untouched; 6 s by default. */
  readonly elsewherePatienceMs?: number;
}

const HEARTBEAT_MS = 1_000;
const ELSEWHERE_PATIENCE_MS = 6_000;

/**
 * Takes the lock of a data folder, also from an owner that died.
 *
 * A claim is a file `owner.<n>`; the highest n counts and is never removed, so a claim on a dead owner's place is the
 * exclusive creation of n + 1 and only one of several starters can make it. (Removing a stale lock file and creating
 * it anew would let two starters both succeed.) An owner in another container on the same folder cannot be asked for
 * by its number: its claim counts while it is being touched.
 * @throws EmbeddedPostgresError FOLDER_IN_USE that names the living owner.
 */
export async function acquireOwnerLock(options: LockOptions): Promise<OwnerLock> {
  const { dataDir } = options;
  for (;;) {
    const latest = latestClaim(dataDir);
    const holder = latest > 0 ? readClaim(dataDir, latest) : undefined;
    if (holder && !holder.released && (await isHeld(options, latest, holder)))
      throw folderInUse(dataDir, holder);
    const mine = latest + 1;
    if (!createClaim(dataDir, mine)) continue;
    if (latestClaim(dataDir) > mine) {
      // Others came and went between our look and our claim: the place that we took was already history.
      rmSync(claimFile(dataDir, mine), { force: true });
      continue;
    }
    removeOlder(dataDir, mine);
    return keep(dataDir, mine);
  }
}

function keep(dataDir: string, mine: number): OwnerLock {
  const heartbeat = setInterval(() => {
    try {
      utimesSync(claimFile(dataDir, mine), new Date(), new Date());
    } catch {
      // The folder was removed under us; PostgreSQL says so louder.
    }
  }, HEARTBEAT_MS).unref();
  return {
    release() {
      clearInterval(heartbeat);
      writeReleased(dataDir, mine);
    },
  };
}

async function isHeld(options: LockOptions, n: number, holder: Claim): Promise<boolean> {
  if (holder.processSpace === processSpace()) return isRunning(holder);
  const { dataDir, log, elsewherePatienceMs = ELSEWHERE_PATIENCE_MS } = options;
  const { host, pid } = holder;
  log.info(
    { host, pid },
    'The data folder was owned in another container; seeing whether that owner lives …',
  );
  const touched = touchedAt(dataDir, n);
  const end = performance.now() + elsewherePatienceMs;
  while (performance.now() < end) {
    if (touchedAt(dataDir, n) !== touched) return true;
    await delay(HEARTBEAT_MS / 10);
  }
  return false;
}

function touchedAt(dataDir: string, n: number): number | undefined {
  return statSync(claimFile(dataDir, n), { throwIfNoEntry: false })?.mtimeMs;
}

function processSpace(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function folderInUse(dataDir: string, holder: Claim): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'FOLDER_IN_USE',
    `The data folder ${dataDir} is in use by another Holdfast: process ${holder.pid} on ${holder.host}, since ${holder.since}. ` +
      `Stop that process first; or start this one as a worker, which attaches to the PostgreSQL of the other; ` +
      `or give this one a data folder of its own.`,
  );
}

function ownClaim(): Claim {
  const identity = identityOf(process.pid) ?? { pid: process.pid, startedAt: 'unknown' };
  return { ...identity, since: new Date().toISOString(), host: hostname(), processSpace: processSpace() };
}

const claimFile = (dataDir: string, n: number): string => join(dataDir, `owner.${n}`);

function claims(dataDir: string): number[] {
  return readdirSync(dataDir).flatMap((name) => {
    const number = /^owner\.(\d+)$/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

const latestClaim = (dataDir: string): number => Math.max(0, ...claims(dataDir));

/** A claim that cannot be read was cut off by a crash of the machine: its owner is dead. */
function readClaim(dataDir: string, n: number): Claim | undefined {
  try {
    return JSON.parse(readFileSync(claimFile(dataDir, n), 'utf8')) as Claim;
  } catch {
    return undefined;
  }
}

/** Links a finished file, so that nobody ever reads half a claim and takes its owner for dead. */
function createClaim(dataDir: string, n: number): boolean {
  const draft = writeDraft(dataDir, ownClaim());
  try {
    linkSync(draft, claimFile(dataDir, n));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeReleased(dataDir: string, n: number): void {
  try {
    renameSync(writeDraft(dataDir, { ...ownClaim(), released: true }), claimFile(dataDir, n));
  } catch {
    // Full disk, or the folder is gone: when this process ends, the claim is void all the same.
  }
}

function writeDraft(dataDir: string, claim: Claim): string {
  const draft = join(dataDir, `owner-draft.${process.pid}.${Math.random().toString(36).slice(2)}`);
  writeFileSync(draft, `${JSON.stringify(claim)}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}

function removeOlder(dataDir: string, mine: number): void {
  for (const n of claims(dataDir)) if (n < mine) rmSync(claimFile(dataDir, n), { force: true });
}
