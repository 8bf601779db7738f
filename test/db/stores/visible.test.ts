/** Lists, single things and events answer by one rule who sees what: asked three ways, of everything in one world. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Access,
  isAmong,
  type OwnedResource,
  type Share,
  type Sight,
  type Viewer,
} from '../../../src/domain/access.js';
import { aCluster, anAlert, aUser, aUserGroup } from '../../factories/resources.js';
import { aRestore } from '../../factories/restores.js';
import { aShare } from '../../factories/shares.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

/** What the viewer named here reaches, and how far; the rest they do not see. */
type Reached = Readonly<Record<string, Access>>;
const RESOURCES = ['Cluster', 'BackupSchedule', 'Backup', 'Restore', 'Alert'] as const;

const team = aUserGroup();
const strangers = aUserGroup();
let world: StoredWorld;
/** Id of each thing in the world by a name for it. */
const ids = new Map<string, { readonly resource: OwnedResource; readonly id: string }>();
const viewers = new Map<string, Viewer>();
const idOf = (name: string) => ids.get(name)?.id ?? '';
const ownerOf = (name: string) => viewers.get(name)?.userId ?? '';

async function addPerson(name: string, groups: readonly string[] = []): Promise<void> {
  const user = aUser({ role: 'APP_USER' });
  await world.stores.users.insert(user);
  viewers.set(name, { userId: user.id, groups });
}
async function addCluster(name: string, owner: string): Promise<void> {
  const cluster = aCluster(ownerOf(owner));
  await world.stores.clusters.insert(cluster);
  ids.set(name, { resource: 'Cluster', id: cluster.id });
}
async function addSchedule(name: string, owner: string, cluster: string): Promise<void> {
  const { id } = await world.addSchedule({ ownerId: ownerOf(owner), clusterId: idOf(cluster) });
  ids.set(name, { resource: 'BackupSchedule', id });
}
async function addBackup(
  name: string,
  owner: string,
  { cluster, schedule = null }: { cluster: string; schedule?: string | null },
): Promise<void> {
  const scheduleId = schedule === null ? null : idOf(schedule);
  const change = { ownerId: ownerOf(owner), clusterId: idOf(cluster), scheduleId, state: 'SUCCESS' as const };
  ids.set(name, { resource: 'Backup', id: (await world.addBackup(change)).id });
}
async function addRestore(name: string, owner: string, backup: string, cluster: string): Promise<void> {
  const of = { ownerId: ownerOf(owner), backupId: idOf(backup), clusterId: idOf(cluster) };
  const restore = aRestore(of, { state: 'SUCCESS' });
  await world.stores.restores.insert(restore);
  ids.set(name, { resource: 'Restore', id: restore.id });
}
async function addAlert(name: string, subjectType: 'BackupSchedule' | 'Cluster', subject: string) {
  const alert = anAlert({ subjectType, subjectId: idOf(subject) });
  await world.stores.alerts.insert(alert);
  ids.set(name, { resource: 'Alert', id: alert.id });
}
async function share(name: string, grantee: Share['grantee'], access: Share['access']): Promise<void> {
  const { resource, id } = ids.get(name) ?? { resource: 'Backup', id: '' };
  if (resource === 'Restore' || resource === 'Alert') throw new Error('never shared');
  const of = { resource, resourceId: id, grantee, createdBy: world.user.id };
  await world.stores.shares.insert(aShare(of, { access }));
}
const user = (name: string) => ({ kind: 'USER', userId: ownerOf(name) }) as const;

beforeAll(async () => {
  world = await createStoredWorld();
  await addPerson('ada');
  await addPerson('ben');
  for (const each of [team, strangers]) await world.stores.groups.insert(each);
  await addPerson('cleo', [team.id]);
  await addPerson('dana');
  await addPerson('runs-clusters');
  for (const name of ['one', 'two', 'three', 'four']) await addCluster(`cluster ${name}`, 'runs-clusters');
  await addSchedule('schedule of ada', 'ada', 'cluster one');
  await addSchedule('schedule of ben', 'ben', 'cluster two');
  await addBackup('backup of ada', 'ada', { cluster: 'cluster one', schedule: 'schedule of ada' });
  // Made when somebody else had the schedule.
  await addBackup('older backup', 'dana', { cluster: 'cluster one', schedule: 'schedule of ada' });
  await addBackup('backup of ben', 'ben', { cluster: 'cluster two', schedule: 'schedule of ben' });
  await addBackup('backup by hand', 'ben', { cluster: 'cluster three' });
  await addRestore('restore of ada', 'ada', 'backup of ada', 'cluster four');
  await addAlert('alert of ada', 'BackupSchedule', 'schedule of ada');
  await addAlert('alert of ben', 'BackupSchedule', 'schedule of ben');
  await addAlert('alert of cluster two', 'Cluster', 'cluster two');
  await share('schedule of ben', { kind: 'GROUP', groupId: team.id }, 'RESTORE');
  await share('backup of ben', user('cleo'), 'FULL');
  await share('backup by hand', user('ada'), 'VIEW');
  await share('cluster two', user('dana'), 'FULL');
  await share('schedule of ada', { kind: 'GROUP', groupId: strangers.id }, 'FULL');
});
afterAll(() => world.drop());

