/**
 * Who sees what, over HTTP on the real services: every query, mutation and subscription × every way to stand to a thing. What
 * may not be seen answers, word for word, as what never existed.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Access, reaches, SHARE_ACCESS, type SharedResource } from '../../src/domain/access.js';
import { type BackupSchedule, NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { Actor } from '../../src/domain/identity.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { anAlert } from '../factories/resources.js';
import { aRestore } from '../factories/restores.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { aVirtualMachine } from '../stand-ins/kubernetes/worlds/machines.js';
import { Installation } from '../support/installation.js';
import { type Answer, aPerson, asking, type Person } from '../support/people.js';

let world: Installation;
let api: Running;
let owner: Person;
const services = () => world.product.services;
const stores = () => world.product.world.work.stores;

/** Things of one owner on one cluster, which nobody else sees before it is shared. */
interface Things {
  readonly cluster: string;
  readonly machine: string;
  readonly schedule: string;
  readonly backup: string;
  readonly restore: string;
  readonly alert: string;
  readonly share: string;
}
let things: Things;
/** Ids of nothing. */
const NOTHING: Things = {
  cluster: randomUUID(),
  machine: randomUUID(),
  schedule: randomUUID(),
  backup: randomUUID(),
  restore: randomUUID(),
  alert: randomUUID(),
  share: randomUUID(),
};

