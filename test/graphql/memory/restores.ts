import { randomUUID } from 'node:crypto';
import type { ApiServices } from '../../../src/graphql/services.js';
import { aRestore, restoreCounts } from '../../factories/restores.js';
import { among, found, pageOf } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memoryRestores(memory: MemoryRows): ApiServices['restores'] {
  return {
    preview: (request, actor) =>
      memory.answer('restores.preview', [request, actor], () => ({
        counts: restoreCounts({ CREATED: 12, KEPT: 1 }),
        newNamespaces: ['shop-copy'],
        unchecked: 12,
        conflicts: [
          {
            object: { resource: 'configmaps', namespace: 'shop', name: 'settings' },
            target: { namespace: 'shop-copy', name: 'settings' },
            outcome: 'KEPT' as const,
            code: 'CONFLICT_KEPT' as const,
            message: 'differs in data.colour',
          },
        ],
        conflictsTotal: 1,
        issues: [],
      })),
    create: (request, actor) =>
      memory.answer('restores.create', [request, actor], () =>
        aRestore({ ownerId: randomUUID(), backupId: request.backupId, clusterId: null }),
      ),
    cancel: (id, actor) =>
      memory.answer('restores.cancel', [id, actor], () => found('Restore', memory.restoreRows, id)),
    remove: (id, actor) => memory.answer('restores.remove', [id, actor], () => undefined),
    get: (id) => memory.answer('restores.get', [id], () => found('Restore', memory.restoreRows, id)),
    getMany: (ids) => memory.answer('restores.getMany', [ids], () => among(memory.restoreRows, ids)),
    page: (request, filter) =>
      memory.answer('restores.page', [request, filter], () => pageOf(memory.restoreRows, request)),
    count: (filter) => memory.answer('restores.count', [filter], () => memory.restoreRows.length),
    countOfBackups: (ids) =>
      memory.answer(
        'restores.countOfBackups',
        [ids],
        () => new Map(ids.map((id) => [id, memory.restoreRows.filter((row) => row.backupId === id).length])),
      ),
    issuesOf: (id, request) =>
      memory.answer('restores.issuesOf', [id, request], () =>
        pageOf(memory.restoreIssueRows.get(id) ?? [], request),
      ),
    countIssues: (id) =>
      memory.answer('restores.countIssues', [id], () => memory.restoreIssueRows.get(id)?.length ?? 0),
  };
}
