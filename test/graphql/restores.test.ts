import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../src/domain/event.js';
import { aRestore, restoreCounts, restoreOptions } from '../factories/restores.js';
import { aBackup, aCluster, aUser } from './builders.js';
import { ADA, onlyError, type Running, startApi } from './running-api.js';
import { next, refusal, take } from './updates.js';

const cluster = aCluster();
const backup = aBackup({ clusterId: cluster.id });
const owner = aUser();
const of = { ownerId: owner.id, backupId: backup.id, clusterId: cluster.id };
const restore = aRestore(of, {
  name: 'again',
  counts: restoreCounts({ CREATED: 3, KEPT: 1 }),
  total: 9,
  options: restoreOptions({ namespaceMapping: { shop: 'shop-copy' } }),
});
const FIELDS = `id name state progress { done total counts { created kept failed } } backup { id restoreCount } cluster { name }
  owner { name } options { existing namespaceMapping { from to } scope { namespaces clusterScoped } }
  issues(first: 1) { totalCount edges { node { code effect meaning message object { resource namespace name } } } pageInfo { hasNextPage } }
  allowedOperations { operation allowed }`;

let api: Running;
beforeEach(async () => {
  api = await startApi();
  api.services.restoreRows = [restore];
  api.services.backupRows = [backup];
  api.services.clusterRows = [cluster];
  api.services.userRows = [owner];
  api.services.restoreIssueRows.set(restore.id, [
    {
      code: 'CONFLICT_KEPT',
      object: { resource: 'configmaps', namespace: 'shop', name: 'a' },
      message: 'differs',
    },
    { code: 'FINALIZER_DROPPED', object: null, message: 'x' },
  ]);
});
afterEach(() => api.stop());

