/** What a manifest must look like before anything of it is believed: whoever can write to a location can write one. */
import { z } from 'zod';
import { ENGINES, NAMESPACE_FATES } from '../domain/backup.js';
import { MACHINE_FATES, MACHINE_OUTCOMES, QUIESCE_ENDS } from '../domain/backup-machine.js';
import { VOLUME_COPIES, VOLUME_REASONS, VOLUME_STATES, type VolumeReason } from '../domain/backup-volume.js';
import { ISSUE_CATALOG, type IssueCode } from '../domain/issue.js';
import { MANIFEST_FORMAT, MANIFEST_VERSION, type Manifest } from '../domain/manifest.js';
import { OPERATION_MODES, STATE_MATRIX, type VirtualMachineState } from '../domain/state-matrix.js';

const text = z.string();
const count = z.int().nonnegative();
const instant = z.iso.datetime();
const storedFile = z.looseObject({ key: text, size: count, sha256: text });

const MANIFEST: z.ZodType<Manifest> = z.looseObject({
  format: z.literal(MANIFEST_FORMAT),
  version: z.literal(MANIFEST_VERSION),
  holdfastVersion: text,
  engine: z.enum(ENGINES),
  mode: z.enum(OPERATION_MODES),
  backup: z.looseObject({
    id: text,
    name: text.min(1),
    labels: z.record(text, text),
    attempt: count,
    state: z.enum(['SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE']),
    reason: text.nullable(),
    createdAt: instant,
    startedAt: instant,
    finishedAt: instant,
  }),
  cluster: z.looseObject({
    id: text,
    name: text,
    uid: text.nullable(),
    kubernetesVersion: text.nullable(),
  }),
  // Came with schedules: manifests from before lack it.
  schedule: z
    .looseObject({ id: text })
    .nullish()
    .transform((schedule) => schedule ?? null),
  location: z.looseObject({ id: text, name: text }),
  encryption: z
    .looseObject({
      scheme: z.literal('aes-256-gcm-stream'),
      noncePrefix: z.base64().length(12),
      mac: z.base64(),
    })
    // They lie in a file of their own.
    .transform((encryption) => ({ ...encryption, keys: [] }))
    .nullable(),
  compression: z.literal('zstd'),
  namespaces: z.array(
    z.looseObject({
      name: text.min(1),
      fate: z.enum(NAMESPACE_FATES),
      uid: text.nullable(),
      reason: text.nullable(),
      objects: count,
      bytes: count,
    }),
  ),
  resources: z.array(
    z.looseObject({
      resource: text,
      groupVersion: text,
      kind: text,
      scope: z.enum(['NAMESPACED', 'CLUSTER']),
      objects: count,
      bytes: count,
      resourceVersion: text.nullable(),
      consistent: z.boolean(),
    }),
  ),
  // These two came later: manifests from before lack them.
  filter: z
    .looseObject({
      includeResources: z.array(text).nullable(),
      excludeResources: z.array(text),
      labelSelector: text.nullable(),
    })
    .nullish()
    .transform((filter) => filter ?? null),
  volumes: z
    .array(
      z.looseObject({
        namespace: text,
        claim: text,
        volume: text.nullable(),
        driver: text.nullable(),
        storageClass: text.nullable(),
        snapshotClass: text.nullable(),
        state: z.enum(VOLUME_STATES),
        reason: z.enum(Object.keys(VOLUME_REASONS) as [VolumeReason, ...VolumeReason[]]).nullable(),
        message: text.nullable(),
        copy: z.enum(VOLUME_COPIES).nullable(),
        snapshot: text.nullable(),
        content: text.nullable(),
        handle: text.nullable(),
        restoreSize: text.regex(/^\d+$/).nullable(),
        cutAt: text.nullable(),
        readyAt: text.nullable(),
      }),
    )
    .nullish()
    .transform((volumes) => volumes ?? []),
  machines: z
    .array(
      z.looseObject({
        namespace: text,
        name: text,
        fate: z.enum(MACHINE_FATES),
        uid: text.nullable(),
        state: z.enum(Object.keys(STATE_MATRIX.VirtualMachine.states) as [VirtualMachineState]).nullable(),
        printableStatus: text.nullable(),
        quiesced: z.enum(QUIESCE_ENDS).nullable(),
        outcome: z.enum(MACHINE_OUTCOMES).nullable(),
        volumes: count,
        volumesBackedUp: count,
        objects: count,
        message: text.nullable(),
      }),
    )
    .nullish()
    .transform((machines) => machines ?? []),
  issues: z.array(
    z.looseObject({
      code: z.enum(Object.keys(ISSUE_CATALOG) as [IssueCode, ...IssueCode[]]),
      subject: z.looseObject({
        kind: z.enum(['NAMESPACE', 'MACHINE', 'RESOURCE_KIND', 'VOLUME', 'CLUSTER', 'LOCATION', 'BACKUP']),
        name: text,
      }),
      message: text,
    }),
  ),
  totals: z.looseObject({ objects: count, bytes: count, storedBytes: count }),
  files: z.looseObject({ resources: storedFile, index: storedFile }).nullable(),
});

const MOST_TOLD = 5;

/** The manifest, or the parts that are missing or are not what they must be, as dotted paths. */
export function manifestOf(
  value: unknown,
): { readonly manifest: Manifest } | { readonly faults: readonly string[] } {
  const { success, data, error } = MANIFEST.safeParse(value);
  if (success) return { manifest: data };
  const paths = new Set(error.issues.map(({ path }) => path.join('.') || 'the whole'));
  return { faults: [...paths].slice(0, MOST_TOLD) };
}
