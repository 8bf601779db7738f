/** An ApplicationBackup in a cluster as an entry of what lies in a bucket. Source: facts 1.1, 2.1, 2.3. */
import { z } from 'zod';
import type { ListedBackup } from '../../domain/ports/federated-locations.js';
import { manifestIn } from '../../domain/stork-artefact.js';
import { STORK_MARKS } from './stork-kinds.js';

const texts = z.record(z.string(), z.string()).optional();
const instant = z.iso.datetime({ offset: true });
/** PostgreSQL keeps no NUL, and a name that has one is nobody's. */
const word = z.string().regex(/^[^\0]*$/);
const count = z.int().nonnegative();

const shape = z.looseObject({
  metadata: z.looseObject({
    name: word,
    namespace: word,
    uid: word,
    creationTimestamp: instant,
    labels: texts,
  }),
  spec: z.looseObject({ namespaces: z.array(word).nullish() }),
  status: z
    .looseObject({
      stage: z.string().optional(),
      status: z.string().optional(),
      backupPath: word.optional(),
      resourceCount: count.optional(),
      totalSize: count.optional(),
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
  const createdAt = new Date(status.triggerTimestamp ?? metadata.creationTimestamp);
  return {
    manifestKey: manifestIn(path),
    name: path.split('/').at(-2) ?? metadata.name,
    backupId: labels[STORK_MARKS.backup] ?? null,
    state,
    namespaces: [...new Set(spec.namespaces)],
    objects: status.resourceCount ?? 0,
    bytes: status.totalSize ?? 0,
    createdAt,
    finishedAt: new Date(status.finishTimestamp ?? createdAt),
  };
}
