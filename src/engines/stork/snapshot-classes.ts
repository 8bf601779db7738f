/** Which snapshot class Stork takes for the volumes of each CSI driver. Source: facts 3.2. */
import type { VolumeSettings } from '../../domain/backup-volume.js';
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { objectAt, objectsAt, parsed, textAt } from './json.js';

/** The default class of the cluster. A driver that is not in the map gets none: its volumes fail. */
const CLUSTER_DEFAULT = 'default';
/** Its volumes are made by hand, and are of no driver. */
const NO_PROVISIONER = 'kubernetes.io/no-provisioner';
const STORAGE = '/apis/storage.k8s.io/v1';

/** What the volumes of a cluster are of: drivers that announce themselves, and those that storage classes name. @throws ClusterCallFailed */
export async function driversOf(api: ClusterApi, signal: AbortSignal): Promise<readonly string[]> {
  const [announced, classes] = await Promise.all([
    listed(api, 'csidrivers', signal),
    listed(api, 'storageclasses', signal),
  ]);
  const names = [
    ...announced.map((each) => textAt(objectAt(each, 'metadata'), 'name')),
    ...classes.map((each) => textAt(each, 'provisioner')),
  ];
  return [...new Set(names.flatMap((name) => name ?? []))].filter((name) => name !== NO_PROVISIONER).sort();
}

/** What was asked for, and the cluster's default for every other driver. */
export function snapshotClassMap(
  drivers: readonly string[],
  asked: VolumeSettings['snapshotClasses'],
): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(drivers.map((driver) => [driver, CLUSTER_DEFAULT])), ...asked };
}

/** Who may not read them, or has none, names the classes in the schedule. */
async function listed(api: ClusterApi, kind: string, signal: AbortSignal) {
  const path = `${STORAGE}/${kind}`;
  try {
    return objectsAt(parsed(await api.get(path, { signal }), `GET ${path}`), 'items');
  } catch (error) {
    if (error instanceof ClusterCallFailed && (error.kind === 'FORBIDDEN' || error.kind === 'NOT_FOUND'))
      return [];
    throw error;
  }
}
