/** Every operation in every state of every resource, over HTTP on the real services: what is offered is accepted, and nothing else is. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/domain/identity.js';
import { MADE_IN_MODE } from '../../src/domain/operation-mode.js';
import { offeredOperations } from '../../src/domain/state-machine.js';
import { OPERATIONS, RESOURCES, type Resource } from '../../src/domain/state-matrix.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { anAlertRoute } from '../factories/deliveries.js';
import { aConnection, aFederatedBucket } from '../factories/federation.js';
import { aCycle, aLocation, aRequestedNamespace, aSchedule, aToken } from '../factories/resources.js';
import { aRestore } from '../factories/restores.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import {
  type Asking,
  aFederatedPlace,
  aStoredBackup,
  aStoredMachine,
  aStoredSchedule,
  aStorkBackup,
  NAMESPACES,
  NOT_THERE_YET,
  OPERATION_CASES,
  ownerOf,
  type ResourceCase,
  type Subject,
  statesOf,
} from '../support/operation-cases.js';
import { type Answer, aPerson, asking, type Person } from '../support/people.js';

let world: Installation;
let api: Running;
const people = new Map<Role, Person>();

beforeAll(async () => {
  world = await Installation.start({ namespaces: NAMESPACES });
  const { services } = world.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  for (const role of ROLES) people.set(role, await aPerson(world.product, world.actor, { role }));
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

interface Offer {
  readonly operation: string;
  readonly allowed: boolean;
  readonly code: string | null;
  readonly reason: string | null;
}

type AnyCase = ResourceCase<Resource>;
const there = RESOURCES.filter((resource) => typeof OPERATION_CASES[resource] === 'object');
const caseOf = (resource: Resource) => OPERATION_CASES[resource] as unknown as AnyCase;
const asked = (resource: Resource) => Object.entries(caseOf(resource).operations) as [string, Asking][];
const as = (role: Role) => asking(api, people.get(role)!.token);

async function offersOf(resource: Resource, { id }: Subject, role: Role): Promise<readonly Offer[]> {
  const { query } = caseOf(resource);
  const text = `query ($id: ID!) { ${query}(id: $id) { allowedOperations { operation allowed code reason } } }`;
  const { data, errors } = await as(role)(text, { id });
  expect(errors).toEqual([]);
  return (data[query] as unknown as { allowedOperations: Offer[] }).allowedOperations;
}

async function ask({ mutation, input }: Asking, subject: Subject, role: Role): Promise<Answer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
  return as(role)(text, { input: await input(subject, world) });
}

/** The row, and how many events there are of anything. */
async function standing(resource: Resource, { id }: Subject): Promise<unknown> {
  const { stores } = world.product.world.work;
  const [events] = await world.database.query(`SELECT count(*)::int AS count FROM event`);
  return { row: await caseOf(resource).row(stores, id), events };
}

/** The sentence that the mutation gave. */
function reasonIn({ errors: [error] }: Answer): string {
  const { reason } = (error?.extensions.details ?? {}) as { reason?: unknown };
  return typeof reason === 'string' ? reason : (error?.message ?? '');
}

/** Asks each operation and holds its answer against the offer. `fresh`: another thing like it, for what may change it. */
async function holdsWhatItOffers(
  resource: Resource,
  { subject, fresh, role }: { subject: Subject; fresh: () => Promise<Subject>; role: Role },
): Promise<void> {
  const offers = new Map((await offersOf(resource, subject, role)).map((each) => [each.operation, each]));
  for (const [operation, how] of asked(resource)) {
    const offer = offers.get(operation);
    // What is not built has no mutation, and is not offered.
    if (offer === undefined) continue;
    const of = offer.allowed ? await fresh() : subject;
    const before = await standing(resource, of);
    const answer = await ask(how, of, role);
    const what = `${resource}.${operation} by ${role}: ${JSON.stringify(offer)} ${JSON.stringify(answer.errors)}`;
    expect(answer.code ?? null, what).toBe(offer.code);
    expect(offer.allowed, what).toBe(answer.code === undefined);
    if (offer.allowed) continue;
    if (offer.code === 'OPERATION_NOT_ALLOWED' && !how.ofAnother)
      expect(offer.reason, what).toContain(reasonIn(answer));
    expect(await standing(resource, of), what).toEqual(before);
  }
}

