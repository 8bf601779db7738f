import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';

/** The right to start and stop the PostgreSQL of one data folder. */
export interface OwnerLock {
  release(): void;
}

interface Claim extends ProcessIdentity {
  readonly since: string;
  readonly released?: boolean;
}

/**
 * Takes the lock of a data folder, also from an owner that died.
 *
 * A claim is a file `owner.<n>`; the highest n counts and is never removed, so a claim on a dead owner's place is the
 * exclusive creation of n + 1 and only one of several starters can make it. (Removing a stale lock file and creating
 * it anew would let two starters both succeed.)
 * @throws EmbeddedPostgresError FOLDER_IN_USE that names the living owner.
 */
export function acquireOwnerLock(dataDir: string): OwnerLock {
  for (;;) {
    const latest = latestClaim(dataDir);
    const holder = latest > 0 ? readClaim(dataDir, latest) : undefined;
    if (holder && !holder.released && isRunning(holder)) throw folderInUse(dataDir, holder);
    const mine = latest + 1;
    if (!createClaim(dataDir, mine)) continue;
    if (latestClaim(dataDir) > mine) {
      // Others came and went between our look and our claim: the place that we took was already history.
      rmSync(claimFile(dataDir, mine), { force: true });
      continue;
    }
    removeOlder(dataDir, mine);
    return { release: () => replaceClaim(dataDir, mine, { ...ownClaim(), released: true }) };
  }
}

/** The living owner of a data folder, if there is one. */
export function currentOwner(dataDir: string): ProcessIdentity | undefined {
  const latest = latestClaim(dataDir);
  const holder = latest > 0 ? readClaim(dataDir, latest) : undefined;
  return holder && !holder.released && isRunning(holder) ? holder : undefined;
}

function folderInUse(dataDir: string, holder: Claim): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'FOLDER_IN_USE',
    `The data folder ${dataDir} is in use by another Holdfast: process ${holder.pid}, since ${holder.since}. ` +
      `Stop that process first; or start this one as a worker, which attaches to the PostgreSQL of the other; ` +
      `or give this one a data folder of its own.`,
  );
}

function ownClaim(): Claim {
  const identity = identityOf(process.pid) ?? { pid: process.pid, startedAt: 'unknown' };
  return { ...identity, since: new Date().toISOString() };
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

function replaceClaim(dataDir: string, n: number, claim: Claim): void {
  renameSync(writeDraft(dataDir, claim), claimFile(dataDir, n));
}

function writeDraft(dataDir: string, claim: Claim): string {
  const draft = join(dataDir, `owner-draft.${process.pid}.${Math.random().toString(36).slice(2)}`);
  writeFileSync(draft, `${JSON.stringify(claim)}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}

function removeOlder(dataDir: string, mine: number): void {
  for (const n of claims(dataDir)) if (n < mine) rmSync(claimFile(dataDir, n), { force: true });
}
