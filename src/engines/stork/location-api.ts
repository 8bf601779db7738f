/** One location in one cluster: its BackupLocation, and the backups that were made for it or found by it. */
import type { BackupLocation } from '../../domain/backup-location.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import { type Entry, entryOf } from './listed-backup.js';
import { holds, locationDraft, settingsOf } from './location-draft.js';
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
  async apply({ lookAgain }: { readonly lookAgain?: string } = {}): Promise<JsonObject> {
    const present = await this.cluster.ensure(locationDraft(this.location));
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

  async endListing(): Promise<void> {
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

  /** Every finished backup that lies in one of the locations, page by page; a page that fails fails all of it. */
  async entries(locations: ReadonlySet<string>): Promise<readonly Exclude<Entry, 'unfinished'>[]> {
    const found: Exclude<Entry, 'unfinished'>[] = [];
    for await (const page of this.cluster.pages('applicationbackups', {}, { limit: PAGE_OF_INSTRUCTIONS })) {
      for (const each of page) {
        if (!locations.has(textAt(objectAt(each, 'spec'), 'backupLocation') ?? '')) continue;
        const entry = entryOf(each);
        if (entry !== 'unfinished') found.push(entry);
      }
    }
    return found;
  }
}

/** Whoever turned the listing on did not turn it off in the time that they gave themselves. */
function isLeftOn(object: JsonObject): boolean {
  if (objectAt(object, 'location').sync !== true) return false;
  const until = Date.parse(textAt(objectAt(objectAt(object, 'metadata'), 'annotations'), LISTED_UNTIL) ?? '');
  return !(until > Date.now());
}