describe.each(there)('%s', (resource) => {
  it.each(statesOf(resource))('%s: what is offered is accepted, what is not is refused', async (state) => {
    const fresh = () => caseOf(resource).make(world, state);
    for (const role of ROLES) {
      // Who sees only what is shared with them asks nothing of the rest: the tests of rights hold that.
      if (role === 'APP_USER') continue;
      const subject = await fresh();
      await holdsWhatItOffers(resource, { subject, fresh, role });
    }
  });
});

describe('the table of this test', () => {
  it.each(there)('%s asks every operation that is offered', (resource) => {
    const ways = new Set(asked(resource).map(([operation]) => operation));
    expect(offeredOperations(resource).filter((each) => !ways.has(each))).toEqual([]);
  });

  it.each(RESOURCES)('%s is in it when the API has it', (resource) => {
    const type = buildApiSchema().getType(resource);
    const has = type !== undefined && 'getFields' in type && 'allowedOperations' in type.getFields();
    expect(has).toBe(OPERATION_CASES[resource] !== NOT_THERE_YET);
  });

  it('names a mutation of the API for each operation that is built', () => {
    const mutations = buildApiSchema().getMutationType()?.getFields() ?? {};
    for (const resource of there) {
      for (const [operation, { mutation }] of asked(resource)) {
        const { built } = OPERATIONS[operation as keyof typeof OPERATIONS];
        if (built) expect(Object.keys(mutations), operation).toContain(mutation);
      }
    }
  });
});

const owner = () => ownerOf(world.actor);
const stores = () => world.product.world.work.stores;

/** A cluster and a location that know nothing of each other. */
const aPair = () => aFederatedPlace(world, 'VALID');

async function connect(
  { clusterId, locationId }: Awaited<ReturnType<typeof aPair>>,
  state: 'VALID' | 'INVALID',
): Promise<void> {
  const stateReason = state === 'VALID' ? 'OK' : 'ACCESS_DENIED';
  await stores().connections.insert(aConnection({ clusterId, locationId, state, stateReason }));
}

/** A backup of a CLASSIC cluster never goes without its data. */
const OF_CLASSIC = { forceDelete: 'MODE_NOT_SUPPORTED' } as const;

/** Nobody could do it there. */
const UNCONNECTED = {
  backUp: 'NO_ELIGIBLE_CLUSTER',
  createSchedule: 'NO_ELIGIBLE_CLUSTER',
  restore: 'NO_ELIGIBLE_CLUSTER',
} as const;
/** Holdfast itself reads nothing there. */
const OF_FEDERATED_LOCATION = { rescan: 'MODE_NOT_SUPPORTED' } as const;

