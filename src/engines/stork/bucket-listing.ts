/**
 * Has a Stork list what lies in a bucket. Stork says neither that it has begun nor when it has seen everything: it has begun when it has looked at the
 * BackupLocation anew, and a listing that does not grow any more is whole.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { BackupLocation } from '../../domain/backup-location.js';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { ListedBackup, Listing } from '../../domain/ports/federated-locations.js';
import { type JsonObject, objectAt } from './json.js';
import type { Entry } from './listed-backup.js';
import type { LocationApi, LyingHere } from './location-api.js';
import { lookedSince, validationIn } from './unverified.js';

export interface ListingTimes {
  /** How often a cluster is asked for what it says of a location. */
  readonly pollMs: number;
  /** Who has not looked at the location so long after it was told to list stands still: no leader, no process. */
  readonly signMs: number;
  /** A listing that did not grow for so long, in three looks, is whole: Stork looks every 10 s (facts 1.9), twice that and some. */
  readonly settleMs: number;
  /** ... and one that still grows after so long has no end. */
  readonly listMs: number;
}
export const LISTING_TIMES: ListingTimes = {
  pollMs: 1_000,
  signMs: 90_000,
  settleMs: 25_000,
  listMs: 30 * 60_000,
};

/** In the time after which a listing is whole. */
const LOOKS = 3;
const NOTHING: LyingHere = { found: [], homeless: [] };

/** From the look before it to the one after it. */
export function longestListingMs({ signMs, listMs, settleMs }: ListingTimes): number {
  return signMs + listMs + 2 * settleMs;
}

export interface ListingTask {
  readonly clusterName: string;
  /** Locations of the bucket, this one among them. */
  readonly siblings: readonly BackupLocation[];
  readonly times: ListingTimes;
  /** When whoever finds it still on may turn it off; no other listing has it. */
  readonly until: Date;
  readonly signal: AbortSignal;
  readonly report: ((listed: number) => void) | undefined;
}

/** The listing is on when it comes back, and when it throws. @throws DependencyFailure, ForeignObject, ClusterCallFailed */
export async function listBucket(api: LocationApi, task: ListingTask): Promise<Listing> {
  const { siblings, times, until, signal, report } = task;
  const { settleMs, listMs } = times;
  const stood = keysOf(await api.entries(await api.buckets(siblings)));
  const before = await api.beginListing(until);
  await assertActs(api, before, task);
  const end = performance.now() + listMs;
  const buckets = await api.buckets(siblings);
  let last = await api.entries(buckets);
  let since = performance.now();
  while (performance.now() - since < settleMs) {
    if (performance.now() > end) throw unable(task, 'its listing did not come to an end');
    const { length } = last.found;
    // Let go of before the next is read: thousands of backups with their volumes are a lot.
    last = NOTHING;
    await delay(settleMs / LOOKS, undefined, { signal });
    last = await api.entries(buckets);
    if (last.found.length !== length) since = performance.now();
    report?.(last.found.length);
  }
  assertReached(await api.find(), task);
  const backups = distinct(last.found);
  return {
    backups,
    unreadable: last.found.filter((each) => each === 'unreadable').length,
    unproven: backups.filter(({ manifestKey }) => stood.has(manifestKey)).length,
    homeless: last.homeless,
  };
}

/** What stands in the cluster says nothing while nobody is there to change it: the listing counts from a look of Stork's own on. */
async function assertActs(api: LocationApi, before: JsonObject, task: ListingTask): Promise<void> {
  const { pollMs, signMs, settleMs } = task.times;
  const end = performance.now() + signMs;
  let asked = performance.now();
  for (;;) {
    const object = await api.find();
    if (object !== undefined && lookedSince(before, object)) {
      assertReached(object, task);
      return;
    }
    if (performance.now() > end) throw unable(task, silent(object, signMs));
    if (performance.now() - asked >= settleMs / LOOKS) {
      await api.lookAgain();
      asked = performance.now();
    }
    await delay(pollMs, undefined, { signal: task.signal });
  }
}

function silent(object: JsonObject | undefined, forMs: number): string {
  const said = object && validationIn(object);
  if (said === undefined) return 'it does not say whether it reaches it';
  return `Stork has not looked at it within ${Math.round(forMs / 1_000)} s, so it stands still`;
}

/** An empty listing by a cluster that cannot look is no listing, nor is one that somebody turned off before its end. */
function assertReached(object: JsonObject | undefined, task: ListingTask): void {
  const said = object && validationIn(object);
  if (said?.valid !== true)
    throw unable(task, said === undefined ? 'it does not say whether it reaches it' : said.reason);
  if (objectAt(object ?? {}, 'location').sync !== true)
    throw unable(task, 'somebody turned the listing off before its end');
}

function keysOf({ found }: LyingHere): ReadonlySet<string> {
  return new Set(found.flatMap((each) => (each === 'unreadable' ? [] : [each.manifestKey])));
}

/** A backup that was made here and one that was synced are the same where their manifests are. */
function distinct(entries: readonly Exclude<Entry, 'unfinished'>[]): readonly ListedBackup[] {
  const listed = entries.filter((each) => each !== 'unreadable');
  return [...new Map(listed.map((each) => [each.manifestKey, each])).values()];
}

function unable({ clusterName }: ListingTask, why: string | null): DependencyFailure {
  return new DependencyFailure(`The cluster ${clusterName} cannot list the location: ${why}.`, {
    dependency: 'Stork',
  });
}
