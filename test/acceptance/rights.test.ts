/** Every role against every mutation, over HTTP on the real services: what the table of rights says is what happens. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backup } from '../../src/domain/backup.js';
import { type BackupSchedule, NO_TIERS } from '../../src/domain/backup-schedule.js';
import { type Actor, ROLES, type Role } from '../../src/domain/identity.js';
import { RIGHTS, type Right } from '../../src/domain/rights.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { aConnection } from '../factories/federation.js';
import { aCluster, anAlert } from '../factories/resources.js';
import { aRestore } from '../factories/restores.js';
import { anAction } from '../factories/rules.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';

let world: Installation;
let api: Running;
let other: Person;
const people = new Map<Role, Person>();

beforeAll(async () => {
  world = await Installation.start();
  const { services } = world.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  for (const role of ROLES) people.set(role, await aPerson(world.product, world.actor, { role }));
  other = await aPerson(world.product, world.actor, { role: 'APP_USER' });
  // What cluster and location are needed by: allowing their removal must not remove them here.
  await aScheduleOf(other);
  // App users see no cluster that is not shared with them.
  const { shares } = world.product.services;
  const of = {
    resource: 'Cluster',
    resourceId: world.cluster.id,
    access: 'FULL',
    namespaces: ['*'],
  } as const;
  for (const { user } of [other, people.get('APP_USER')!])
    await shares.create({ ...of, userId: user.id }, world.actor);
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

const services = () => world.product.services;
/** Whoever owns it may have a role that could never have made it: rows outlive roles. */
const asMaker = ({ user }: Person): Actor => ({
  kind: 'USER',
  userId: user.id,
  name: user.name,
  role: 'SUPER_ADMIN',
  groups: [],
});

function aScheduleOf(owner: Person): Promise<BackupSchedule> {
  const request = {
    name: `s-${randomUUID()}`,
    clusterId: world.cluster.id,
    locationId: world.location.id,
    selection: { kind: 'ALL' } as const,
    timing: { kind: 'INTERVAL', minutes: 60 } as const,
    timeZone: 'UTC',
    retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
  };
  return services().schedules.create(request, asMaker(owner));
}

function aBackupOf(owner: Person): Promise<Backup> {
  const request = { clusterId: world.cluster.id, locationId: world.location.id, namespaces: ['shop'] };
  return services().backups.create({ ...request, name: `b-${randomUUID()}` }, asMaker(owner));
}

/** Written past the service: what a person restores is made by who may. */
async function aRestoreOf(owner: Person): Promise<string> {
  const backupId = (await aBackupOf(owner)).id;
  const made = aRestore(
    { ownerId: owner.user.id, backupId, clusterId: world.cluster.id },
    { targetNamespaces: [] },
  );
  await world.product.world.work.stores.restores.insert(made);
  return made.id;
}

async function anAlertOf(owner: Person): Promise<string> {
  const { id } = await aScheduleOf(owner);
  const alert = anAlert({ subjectType: 'BackupSchedule', subjectId: id, scheduleId: id, backupId: null });
  await world.product.world.work.stores.alerts.insert(alert);
  return alert.id;
}

async function aShareOf(owner: Person): Promise<string> {
  const { id: resourceId } = await aBackupOf(owner);
  const of = { resource: 'Backup', resourceId, userId: other.user.id, access: 'VIEW' } as const;
  return (await services().shares.create(of, asMaker(owner))).id;
}

async function aLinkOf(owner: Person): Promise<string> {
  const who = { teamId: 'T1', teamName: 'Acme', slackUserName: 'x' };
  const slackUserId = `U${randomUUID().slice(0, 8).toUpperCase()}`;
  const bot: Actor = { kind: 'SERVICE', name: 'slack-bot', scope: new Set() };
  const { code } = await services().slackLinks.begin({ ...who, slackUserId }, bot);
  return (await services().slackLinks.confirm(code, asMaker(owner))).id;
}

const aRoute = async () => {
  const route = { name: `r-${randomUUID()}`, channelId: 'C0ALERTS1' };
  return (await services().alertRoutes.create(route, world.actor)).id;
};
const aRule = async () => {
  const rule = { name: `r-${randomUUID()}`, kind: 'PRE' as const, actions: [anAction()] };
  return (await services().execRules.create(rule, world.actor)).id;
};
const aGroup = async () =>
  (await services().userGroups.create({ name: `g-${randomUUID()}` }, world.actor)).id;
const aTokenOf = async ({ user }: Person) =>
  (await services().accessTokens.create({ userId: user.id, name: 'one' }, world.actor)).accessToken.id;