/** Things whose state allows it, and that refuse it all the same. */
const CONDITIONS: readonly {
  readonly what: string;
  readonly resource: Resource;
  readonly make: () => Promise<Subject>;
  /** Operation → code; every other one of the table is offered and accepted or refused by the rules above. */
  readonly refuses: Readonly<Record<string, string>>;
}[] = [
  {
    what: 'a cluster that a schedule and a backup need',
    resource: 'Cluster',
    make: async () => {
      await aStoredSchedule(world);
      return world.cluster;
    },
    refuses: { delete: 'HAS_DEPENDENTS' },
  },
  {
    what: 'a cluster that a restore is writing to',
    resource: 'Cluster',
    make: async () => {
      const cluster = await caseOf('Cluster').make(world, 'ACTIVE' as never);
      const { id: backupId } = await aStoredBackup(world, { state: 'SUCCESS' });
      const of = { ownerId: owner(), backupId, clusterId: cluster.id };
      await stores().restores.insert(aRestore(of, { targetNamespaces: [] }));
      return cluster;
    },
    refuses: { delete: 'HAS_DEPENDENTS' },
  },
  {
    what: 'a location that holds a backup',
    resource: 'BackupLocation',
    make: async () => {
      await aStoredBackup(world, { state: 'SUCCESS' });
      return world.location;
    },
    // Holdfast itself reaches it: nothing there is seen by a cluster alone.
    refuses: { delete: 'HAS_DEPENDENTS', sync: 'MODE_NOT_SUPPORTED' },
  },
  {
    what: 'a schedule whose cycle is under way',
    resource: 'BackupSchedule',
    make: async () => {
      const schedule = await aStoredSchedule(world);
      await stores().cycles.insert(aCycle({ scheduleId: schedule.id }));
      return schedule;
    },
    refuses: { backUpNow: 'OPERATION_IN_PROGRESS', delete: 'OPERATION_IN_PROGRESS' },
  },
  {
    what: 'a schedule whose cluster does not reach its location',
    resource: 'BackupSchedule',
    make: async () => {
      const pair = await aPair();
      await connect(pair, 'INVALID');
      return aStoredSchedule(world, pair);
    },
    refuses: { backUpNow: 'OPERATION_NOT_ALLOWED' },
  },
  {
    what: 'a schedule whose cluster is not connected to its location',
    resource: 'BackupSchedule',
    make: async () => aStoredSchedule(world, await aPair()),
    refuses: { backUpNow: 'NO_ELIGIBLE_CLUSTER' },
  },
  {
    what: 'a schedule that a route names',
    resource: 'BackupSchedule',
    make: async () => {
      const schedule = await aStoredSchedule(world);
      await stores().routes.insert(
        anAlertRoute({ ownerId: owner(), scheduleId: schedule.id, name: `r-${randomUUID()}` }),
      );
      return schedule;
    },
    refuses: { delete: 'HAS_DEPENDENTS' },
  },
  {
    what: 'a schedule of all namespaces',
    resource: 'BackupSchedule',
    make: () => aStoredSchedule(world, { selection: { kind: 'ALL' } }),
    refuses: { excludeNamespaces: 'SCHEDULE_NOT_EDITABLE', addNamespaces: 'SCHEDULE_NOT_EDITABLE' },
  },
  {
    what: 'a schedule that was made for one namespace',
    resource: 'BackupSchedule',
    make: () =>
      aStoredSchedule(world, { selection: { kind: 'NAMED', names: ['shop'] }, createdSingle: true }),
    refuses: { excludeNamespaces: 'SCHEDULE_WOULD_BE_EMPTY', addNamespaces: 'SCHEDULE_NOT_EDITABLE' },
  },
  {
    what: 'a schedule with one namespace left',
    resource: 'BackupSchedule',
    make: () => aStoredSchedule(world, { selection: { kind: 'NAMED', names: ['shop'] } }),
    refuses: { excludeNamespaces: 'SCHEDULE_WOULD_BE_EMPTY' },
  },
  {
    what: 'a backup that its location keeps locked',
    resource: 'Backup',
    make: () => aStoredBackup(world, { state: 'SUCCESS', lockedUntil: new Date('2999-01-01T00:00:00Z') }),
    refuses: { ...OF_CLASSIC, delete: 'OBJECT_LOCKED' },
  },
  {
    what: 'a backup that is being restored',
    resource: 'Backup',
    make: async () => {
      const backup = await aStoredBackup(world, { state: 'SUCCESS' });
      const of = { ownerId: owner(), backupId: backup.id, clusterId: world.cluster.id };
      await stores().restores.insert(aRestore(of, { targetNamespaces: [] }));
      return backup;
    },
    refuses: { ...OF_CLASSIC, delete: 'OPERATION_IN_PROGRESS' },
  },
  {
    what: 'a backup in a location that is INVALID',
    resource: 'Backup',
    make: async () => {
      const { id: locationId } = await caseOf('BackupLocation').make(world, 'INVALID' as never);
      return aStoredBackup(world, { state: 'SUCCESS', locationId });
    },
    refuses: { ...OF_CLASSIC, restore: 'OPERATION_NOT_ALLOWED' },
  },
  ...(['DISCONNECTED', 'NOT_AVAILABLE'] as const).map((state) => ({
    what: `a virtual machine on a cluster that is ${state}`,
    resource: 'VirtualMachine' as const,
    make: async () => {
      const { id: clusterId } = await caseOf('Cluster').make(world, state as never);
      return aStoredMachine(world, { clusterId });
    },
    refuses: { backUp: 'OPERATION_NOT_ALLOWED' },
  })),
  {
    what: 'a cluster that is connected to no location',
    resource: 'Cluster',
    make: async () => {
      const { clusterId, locationId } = await aPair();
      return { id: clusterId, locationId };
    },
    refuses: UNCONNECTED,
  },
  {
    what: 'a cluster none of whose connections is VALID',
    resource: 'Cluster',
    make: async () => {
      const pair = await aPair();
      await connect(pair, 'INVALID');
      return { id: pair.clusterId, locationId: pair.locationId };
    },
    refuses: {
      backUp: 'OPERATION_NOT_ALLOWED',
      createSchedule: 'OPERATION_NOT_ALLOWED',
      restore: 'OPERATION_NOT_ALLOWED',
      delete: 'HAS_DEPENDENTS',
    },
  },
  {
    what: 'a cluster that reaches one location of two',
    resource: 'Cluster',
    make: async () => {
      const { clusterId, locationId } = await aPair();
      const other = await aPair();
      await connect({ clusterId, locationId }, 'VALID');
      await connect({ clusterId, locationId: other.locationId }, 'INVALID');
      return { id: clusterId, locationId };
    },
    refuses: { delete: 'HAS_DEPENDENTS' },
  },
  {
    what: 'a location that no active cluster reaches',
    resource: 'BackupLocation',
    make: async () => {
      const { clusterId, locationId } = await aPair();
      const { id: away } = await caseOf('Cluster').make(world, 'DISCONNECTED' as never);
      await connect({ clusterId: away, locationId }, 'VALID');
      return { id: locationId, clusterId };
    },
    refuses: {
      ...UNCONNECTED,
      ...OF_FEDERATED_LOCATION,
      sync: 'NO_ELIGIBLE_CLUSTER',
      delete: 'HAS_DEPENDENTS',
    },
  },
  {
    what: 'a location that one active cluster of two reaches',
    resource: 'BackupLocation',
    make: async () => {
      const pair = await aPair();
      const other = await aPair();
      await connect(pair, 'VALID');
      await connect({ ...pair, clusterId: other.clusterId }, 'INVALID');
      return { id: pair.locationId, clusterId: pair.clusterId };
    },
    refuses: { ...OF_FEDERATED_LOCATION, delete: 'HAS_DEPENDENTS' },
  },
  {
    what: 'a backup that Stork made, in a location that nobody reaches',
    resource: 'Backup',
    make: async () => {
      const { clusterId, locationId } = await aPair();
      const { id } = await aStorkBackup(world, { locationId });
      return { id, clusterId };
    },
    refuses: {
      verify: 'MODE_NOT_SUPPORTED',
      delete: 'NO_ELIGIBLE_CLUSTER',
      restore: 'NO_ELIGIBLE_CLUSTER',
    },
  },
  {
    what: 'a backup that Stork made, in a location that its cluster reaches',
    resource: 'Backup',
    make: async () => {
      const pair = await aPair();
      await connect(pair, 'VALID');
      const { id } = await aStorkBackup(world, { locationId: pair.locationId });
      return { id, clusterId: pair.clusterId };
    },
    refuses: { verify: 'MODE_NOT_SUPPORTED', forceDelete: 'OPERATION_NOT_ALLOWED' },
  },
  {
    what: 'a backup that Stork made and a sync does not find any more',
    resource: 'Backup',
    make: () => aStorkBackup(world, { vanishedAt: new Date('2026-11-22T01:00:00Z') }),
    refuses: {
      verify: 'MODE_NOT_SUPPORTED',
      restore: 'BACKUP_VANISHED',
      forceDelete: 'OPERATION_NOT_ALLOWED',
    },
  },
  {
    what: 'a backup that somebody else had Stork make',
    resource: 'Backup',
    make: async () => {
      const pair = await aPair();
      const of = { listedBySync: true, manifestKey: 'kube-system/nightly/1/metadata.json' } as const;
      const { id } = await aStorkBackup(world, { ...of, locationId: pair.locationId });
      return { id, clusterId: pair.clusterId };
    },
    refuses: { verify: 'MODE_NOT_SUPPORTED', delete: 'MADE_ELSEWHERE', restore: 'NO_ELIGIBLE_CLUSTER' },
  },
  {
    what: 'a location that only clusters reach, and none is connected to',
    resource: 'BackupLocation',
    make: async () => {
      const { clusterId } = await aPair();
      const location = aLocation(owner(), {
        kind: 'S3',
        access: 'WORKLOAD_IDENTITY',
        path: `s3://federated/${randomUUID()}`,
        s3: aFederatedBucket(),
        state: 'VALID',
        stateReason: 'OK',
      });
      await stores().locations.insert(location);
      return { id: location.id, clusterId };
    },
    refuses: { ...UNCONNECTED, ...OF_FEDERATED_LOCATION, sync: 'NO_ELIGIBLE_CLUSTER' },
  },
  {
    what: 'a connection by which its cluster backs up now',
    resource: 'LocationConnection',
    make: async () => {
      const subject = await caseOf('LocationConnection').make(world, 'VALID' as never);
      const { clusterId, locationId } = subject;
      const of = { clusterId: clusterId ?? '', locationId: locationId ?? '' };
      await aStoredBackup(world, {
        state: 'IN_PROGRESS',
        mode: 'FEDERATED',
        ...MADE_IN_MODE.FEDERATED,
        ...of,
      });
      return subject;
    },
    refuses: { delete: 'HAS_DEPENDENTS' },
  },
  {
    what: 'a connection by which a schedule backs up',
    resource: 'LocationConnection',
    make: async () => {
      const subject = await caseOf('LocationConnection').make(world, 'VALID' as never);
      const { clusterId, locationId } = subject;
      const of = { ownerId: owner(), clusterId: clusterId ?? '', locationId: locationId ?? '' };
      await stores().schedules.insert(aSchedule(of));
      return subject;
    },
    refuses: { delete: 'HAS_DEPENDENTS' },
  },
  {
    what: 'a backup of no schedule that found a namespace missing',
    resource: 'Backup',
    make: async () => {
      const { id } = await aStoredBackup(world, { state: 'PARTIAL_SUCCESS' });
      return { id };
    },
    refuses: { ...OF_CLASSIC, excludeNamespaces: 'NOT_FOUND' },
  },
  {
    what: 'a backup that found nothing missing of what its schedule names',
    resource: 'Backup',
    make: async () => {
      const { id: scheduleId } = await aStoredSchedule(world);
      const fates = [aRequestedNamespace('shop', { fate: 'INCLUDED' })];
      const { id } = await aStoredBackup(world, { state: 'PARTIAL_SUCCESS', scheduleId }, fates);
      return { id, scheduleId };
    },
    refuses: { ...OF_CLASSIC, excludeNamespaces: 'BAD_USER_INPUT' },
  },
];