const REACHED: Readonly<Record<string, Reached>> = {
  ada: {
    'schedule of ada': 'OWNER',
    'backup of ada': 'OWNER',
    'older backup': 'OWNER',
    'backup by hand': 'VIEW',
    'restore of ada': 'OWNER',
    'alert of ada': 'OWNER',
    'cluster one': 'NAME',
    'cluster three': 'NAME',
    'cluster four': 'NAME',
  },
  ben: {
    'schedule of ben': 'OWNER',
    'backup of ben': 'OWNER',
    'backup by hand': 'OWNER',
    'alert of ben': 'OWNER',
    'alert of cluster two': 'NAME',
    'cluster two': 'NAME',
    'cluster three': 'NAME',
  },
  cleo: {
    'schedule of ben': 'RESTORE',
    'backup of ben': 'FULL',
    'alert of ben': 'RESTORE',
    'alert of cluster two': 'NAME',
    'cluster two': 'NAME',
  },
  dana: {
    'older backup': 'OWNER',
    'cluster one': 'NAME',
    'cluster two': 'FULL',
    'alert of cluster two': 'NAME',
  },
  'runs-clusters': {
    'cluster one': 'OWNER',
    'cluster two': 'OWNER',
    'cluster three': 'OWNER',
    'cluster four': 'OWNER',
    'alert of cluster two': 'NAME',
  },
};

const everyId = (resource: OwnedResource) =>
  [...ids.values()].flatMap((each) => (each.resource === resource ? each.id : []));
const namesOf = (found: Iterable<string>) => {
  const seen = new Set(found);
  return [...ids].flatMap(([name, { id }]) => (seen.has(id) ? name : [])).sort();
};
const namesIn = (reached: Reached) => Object.keys(reached).sort();

function store(resource: OwnedResource) {
  const { clusters, schedules, backups, restores, alerts } = world.stores;
  return { Cluster: clusters, BackupSchedule: schedules, Backup: backups, Restore: restores, Alert: alerts }[
    resource
  ];
}
async function listed(resource: OwnedResource, seenBy: Sight): Promise<readonly string[]> {
  const { items } = await store(resource).page({ first: 100, after: null }, { seenBy });
  return items.map(({ item }) => (item as { readonly id: string }).id);
}

describe.each(Object.keys(REACHED))('what %s sees', (name) => {
  const viewer = () => viewers.get(name) ?? { userId: '', groups: [] };
  const reached = REACHED[name] ?? {};

  it('is what is listed, and as many are counted', async () => {
    const found: string[] = [];
    for (const resource of RESOURCES) {
      const rows = await listed(resource, viewer());
      found.push(...rows);
      expect(await store(resource).count({ seenBy: viewer() })).toBe(rows.length);
    }
    expect(namesOf(found)).toEqual(namesIn(reached));
  });

  it('is what they reach one by one, and how far', async () => {
    const found = new Map<string, Access>();
    for (const resource of RESOURCES) {
      const access = await world.stores.shares.accessTo(viewer(), resource, everyId(resource));
      for (const [id, far] of access) found.set(id, far);
    }
    const named = [...ids].flatMap(([each, { id }]) => (found.has(id) ? [[each, found.get(id)]] : []));
    expect(Object.fromEntries(named)).toEqual(reached);
  });

  it('is what they are told of', async () => {
    const told: string[] = [];
    for (const { resource, id } of ids.values())
      if (isAmong(await world.stores.shares.audienceOf(resource, id), viewer())) told.push(id);
    expect(namesOf(told)).toEqual(namesIn(reached));
  });
});

it('counts by state only what is seen', async () => {
  const counts = await world.stores.backups.countByState(viewers.get('cleo'));
  expect(Object.fromEntries(counts)).toMatchObject({ SUCCESS: 1, IN_PROGRESS: 0 });
  const clusters = await world.stores.clusters.countByState(viewers.get('dana'));
  expect([...clusters.values()].reduce((sum, each) => sum + each, 0)).toBe(2);
});

it('counts the restores of a backup only for who made them', async () => {
  const backup = idOf('backup of ada');
  expect(await world.stores.restores.countOfBackups([backup], viewers.get('dana'))).toEqual(new Map());
  expect(await world.stores.restores.countOfBackups([backup], viewers.get('ada'))).toEqual(
    new Map([[backup, 1]]),
  );
});

it('shows everything to who sees everything', async () => {
  for (const resource of RESOURCES)
    expect((await listed(resource, 'ALL')).toSorted()).toEqual(
      expect.arrayContaining(everyId(resource).toSorted()),
    );
});

it('answers nothing for ids of nothing, and for what is no id', async () => {
  const { shares } = world.stores;
  const viewer = viewers.get('ada') ?? { userId: '', groups: [] };
  for (const resource of RESOURCES) {
    expect(await shares.accessTo(viewer, resource, [randomUUID(), "' OR true --"])).toEqual(new Map());
    expect(await shares.audienceOf(resource, randomUUID())).toEqual({ users: [], groups: [] });
  }
});

describe('a share', () => {
  it('goes with what is shared', async () => {
    const backup = await world.addBackup({ state: 'SUCCESS' });
    const of = { resource: 'Backup', resourceId: backup.id, createdBy: world.user.id } as const;
    const made = aShare({ ...of, grantee: user('dana') });
    await world.stores.shares.insert(made);
    expect(await world.stores.shares.find(made.id)).toEqual(made);
    await world.stores.backups.remove(backup.id);
    expect(await world.stores.shares.find(made.id)).toBeUndefined();
  });

  it('is one per thing and grantee', async () => {
    const { id } = await world.addSchedule();
    const of = { resource: 'BackupSchedule', resourceId: id, createdBy: world.user.id } as const;
    const grantee = { kind: 'GROUP', groupId: team.id } as const;
    await world.stores.shares.insert(aShare({ ...of, grantee }));
    await expect(world.stores.shares.insert(aShare({ ...of, grantee }))).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { resource: 'Share', field: 'grantee' },
    });
  });
});
