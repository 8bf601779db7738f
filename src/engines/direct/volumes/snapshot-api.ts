/** What a cluster is asked about snapshots, and what is changed there. */
import { ClusterCallFailed, type ClusterCallFailureKind } from '../../../domain/cluster-call.js';
import type { EngineRun } from '../../../domain/ports/backup-engine.js';
import type { ClusterApi, ClusterWrite } from '../../../domain/ports/cluster-gateway.js';
import { type JsonObject, objectsIn } from '../json-object.js';
import { parseLossless } from './int64.js';
import {
  classOf,
  contentOf,
  MARKS,
  mapAt,
  marksOf,
  RESTORE_MARK,
  type Snapshot,
  type SnapshotClass,
  type SnapshotContent,
  snapshotName,
  snapshotOf,
  textAt,
} from './snapshot-objects.js';

export const SNAPSHOT_GROUP = 'snapshot.storage.k8s.io';
const BASE = `/apis/${SNAPSHOT_GROUP}/v1`;
const MERGE_PATCH = 'application/merge-patch+json';
const PAGE = 500;

/** Our changes may be made twice: names are given by us, and a patch says how it shall be. */
const PASSING: ReadonlySet<ClusterCallFailureKind> = new Set(['CONNECTION', 'TIMEOUT', 'SERVER_ERROR']);
const TRIES = 3;

export interface ClaimToCut {
  readonly namespace: string;
  readonly claim: string;
  readonly claimUid: string;
  readonly snapshotClass: string;
}

type OfRun = Pick<EngineRun, 'backupId' | 'attempt'>;

export class SnapshotApi {
  constructor(
    private readonly api: ClusterApi,
    private readonly signal: AbortSignal,
  ) {}

  async classes(): Promise<readonly SnapshotClass[]> {
    return (await this.list(`${BASE}/volumesnapshotclasses`)).map(classOf);
  }

  async snapshotsOf(run: OfRun): Promise<readonly Snapshot[]> {
    const selector = `${MARKS.backup}=${run.backupId},${MARKS.attempt}=${run.attempt}`;
    return (await this.list(`${BASE}/volumesnapshots`, selector)).map(snapshotOf);
  }

  /** All that carry the mark of any backup, or of this one. */
  async ourSnapshots(backupId?: string): Promise<readonly Snapshot[]> {
    const selector = backupId === undefined ? MARKS.backup : `${MARKS.backup}=${backupId}`;
    return (await this.list(`${BASE}/volumesnapshots`, selector)).map(snapshotOf);
  }

  async contentsOf(run: OfRun): Promise<readonly SnapshotContent[]> {
    const selector = `${MARKS.backup}=${run.backupId},${MARKS.attempt}=${run.attempt}`;
    return (await this.list(`${BASE}/volumesnapshotcontents`, selector)).map(contentOf);
  }

  /** What restores made, and nobody took away yet. None on a cluster without snapshots. */
  async contentsOfRestores(): Promise<readonly SnapshotContent[]> {
    try {
      return (await this.list(`${BASE}/volumesnapshotcontents`, RESTORE_MARK)).map(contentOf);
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return [];
      throw error;
    }
  }

  /** Everybody's: those that we had no time to mark are among them. */
  async allContents(): Promise<readonly SnapshotContent[]> {
    return (await this.list(`${BASE}/volumesnapshotcontents`)).map(contentOf);
  }

  async snapshot(namespace: string, name: string): Promise<Snapshot | undefined> {
    const found = await this.find(snapshotPath(namespace, name));
    return found && snapshotOf(found);
  }

  async content(name: string): Promise<SnapshotContent | undefined> {
    const found = await this.find(contentPath(name));
    return found && contentOf(found);
  }

  /** One that is there already is ours, from a call whose answer was lost. */
  async cut(run: OfRun, of: ClaimToCut): Promise<void> {
    await this.make({
      apiVersion: `${SNAPSHOT_GROUP}/v1`,
      kind: 'VolumeSnapshot',
      metadata: {
        name: snapshotName(run, of.claimUid),
        namespace: of.namespace,
        labels: marksOf(run, of.claimUid),
      },
      spec: {
        volumeSnapshotClassName: of.snapshotClass,
        source: { persistentVolumeClaimName: of.claim },
      },
    });
  }

