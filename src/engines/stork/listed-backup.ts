/** An ApplicationBackup in a cluster as an entry of what lies in a bucket. Source: facts 1.1, 2.1, 2.3. */
import { z } from 'zod';
import type { ListedBackup } from '../../domain/ports/federated-locations.js';
import { STORK_MARKS } from './stork-kinds.js';

const texts = z.record(z.string(), z.string()).optional();
const instant = z.iso.datetime({ offset: true });

const shape = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    creationTimestamp: instant,
    labels: texts,
  }),
  spec: z.looseObject({ namespaces: z.array(z.string()).nullish() }),
  status: z
    .looseObject({
      stage: z.string().optional(),
      status: z.string().optional(),
      backupPath: z.string().optional(),
      resourceCount: z.number().optional(),
      totalSize: z.number().optional(),
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
    path,
    name: path.split('/').at(-2) ?? metadata.name,
    backupId: labels[STORK_MARKS.backup] ?? null,
    state,
    namespaces: spec.namespaces ?? [],
    objects: status.resourceCount ?? 0,
    bytes: status.totalSize ?? 0,
    createdAt,
    finishedAt: new Date(status.finishTimestamp ?? createdAt),
  };
}
