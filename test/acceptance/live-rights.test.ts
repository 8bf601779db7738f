/** Every subscription × every role, over real sockets on the real services: who is told what, and what of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { type Actor, ROLES, type Role } from '../../src/domain/identity.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { anAlert } from '../factories/resources.js';
import { aRestore } from '../factories/restores.js';
import type { Running } from '../graphql/running-api.js';
import { next, refusal, type Updates } from '../graphql/updates.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';
import { type StreamingApi, startStreamingApi } from '../support/streaming-api.js';

let world: Installation;
let api: Running;
let streaming: StreamingApi;
let other: Person;
const people = new Map<Role, Person>();
const opened: Updates[] = [];

beforeAll(async () => {
  world = await Installation.start({ namespaces: ['shop'] });
  streaming = await startStreamingApi(world);
  ({ api } = streaming);
  for (const role of ROLES) people.set(role, await aPerson(world.product, world.actor, { role }));
  other = await aPerson(world.product, world.actor);
});
afterEach(async () => {
  for (const updates of opened.splice(0)) await updates.return?.();
});
afterAll(async () => {
  await streaming.stop();
  await world.stop();
});

const services = () => world.product.services;
const stores = () => world.product.world.work.stores;
/** Rows outlive roles: what somebody owns may be of a kind that their role does not make. */
const asMaker = ({ user }: Person): Actor => ({
  kind: 'USER',
  userId: user.id,
  name: user.name,
  role: 'SUPER_ADMIN',
  groups: [],
});

async function aScheduleOf(owner: Person): Promise<string> {
  const request = {
    name: `s-${randomUUID()}`,
    clusterId: world.cluster.id,
    locationId: world.location.id,
    selection: { kind: 'ALL' } as const,
    timing: { kind: 'INTERVAL', minutes: 60 } as const,
    timeZone: 'UTC',
    retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
  };
  return (await services().schedules.create(request, asMaker(owner))).id;
}

async function aBackupOf(owner: Person): Promise<string> {
  const { cluster, location } = world;
  const request = { clusterId: cluster.id, locationId: location.id, namespaces: ['shop'] };
  return (await services().backups.create({ ...request, name: `b-${randomUUID()}` }, asMaker(owner))).id;
}

async function aCancelledRestoreOf(owner: Person): Promise<string> {
  const backupId = await aBackupOf(owner);
  const of = { ownerId: owner.user.id, backupId, clusterId: world.cluster.id };
  const { id, ...restore } = aRestore(of, { targetNamespaces: [] });
  await stores().restores.insert({ id, ...restore });
  await services().restores.cancel(id, asMaker(owner));
  return id;
}

async function anAcknowledgedAlertOf(owner: Person): Promise<string> {
  const scheduleId = await aScheduleOf(owner);
  const alert = anAlert({ subjectType: 'BackupSchedule', subjectId: scheduleId, scheduleId, backupId: null });
  await stores().alerts.insert(alert);
  await services().alerts.acknowledge(alert.id, asMaker(owner));
  return alert.id;
}

interface Stream {
  /** Of an update: the id of what it is about. */
  readonly names: string;
  /** Makes something of this owner that the stream tells. @returns its id */
  readonly happens: (owner: Person) => Promise<string>;
  /** It can be asked for one thing alone, which must be there then. */
  readonly single: boolean;
}
const STREAMS: Readonly<Record<string, Stream>> = {
  backupUpdated: { names: 'backupId', happens: aBackupOf, single: true },
  restoreUpdated: { names: 'restoreId', happens: aCancelledRestoreOf, single: true },
  backupScheduleChanged: { names: 'scheduleId', happens: aScheduleOf, single: true },
  alertChanged: { names: 'alertId', happens: anAcknowledgedAlertOf, single: false },
  resourceStateChanged: { names: 'subjectId', happens: aScheduleOf, single: false },
};
const seesAll = (role: Role) => role !== 'APP_USER';

