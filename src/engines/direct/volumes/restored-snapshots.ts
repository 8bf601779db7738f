/** What restores put beside their claims: it is not needed once the claims have their volumes. */
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import { objectsIn } from '../json-object.js';
import { SnapshotApi } from './snapshot-api.js';
import { mapAt, type SnapshotContent, textAt } from './snapshot-objects.js';

/** Takes away what belongs to claims that are bound or gone; a claim that waits for its first consumer keeps it. */
export async function tidyRestored(api: ClusterApi, signal: AbortSignal): Promise<void> {
  const ours = new SnapshotApi(api, signal);
  const contents = await ours.contentsOfRestores();
  const namespaces = Map.groupBy(contents, ({ snapshot }) => snapshot.namespace);
  for (const [namespace, group] of namespaces) {
    const waiting = await waitingSources(ours, namespace);
    for (const each of group) if (!waiting.has(each.snapshot.name)) await takeAway(ours, each);
  }
}

/** Of snapshots that are about to be deleted themselves. */
export async function forgetRestored(api: SnapshotApi, handles: ReadonlySet<string>): Promise<void> {
  for (const each of await api.contentsOfRestores()) {
    if (each.sourceHandle !== null && handles.has(each.sourceHandle)) await takeAway(api, each);
  }
}

/** The contents are on Retain: the storage's snapshot stays. */
async function takeAway(api: SnapshotApi, { name, snapshot }: SnapshotContent): Promise<void> {
  await api.deleteSnapshot(snapshot.namespace, snapshot.name);
  await api.deleteContent(name);
}

/** Names of the VolumeSnapshots that claims without a volume are to be filled from. */
async function waitingSources(api: SnapshotApi, namespace: string): Promise<ReadonlySet<string>> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/persistentvolumeclaims`;
  const claims = objectsIn((await api.find(path))?.items);
  const waiting = claims.filter(
    (claim) =>
      textAt(mapAt(claim, 'status'), 'phase') !== 'Bound' &&
      textAt(mapAt(claim, 'spec'), 'volumeName') === null,
  );
  return new Set(waiting.map((claim) => textAt(mapAt(mapAt(claim, 'spec'), 'dataSource'), 'name') ?? ''));
}
