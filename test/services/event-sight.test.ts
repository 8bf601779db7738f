/** Who is told of an event: those who see what it is about at this moment. On the real stores. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Share } from '../../src/domain/access.js';
import type { DomainEvent, NewEvent } from '../../src/domain/event.js';
import type { Actor, Role } from '../../src/domain/identity.js';
import { EventSight } from '../../src/services/event-sight.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { anEvent, aUser } from '../factories/resources.js';
import { aShare } from '../factories/shares.js';
import { SettableClock } from '../support/settable-clock.js';

let world: StoredWorld;
let eve: Actor;
let schedule: string;
let backup: string;
const clock = new SettableClock('2026-03-01T10:00:00.000Z');
let cursors = 0;

async function somebody(role: Role): Promise<Actor> {
  const user = aUser({ role });
  const { id, name } = user;
  await world.stores.users.insert(user);
  return { kind: 'USER', userId: id, name, role, groups: [] };
}
function happened(subjectId: string, change: Partial<NewEvent> = {}): DomainEvent {
  cursors += 1;
  const actor = { kind: 'SYSTEM', name: 'test', userId: null } as unknown as DomainEvent['actor'];
  return { ...anEvent(subjectId, change), actor, cursor: `${cursors}`.padStart(6, '0'), at: clock.now() };
}

beforeAll(async () => {
  world = await createStoredWorld();
  eve = await somebody('APP_USER');
  schedule = (await world.addSchedule()).id;
  backup = (await world.addBackup({ scheduleId: schedule, state: 'SUCCESS' })).id;
});
afterAll(() => world.drop());

const sight = () => new EventSight({ work: world.work, clock });
const ofSchedule = () =>
  happened(schedule, { type: 'SCHEDULE_STATE_CHANGED', subjectType: 'BackupSchedule' });

async function share(change: Partial<Share> = {}): Promise<Share> {
  const userId = eve.kind === 'USER' ? eve.userId : '';
  const grantee = { kind: 'USER', userId } as const;
  const of = { resource: 'BackupSchedule', resourceId: schedule, grantee, createdBy: world.user.id } as const;
  const made = aShare(of, change);
  await world.stores.shares.insert(made);
  return made;
}

it('of foreign things an app user is told nothing; who oversees everything is told', async () => {
  for (const event of [ofSchedule(), happened(backup)]) {
    expect(await sight().maySee(eve, event)).toBe(false);
    for (const role of ['SUPER_ADMIN', 'APP_ADMIN', 'INFRA_ADMIN', 'AUDITOR'] as const)
      expect([role, await sight().maySee(await somebody(role), event)]).toEqual([role, true]);
  }
});

it('of locations and rules everybody is told; of people and tokens no app user', async () => {
  const told = async (subjectType: NewEvent['subjectType']) =>
    sight().maySee(eve, happened(backup, { subjectType }));
  expect([await told('BackupLocation'), await told('ExecRule'), await told('User')]).toEqual([
    true,
    true,
    false,
  ]);
});

it('a share that comes is counted at once, and its backups come with it; one that goes ends it', async () => {
  const asked = sight();
  expect(await asked.maySee(eve, ofSchedule())).toBe(false);
  const { id } = await share();
  expect(await asked.maySee(eve, ofSchedule())).toBe(true);
  expect(await asked.maySee(eve, happened(backup))).toBe(true);
  await world.stores.shares.remove(id);
  expect(await asked.maySee(eve, ofSchedule())).toBe(false);
  expect(await asked.maySee(eve, happened(backup))).toBe(false);
});

it('one event is asked about once for all who listen, and again after two seconds', async () => {
  const asked = sight();
  const event = ofSchedule();
  const { id } = await share();
  expect(await asked.maySee(eve, event)).toBe(true);
  await world.stores.shares.remove(id);
  expect(await asked.maySee(eve, event)).toBe(true);
  clock.advance(2 / 60);
  expect(await asked.maySee(eve, event)).toBe(false);
});

it('of virtual machines each listener is asked about once for the whole cluster, by namespaces, and again after two seconds', async () => {
  const resource = { resource: 'Cluster', resourceId: world.cluster.id } as const;
  const { id } = await share({ ...resource, namespaces: ['shop'] });
  const of = (namespace: string) =>
    happened(backup, {
      type: 'VIRTUAL_MACHINE_STATE_CHANGED',
      subjectType: 'VirtualMachine',
      data: { clusterId: world.cluster.id, namespace },
    });
  const asked = sight();
  expect([await asked.maySee(eve, of('shop')), await asked.maySee(eve, of('blog'))]).toEqual([true, false]);
  expect(await asked.maySee(await somebody('APP_USER'), of('shop'))).toBe(false);
  await world.stores.shares.remove(id);
  expect(await asked.maySee(eve, of('shop'))).toBe(true);
  clock.advance(2 / 60);
  expect(await asked.maySee(eve, of('shop'))).toBe(false);
});

it('of a connection those are told who see its cluster', async () => {
  const of = () =>
    happened(backup, {
      type: 'CONNECTION_STATE_CHANGED',
      subjectType: 'LocationConnection',
      data: { clusterId: world.cluster.id },
    });
  expect(await sight().maySee(eve, of())).toBe(false);
  const { id } = await share({ resource: 'Cluster', resourceId: world.cluster.id });
  expect(await sight().maySee(eve, of())).toBe(true);
  await world.stores.shares.remove(id);
});

it('a deletion is told to those who saw what is gone, as its event names them', async () => {
  const gone = '0b7b9a52-0000-4000-8000-00000000dead';
  const deleted = (users: readonly string[]) =>
    happened(gone, { type: 'BACKUP_DELETED', data: { audience: { users, groups: [] } } });
  const userId = eve.kind === 'USER' ? eve.userId : '';
  expect(await sight().maySee(eve, deleted([userId]))).toBe(true);
  expect(await sight().maySee(eve, deleted([world.user.id]))).toBe(false);
});