async function thingsOf({ user }: Person): Promise<Things> {
  const { cluster, location } = world;
  const asMaker: Actor = { kind: 'USER', userId: user.id, name: user.name, role: 'SUPER_ADMIN', groups: [] };
  const schedule: BackupSchedule = await services().schedules.create(
    {
      name: `s-${randomUUID()}`,
      clusterId: cluster.id,
      locationId: location.id,
      selection: { kind: 'NAMED', names: ['shop', 'blog'] },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    asMaker,
  );
  const backup = await services().schedules.backUpNow(schedule.id, asMaker);
  const of = { ownerId: user.id, backupId: backup.id, clusterId: cluster.id };
  const restore = aRestore(of, { targetNamespaces: [] });
  await stores().restores.insert(restore);
  const alert = anAlert({ subjectType: 'BackupSchedule', subjectId: schedule.id, scheduleId: schedule.id });
  await stores().alerts.insert(alert);
  const stranger = await aPerson(world.product, world.actor);
  const viewed = { resource: 'Backup', resourceId: backup.id, userId: stranger.user.id } as const;
  const share = await services().shares.create({ ...viewed, access: 'VIEW' }, asMaker);
  const [machine] = (await stores().virtualMachines.page({ first: 1, after: null })).items;
  return {
    cluster: cluster.id,
    machine: machine!.item.id,
    schedule: schedule.id,
    backup: backup.id,
    restore: restore.id,
    alert: alert.id,
    share: share.id,
  };
}

beforeAll(async () => {
  world = await Installation.start({
    namespaces: ['shop', 'blog', 'secret-place'],
    world: (store) => {
      store.serveVirtualMachines();
      aVirtualMachine('shop', 'till').into(store);
    },
  });
  const { services: own } = world.product;
  api = await startApi({ services: own, authenticate: (token) => own.identity.authenticate(token) });
  owner = await aPerson(world.product, world.actor);
  things = await thingsOf(owner);
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

type Document = (ids: Things) => string;
/** How far one must reach to the thing to be answered. */
interface Single {
  readonly of: keyof Things;
  readonly needs: Access;
  readonly ask: Document;
}
const one = (of: keyof Things, needs: Access, ask: Document): Single => ({ of, needs, ask });
const input = (field: string, text: string) => `mutation { ${field}(input: { ${text} }) { __typename } }`;

/** Everything that takes the id of something that people own. A change that goes through would spoil the next: versions are wrong. */
const SINGLE: Readonly<Record<string, Single>> = {
  backup: one('backup', 'VIEW', ({ backup }) => `{ backup(id: "${backup}") { id } }`),
  backupSchedule: one('schedule', 'VIEW', ({ schedule }) => `{ backupSchedule(id: "${schedule}") { id } }`),
  cluster: one('cluster', 'NAME', ({ cluster }) => `{ cluster(id: "${cluster}") { id } }`),
  virtualMachine: one('machine', 'VIEW', ({ machine }) => `{ virtualMachine(id: "${machine}") { id } }`),
  restore: one('restore', 'OWNER', ({ restore }) => `{ restore(id: "${restore}") { id } }`),
  alert: one('alert', 'NAME', ({ alert }) => `{ alert(id: "${alert}") { id } }`),
  additionChoices: one(
    'schedule',
    'VIEW',
    ({ schedule }) => `{ additionChoices(scheduleId: "${schedule}") { total } }`,
  ),
  exclusionChoices: one(
    'schedule',
    'VIEW',
    ({ schedule }) => `{ exclusionChoices(scheduleId: "${schedule}") { total } }`,
  ),
  retentionPreview: one(
    'schedule',
    'VIEW',
    ({ schedule }) => `{ retentionPreview(scheduleId: "${schedule}") { remove { id } } }`,
  ),
  shares: one(
    'schedule',
    'OWNER',
    ({ schedule }) => `{ shares(resource: BackupSchedule, id: "${schedule}") { totalCount } }`,
  ),
  backupObjects: one(
    'backup',
    'VIEW',
    ({ backup }) => `{ backupObjects(backupId: "${backup}", resource: "pods") { __typename } }`,
  ),
  backupObject: one(
    'backup',
    'VIEW',
    ({ backup }) =>
      `{ backupObject(input: { backupId: "${backup}", resource: "pods", name: "x" }) { __typename } }`,
  ),
  compareBackup: one(
    'backup',
    'VIEW',
    ({ backup }) => `{ compareBackup(input: { backupId: "${backup}" }) { __typename } }`,
  ),
  previewRestore: one(
    'backup',
    'RESTORE',
    ({ backup }) => `{ previewRestore(input: { backupId: "${backup}" }) { __typename } }`,
  ),
  planBackup: one(
    'cluster',
    'VIEW',
    ({ cluster }) => `{ planBackup(input: { clusterId: "${cluster}", namespaces: ["shop"] }) { unlisted } }`,
  ),
  cancelBackupVerification: one('backup', 'FULL', ({ backup }) =>
    input('cancelBackupVerification', `id: "${backup}"`),
  ),
  editBackup: one('backup', 'FULL', ({ backup }) =>
    input('editBackup', `id: "${backup}", expectedVersion: 999`),
  ),
  verifyBackup: one('backup', 'FULL', ({ backup }) => input('verifyBackup', `id: "${backup}"`)),
  deleteBackup: one('backup', 'FULL', ({ backup }) => input('deleteBackup', `id: "${backup}"`)),
  forceDeleteBackup: one('backup', 'FULL', ({ backup }) =>
    input('forceDeleteBackup', `id: "${backup}", acknowledgeOrphanedData: true`),
  ),
  revealBackupSecret: one('backup', 'FULL', ({ backup }) =>
    input('revealBackupSecret', `backupId: "${backup}", resource: "secrets", name: "x"`),
  ),
  createRestore: one('backup', 'RESTORE', ({ backup }) => input('createRestore', `backupId: "${backup}"`)),
  watchBackup: one('backup', 'VIEW', ({ backup }) =>
    input('watchBackup', `backupId: "${backup}", channelId: "C0ALERTS1"`),
  ),
  editBackupSchedule: one('schedule', 'FULL', ({ schedule }) =>
    input('editBackupSchedule', `id: "${schedule}", expectedVersion: 999`),
  ),
  deleteBackupSchedule: one('schedule', 'FULL', ({ schedule }) =>
    input('deleteBackupSchedule', `id: "${schedule}"`),
  ),
  suspendBackupSchedule: one('schedule', 'FULL', ({ schedule }) =>
    input('suspendBackupSchedule', `id: "${schedule}"`),
  ),
  resumeBackupSchedule: one('schedule', 'FULL', ({ schedule }) =>
    input('resumeBackupSchedule', `id: "${schedule}"`),
  ),
  backUpScheduleNow: one('schedule', 'FULL', ({ schedule }) =>
    input('backUpScheduleNow', `id: "${schedule}"`),
  ),
  excludeNamespacesFromSchedule: one('schedule', 'FULL', ({ schedule }) =>
    input(
      'excludeNamespacesFromSchedule',
      `scheduleId: "${schedule}", namespaces: ["none"], selectionVersion: 1`,
    ),
  ),
  addNamespacesToSchedule: one('schedule', 'FULL', ({ schedule }) =>
    input('addNamespacesToSchedule', `scheduleId: "${schedule}", namespaces: ["shop"], selectionVersion: 1`),
  ),
  revertScheduleEdit: one('schedule', 'FULL', ({ schedule }) =>
    input('revertScheduleEdit', `scheduleId: "${schedule}"`),
  ),
  releaseHeldBackups: one('schedule', 'FULL', ({ schedule }) =>
    input('releaseHeldBackups', `scheduleId: "${schedule}", namespaces: ["none"]`),
  ),
  snoozeAlerts: one('schedule', 'FULL', ({ schedule }) => input('snoozeAlerts', `scheduleId: "${schedule}"`)),
  unsnoozeAlerts: one('schedule', 'FULL', ({ schedule }) =>
    input('unsnoozeAlerts', `scheduleId: "${schedule}"`),
  ),
  acknowledgeAlert: one('alert', 'FULL', ({ alert }) => input('acknowledgeAlert', `id: "${alert}"`)),
  cancelBackup: one('backup', 'FULL', ({ backup }) => input('cancelBackup', `id: "${backup}"`)),
  cancelRestore: one('restore', 'OWNER', ({ restore }) => input('cancelRestore', `id: "${restore}"`)),
  deleteRestore: one('restore', 'OWNER', ({ restore }) => input('deleteRestore', `id: "${restore}"`)),
  createShare: one('schedule', 'OWNER', ({ schedule }) =>
    input(
      'createShare',
      `resource: BackupSchedule, id: "${schedule}", userId: "${randomUUID()}", access: VIEW`,
    ),
  ),
  changeLabels: one('backup', 'FULL', ({ backup }) =>
    input('changeLabels', `resource: Backup, id: "${backup}", expectedVersion: 999, remove: ["none"]`),
  ),
  editShare: one('share', 'OWNER', ({ share }) => input('editShare', `id: "${share}", expectedVersion: 999`)),
  deleteShare: one('share', 'OWNER', ({ share }) => input('deleteShare', `id: "${share}"`)),
  createBackup: one('cluster', 'FULL', ({ cluster }) =>
    input('createBackup', `clusterId: "${cluster}", locationId: "${world.location.id}", namespaces: ["nix"]`),
  ),
  createBackupSchedule: one('cluster', 'FULL', ({ cluster }) =>
    input(
      'createBackupSchedule',
      `clusterId: "${cluster}", locationId: "${world.location.id}", name: "no", timeZone: "UTC",
       selection: { kind: NAMED, names: ["nix"] }, timing: { kind: INTERVAL, minutes: 60 }, retention: { keep: 3 }`,
    ),
  ),
  // No role of theirs includes these, however far they reach.
  editCluster: one('cluster', 'OWNER', ({ cluster }) =>
    input('editCluster', `id: "${cluster}", expectedVersion: 999`),
  ),
  deleteCluster: one('cluster', 'OWNER', ({ cluster }) => input('deleteCluster', `id: "${cluster}"`)),
  validateCluster: one('cluster', 'OWNER', ({ cluster }) => input('validateCluster', `id: "${cluster}"`)),
};

/** Lists that hold what people own: what they answer, as ids. */
const LISTS: Readonly<Record<string, { readonly of: keyof Things; readonly ask: string }>> = {
  backups: { of: 'backup', ask: '{ backups(first: 200) { totalCount nodes: edges { node { id } } } }' },
  backupSchedules: {
    of: 'schedule',
    ask: '{ backupSchedules(first: 200) { totalCount nodes: edges { node { id } } } }',
  },
  clusters: { of: 'cluster', ask: '{ clusters(first: 200) { totalCount nodes: edges { node { id } } } }' },
  virtualMachines: {
    of: 'machine',
    ask: '{ virtualMachines(first: 200) { totalCount nodes: edges { node { id } } } }',
  },
  restores: { of: 'restore', ask: '{ restores(first: 200) { totalCount nodes: edges { node { id } } } }' },
  alerts: { of: 'alert', ask: '{ alerts(first: 200) { totalCount nodes: edges { node { id } } } }' },
};

/** Streams of what people own; what they tell to whom: live-rights.test.ts. */
const STREAMS: readonly string[] = [
  'alertChanged',
  'backupScheduleChanged',
  'backupUpdated',
  'resourceStateChanged',
  'restoreUpdated',
];
/** What everybody who signed in may ask: of no owner, or only of oneself. */
const OF_EVERYBODY: readonly string[] = [
  'backupLocation',
  'backupLocations',
  'clusterAccessManifest',
  'errorCatalog',
  'execRule',
  'execRules',
  'server',
  'slackLinkRequest',
  'stateMatrix',
  'user',
  'userGroup',
  'viewer',
];
/** What only those ask who see everything: empty, not there or forbidden for the others. */
const FOR_OVERSIGHT: Readonly<Record<string, string>> = {
  clusterDiscoveries: '{ clusterDiscoveries { totalCount edges { node { id } } } }',
  clusterDiscovery: `{ clusterDiscovery(id: "${randomUUID()}") { id } }`,
  alertRoutes: '{ alertRoutes { totalCount edges { node { id } } } }',
  alertRoute: `{ alertRoute(id: "${randomUUID()}") { id } }`,
  deliveries: '{ deliveries { totalCount edges { node { id } } } }',
  auditTrail: '{ auditTrail { totalCount } }',
  users: '{ users { totalCount } }',
  userGroups: '{ userGroups { totalCount } }',
  veleroBackups: '{ veleroBackups(locationId: "LOCATION") { __typename } }',
};
/** Mutations of no owned thing: their roles are in rights.test.ts, which walks every mutation. */
const BY_ROLE =
  /^(reassign|register|rescan|rewrap|import|test|resend|claim|adopt|begin|acknowledgeDelivery)|BackupLocation|ClusterDiscovery|LocationConnection|AlertRoute|ExecRule|User|AccessToken|SlackLink/;

it('every field of the schema stands in one of the tables', () => {
  const schema = buildApiSchema();
  const names = (type: ReturnType<typeof schema.getQueryType>) => Object.keys(type?.getFields() ?? {});
  const known = new Set([
    ...Object.keys(SINGLE),
    ...Object.keys(LISTS),
    ...STREAMS,
    ...OF_EVERYBODY,
    ...Object.keys(FOR_OVERSIGHT),
    // What it finds: see 'a search' below.
    'search',
    // See live-rights.test.ts.
    'deliveriesDue',
    // See state-history.test.ts.
    'stateHistory',
    // Of federated clusters: see location-connections.test.ts.
    ...['locationConnection', 'locationConnections', 'backupSync', 'backupSyncs', 'backupSyncUpdated'],
  ]);
  const asked = [...names(schema.getQueryType()), ...names(schema.getSubscriptionType())];
  const changed = names(schema.getMutationType()).filter((name) => !BY_ROLE.test(name));
  expect([...asked, ...changed].filter((name) => !known.has(name))).toEqual([]);
});

/** An answer without what is of the one request: ids that were asked for and the id of the error. */
function bare({ errors }: Answer, ids: Things): unknown {
  const text = JSON.stringify(errors.map(({ message, extensions }) => ({ message, ...extensions })));
  const parts = JSON.parse(text, (key, value: unknown) => (key === 'errorId' ? undefined : value));
  return Object.values(ids).reduce<string>((left, id) => left.replaceAll(id, 'ID'), JSON.stringify(parts));
}

async function expectNothing(person: Person, name: string): Promise<void> {
  const { ask } = SINGLE[name]!;
  const asked = asking(api, person.token);
  const unseen = await asked(ask(things));
  expect([name, unseen.code]).toEqual([name, 'NOT_FOUND']);
  expect(bare(unseen, things)).toBe(bare(await asked(ask(NOTHING)), NOTHING));
}

/** Forbidden where one sees but does not reach far enough; what is answered else is another rule's. */
async function expectReached(person: Person, name: string, access: Access): Promise<void> {
  const { needs, ask, of } = SINGLE[name]!;
  const { code } = await asking(api, person.token)(ask(things));
  const refused = of === 'cluster' && needs === 'OWNER' ? true : !reaches(access, needs);
  expect([name, access, code === 'FORBIDDEN']).toEqual([name, access, refused]);
}

async function listed(person: Person, name: string) {
  const { data, code } = await asking(api, person.token)(LISTS[name]!.ask);
  expect(code).toBeUndefined();
  const found = data[name] as unknown as { totalCount: number; nodes: { node: { id: string } }[] };
  expect(found.totalCount).toBe(found.nodes.length);
  return found.nodes.map(({ node }) => node.id);
}

describe('a stranger', () => {
  let stranger: Person;
  beforeAll(async () => {
    stranger = await aPerson(world.product, world.actor);
  });

  it.each(Object.keys(SINGLE))('%s: there is nothing', (name) => expectNothing(stranger, name));

  it.each(Object.keys(LISTS))('%s: an empty list, and nothing is counted', async (name) => {
    expect(await listed(stranger, name)).toEqual([]);
  });

  it('counts nothing in the state matrix', async () => {
    const { data } = await asking(api, stranger.token)('{ stateMatrix { resource states { count } } }');
    const rows = data.stateMatrix as unknown as { resource: string; states: { count: number | null }[] }[];
    const counted = rows.filter(({ states }) => states.some(({ count }) => (count ?? 0) > 0));
    expect(counted.map(({ resource }) => resource)).toEqual(['BackupLocation']);
  });

  it.each(Object.keys(FOR_OVERSIGHT))('%s: nothing, or refused', async (name) => {
    const text = FOR_OVERSIGHT[name]!.replace('LOCATION', world.location.id);
    const { data, code } = await asking(api, stranger.token)(text);
    if (code === undefined) expect(data[name]).toMatchObject({ totalCount: 0 });
    else expect(['FORBIDDEN', 'NOT_FOUND']).toContain(code);
  });
});

describe.each(SHARE_ACCESS)('with whom schedule and cluster are shared for %s', (access) => {
  let person: Person;
  beforeAll(async () => {
    person = await aPerson(world.product, world.actor);
    const grantee = { userId: person.user.id, access };
    const { cluster, schedule } = things;
    const share = (resource: SharedResource, resourceId: string, namespaces: readonly string[]) =>
      services().shares.create({ resource, resourceId, namespaces, ...grantee }, world.actor);
    await share('BackupSchedule', schedule, []);
    await share('Cluster', cluster, ['shop', 'blog']);
  });

  it.each(['backups', 'backupSchedules', 'clusters', 'alerts', 'virtualMachines'])(
    '%s: it is there',
    async (name) => {
      expect(await listed(person, name)).toContain(things[LISTS[name]!.of]);
    },
  );

  it('the restores of others are not', async () => {
    expect(await listed(person, 'restores')).toEqual([]);
    await expectNothing(person, 'restore');
  });

  // What would change the things of the tests is left to the refusals.
  const SPOILS =
    /^(cancelBackup|deleteBackup|deleteBackupSchedule|deleteShare|backUpScheduleNow|acknowledgeAlert)$/;
  const asked = Object.keys(SINGLE).filter((name) => {
    const { of, needs } = SINGLE[name]!;
    if (of === 'restore' || of === 'share') return false;
    return !reaches(access, needs) || !SPOILS.test(name);
  });
  // Nobody reaches a namespace that no share names.
  const NAMES_OTHERS = ['createBackup', 'createBackupSchedule'];
  it.each(asked.filter((name) => !NAMES_OTHERS.includes(name)))('%s', (name) =>
    expectReached(person, name, access),
  );
  it.each(NAMES_OTHERS)('%s of a namespace that is not shared is refused', async (name) => {
    const { code } = await asking(api, person.token)(SINGLE[name]!.ask(things));
    expect(code).toBe('FORBIDDEN');
  });
});

describe('a search', () => {
  const found = async ({ token }: Person, text: string) => {
    const { data, code } = await asking(api, token)(
      'query ($text: String!) { search(text: $text) { edges { node { kind id name } } } }',
      { text },
    );
    expect(code).toBeUndefined();
    return (data.search as unknown as { edges: { node: { kind: string; id: string; name: string } }[] }).edges
      .map(({ node }) => node)
      .filter(({ id }) => Object.values(things).includes(id));
  };

  beforeAll(async () => {
    const { stores: own } = world.product.world.work;
    const seen = ['shop', 'blog', 'secret-place'].map((name) => ({
      name,
      uid: randomUUID(),
      terminating: false,
    }));
    const guard = await own.clusterNamespaces.guard(things.cluster);
    await own.clusterNamespaces.record(things.cluster, guard!, { at: new Date(), namespaces: seen });
    const { version } = await services().clusters.get(things.cluster, world.actor);
    const change = { expectedVersion: version, labels: { tier: 'hush-hush' } };
    await services().clusters.edit(things.cluster, change, world.actor);
  });

  it('of a stranger finds nothing of others: no thing, no namespace, no label', async () => {
    const stranger = await aPerson(world.product, world.actor);
    const { name: schedule } = await services().schedules.get(things.schedule, world.actor);
    const { name: backup } = await services().backups.get(things.backup, world.actor);
    for (const text of [schedule, backup, world.cluster.name, 'secret-place', 'shop', 'hush-hush'])
      expect([text, await found(stranger, text)]).toEqual([text, []]);
  });

  it('finds what is shared and what comes with it, and of a cluster known by name only the name', async () => {
    const person = await aPerson(world.product, world.actor);
    const of = { userId: person.user.id, access: 'VIEW' } as const;
    await services().shares.create(
      { ...of, resource: 'BackupSchedule', resourceId: things.schedule },
      world.actor,
    );
    const { name: schedule } = await services().schedules.get(things.schedule, world.actor);
    expect(await found(person, schedule)).toMatchObject([
      { kind: 'SCHEDULE', id: things.schedule },
      { kind: 'BACKUP', id: things.backup },
    ]);
    expect(await found(person, world.cluster.name)).toMatchObject([{ kind: 'CLUSTER', id: things.cluster }]);
    expect(await found(person, 'hush-hush')).toEqual([]);
    expect(await found(person, 'secret-place')).toEqual([]);
    const labelled = `{ clusters(filter: { labels: [{ key: "tier", values: ["hush-hush"] }] }) { totalCount } }`;
    expect((await asking(api, person.token)(labelled)).data).toEqual({ clusters: { totalCount: 0 } });
    await services().shares.create(
      { ...of, resource: 'Cluster', resourceId: things.cluster, namespaces: ['s?op', 'blo*'] },
      world.actor,
    );
    expect(await found(person, 'hush-hush')).toMatchObject([{ kind: 'CLUSTER' }]);
    expect((await asking(api, person.token)(labelled)).data).toEqual({ clusters: { totalCount: 1 } });
    expect((await found(person, 'shop')).map(({ kind, name }) => [kind, name])).toContainEqual([
      'NAMESPACE',
      'shop',
    ]);
    expect((await found(person, 'blog')).map(({ name }) => name)).toContain('blog');
    expect(await found(person, 'secret-place')).toEqual([]);
  });
});

describe('the namespaces of a cluster', () => {
  let person: Person;
  const create = (names: readonly string[]) =>
    services().schedules.create(
      {
        name: `s-${randomUUID()}`,
        clusterId: world.cluster.id,
        locationId: world.location.id,
        selection: { kind: 'NAMED', names },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
      },
      person.actor,
    );
  beforeAll(async () => {
    person = await aPerson(world.product, world.actor);
    const of = { resource: 'Cluster', resourceId: things.cluster, access: 'FULL' } as const;
    await services().shares.create({ ...of, userId: person.user.id, namespaces: ['sh*'] }, world.actor);
  });

  it('that a share does not name cannot be added: all are named, and nothing is changed (S20)', async () => {
    const made = await create(['shop']);
    await world.database.query(`UPDATE backup_schedule SET created_single = false WHERE id = '${made.id}'`);
    const add = services().scheduleNamespaces.add(
      { scheduleId: made.id, namespaces: ['blog', 'shop', 'secret-place'], selectionVersion: 1 },
      person.actor,
    );
    await expect(add).rejects.toMatchObject({
      code: 'FORBIDDEN',
      details: { namespaces: ['blog', 'secret-place'], clusterId: things.cluster },
      message: expect.stringContaining('Ask a super admin'),
    });
    const now = await services().schedules.get(made.id, world.actor);
    expect([now.selection, now.selectionVersion, now.version]).toEqual([made.selection, 1, 1]);
  });

  it('are shown and counted only where a share names them', async () => {
    const { data } = await asking(
      api,
      person.token,
    )(
      `{ cluster(id: "${things.cluster}") { namespaces { name } }
         planBackup(input: { clusterId: "${things.cluster}", namespaces: ["shop"] }) { unlisted } }`,
    );
    expect(data).toEqual({ cluster: { namespaces: [{ name: 'shop' }] }, planBackup: { unlisted: [] } });
  });

  it('are shown in the preview of a schedule only where a share names them, missing ones too', async () => {
    const { shares } = services();
    const of = { resource: 'BackupSchedule', resourceId: things.schedule, userId: person.user.id } as const;
    await shares.create({ ...of, access: 'VIEW' }, world.actor);
    world.kubernetes.store.deleteNamespace('blog', { instantly: true });
    const PREVIEW = `{ backupSchedule(id: "${things.schedule}") { preview { included { name } missing { name } unlisted } } }`;
    const { data } = await asking(api, person.token)(PREVIEW);
    expect(data.backupSchedule).toEqual({
      preview: { included: [{ name: 'shop' }], missing: [], unlisted: [] },
    });
    const admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN' });
    const all = await asking(api, admin.token)(PREVIEW);
    expect(all.data.backupSchedule).toMatchObject({ preview: { missing: [{ name: 'blog' }] } });
    world.kubernetes.store.createNamespace('blog');
  });

  it.each([{ kind: 'ALL' } as const, { kind: 'LABELS', selector: 'a=b' } as const])(
    'are all needed for a schedule by $kind',
    async (selection) => {
      const rest = { timing: { kind: 'INTERVAL', minutes: 60 }, timeZone: 'UTC' } as const;
      const asked = services().schedules.create(
        {
          name: `s-${randomUUID()}`,
          clusterId: world.cluster.id,
          locationId: world.location.id,
          selection,
          ...rest,
          retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
        },
        person.actor,
      );
      await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN', details: { namespaces: ['*'] } });
    },
  );

  it('go with the share, and what was made under it stays', async () => {
    const made = await create(['shop', 'shop']);
    const { items } = await services().shares.page(
      { resource: 'Cluster', resourceId: things.cluster },
      { first: 50, after: null },
      world.actor,
    );
    const mine = items.find(
      ({ item: { grantee } }) => grantee.kind === 'USER' && grantee.userId === person.user.id,
    )!;
    await services().shares.remove(mine.item.id, world.actor);
    await expect(create(['shop'])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await services().schedules.get(made.id, person.actor)).state).toBe('ACTIVE');
    const known = await services().clusters.get(things.cluster, person.actor);
    expect(known).toMatchObject({
      state: 'ACTIVE',
      stateReason: 'OK',
      stateMessage: 'not shown: the cluster is not shared with you',
      server: null,
      stork: null,
      lastReachedAt: null,
    });
  });
});
