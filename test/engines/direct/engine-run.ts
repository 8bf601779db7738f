import { zstdDecompressSync } from 'node:zlib';
import { backupKeys, type Manifest } from '../../../src/domain/manifest.js';
import type {
  CapturedResources,
  EngineRun,
  ProgressReport,
} from '../../../src/domain/ports/backup-engine.js';
import type { ClusterApi } from '../../../src/domain/ports/cluster-gateway.js';
import type { ObjectStore } from '../../../src/domain/ports/object-store.js';
import { DirectEngine } from '../../../src/engines/direct/direct-engine.js';
import { decodeIndex, type FrameIndex } from '../../../src/engines/direct/frame-index.js';
import { MemoryObjectStore } from '../../fakes/memory-object-store.js';
import { silentLog } from '../../support/silent-log.js';

const BACKUP_ID = '0f3c5a3e-6c1e-4a53-9d7c-8a1f6b0d2e11';
const CLUSTER_ID = '7d3c5a3e-6c1e-4a53-9d7c-8a1f6b0d2e22';
export const RESOURCES_KEY = backupKeys.resources(BACKUP_ID, 1);
export const INDEX_KEY = backupKeys.index(BACKUP_ID, 1);

export function engineOver(api: ClusterApi): DirectEngine {
  return new DirectEngine({
    clusters: { api: async () => api },
    clock: { now: () => new Date() },
    log: silentLog,
  });
}

export function engineRun<S extends ObjectStore>(
  namespaces: readonly string[],
  store: S,
  signal: AbortSignal = new AbortController().signal,
): EngineRun & { readonly store: S } {
  return {
    backupId: BACKUP_ID,
    attempt: 1,
    clusterId: CLUSTER_ID,
    namespaces: namespaces.map((name) => ({ name, uid: `uid-${name}` })),
    store,
    signal,
    key: null,
    filter: null,
  };
}

export interface StoredObject {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** The bytes of its line. */
  readonly line: string;
}

export interface Capture {
  readonly captured: CapturedResources;
  readonly store: MemoryObjectStore;
  readonly index: FrameIndex;
  readonly objects: readonly StoredObject[];
  readonly manifest: Manifest;
  /** `<resource> <namespace>/<name>` of everything stored, sorted. */
  readonly names: readonly string[];
  codes(): string[];
}

export async function capture(
  api: ClusterApi,
  namespaces: readonly string[],
  report: ProgressReport = () => {},
  filter: EngineRun['filter'] = null,
): Promise<Capture> {
  const store = new MemoryObjectStore();
  const captured = await engineOver(api).captureResources(
    { ...engineRun(namespaces, store), filter },
    report,
  );
  const index = await decodeIndex(await store.read(INDEX_KEY));
  const file = await store.read(RESOURCES_KEY);
  const objects = index.frames.flatMap(({ resource, namespace, offset, length }) =>
    zstdDecompressSync(file.subarray(offset, offset + length))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): StoredObject => ({ resource, namespace, name: nameIn(line), line })),
  );
  return {
    captured,
    store,
    index,
    objects,
    manifest: manifestOf(captured),
    names: objects.map(({ resource, namespace, name }) => `${resource} ${namespace}/${name}`).sort(),
    codes: () => captured.issues.map(({ code, subject }) => `${code} ${subject.name}`),
  };
}

export function manifestOf(captured: CapturedResources): Manifest {
  return {
    format: 'holdfast-backup',
    version: 1,
    holdfastVersion: '0.0.0',
    engine: 'DIRECT',
    mode: 'CLASSIC',
    backup: {
      id: BACKUP_ID,
      name: 'nightly',
      labels: {},
      attempt: 1,
      state: 'SUCCESS',
      reason: null,
      createdAt: '2026-11-20T10:00:00.000Z',
      startedAt: '2026-11-20T10:00:00.000Z',
      finishedAt: '2026-11-20T10:01:00.000Z',
    },
    cluster: { id: CLUSTER_ID, name: 'prod', uid: null, kubernetesVersion: null },
    schedule: null,
    location: { id: 'location', name: 'disk' },
    encryption: null,
    filter: null,
    machines: [],
    volumes: [],
    compression: 'zstd',
    namespaces: [],
    resources: captured.resources,
    issues: captured.issues,
    totals: captured.totals,
    files: captured.files,
  };
}

function nameIn(line: string): string {
  return (JSON.parse(line) as { metadata: { name: string } }).metadata.name;
}
