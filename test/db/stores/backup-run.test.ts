import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupNamespace, CyclePlan, Lease, Stage } from '../../../src/domain/backup.js';
import { systemActor } from '../../../src/domain/identity.js';
import { issue } from '../../../src/domain/issue.js';
import type { BackupEnd, BackupStore, StageEntry } from '../../../src/domain/ports/backup-store.js';
import type { LeaseAnswer } from '../../../src/domain/ports/leased-store.js';
import { aRequestedNamespace } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let backups: BackupStore;
beforeAll(async () => {
  world = await createStoredWorld();
  backups = world.stores.backups;
});
afterAll(() => world.drop());

const END: BackupEnd = {
  state: 'PARTIAL_SUCCESS',
  reason: 'NAMESPACE_MISSING',
  at: new Date('2030-01-01T00:00:00.000Z'),
  namespaces: [
    { name: 'billing', fate: 'MISSING', uid: null, reason: 'not found', objects: 0, bytes: 0 },
    { name: 'blog', fate: 'INCLUDED', uid: 'uid-blog', reason: null, objects: 3, bytes: 300 },
    { name: 'shop', fate: 'INCLUDED', uid: 'uid-shop', reason: null, objects: 4, bytes: 2 ** 40 },
  ],
  issues: [
    issue('NAMESPACE_MISSING', { kind: 'NAMESPACE', name: 'billing' }, 'billing was not found'),
    issue('KIND_UNREADABLE', { kind: 'RESOURCE_KIND', name: 'secrets' }, 'forbidden: "a\\b" {x} \0'),
  ],
  totals: { objects: 8, bytes: 2 ** 40 + 300, storedBytes: 1_234 },
  manifestKey: 'backups/x/manifest.json',
  encryptionKeyIds: ['0a1b2c3d'],
  volumes: [],
};

const TTL_MS = 60_000;

function entering(lease: Lease, stage: Stage, ttlMs = TTL_MS): StageEntry {
  const actor = systemActor(lease.owner);
  const event = { type: 'BACKUP_STAGE_ENTERED', subjectType: 'Backup', subjectId: lease.id } as const;
  return { stage, ttlMs, event: { ...event, actor, data: { stage } } };
}

function enter(lease: Lease, stage: Stage, stores = world.stores): Promise<LeaseAnswer> {
  return stores.backups.enterStage(lease, entering(lease, stage));
}

const eventsOf = async (backupId: string) =>
  (await world.dataSource.query('SELECT type, data FROM event WHERE subject_id = $1 ORDER BY id', [
    backupId,
  ])) as { type: string; data: object }[];

async function namespacesOf(backupId: string): Promise<readonly BackupNamespace[]> {
  return (await backups.namespacesOf([backupId])).get(backupId)!;
}