const schedule = async (owner: Person) => ({ id: (await aScheduleOf(owner)).id });
const scheduleId = async (owner: Person) => ({ scheduleId: (await aScheduleOf(owner)).id });
const backup = async (owner: Person) => ({ id: (await aBackupOf(owner)).id });
const restore = async (owner: Person) => ({ id: await aRestoreOf(owner) });
const cluster = async () => ({ id: world.cluster.id });
const location = async () => ({ id: world.location.id });
/** Of a cluster that only its row knows: what is asked of it there fails, after the right was looked at. */
const connection = async () => {
  const { stores } = world.product.world.work;
  const federated = aCluster(people.get('SUPER_ADMIN')!.user.id, { mode: 'FEDERATED' });
  await stores.clusters.insert(federated);
  const s3 = { bucket: 'team-backups', endpoint: 'https://store.example' };
  const vault = { name: `l-${randomUUID()}`, access: 'WORKLOAD_IDENTITY', s3 } as const;
  const { id: locationId } = await services().locations.create(vault, world.actor);
  const made = aConnection({ clusterId: federated.id, locationId });
  await stores.connections.insert(made);
  const seen = { resource: 'Cluster', resourceId: federated.id, access: 'VIEW' } as const;
  await services().shares.create({ ...seen, userId: people.get('APP_USER')!.user.id }, world.actor);
  return { id: made.id };
};
/** Its first run is under way, and stays so. */
const discovery = async () => {
  const request = { name: `d-${randomUUID()}`, kubeconfig: world.kubernetes.kubeconfig() };
  return { id: (await services().discoveries.create(request, world.actor)).id };
};
const place = async () => ({ clusterId: world.cluster.id, locationId: world.location.id });

type Case = readonly [right: Right | 'BOT', input: (owner: Person) => Promise<object>];

