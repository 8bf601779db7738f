/**
 * The data of restored claims from snapshots: a content of its own for the storage's snapshot (Retain: a restore never deletes a
 * backup), a VolumeSnapshot for it in the target namespace, and the claim's data source (facts 7.3).
 */
import { createHash } from 'node:crypto';
import { type BackupVolume, VOLUME_REASONS } from '../../../domain/backup-volume.js';
import type { RestoreRun } from '../../../domain/ports/restore-engine.js';
import { failureOfOneKind } from '../failure-rules.js';
import type {
  ClaimContent,
  ClaimContents,
  ClaimToFill,
  VolumeSource,
  VolumeSourceRequest,
} from '../restore/volume-source.js';
import { SNAPSHOT_GROUP, SnapshotApi } from './snapshot-api.js';
import { MARKS, mapAt, RESTORE_MARK, type SnapshotContent, textAt } from './snapshot-objects.js';
import { StorageClasses } from './storage-classes.js';
import { volumeKey } from './volume-book.js';

export class SnapshotSource implements VolumeSource {
  async open(request: VolumeSourceRequest): Promise<ClaimContents> {
    const api = new SnapshotApi(request.api, request.signal);
    const { volumes } = request.run.manifest;
    const byClaim = new Map(volumes.map((each) => [volumeKey(each), each]));
    const restored = new RestoredClaims(request, api, await isAnotherCluster(request.run, api));
    return async (claim) => {
      const volume = byClaim.get(`${claim.namespace}/${claim.name}`);
      try {
        return await restored.contentOf(claim, volume);
      } catch (error) {
        const { message } = failureOfOneKind(error, request.signal);
        return unavailable(`its snapshot could not be offered to the claim: ${message.replace(/\.$/, '')}`);
      }
    };
  }
}

class RestoredClaims {
  readonly #classes: StorageClasses;

  constructor(
    private readonly request: VolumeSourceRequest,
    private readonly api: SnapshotApi,
    private readonly isElsewhere: boolean,
  ) {
    this.#classes = new StorageClasses(api);
  }

  async contentOf(claim: ClaimToFill, volume: BackupVolume | undefined): Promise<ClaimContent> {
    if (volume === undefined) return empty('the backup holds no data of its volume');
    const { state, reason, driver, handle } = volume;
    if (state === 'SKIPPED' && reason === 'NOT_BOUND' && volume.volume === null) return empty(null);
    if (state !== 'READY') return empty(`the backup has no snapshot of it: ${meaningOf(volume)}`);
    if (volume.copy !== 'IN_CLUSTER' || driver === null || handle === null) {
      return unavailable('its copy is of a kind that this version of Holdfast cannot restore');
    }
    const { cluster } = this.request.run.manifest;
    if (this.isElsewhere) {
      return unavailable(
        `its snapshot lies in the storage of the cluster ${cluster.name}, which is another one`,
      );
    }
    const provisioner = await this.#classes.provisionerOf(claim.storageClass);
    if (provisioner !== driver) {
      return unavailable(
        `its snapshot is of the driver ${driver}, and its storage class is of ${provisioner ?? 'none'}`,
      );
    }
    const original = volume.content === null ? undefined : await this.api.content(volume.content);
    if (original?.handle !== handle) return unavailable('its snapshot is gone from the cluster');
    const name = this.#nameFor(claim);
    if (!this.request.dryRun) await this.#offer(claim, { name, driver, handle, original });
    return {
      from: 'SNAPSHOT',
      dataSource: { apiGroup: SNAPSHOT_GROUP, kind: 'VolumeSnapshot', name },
      restoreSize: volume.restoreSize,
    };
  }

  /** The same in every attempt; contents are cluster-scoped, so the claim's place is in it. */
  #nameFor({ targetNamespace, name }: ClaimToFill): string {
    const digest = createHash('sha256').update(`${targetNamespace}/${name}`).digest('hex').slice(0, 16);
    return `holdfast-restore-${this.request.run.restoreId}-${digest}`;
  }

  async #offer({ targetNamespace }: ClaimToFill, of: Offer): Promise<void> {
    const { name, driver, handle, original } = of;
    const { restoreId, manifest } = this.request.run;
    const labels = { [RESTORE_MARK]: restoreId, [MARKS.backup]: manifest.backup.id };
    const apiVersion = `${SNAPSHOT_GROUP}/v1`;
    await this.api.make({
      apiVersion,
      kind: 'VolumeSnapshotContent',
      metadata: { name, labels },
      spec: {
        deletionPolicy: 'Retain',
        driver,
        source: { snapshotHandle: handle },
        ...(original.volumeMode !== null && { sourceVolumeMode: original.volumeMode }),
        volumeSnapshotRef: { apiVersion, kind: 'VolumeSnapshot', name, namespace: targetNamespace },
      },
    });
    await this.api.make({
      apiVersion,
      kind: 'VolumeSnapshot',
      metadata: { name, namespace: targetNamespace, labels },
      spec: { source: { volumeSnapshotContentName: name } },
    });
  }
}

interface Offer {
  readonly name: string;
  readonly driver: string;
  readonly handle: string;
  readonly original: SnapshotContent;
}

/** The same cluster may have been registered anew: then it is known by its kube-system namespace. */
async function isAnotherCluster({ clusterId, manifest }: RestoreRun, api: SnapshotApi): Promise<boolean> {
  if (manifest.cluster.id === clusterId) return false;
  const system = await api.find('/api/v1/namespaces/kube-system');
  const uid = system && textAt(mapAt(system, 'metadata'), 'uid');
  return manifest.cluster.uid === null || uid !== manifest.cluster.uid;
}

function meaningOf({ reason }: BackupVolume): string {
  return reason === null ? 'it was not usable when the backup ended' : VOLUME_REASONS[reason];
}

function empty(reason: string | null): ClaimContent {
  return { from: 'EMPTY', reason: reason === null ? null : sentence(reason) };
}

function unavailable(reason: string): ClaimContent {
  return { from: 'UNAVAILABLE', reason: sentence(reason) };
}

function sentence(reason: string): string {
  return `The claim's data is not restored: ${reason}.`;
}
