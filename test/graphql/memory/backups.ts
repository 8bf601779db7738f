import type { Comparison } from '../../../src/domain/comparison.js';
import type { ApiServices } from '../../../src/graphql/services.js';
import { aVerification } from '../../factories/resources.js';
import { aBackup } from '../builders.js';
import { among, found, pageOf } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memoryBackups(memory: MemoryRows): ApiServices['backups'] {
  return {
    preview: (request) =>
      memory.answer('backups.preview', [request], () => ({
        kinds: [
          { resource: 'pods', kept: 2, leftOut: [{ rule: 'BEING_DELETED', reason: 'why', objects: 1 }] },
        ],
        leftOutKinds: [{ resource: 'events', rule: 'EVENTS', reason: 'why' }],
        unknownKinds: ['widgets.example.com'],
        unreadable: [],
        complete: true,
      })),
    plan: (request) =>
      memory.answer('backups.plan', [request], () => ({
        included: [{ name: 'shop', uid: '7d0b8f0a-0000-4000-8000-000000000001' }],
        missing: [{ name: 'billing', reason: 'not found' as const }],
        unlisted: ['kube-system'],
        virtualMachines: null,
      })),
    create: (request, actor) =>
      memory.answer('backups.create', [request, actor], () => aBackup({ state: 'IN_PROGRESS' })),
    cancel: (id, actor) =>
      memory.answer('backups.cancel', [id, actor], () => found('Backup', memory.backupRows, id)),
    edit: (id, change, actor) =>
      memory.answer('backups.edit', [id, change, actor], () => found('Backup', memory.backupRows, id)),
    forceDelete: (id, options, actor) =>
      memory.answer('backups.forceDelete', [id, options, actor], () => ({
        id,
        orphanedPath: 'https://store.example/team-backups/kube-system/nightly/1',
      })),
    remove: (id, options, actor) =>
      memory.answer('backups.remove', [id, options, actor], () => ({
        ...found('Backup', memory.backupRows, id),
        state: 'DELETING' as const,
      })),
    contents: (id) =>
      memory.answer('backups.contents', [id], () => [
        { resource: 'configmaps', namespace: 'shop', objects: 3, bytes: 300 },
        { resource: 'pods', namespace: 'shop', objects: 2, bytes: 200 },
      ]),
    get: (id) => memory.answer('backups.get', [id], () => found('Backup', memory.backupRows, id)),
    getMany: (ids) => memory.answer('backups.getMany', [ids], () => among(memory.backupRows, ids)),
    page: (request, filter) =>
      memory.answer('backups.page', [request, filter], () => pageOf(memory.backupRows, request)),
    count: (filter) => memory.answer('backups.count', [filter], () => memory.backupRows.length),
    namesAround: (ids, viewer) =>
      memory.answer('backups.namesAround', [ids, viewer], () => {
        const { clusterRows, locationRows, scheduleRows } = memory;
        const rows: readonly { readonly id: string; readonly name: string }[] = [
          ...clusterRows,
          ...locationRows,
          ...scheduleRows,
        ];
        return new Map(rows.map(({ id, name }) => [id, name]));
      }),
    namespacesOf: (ids) => memory.answer('backups.namespacesOf', [ids], () => memory.namespaceRows),
    issuesOf: (ids) => memory.answer('backups.issuesOf', [ids], () => memory.issueRows),
    machinesOf: (ids) => memory.answer('backups.machinesOf', [ids], () => new Map()),
    volumesOf: (ids) => memory.answer('backups.volumesOf', [ids], () => memory.volumeRows),
    ruleResultsOf: (ids) => memory.answer('backups.ruleResultsOf', [ids], () => memory.ruleResultRows),
  };
}

export function memoryBrowsing(memory: MemoryRows): ApiServices['browsing'] {
  return {
    names: (id, request) =>
      memory.answer('browsing.names', [id, request], () => ({
        names: ['settings'],
        total: 1,
        hasNext: false,
      })),
    object: (id, name) =>
      memory.answer('browsing.object', [id, name], () => ({ json: '{"kind":"ConfigMap"}', masked: false })),
    reveal: (id, name, actor) =>
      memory.answer('browsing.reveal', [id, name, actor], () => ({
        json: '{"kind":"Secret"}',
        masked: false,
      })),
    compare: (id, afterId, scope) =>
      memory.answer('browsing.compare', [id, afterId, scope], () => aComparison()),
    compareWithCluster: (id, clusterId, scope) =>
      memory.answer('browsing.compareWithCluster', [id, clusterId, scope], () => aComparison()),
  };
}

export function memoryEncryption(memory: MemoryRows): ApiServices['encryption'] {
  return {
    encrypts: false,
    keys: () =>
      memory.answer('encryption.keys', [], () => [
        { keyId: '0a1b2c3d', kind: 'KEY_FILE' as const, current: true },
      ]),
    rewrap: (request, actor) =>
      memory.answer('encryption.rewrap', [request, actor], () => ({
        rewrapped: 2,
        unchanged: 1,
        refused: [{ backup: aBackup(), message: 'none of the configured keys opens it' }],
        next: null,
      })),
  };
}

export function memoryVerifications(memory: MemoryRows): ApiServices['verifications'] {
  return {
    request: (id, actor) => memory.answer('verifications.request', [id, actor], () => verified(memory, id)),
    cancel: (id, actor) => memory.answer('verifications.cancel', [id, actor], () => verified(memory, id)),
    of: (ids) => memory.answer('verifications.of', [ids], () => memory.verificationRows),
  };
}

export function memoryRetention(memory: MemoryRows): ApiServices['retention'] {
  return {
    preview: (id, _viewer, retention) =>
      memory.answer('retention.preview', [id, retention], () => ({
        remove: memory.backupRows.map((each) => each.id),
        held: memory.heldRows.get(id) ?? [],
      })),
    held: (id) => memory.answer('retention.held', [id], () => memory.heldRows.get(id) ?? []),
    release: (request, actor) =>
      memory.answer('retention.release', [request, actor], () =>
        found('BackupSchedule', memory.scheduleRows, request.scheduleId),
      ),
  };
}

function verified(memory: MemoryRows, id: string) {
  return { backup: found('Backup', memory.backupRows, id), verification: aVerification(id) };
}

function aComparison(): Comparison {
  return { added: 1, removed: 0, changed: 0, unchanged: 3, differences: [], unread: [] };
}