/** mutation → its right → an input about something of that owner; what may be done goes through or fails by another rule. */
const CASES: Readonly<Record<string, Case>> = {
  registerCluster: ['Cluster.register', async () => ({ name: 'NO NAME', kubeconfig: 'none' })],
  editCluster: ['Cluster.edit', async () => ({ ...(await cluster()), expectedVersion: 999 })],
  deleteCluster: ['Cluster.delete', cluster],
  validateCluster: ['Cluster.validate', cluster],
  createClusterDiscovery: ['ClusterDiscovery.create', async () => ({ name: 'NO NAME', kubeconfig: 'none' })],
  editClusterDiscovery: [
    'ClusterDiscovery.edit',
    async () => ({ ...(await discovery()), expectedVersion: 999 }),
  ],
  runClusterDiscovery: ['ClusterDiscovery.discover', async () => discovery()],
  refreshClusterDiscovery: ['ClusterDiscovery.refresh', async () => discovery()],
  deleteClusterDiscovery: ['ClusterDiscovery.delete', async () => discovery()],
  createBackupLocation: ['BackupLocation.create', async () => ({ name: 'NO NAME' })],
  editBackupLocation: ['BackupLocation.edit', async () => ({ ...(await location()), expectedVersion: 999 })],
  deleteBackupLocation: ['BackupLocation.delete', location],
  validateBackupLocation: ['BackupLocation.validate', location],
  createLocationConnection: ['LocationConnection.create', place],
  validateLocationConnection: ['LocationConnection.validate', async () => connection()],
  deleteLocationConnection: ['LocationConnection.delete', async () => connection()],
  syncBackupLocation: ['LocationConnection.sync', location],
  rescanBackupLocation: ['BackupLocation.rescan', location],
  createBackup: ['Cluster.backUp', async () => ({ ...(await place()), namespaces: [] })],
  cancelBackup: ['Backup.cancel', backup],
  editBackup: ['Backup.edit', async (owner) => ({ ...(await backup(owner)), expectedVersion: 999 })],
  changeLabels: [
    'Backup.edit',
    async (owner) => ({
      ...(await backup(owner)),
      resource: 'Backup',
      expectedVersion: 999,
      remove: ['none'],
    }),
  ],
  deleteBackup: ['Backup.delete', backup],
  forceDeleteBackup: [
    'Backup.forceDelete',
    async (owner) => ({ ...(await backup(owner)), acknowledgeOrphanedData: true }),
  ],
  verifyBackup: ['Backup.verify', backup],
  rewrapBackups: ['Backup.rewrap', async () => ({ first: 1 })],
  importVeleroBackup: ['BackupLocation.rescan', async () => ({ ...(await place()), veleroName: 'none' })],
  revealBackupSecret: [
    'Backup.revealSecrets',
    async (owner) => ({ backupId: (await backup(owner)).id, resource: 'secrets', name: 'none' }),
  ],
  cancelBackupVerification: ['Backup.verify', backup],
  createRestore: [
    'Backup.restore',
    async (owner) => ({ backupId: (await aBackupOf(owner)).id, namespaceMapping: [] }),
  ],
  cancelRestore: ['Restore.cancel', restore],
  deleteRestore: ['Restore.delete', restore],
  createBackupSchedule: [
    'Cluster.createSchedule',
    async () => ({
      ...(await place()),
      name: 'NO NAME',
      selection: { kind: 'ALL' },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3 },
    }),
  ],
  editBackupSchedule: [
    'BackupSchedule.edit',
    async (owner) => ({ ...(await schedule(owner)), expectedVersion: 999 }),
  ],
  deleteBackupSchedule: ['BackupSchedule.delete', schedule],
  suspendBackupSchedule: ['BackupSchedule.suspend', schedule],
  resumeBackupSchedule: ['BackupSchedule.resume', schedule],
  backUpScheduleNow: ['BackupSchedule.backUpNow', schedule],
  excludeNamespacesFromSchedule: [
    'BackupSchedule.excludeNamespaces',
    async (owner) => ({ ...(await scheduleId(owner)), namespaces: ['shop'], selectionVersion: 1 }),
  ],
  addNamespacesToSchedule: [
    'BackupSchedule.addNamespaces',
    async (owner) => ({ ...(await scheduleId(owner)), namespaces: ['shop'], selectionVersion: 1 }),
  ],
  revertScheduleEdit: ['BackupSchedule.revert', scheduleId],
  releaseHeldBackups: [
    'BackupSchedule.release',
    async (owner) => ({ ...(await scheduleId(owner)), namespaces: ['shop'] }),
  ],
  acknowledgeAlert: ['Alert.acknowledge', async (owner) => ({ id: await anAlertOf(owner) })],
  snoozeAlerts: ['BackupSchedule.snooze', scheduleId],
  unsnoozeAlerts: ['BackupSchedule.snooze', scheduleId],
  createAlertRoute: ['AlertRoute.create', async () => ({ name: 'NO NAME', channelId: 'none' })],
  editAlertRoute: ['AlertRoute.edit', async () => ({ id: await aRoute(), expectedVersion: 999 })],
  deleteAlertRoute: ['AlertRoute.delete', async () => ({ id: await aRoute() })],
  testAlertRoute: ['AlertRoute.test', async () => ({ id: await aRoute() })],
  resendDelivery: ['Delivery.resend', async () => ({ id: randomUUID() })],
  watchBackup: [
    'Backup.watch',
    async (owner) => ({ backupId: (await aBackupOf(owner)).id, channelId: 'C0ALERTS1' }),
  ],
  claimDeliveries: ['BOT', async () => ({ worker: 'x', first: 1 })],
  acknowledgeDelivery: ['BOT', async () => ({ id: randomUUID(), claim: randomUUID(), outcome: 'DELIVERED' })],
  adoptMessage: ['BOT', async () => ({ deliveryId: randomUUID(), channelId: 'C0ALERTS1', ts: '1.000001' })],
  createExecRule: ['ExecRule.create', async () => ({ name: 'NO NAME', kind: 'PRE', actions: [] })],
  editExecRule: ['ExecRule.edit', async () => ({ id: await aRule(), expectedVersion: 999 })],
  deleteExecRule: ['ExecRule.delete', async () => ({ id: await aRule() })],
  createUser: ['User.create', async () => ({ name: '', role: 'APP_USER' })],
  editUser: ['User.edit', async ({ user }) => ({ id: user.id, expectedVersion: 999 })],
  // To oneself: refused by its input, and nothing moves.
  reassignOwnership: ['User.reassign', async ({ user }) => ({ fromUserId: user.id, toUserId: user.id })],
  createShare: [
    'BackupSchedule.share',
    async (owner) => ({
      resource: 'BackupSchedule',
      id: (await aScheduleOf(owner)).id,
      userId: other.user.id,
      access: 'VIEW',
    }),
  ],
  editShare: ['Backup.share', async (owner) => ({ id: await aShareOf(owner), expectedVersion: 999 })],
  deleteShare: ['Backup.share', async (owner) => ({ id: await aShareOf(owner) })],
  createUserGroup: ['UserGroup.create', async () => ({ name: '' })],
  editUserGroup: ['UserGroup.edit', async () => ({ id: await aGroup(), expectedVersion: 999 })],
  deleteUserGroup: ['UserGroup.delete', async () => ({ id: await aGroup() })],
  createAccessToken: ['AccessToken.create', async ({ user }) => ({ userId: user.id, name: '' })],
  revokeAccessToken: ['AccessToken.revoke', async (owner) => ({ id: await aTokenOf(owner) })],
  confirmSlackLink: ['SlackLink.confirm', async () => ({ code: 'WRONG' })],
  removeSlackLink: ['SlackLink.remove', async (owner) => ({ id: await aLinkOf(owner) })],
  beginSlackLink: [
    'BOT',
    async () => ({ teamId: 'T1', teamName: 'Acme', slackUserId: 'U1', slackUserName: 'x' }),
  ],
  beginInteraction: [
    'BOT',
    async () => ({
      key: randomUUID(),
      kind: 'BUTTON',
      action: 'x',
      teamId: 'T1',
      slackUserId: 'U1',
      slackUserName: 'x',
      standing: 'MEMBER',
      operations: ['viewer'],
    }),
  ],
};

