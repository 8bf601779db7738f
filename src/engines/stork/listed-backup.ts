/** An ApplicationBackup in a cluster as an entry of what lies in a bucket. Source: facts 1.1, 2.1, 2.3. */
import { z } from 'zod';
import type { MissingNamespace } from '../../domain/backup.js';
import type { BackupVolume } from '../../domain/backup-volume.js';
import type { ListedBackup } from '../../domain/ports/federated-locations.js';
import { manifestIn } from '../../domain/stork-artefact.js';
import { BACKUP_RECORD, readRecord } from './backup-record.js';
import { type SaidOfBackup, saidOfBackup } from './said-of-backup.js';
import { HOLDFAST, MANAGED_BY, STORK_MARKS } from './stork-kinds.js';

const texts = z.record(z.string(), z.string()).optional();
const instant = z.iso.datetime({ offset: true });
/** What PostgreSQL does not keep is in nobody's name. */
const isKept = (text: string) => !text.includes('\0') && text.isWellFormed();
const word = z.string().refine(isKept);
const count = z.int().nonnegative();
const volume = z
  .record(z.string(), z.unknown())
  .refine((each) => Object.values(each).every((value) => typeof value !== 'string' || isKept(value)));

const shape = z.looseObject({
  metadata: z.looseObject({
    name: word,
    namespace: word,
    uid: word,
    creationTimestamp: instant,
    labels: texts,
    annotations: texts,
  }),
  spec: z.looseObject({ namespaces: z.array(word).nullish() }),
  status: z
    .looseObject({
      stage: z.string().optional(),
      status: z.string().optional(),
      backupPath: word.optional(),
      resourceCount: count.optional(),
      totalSize: count.optional(),
      volumes: z.array(volume).nullish(),
      triggerTimestamp: instant.nullish(),
      finishTimestamp: instant.nullish(),
    })
    .optional(),
});

const STATES = { Successful: 'SUCCESS', PartialSuccess: 'PARTIAL_SUCCESS' } as const;

export type Entry = ListedBackup | 'unfinished' | 'unreadable';

/** What has not ended, or failed, lies in no bucket as a backup: metadata.json is written last (facts 2.1). */
export function entryOf(object: unknown): Entry {
  const { data } = shape.safeParse(object);
  if (data === undefined) return 'unreadable';
  const { metadata, spec, status } = data;
  const state = STATES[status?.status as keyof typeof STATES];
  if (state === undefined || status?.stage !== 'Final') return 'unfinished';
  const own = `${metadata.namespace}/${metadata.name}/${metadata.uid}`;
  const path = (status.backupPath || own).replace(/^\/+|\/+$/g, '');
  const labels = metadata.labels ?? {};
  const isOurs = labels[MANAGED_BY] === HOLDFAST;
  const record = isOurs ? readRecord(metadata.annotations?.[BACKUP_RECORD]) : undefined;
  const createdAt = new Date(status.triggerTimestamp ?? metadata.creationTimestamp);
  const said = saidOfBackup(data);
  const missing = missingIn(record?.missing ?? [], said);
  const gone = new Set(missing.map(({ name }) => name));
  return {
    manifestKey: manifestIn(path),
    name: record?.name ?? path.split('/').at(-2) ?? metadata.name,
    backupId: labels[STORK_MARKS.backup] ?? null,
    clusterUid: isOurs ? (labels[STORK_MARKS.cluster] ?? null) : null,
    scheduleName: record?.schedule?.name ?? null,
    state,
    namespaces: [...new Set(spec.namespaces)].filter((name) => !gone.has(name)),
    missing,
    missingMore: record?.missingMore ?? 0,
    byNamespace: said.byNamespace,
    volumes: volumesIn(said),
    reason: said.reason,
    objects: status.resourceCount ?? 0,
    bytes: status.totalSize ?? 0,
    createdAt,
    finishedAt: new Date(status.finishTimestamp ?? createdAt),
  };
}

/** What our plan did not find, and what Stork did not find when it began: each once. */
function missingIn(
  planned: readonly MissingNamespace[],
  { missing }: SaidOfBackup,
): readonly MissingNamespace[] {
  const named = new Set(planned.map(({ name }) => name));
  const later = missing.filter((name) => !named.has(name) && isKept(name));
  const all = [...planned, ...later.map((name) => ({ name, reason: 'not found' as const }))];
  return [...new Map(all.map((each) => [each.name, each])).values()];
}

/** Each claim once: what has no claim is no volume that anybody could name. */
function volumesIn({ volumes }: SaidOfBackup): readonly BackupVolume[] {
  const named = volumes.filter(({ namespace, claim }) => namespace !== '' && claim !== '');
  return [...new Map(named.map((each) => [`${each.namespace}/${each.claim}`, each])).values()];
}