function listen({ token }: Person, query: string, variables: Record<string, unknown> = {}): Updates {
  const updates = api.socketClient(token).iterate({ query, variables }) as Updates;
  opened.push(updates);
  return updates;
}

/** Where the present ends: what happens from now on comes behind it. */
async function now(): Promise<string> {
  const states = listen(
    people.get('SUPER_ADMIN')!,
    'subscription { resourceStateChanged(resource: Cluster) { eventId } }',
  );
  for (;;) {
    const { eventId } = await next<{ eventId: string | null }>(states, 'resourceStateChanged');
    if (eventId !== null) return eventId;
  }
}

function follow(person: Person, name: string, after: string): Updates {
  const query = `subscription ($after: String) { ${name}(after: $after) { ${STREAMS[name]!.names} } }`;
  return listen(person, query, { after });
}

/** The ids that a stream tells until it tells `last`. */
async function toldUntil(updates: Updates, name: string, last: string): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  while (!told.has(last)) {
    const update = await next<Record<string, string>>(updates, name);
    told.add(update[STREAMS[name]!.names]!);
  }
  return told;
}

it('every subscription stands in this table', () => {
  const names = Object.keys(buildApiSchema().getSubscriptionType()?.getFields() ?? {});
  expect(names.filter((name) => !(name in STREAMS))).toEqual([
    // Of a location, which everybody sees: location-connections.test.ts.
    'backupSyncUpdated',
    'deliveriesDue',
  ]);
});

