/** One location in one cluster: its BackupLocation, and the backups that were made for it or found by it. */
import type { BackupLocation } from '../../domain/backup-location.js';
import { bucketKeyOf } from '../../domain/backup-sync.js';
import type { S3Settings } from '../../domain/s3-settings.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import { type Entry, entryOf } from './listed-backup.js';
import { bucketIn, holds, locationDraft, settingsOf } from './location-draft.js';
import { PAGE_OF_INSTRUCTIONS, type StorkCluster } from './stork-cluster.js';
import { LISTED_UNTIL } from './stork-kinds.js';
import { LOOK_AGAIN } from './unverified.js';

export class LocationApi {
  constructor(
    readonly cluster: StorkCluster,
    private readonly location: BackupLocation,
  ) {}

  /** Undefined: the cluster has none. @throws ClusterCallFailed */
  async find(): Promise<JsonObject | undefined> {
    const { kind, name } = locationDraft(this.location);
    return this.cluster.find(kind, name);
  }

  /**
   * As it shall be; written only where it is not. A listing under way goes on, and one that was left behind is turned off.
   * @throws ForeignObject, ClusterCallFailed
   */
  async apply({
    lookAgain,
    found,
  }: {
    readonly lookAgain?: string;
    /** As it was just read. */
    readonly found?: JsonObject | undefined;
  } = {}): Promise<JsonObject> {
    const draft = locationDraft(this.location);
    const present = found === undefined ? await this.cluster.ensure(draft) : this.cluster.ours(draft, found);
    const location = { ...settingsOf(this.location), ...(isLeftOn(present) && { sync: false }) };
    if (lookAgain === undefined && holds(present.location, location)) return present;
    return (
      (await this.#patch(location, lookAgain === undefined ? {} : { [LOOK_AGAIN]: lookAgain })) ?? present
    );
  }

  /**
   * Stork begins to make an ApplicationBackup of everything that lies there.
   * @returns the BackupLocation as it was before
   * @throws ForeignObject, ClusterCallFailed
   */
  async beginListing(until: Date): Promise<JsonObject> {
    const before = await this.cluster.ensure(locationDraft(this.location));
    const annotations = { [LISTED_UNTIL]: until.toISOString(), [LOOK_AGAIN]: new Date().toISOString() };
    await this.#patch({ ...settingsOf(this.location), sync: true }, annotations);
    return before;
  }

  /** Whatever it has said before, the cluster is to look once more. @throws ClusterCallFailed */
  async lookAgain(): Promise<void> {
    await this.#patch({}, { [LOOK_AGAIN]: new Date().toISOString() });
  }

  /**
   * The one that was begun with that end, and no other: a worker that wakes up late leaves on what the one that took over has begun.
   * @throws ClusterCallFailed
   */
  async endListing(until: Date): Promise<void> {
    const present = await this.find();
    if (present === undefined || listedUntil(present) !== until.getTime()) return;
    await this.#patch({ sync: false }, { [LISTED_UNTIL]: null });
  }

  async #patch(
    location: JsonObject,
    annotations: Readonly<Record<string, string | null>>,
  ): Promise<JsonObject | undefined> {
    const { kind, name } = locationDraft(this.location);
    await this.cluster.patch(kind, name, { location, metadata: { annotations } });
    return this.find();
  }

  /** Only ours. */
  async remove(): Promise<void> {
    const draft = locationDraft(this.location);
    const present = await this.cluster.find(draft.kind, draft.name);
    if (present === undefined) return;
    this.cluster.ours(draft, present);
    const uid = textAt(objectAt(present, 'metadata'), 'uid') ?? undefined;
    await this.cluster.delete(draft.kind, draft.name, uid);
  }

  /**
   * Every BackupLocation of the cluster, whoever made it: whether it is the bucket of this location. What is made for one of the bucket lies
   * in all. @param siblings locations of the bucket, this one among them @throws ClusterCallFailed
   */
  async buckets(siblings: readonly BackupLocation[]): Promise<ReadonlyMap<string, boolean>> {
    const names = new Set(siblings.map((each) => locationDraft(each).name));
    const key = bucketKeyOf(this.#s3());
    const all = await this.cluster.list('backuplocations', {});
    return new Map(
      all.flatMap((each): [string, boolean][] => {
        const name = textAt(objectAt(each, 'metadata'), 'name');
        return name === null ? [] : [[name, names.has(name) || bucketIn(each) === key]];
      }),
    );
  }

  /** Every finished backup that lies in the bucket, page by page; a page that fails fails all of it. */
  async entries(buckets: ReadonlyMap<string, boolean>): Promise<LyingHere> {
    const found: Exclude<Entry, 'unfinished'>[] = [];
    const homeless: string[] = [];
    for await (const page of this.cluster.pages('applicationbackups', {}, { limit: PAGE_OF_INSTRUCTIONS })) {
      for (const each of page) {
        const isHere = buckets.get(textAt(objectAt(each, 'spec'), 'backupLocation') ?? '');
        if (isHere === false) continue;
        const entry = entryOf(each);
        if (isHere === true && entry !== 'unfinished') found.push(entry);
        if (isHere === undefined && typeof entry === 'object') homeless.push(entry.manifestKey);
      }
    }
    return { found, homeless };
  }

  #s3(): S3Settings {
    const { s3 } = this.location;
    if (s3 === null) throw new RangeError('only a bucket is listed');
    return s3;
  }
}

export interface LyingHere {
  readonly found: readonly Exclude<Entry, 'unfinished'>[];
  /** Manifest keys of those whose BackupLocation is not there any more: nobody can say in which bucket they lie. */
  readonly homeless: readonly string[];
}

/** Whoever turned the listing on did not turn it off in the time that they gave themselves. */
function isLeftOn(object: JsonObject): boolean {
  if (objectAt(object, 'location').sync !== true) return false;
  return !(listedUntil(object) > Date.now());
}

function listedUntil(object: JsonObject): number {
  return Date.parse(textAt(objectAt(objectAt(object, 'metadata'), 'annotations'), LISTED_UNTIL) ?? '');
}