/** What is always about the one who asks. */
const ABOUT_ONESELF: readonly string[] = ['confirmSlackLink'];
/** What is about a cluster that is shared with everybody who asks here. */
const ON_SHARED_CLUSTER: readonly string[] = ['createBackup', 'createBackupSchedule'];
/** What app users see by owning it alone: of others it is not there. */
const OWNED = /^(BackupSchedule|Backup|Restore|Alert)\./;

async function codeOf(mutation: string, input: object, { token }: Person): Promise<string | undefined> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
  return (await asking(api, token)(text, { input })).code;
}

it('every mutation stands in this table with its right', () => {
  const mutations = Object.keys(buildApiSchema().getMutationType()?.getFields() ?? {});
  expect(mutations.filter((each) => !(each in CASES))).toEqual([]);
});

describe.each(ROLES)('%s', (role) => {
  it.each(Object.keys(CASES))('%s', async (mutation) => {
    const [right, input] = CASES[mutation]!;
    const me = people.get(role)!;
    const reach = right === 'BOT' ? 'NONE' : RIGHTS[right].reach[role];
    const own = await codeOf(mutation, await input(me), me);
    expect(own === 'FORBIDDEN').toBe(reach === 'NONE');
    if (ABOUT_ONESELF.includes(mutation) || ON_SHARED_CLUSTER.includes(mutation)) return;
    const foreign = await codeOf(mutation, await input(other), me);
    const unseen = role === 'APP_USER' && OWNED.test(right) && right !== 'Backup.rewrap';
    if (unseen) expect(foreign).toBe('NOT_FOUND');
    else expect(foreign === 'FORBIDDEN').toBe(reach !== 'ALL');
    // Forbidden is the first thing that is looked at: it never hides a fault of the test's own input.
    expect([own, foreign]).not.toContain('INTERNAL_SERVER_ERROR');
    expect([own, foreign]).not.toContain('GRAPHQL_VALIDATION_FAILED');
  });
});

it('allowedOperations says of each thing what would be refused, and why', async () => {
  const { id } = await aScheduleOf(other);
  const text = `query ($id: ID!) { backupSchedule(id: $id) { allowedOperations { operation allowed reason advice } } }`;
  const suspend = async ({ token }: Person) => {
    const { data } = await asking(api, token)(text, { id });
    const { allowedOperations } = data.backupSchedule as unknown as {
      allowedOperations: { operation: string; allowed: boolean; reason: string | null }[];
    };
    return allowedOperations.find(({ operation }) => operation === 'suspend');
  };
  expect(await suspend(other)).toMatchObject({ allowed: true });
  expect(await suspend(people.get('APP_ADMIN')!)).toMatchObject({ allowed: true });
  const viewed = { resource: 'BackupSchedule', resourceId: id, access: 'VIEW' } as const;
  await services().shares.create({ ...viewed, userId: people.get('APP_USER')!.user.id }, world.actor);
  expect(await suspend(people.get('APP_USER')!)).toMatchObject({
    allowed: false,
    reason:
      'Your role lets you suspend backup schedules only where it is your own or shared with you for FULL.',
    advice: 'Ask a super admin or an app admin.',
  });
  expect(await suspend(people.get('AUDITOR')!)).toMatchObject({
    allowed: false,
    reason: 'Your role does not include it.',
  });
});
