/** A bucket as Velero leaves it: its record, its tar with every object twice, its list of volumes. Source: facts of Velero 1.4. */
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { MemoryObjectStore } from '../../fakes/memory-object-store.js';

export interface VeleroThing {
  readonly resource: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly name: string;
    readonly namespace?: string;
  };
  readonly [field: string]: unknown;
}

export function thing(
  resource: string,
  [apiVersion, kind]: readonly [apiVersion: string, kind: string],
  metadata: VeleroThing['metadata'],
  fields: object = {},
): VeleroThing {
  return { resource, apiVersion, kind, metadata, ...fields };
}

export const configMap = (namespace: string, name: string, fields: object = { data: { a: 'b' } }) =>
  thing('configmaps', ['v1', 'ConfigMap'], { name, namespace }, fields);

export const namespaceOf = (name: string) =>
  thing('namespaces', ['v1', 'Namespace'], { name, uid: `uid-${name}` });

export interface BucketOptions {
  readonly phase?: string;
  readonly errors?: number;
  readonly includedNamespaces?: readonly string[];
  readonly volumes?: readonly object[];
  /** JSON text instead of the object's own, by name: what `JSON.stringify` would not write. */
  readonly rawText?: Readonly<Record<string, string>>;
}

export async function addVeleroBackup(
  store: MemoryObjectStore,
  name: string,
  things: readonly VeleroThing[],
  options: BucketOptions = {},
): Promise<void> {
  const { phase = 'Completed', errors = 0, includedNamespaces = ['*'], volumes, rawText = {} } = options;
  const record = {
    kind: 'Backup',
    apiVersion: 'velero.io/v1',
    metadata: {
      name,
      namespace: 'velero',
      labels: { 'velero.io/schedule-name': 'nightly' },
      annotations: { 'velero.io/source-cluster-k8s-gitversion': 'v1.33.2' },
    },
    spec: { includedNamespaces },
    status: {
      phase,
      errors,
      startTimestamp: '2026-11-20T01:00:00Z',
      completionTimestamp: '2026-11-20T01:02:00Z',
      progress: { itemsBackedUp: things.length, totalItems: things.length },
    },
  };
  await store.put(`backups/${name}/velero-backup.json`, Buffer.from(JSON.stringify(record)));
  await store.put(`backups/${name}/${name}.tar.gz`, gzipSync(await tarOf(things, rawText)));
  if (volumes !== undefined) {
    const packed = gzipSync(JSON.stringify(volumes));
    await store.put(`backups/${name}/${name}-volumeinfo.json.gz`, packed);
  }
}

async function tarOf(
  things: readonly VeleroThing[],
  rawText: Readonly<Record<string, string>>,
): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: 'metadata/version' }, '1.1.0\n');
  for (const { resource, ...object } of things) {
    const { name, namespace } = object.metadata;
    const scope = namespace === undefined ? 'cluster' : `namespaces/${namespace}`;
    const text = rawText[name] ?? JSON.stringify(object);
    const version = object.apiVersion.split('/').at(-1);
    tar.entry({ name: `resources/${resource}/${scope}/${name}.json` }, text);
    tar.entry({ name: `resources/${resource}/${version}-preferredversion/${scope}/${name}.json` }, text);
  }
  tar.finalize();
  return buffer(tar);
}
