/** One location in one cluster: its BackupLocation, and the backups that were made for it or found by it. */
import type { BackupLocation } from '../../domain/backup-location.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import { holds, locationDraft, settingsOf } from './location-draft.js';
import type { StorkCluster } from './stork-cluster.js';
import { LOOK_AGAIN } from './unverified.js';

export class LocationApi {
  constructor(
    readonly cluster: StorkCluster,
    private readonly location: BackupLocation,
  ) {}

  /** Undefined: the cluster has none. @throws ClusterCallFailed */
  async find(): Promise<JsonObject | undefined> {
    const { kind, name } = locationDraft(this.location, false);
    return this.cluster.find(kind, name);
  }

  /** As it shall be; written only where it is not. @throws ForeignObject, ClusterCallFailed */
  async apply({
    sync,
    lookAgain,
  }: {
    readonly sync: boolean;
    readonly lookAgain?: string;
  }): Promise<JsonObject> {
    const draft = locationDraft(this.location, sync);
    const present = await this.cluster.ensure(draft);
    const location = settingsOf(this.location, sync);
    if (lookAgain === undefined && holds(present.location, location)) return present;
    await this.cluster.patch(draft.kind, draft.name, {
      location,
      ...(lookAgain !== undefined && { metadata: { annotations: { [LOOK_AGAIN]: lookAgain } } }),
    });
    return (await this.find()) ?? present;
  }

  /** Only ours. */
  async remove(): Promise<void> {
    const draft = locationDraft(this.location, false);
    const present = await this.cluster.find(draft.kind, draft.name);
    if (present === undefined) return;
    this.cluster.ours(draft, present);
    const uid = textAt(objectAt(present, 'metadata'), 'uid') ?? undefined;
    await this.cluster.delete(draft.kind, draft.name, uid);
  }

  /** Every ApplicationBackup that lies in one of the locations; a page that fails fails all of it. */
  async backups(locations: ReadonlySet<string>): Promise<readonly JsonObject[]> {
    const all = await this.cluster.list('applicationbackups', {});
    return all.filter((each) => locations.has(textAt(objectAt(each, 'spec'), 'backupLocation') ?? ''));
  }
}