  /** Creates a VolumeSnapshot or a VolumeSnapshotContent. */
  async make(object: JsonObject): Promise<void> {
    const namespace = textAt(mapAt(object, 'metadata'), 'namespace');
    const path =
      namespace === null
        ? `${BASE}/volumesnapshotcontents`
        : `${BASE}/namespaces/${encodeURIComponent(namespace)}/volumesnapshots`;
    try {
      await this.send({
        method: 'POST',
        path: `${path}?fieldManager=holdfast`,
        body: JSON.stringify(object),
      });
    } catch (error) {
      if (!(error instanceof ClusterCallFailed) || error.reason !== 'AlreadyExists') throw error;
    }
  }

  /** From now on the content outlives its VolumeSnapshot and its namespace. */
  async retain(content: string, run: OfRun, claimUid: string): Promise<void> {
    const change = { metadata: { labels: marksOf(run, claimUid) }, spec: { deletionPolicy: 'Retain' } };
    await this.patchContent(content, change);
  }

  /** From now on the storage's snapshot goes with the content. False when there is no such content. */
  giveUp(content: string): Promise<boolean> {
    return this.ifThere(() => this.patchContent(content, { spec: { deletionPolicy: 'Delete' } }));
  }

  deleteSnapshot(namespace: string, name: string): Promise<boolean> {
    return this.ifThere(() => this.send({ method: 'DELETE', path: snapshotPath(namespace, name) }));
  }

  deleteContent(name: string): Promise<boolean> {
    return this.ifThere(() => this.send({ method: 'DELETE', path: contentPath(name) }));
  }

  /** One object of the cluster, or undefined when there is none. */
  async find(path: string): Promise<JsonObject | undefined> {
    try {
      return parseLossless(await this.api.get(path, { signal: this.signal }), `GET ${path}`);
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  private async patchContent(name: string, change: object): Promise<void> {
    const path = `${contentPath(name)}?fieldManager=holdfast`;
    await this.send({ method: 'PATCH', path, contentType: MERGE_PATCH, body: JSON.stringify(change) });
  }

  private async ifThere(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return false;
      throw error;
    }
  }

  private async send(write: ClusterWrite): Promise<void> {
    for (let left = TRIES - 1; ; left -= 1) {
      try {
        await this.api.send(write, { signal: this.signal });
        return;
      } catch (error) {
        const passing = error instanceof ClusterCallFailed && PASSING.has(error.kind);
        if (!passing || left === 0) throw error;
      }
    }
  }

  /** Lists that expire on the way begin again once. */
  private async list(path: string, labelSelector?: string): Promise<readonly JsonObject[]> {
    try {
      return await this.listOnce(path, labelSelector);
    } catch (error) {
      if (!(error instanceof ClusterCallFailed) || error.kind !== 'EXPIRED') throw error;
      return await this.listOnce(path, labelSelector);
    }
  }

  private async listOnce(path: string, labelSelector?: string): Promise<readonly JsonObject[]> {
    const items: JsonObject[] = [];
    let token: string | null = null;
    do {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (labelSelector !== undefined) query.set('labelSelector', labelSelector);
      if (token !== null) query.set('continue', token);
      const body = await this.api.get(`${path}?${query}`, { signal: this.signal });
      const page = parseLossless(body, `GET ${path}`);
      items.push(...objectsIn(page.items));
      token = textAt(mapAt(page, 'metadata'), 'continue');
    } while (token !== null);
    return items;
  }
}

function snapshotPath(namespace: string, name: string): string {
  return `${BASE}/namespaces/${encodeURIComponent(namespace)}/volumesnapshots/${encodeURIComponent(name)}`;
}

function contentPath(name: string): string {
  return `${BASE}/volumesnapshotcontents/${encodeURIComponent(name)}`;
}