describe.each(ROLES)('%s', (role) => {
  const me = () => people.get(role)!;

  it.each(Object.keys(STREAMS))(
    `%s tells ${seesAll(role) ? 'everything' : 'of their own alone'}`,
    async (name) => {
      const after = await now();
      const updates = follow(me(), name, after);
      const { happens } = STREAMS[name]!;
      const foreign = await happens(other);
      const own = await happens(me());
      const told = await toldUntil(updates, name, own);
      expect(told.has(foreign)).toBe(seesAll(role));
    },
  );

  it.each(Object.keys(STREAMS).filter((name) => STREAMS[name]!.single))(
    `%s of one thing of somebody else ${seesAll(role) ? 'begins' : 'is refused as if there were none'}`,
    async (name) => {
      const { happens, names } = STREAMS[name]!;
      const query = `subscription ($id: ID) { ${name}(id: $id) { ${names} } }`;
      const id = await happens(other);
      if (seesAll(role)) {
        expect(await next(listen(me(), query, { id }), name)).toEqual({ [names]: id });
        return;
      }
      const [error] = (await refusal(listen(me(), query, { id }))) as {
        message: string;
        extensions: object;
      }[];
      const nothing = randomUUID();
      const [unknown] = (await refusal(listen(me(), query, { id: nothing }))) as { message: string }[];
      expect(error?.extensions).toMatchObject({ code: 'NOT_FOUND' });
      expect(error?.message.replace(id, '')).toBe(unknown?.message.replace(nothing, ''));
    },
  );

  it(`deliveriesDue ${seesAll(role) ? 'rings' : 'is refused'}: it rings for everybody's`, async () => {
    const bells = listen(me(), 'subscription { deliveriesDue { at } }');
    if (seesAll(role)) expect(await next(bells, 'deliveriesDue')).toEqual({ at: expect.any(String) });
    else expect(await refusal(bells)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('an app user with whom something is shared through a group', () => {
  const change = async (mutation: string, input: object, { token }: Person) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const shown = mutation === 'createUserGroup' ? 'userGroup { id }' : 'share { id }';
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${mutation.startsWith('delete') ? '__typename' : shown} } }`;
    const { data, errors } = await asking(api, token)(text, { input });
    expect(errors).toEqual([]);
    return data[mutation] as unknown as { userGroup: { id: string }; share: { id: string } };
  };
  /** A person in a group of their own, both made through the API. */
  async function aMember(): Promise<{ readonly person: Person; readonly groupId: string }> {
    const person = await aPerson(world.product, world.actor);
    const input = { name: `g-${randomUUID()}`, memberIds: [person.user.id] };
    const { userGroup } = await change('createUserGroup', input, people.get('SUPER_ADMIN')!);
    return { person, groupId: userGroup.id };
  }

  it('is told of it, and of its backups, from then on; and no more when the share is taken back', async () => {
    const { person, groupId } = await aMember();
    const scheduleId = await aScheduleOf(other);
    const shared = { resource: 'BackupSchedule', id: scheduleId, groupId, access: 'VIEW' };
    const { share } = await change('createShare', shared, other);
    const after = await now();
    const [schedules, backups] = [
      follow(person, 'backupScheduleChanged', after),
      follow(person, 'backupUpdated', after),
    ];
    await services().schedules.suspend(scheduleId, asMaker(other));
    expect(await toldUntil(schedules, 'backupScheduleChanged', scheduleId)).toEqual(new Set([scheduleId]));
    await services().schedules.resume(scheduleId, asMaker(other));
    const { id: backupId } = await services().schedules.backUpNow(scheduleId, asMaker(other));
    expect(await toldUntil(backups, 'backupUpdated', backupId)).toEqual(new Set([backupId]));

    const one = listen(person, `subscription { backupScheduleChanged(id: "${scheduleId}") { scheduleId } }`);
    await next(one, 'backupScheduleChanged');
    const later = await now();
    await change('deleteShare', { id: share.id }, other);
    expect(await refusal(one)).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const still = follow(person, 'backupScheduleChanged', later);
    await services().schedules.suspend(scheduleId, asMaker(other));
    const own = await aScheduleOf(person);
    expect((await toldUntil(still, 'backupScheduleChanged', own)).has(scheduleId)).toBe(false);
  });

  it('is told of the state and the code of a cluster that they know by its name, and no words: they may name its servers', async () => {
    const { person, groupId } = await aMember();
    const scheduleId = await aScheduleOf(other);
    await change(
      'createShare',
      { resource: 'BackupSchedule', id: scheduleId, groupId, access: 'VIEW' },
      other,
    );
    const QUERY = `subscription ($after: String) { resourceStateChanged(resource: Cluster, after: $after) {
      subjectId name to reason message } }`;
    const admin = people.get('SUPER_ADMIN')!;
    // A first look, so that the next one moves a state.
    await services().clusters.validate(world.cluster.id, asMaker(admin));
    const after = await now();
    const [named, whole] = [person, admin].map((each) => listen(each, QUERY, { after }));
    const fault = world.kubernetes.faults.add({ match: /./, do: 'expired-token' });
    try {
      await services().clusters.validate(world.cluster.id, asMaker(admin));
      const told = await next<{ reason: string; message: string }>(whole!, 'resourceStateChanged');
      expect(told).toMatchObject({ subjectId: world.cluster.id, to: 'DISCONNECTED' });
      expect([told.reason, told.message]).toEqual([expect.any(String), expect.any(String)]);
      const withoutWords = { ...told, message: null };
      expect(await next(named!, 'resourceStateChanged')).toEqual(withoutWords);
      const present = listen(person, QUERY, { after: null });
      const { name } = world.cluster;
      expect(await next(present, 'resourceStateChanged')).toEqual({ ...withoutWords, name });
      await change(
        'createShare',
        { resource: 'Cluster', id: world.cluster.id, groupId, access: 'VIEW', namespaces: [] },
        admin,
      );
      const known = listen(person, QUERY, { after: null });
      expect(await next(known, 'resourceStateChanged')).toMatchObject({ message: told.message });
    } finally {
      world.kubernetes.faults.clear();
      expect(fault.fired).toBeGreaterThan(0);
    }
  });
});