describe('a restore in the API', () => {
  it('tells how far it is, what it is of, and what did not come back', async () => {
    const { body } = await api.query(`query ($id: ID!) { restore(id: $id) { ${FIELDS} } }`, {
      id: restore.id,
    });
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({
      restore: {
        id: restore.id,
        state: 'IN_PROGRESS',
        progress: { done: 4, total: 9, counts: { created: 3, kept: 1, failed: 0 } },
        backup: { id: backup.id, restoreCount: 1 },
        cluster: { name: 'harbour' },
        owner: { name: 'ada' },
        options: {
          existing: 'KEEP',
          namespaceMapping: [{ from: 'shop', to: 'shop-copy' }],
          scope: { namespaces: null, clusterScoped: true },
        },
        issues: {
          totalCount: 2,
          edges: [
            {
              node: {
                code: 'CONFLICT_KEPT',
                effect: 'PARTIAL_SUCCESS',
                object: { resource: 'configmaps', namespace: 'shop', name: 'a' },
              },
            },
          ],
          pageInfo: { hasNextPage: true },
        },
        allowedOperations: [
          { operation: 'delete', allowed: false },
          { operation: 'cancel', allowed: true },
        ],
      },
    });
  });

  it('has neither backup nor cluster any more when those are gone', async () => {
    api.services.restoreRows = [{ ...restore, backupId: null, clusterId: null }];
    const query =
      '{ restores(first: 5) { totalCount edges { node { backupName backup { id } cluster { id } } } } }';
    expect((await api.query(query)).body.data).toEqual({
      restores: { totalCount: 1, edges: [{ node: { backupName: 'nightly', backup: null, cluster: null } }] },
    });
  });

  it('is listed by filters, which are handed on; a bad one is refused', async () => {
    const query =
      'query ($filter: RestoreFilterInput) { restores(filter: $filter) { edges { node { id } } } }';
    await api.query(query, {
      filter: { states: ['FAILURE'], backupId: backup.id, clusterId: cluster.id, nameContains: null },
    });
    expect(api.services.calls[0]).toEqual({
      name: 'restores.page',
      args: [
        { first: 50, after: null },
        { states: ['FAILURE'], backupId: backup.id, clusterId: cluster.id },
      ],
    });
    const refused = await api.query(query, { filter: { backupId: 'nonsense' } });
    expect(onlyError(refused)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is tried for whoever asks, with all that was left open filled in', async () => {
    const query = `query ($input: PreviewRestoreInput!) { previewRestore(input: $input) {
      counts { created kept } newNamespaces unchecked conflictsTotal conflicts { outcome code target { namespace name } message } } }`;
    const { body } = await api.query(query, { input: { backupId: backup.id } });
    expect(body.data).toMatchObject({
      previewRestore: {
        counts: { created: 12, kept: 1 },
        newNamespaces: ['shop-copy'],
        conflicts: [{ outcome: 'KEPT', code: 'CONFLICT_KEPT' }],
      },
    });
    expect(api.services.calls[0]).toEqual({
      name: 'restores.preview',
      args: [{ backupId: backup.id, options: restoreOptions() }, ADA],
    });
  });

  it('whose mapping names one namespace twice is refused before a service is asked', async () => {
    const pair = { from: 'shop', to: 'a' };
    const refused = await api.query(
      'query ($input: PreviewRestoreInput!) { previewRestore(input: $input) { unchecked } }',
      { input: { backupId: backup.id, namespaceMapping: [pair, { ...pair, to: 'b' }] } },
    );
    expect(onlyError(refused)).toMatchObject({
      message: 'namespaceMapping: "shop" is given more than once',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(api.services.calls).toEqual([]);
  });
});

describe('restoreUpdated', () => {
  const UPDATES = `subscription ($id: ID, $after: String) { restoreUpdated(id: $id, after: $after) {
    eventId type state stage attempt done total restoreId restore { name } } }`;
  const event = (type: NewEvent['type'], data: object, subjectId = restore.id) =>
    ({ type, subjectType: 'Restore', subjectId, data: { ...data } }) as const;
  const STORY = [
    event('RESTORE_CLAIMED', { attempt: 1 }),
    event('RESTORE_STAGE_ENTERED', {
      state: 'IN_PROGRESS',
      stage: 'RESOURCES',
      attempt: 1,
      done: 0,
      total: 9,
    }),
    event('RESTORE_PROGRESSED', { state: 'IN_PROGRESS', stage: 'RESOURCES', attempt: 1, done: 5, total: 9 }),
    event('RESTORE_FINISHED', { from: 'IN_PROGRESS', to: 'SUCCESS', attempt: 1, done: 9, total: 9 }),
    event('RESTORE_DELETED', {}),
  ];

  it('begins with the present value, shows every event in order, and ends with the record', async () => {
    const updates = api.subscribe(UPDATES, { id: restore.id });
    expect(await next(updates, 'restoreUpdated')).toMatchObject({
      eventId: '000000',
      type: null,
      state: 'IN_PROGRESS',
      done: 4,
      total: 9,
    });
    api.feed.append(event('RESTORE_PROGRESSED', { done: 1 }, aRestore(of).id), ...STORY);
    const told = await take(updates, 5, 'restoreUpdated');
    expect(told.map(({ type, state, stage, done }) => [type, state, stage, done])).toEqual([
      ['RESTORE_CLAIMED', 'IN_PROGRESS', null, null],
      ['RESTORE_STAGE_ENTERED', 'IN_PROGRESS', 'RESOURCES', 0],
      ['RESTORE_PROGRESSED', 'IN_PROGRESS', 'RESOURCES', 5],
      ['RESTORE_FINISHED', 'SUCCESS', null, 9],
      ['RESTORE_DELETED', null, null, null],
    ]);
    expect((await updates.next()).done).toBe(true);
  });

  it('goes on after the last event seen, and shows those of all restores without an id', async () => {
    api.feed.append(...STORY);
    const after = api.feed.events[1]?.cursor;
    const [first] = await take(api.subscribe(UPDATES, { after }), 1, 'restoreUpdated');
    expect(first).toMatchObject({
      type: 'RESTORE_PROGRESSED',
      restoreId: restore.id,
      restore: { name: 'again' },
    });
  });

  it('of a restore that there is not is NOT_FOUND', async () => {
    const errors = await refusal(api.subscribe(UPDATES, { id: backup.id }));
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('moves of restores are among the moves of states', async () => {
    const updates = api.subscribe(
      'subscription { resourceStateChanged(resource: Restore) { resource subjectId from to } }',
    );
    const ofRestore = { resource: 'Restore', subjectId: restore.id };
    expect(await next(updates, 'resourceStateChanged')).toEqual({
      ...ofRestore,
      from: null,
      to: 'IN_PROGRESS',
    });
    api.feed.append(...STORY);
    expect(await take(updates, 2, 'resourceStateChanged')).toEqual([
      { ...ofRestore, from: 'IN_PROGRESS', to: 'SUCCESS' },
      { ...ofRestore, from: null, to: null },
    ]);
  });
});