describe('what more than the state stands in the way of', () => {
  it.each(CONDITIONS)('$what says so beforehand, and refuses it', async ({ resource, make, refuses }) => {
    const subject = await make();
    const refused = (await offersOf(resource, subject, 'SUPER_ADMIN')).filter(({ code }) => code !== null);
    const byState = refused.filter(
      ({ code, operation }) => code === 'OPERATION_NOT_ALLOWED' && !(operation in refuses),
    );
    const others = refused.filter((each) => !byState.includes(each));
    expect(Object.fromEntries(others.map(({ operation, code }) => [operation, code]))).toEqual(refuses);
    for (const { operation, reason } of others) {
      const before = await standing(resource, subject);
      const how = new Map(asked(resource)).get(operation)!;
      const answer = await ask(how, subject, 'SUPER_ADMIN');
      expect(answer.code, `${operation}: ${JSON.stringify(answer.errors)}`).toBe(refuses[operation]);
      expect(reason).toMatch(/\.$/);
      expect(await standing(resource, subject)).toEqual(before);
    }
  });
});

it('a token that is good for reading alone is offered nothing, and refused everything', async () => {
  const { user } = people.get('SUPER_ADMIN')!;
  const { token } = await world.product.services.accessTokens.create(
    { userId: user.id, name: aToken(user.id).id, access: 'READ_ONLY' },
    world.actor,
  );
  const schedule = await aStoredSchedule(world);
  const text = `query ($id: ID!) { backupSchedule(id: $id) { allowedOperations { operation allowed code reason } } }`;
  const { data } = await asking(api, token)(text, { id: schedule.id });
  const { allowedOperations } = data.backupSchedule as unknown as { allowedOperations: Offer[] };
  expect(new Set(allowedOperations.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
  const suspend = `mutation ($input: SuspendBackupScheduleInput!) { suspendBackupSchedule(input: $input) { __typename } }`;
  expect((await asking(api, token)(suspend, { input: { id: schedule.id } })).code).toBe('FORBIDDEN');
});