describe('a running backup', () => {
  it('enters its stages, and tells so with each of them', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    expect(await enter(lease, 'PLAN')).toBe('held');
    expect(await enter(lease, 'RESOURCES')).toBe('held');
    expect((await backups.find(backup.id))?.stage).toBe('RESOURCES');
    expect(await eventsOf(backup.id)).toEqual([
      { type: 'BACKUP_CLAIMED', data: { state: 'IN_PROGRESS', stage: null, attempt: 1 } },
      { type: 'BACKUP_STAGE_ENTERED', data: { stage: 'PLAN' } },
      { type: 'BACKUP_STAGE_ENTERED', data: { stage: 'RESOURCES' } },
    ]);
  });

  it('prolongs its lease with each stage, and hears of a cancel', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    const leaseOf = async () => (await backups.find(backup.id))?.leaseUntil?.getTime() ?? 0;
    const before = await leaseOf();
    expect(await backups.enterStage(lease, entering(lease, 'PLAN', 60 * 60_000))).toBe('held');
    expect((await leaseOf()) - before).toBeGreaterThan(30 * 60_000);
    await backups.requestCancel(backup.id, new Date());
    expect(await enter(lease, 'VOLUMES')).toBe('cancel');
  });

  it('freezes its plan and enters the stage after it in one write', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    const plan: CyclePlan = { included: [{ name: 'shop', uid: 'uid-shop' }], missing: [] };
    expect(await backups.recordPlan(lease, plan, entering(lease, 'VOLUMES'))).toBe('held');
    expect((await backups.find(backup.id))?.stage).toBe('VOLUMES');
    expect(await namespacesOf(backup.id)).toContainEqual(
      expect.objectContaining({ name: 'shop', fate: 'INCLUDED', uid: 'uid-shop' }),
    );
    expect((await eventsOf(backup.id)).at(-1)).toEqual({
      type: 'BACKUP_STAGE_ENTERED',
      data: { stage: 'VOLUMES' },
    });
    await backups.requestCancel(backup.id, new Date());
    expect(await backups.recordPlan(lease, plan, entering(lease, 'VOLUMES'))).toBe('cancel');
  });

  it('records its plan by namespace, in place of what an earlier attempt counted', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    await backups.recordProgress(lease, new Map([['shop', { objects: 5, bytes: 50 }]]));
    const included = [{ name: 'shop', uid: 'uid-shop' }];
    const missing = [{ name: 'blog', reason: 'Terminating' as const }];
    expect(await backups.recordPlan(lease, { included, missing })).toBe('held');
    expect(await namespacesOf(backup.id)).toEqual([
      { name: 'blog', fate: 'MISSING', uid: null, reason: 'Terminating', objects: 0, bytes: 0 },
      { name: 'shop', fate: 'INCLUDED', uid: 'uid-shop', reason: null, objects: 0, bytes: 0 },
    ]);
    expect(await backups.find(backup.id)).toMatchObject({ objects: 0, bytes: 0 });
  });

  it('counts what it has read, by namespace and with the cluster-scoped in sum', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    const counts = new Map([
      ['', { objects: 1, bytes: 10 }],
      ['shop', { objects: 2, bytes: 2 ** 41 }],
    ]);
    expect(await backups.recordProgress(lease, counts)).toBe(true);
    const [blog, shop] = await namespacesOf(backup.id);
    expect([blog?.objects, shop?.objects, shop?.bytes]).toEqual([0, 2, 2 ** 41]);
    expect(await backups.find(backup.id)).toMatchObject({ objects: 3, bytes: 2 ** 41 + 10 });
  });

  it('ends with state, namespaces and issues together, and its lease ends with it', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    expect(await backups.finish(lease, END)).toBe(true);
    expect(await backups.find(backup.id)).toEqual({
      ...backup,
      state: 'PARTIAL_SUCCESS',
      stateReason: 'NAMESPACE_MISSING',
      stateChangedAt: END.at,
      finishedAt: END.at,
      leaseOwner: null,
      leaseUntil: null,
      objects: 8,
      bytes: 2 ** 40 + 300,
      storedBytes: 1_234,
      manifestKey: 'backups/x/manifest.json',
      encryptionKeyIds: ['0a1b2c3d'],
    });
    expect(await namespacesOf(backup.id)).toEqual(END.namespaces);
    const issues = (await backups.issuesOf([backup.id])).get(backup.id);
    expect(issues?.map((each) => each.message)).toEqual([
      'billing was not found',
      'forbidden: "a\\b" {x} \uFFFD',
    ]);
    expect(issues?.[0]).toEqual(END.issues[0]);
  });

  it('ends once', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    expect(await backups.finish(lease, END)).toBe(true);
    expect(await backups.finish(lease, { ...END, state: 'FAILURE', issues: [] })).toBe(false);
    expect((await backups.find(backup.id))?.state).toBe('PARTIAL_SUCCESS');
    expect((await backups.issuesOf([backup.id])).get(backup.id)).toHaveLength(2);
    expect(await backups.renew(lease, 1_000)).toBe('lost');
  });

  it('does not end before it began, whatever the clock of its worker says', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    await backups.finish(lease, { ...END, at: new Date('2001-01-01') });
    expect((await backups.find(backup.id))?.finishedAt).toEqual(backup.startedAt);
  });

  it('has written nothing of its end when a part of the end cannot be written', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    const bad = issue('NO_SUCH_CODE' as never, { kind: 'BACKUP', name: backup.id }, 'x');
    await expect(backups.finish(lease, { ...END, issues: [...END.issues, bad] })).rejects.toThrow(
      'backup_issue_code_check',
    );
    expect(await backups.find(backup.id)).toEqual(backup);
    expect(await namespacesOf(backup.id)).toHaveLength(2);
    expect((await backups.issuesOf([backup.id])).get(backup.id)).toEqual([]);
  });

  it('with 5,000 namespaces is made, planned, counted and ended', async () => {
    const names = Array.from({ length: 5_000 }, (_, n) => `ns-${String(n).padStart(4, '0')}`);
    const { backup, lease } = await world.addClaimedBackup(
      {},
      names.map((name) => aRequestedNamespace(name)),
    );
    const included = names.map((name) => ({ name, uid: randomUUID() }));
    expect(await backups.recordPlan(lease, { included, missing: [] })).toBe('held');
    const progress = new Map(names.map((name) => [name, { objects: 1, bytes: 7 }]));
    expect(await backups.recordProgress(lease, progress)).toBe(true);
    const namespaces = await namespacesOf(backup.id);
    expect(namespaces).toHaveLength(5_000);
    expect(namespaces[4_999]).toMatchObject({ name: 'ns-4999', fate: 'INCLUDED', objects: 1, bytes: 7 });
    expect(await backups.finish(lease, { ...END, namespaces })).toBe(true);
    expect((await namespacesOf(backup.id)).length).toBe(5_000);
  });
});

describe('a worker that lost its lease', () => {
  const PLAN: CyclePlan = { included: [{ name: 'new', uid: 'u' }], missing: [] };
  const WRITES: readonly (readonly [
    string,
    false | 'lost',
    (lease: Lease) => Promise<boolean | LeaseAnswer>,
  ])[] = [
    ['enters no stage', 'lost', (lease) => enter(lease, 'COMMIT')],
    ['records no plan', 'lost', (lease) => backups.recordPlan(lease, PLAN)],
    [
      'records no plan with the stage after it',
      'lost',
      (lease) => backups.recordPlan(lease, PLAN, entering(lease, 'VOLUMES')),
    ],
    [
      'records no progress',
      false,
      (lease) => backups.recordProgress(lease, new Map([['shop', { objects: 9, bytes: 9 }]])),
    ],
    ['ends nothing', false, (lease) => backups.finish(lease, END)],
  ];
  const LOSSES: readonly (readonly [string, string])[] = [
    ['it ran out', `lease_until = clock_timestamp()`],
    ['another owner took it', `lease_owner = 'worker-2', attempt = 2`],
    ['the same owner took it again', `attempt = 2`],
    ['it was given back', `lease_owner = NULL, lease_until = NULL`],
    ['the run was ended', `state = 'FAILURE', lease_owner = NULL, lease_until = NULL`],
  ];
  const cases = LOSSES.flatMap(([loss, change]) =>
    WRITES.map(([what, refused, write]) => ({ what, refused, loss, change, write })),
  );

  it.each(cases)('$what when $loss', async ({ change, write, refused }) => {
    const { backup, lease } = await world.addClaimedBackup();
    await world.database.query(`UPDATE backup SET ${change} WHERE id = '${backup.id}'`);
    const before = await backups.find(backup.id);
    expect(await write(lease)).toBe(refused);
    expect(await backups.find(backup.id)).toEqual(before);
    expect((await namespacesOf(backup.id)).map((each) => each.fate)).toEqual(['REQUESTED', 'REQUESTED']);
    expect((await namespacesOf(backup.id)).map((each) => each.objects)).toEqual([0, 0]);
    expect((await backups.issuesOf([backup.id])).get(backup.id)).toEqual([]);
    expect((await eventsOf(backup.id)).map((each) => each.type)).toEqual(['BACKUP_CLAIMED']);
  });

  it('writes nothing in a transaction that began while it still held it', async () => {
    const { backup, lease } = await world.addClaimedBackup();
    const wrote = await world.work.transaction(async (stores) => {
      await stores.backups.find(backup.id);
      await world.database.query(
        `UPDATE backup SET lease_until = clock_timestamp() WHERE id = '${backup.id}'`,
      );
      return enter(lease, 'COMMIT', stores);
    });
    expect(wrote).toBe('lost');
  });
});
