import DataLoader from 'dataloader';
import { sightOf } from '../domain/access.js';
import type { Alert } from '../domain/alert.js';
import type { AlertRoute } from '../domain/alert-route.js';
import type { Backup, BackupNamespace } from '../domain/backup.js';
import type { BackupLocation } from '../domain/backup-location.js';
import type { BackupMachine } from '../domain/backup-machine.js';
import type { BackupSchedule, ScheduleEdit } from '../domain/backup-schedule.js';
import type { BackupVolume } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { ClusterDiscovery } from '../domain/cluster-discovery.js';
import type { Cycle } from '../domain/cycle.js';
import type { Delivery } from '../domain/delivery.js';
import type { ExecRule } from '../domain/exec-rule.js';
import type { AccessToken, Actor, User } from '../domain/identity.js';
import type { Issue } from '../domain/issue.js';
import type { NamedAround } from '../domain/ports/backup-store.js';
import type { DiscoveredClusters } from '../domain/ports/discovery-stores.js';
import type { Refusals } from '../domain/refusal.js';
import type { Restore } from '../domain/restore.js';
import type { HeldFor } from '../domain/retention.js';
import type { RuleResult } from '../domain/rule-result.js';
import type { DiscoveredShoot } from '../domain/shoot.js';
import type { SlackLink } from '../domain/slack-link.js';
import type { UserGroup } from '../domain/user-group.js';
import type { BackupVerification } from '../domain/verification.js';
import type { AlertPart } from './alert-services.js';
import type { ApiServices } from './services.js';

type AlertDetails = ApiServices['alertDetails'];

import type { Access, OwnedResource } from '../domain/access.js';
import type { ClusterPlace } from '../services/authorisation.js';
import type { ObstacleResource, ObstacleSubjects } from '../services/obstacles.js';

/** One call per kind of thing and tick of a request, however many parents ask. */
export interface Loaders {
  /** How far the caller reaches; undefined: not at all. */
  readonly access: Readonly<Record<OwnedResource, DataLoader<string, Access | undefined>>>;
  /** How far a caller who sees only what is shared reaches in a namespace of a cluster; undefined: not at all. */
  readonly accessIn: DataLoader<ClusterPlace, Access | undefined, string>;
  /** What stands in the way of operations of a thing; undefined: nothing. */
  readonly obstacles: {
    readonly [R in ObstacleResource]: DataLoader<ObstacleSubjects[R], Refusals | undefined, string>;
  };
  readonly clusters: DataLoader<string, Cluster | undefined>;
  readonly locations: DataLoader<string, BackupLocation | undefined>;
  readonly discoveries: DataLoader<string, ClusterDiscovery | undefined>;
  /** By discovery. */
  readonly discoveredClusters: DataLoader<string, DiscoveredClusters | undefined>;
  /** By cluster. */
  readonly shoots: DataLoader<string, DiscoveredShoot | undefined>;
  /** Ids of the discoveries that find it, by cluster. */
  readonly discoveriesOfClusters: DataLoader<string, readonly string[]>;
  readonly backups: DataLoader<string, Backup | undefined>;
  readonly restores: DataLoader<string, Restore | undefined>;
  /** By backup. */
  readonly restoreCounts: DataLoader<string, number>;
  readonly users: DataLoader<string, User | undefined>;
  /** By user; undefined: not for this caller. */
  readonly accessTokens: DataLoader<string, readonly AccessToken[] | undefined>;
  readonly groupsOfUsers: DataLoader<string, readonly UserGroup[] | undefined>;
  /** By group. */
  readonly memberCounts: DataLoader<string, number>;
  readonly userGroups: DataLoader<string, UserGroup | undefined>;
  readonly slackLinks: DataLoader<string, readonly SlackLink[] | undefined>;
  /** Names of what backups stand on, by kind and id: for who sees everything and asks for nothing else. Undefined: not for this caller. */
  readonly namesAround: DataLoader<Around, Named | undefined, string> | undefined;
  readonly namespaces: DataLoader<string, readonly BackupNamespace[]>;
  readonly issues: DataLoader<string, readonly Issue[]>;
  readonly volumes: DataLoader<string, readonly BackupVolume[]>;
  readonly machinesOfBackups: DataLoader<string, readonly BackupMachine[]>;
  readonly schedules: DataLoader<string, BackupSchedule | undefined>;
  /** For who asks for nothing else of them. */
  readonly scheduleNames: DataLoader<string, Pick<BackupSchedule, 'id' | 'name'> | undefined>;
  /** Open alerts by schedule. */
  readonly alertsOfSchedules: DataLoader<string, readonly Alert[]>;
  /** The first names of an alert, and the first edits since. */
  readonly alertNames: DataLoader<AlertPart, Awaited<ReturnType<AlertDetails['namesOf']>>[number], string>;
  readonly alertEdits: DataLoader<AlertPart, readonly ScheduleEdit[], string>;
  /** The incident before each. */
  readonly alertsBefore: DataLoader<string, Alert | undefined>;
  readonly openCycles: DataLoader<string, Cycle | undefined>;
  readonly backupsOfCycles: DataLoader<string, Backup | undefined>;
  /** What is held, by schedule: then by backup. */
  readonly held: DataLoader<string, ReadonlyMap<string, readonly HeldFor[]>>;
  /** The last verification of a backup. */
  readonly verifications: DataLoader<string, BackupVerification | undefined>;
  readonly alertRoutes: DataLoader<string, AlertRoute | undefined>;
  /** By alert, newest first. */
  readonly deliveriesOfAlerts: DataLoader<string, readonly Delivery[]>;
  readonly execRules: DataLoader<string, ExecRule | undefined>;
  /** By backup. */
  readonly ruleResults: DataLoader<string, readonly RuleResult[]>;
  /** When the virtual machines of a cluster were last looked at. */
  readonly machinesSeenAt: DataLoader<string, Date | undefined>;
  /** Names of the namespaces that a cluster has now and that are not being deleted. */
  readonly namespacesNow: DataLoader<string, ReadonlySet<string>>;
}

export interface Around {
  readonly kind: keyof NamedAround;
  readonly id: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** @param remember false for a subscription: it lives for hours and must see each change */
export function createLoaders(services: ApiServices, remember: boolean, actor: Actor | undefined): Loaders {
  const options = { cache: remember };
  const seen = seenBy(actor);
  const access = (resource: OwnedResource) =>
    new DataLoader(
      mappedById(async (ids) => (actor ? services.access.accessTo(actor, resource, ids) : new Map())),
      options,
    );
  const ofSchedules = scheduleLoaders(services, options, seen);
  const asked = { cycles: { openOf: (ids: readonly string[]) => loaded(ofSchedules.openCycles, ids) } };
  const obstacles = <R extends ObstacleResource>(resource: R) =>
    new DataLoader<ObstacleSubjects[R], Refusals | undefined, string>(
      async (rows) => {
        const found = await services.obstacles.of(resource, rows, asked);
        return rows.map(({ id }) => found.get(id));
      },
      { ...options, cacheKeyFn: ({ id }) => id },
    );
  return {
    obstacles: {
      Cluster: obstacles('Cluster'),
      BackupLocation: obstacles('BackupLocation'),
      BackupSchedule: obstacles('BackupSchedule'),
      Backup: obstacles('Backup'),
      LocationConnection: obstacles('LocationConnection'),
    },
    access: {
      Cluster: access('Cluster'),
      BackupSchedule: access('BackupSchedule'),
      Backup: access('Backup'),
      Restore: access('Restore'),
      Alert: access('Alert'),
    },
    accessIn: new DataLoader<ClusterPlace, Access | undefined, string>(
      async (places) => {
        const sight = actor === undefined ? 'ALL' : sightOf(actor);
        return sight === 'ALL' ? places.map(() => undefined) : services.access.accessIn(sight, places);
      },
      { ...options, cacheKeyFn: ({ clusterId, namespace }) => `${clusterId}/${namespace}` },
    ),
    clusters: new DataLoader(byId(seen((ids, viewer) => services.clusters.getMany(ids, viewer))), options),
    machinesSeenAt: new DataLoader(
      mappedById((ids) => services.virtualMachines.checkedAt(ids)),
      options,
    ),
    locations: new DataLoader(
      byId((ids) => services.locations.getMany(ids)),
      options,
    ),
    backups: new DataLoader(byId(seen((ids, viewer) => services.backups.getMany(ids, viewer))), options),
    restores: new DataLoader(byId(seen((ids, viewer) => services.restores.getMany(ids, viewer))), options),
    restoreCounts: new DataLoader(async (ids) => {
      const counts = actor && (await services.restores.countOfBackups([...new Set(ids)], actor));
      return ids.map((id) => counts?.get(id) ?? 0);
    }, options),
    users: new DataLoader(
      byId((ids) => services.identity.usersByIds(ids)),
      options,
    ),
    accessTokens: new DataLoader(
      mappedById(async (ids) => (actor ? services.accessTokens.ofUsers(ids, actor) : new Map())),
      options,
    ),
    groupsOfUsers: new DataLoader(
      mappedById(async (ids) => (actor ? services.userGroups.ofUsers(ids, actor) : new Map())),
      options,
    ),
    memberCounts: new DataLoader(async (ids) => {
      const counts = await services.userGroups.countMembers([...new Set(ids)]);
      return ids.map((id) => counts?.get(id) ?? 0);
    }, options),
    userGroups: new DataLoader(
      byId((ids) => services.userGroups.getMany(ids)),
      options,
    ),
    slackLinks: new DataLoader(
      mappedById(async (ids) => (actor ? services.slackLinks.ofUsers(ids, actor) : new Map())),
      options,
    ),
    namesAround:
      actor && sightOf(actor) === 'ALL'
        ? new DataLoader(namesAround(services, actor), { ...options, cacheKeyFn: ({ id }) => id })
        : undefined,
    namespaces: new DataLoader(
      listsById((ids) => services.backups.namespacesOf(ids)),
      options,
    ),
    issues: new DataLoader(
      listsById((ids) => services.backups.issuesOf(ids)),
      options,
    ),
    machinesOfBackups: new DataLoader(
      listsById((ids) => services.backups.machinesOf(ids)),
      options,
    ),
    volumes: new DataLoader(
      listsById((ids) => services.backups.volumesOf(ids)),
      options,
    ),
    alertRoutes: new DataLoader(
      byId(seen((ids, viewer) => services.alertRoutes.getMany(ids, viewer))),
      options,
    ),
    deliveriesOfAlerts: new DataLoader(
      listsById((ids) => services.deliveries.ofAlerts(ids)),
      options,
    ),
    execRules: new DataLoader(
      byId((ids) => services.execRules.getMany(ids)),
      options,
    ),
    ruleResults: new DataLoader(
      listsById((ids) => services.backups.ruleResultsOf(ids)),
      options,
    ),
    ...discoveryLoaders(services.discoveries, options, seen),
    ...ofSchedules,
    ...alertLoaders(services.alertDetails, options),
  };
}

function discoveryLoaders(
  discoveries: ApiServices['discoveries'],
  options: { readonly cache: boolean },
  seen: ReturnType<typeof seenBy>,
) {
  return {
    discoveries: new DataLoader(byId(seen((ids, viewer) => discoveries.getMany(ids, viewer))), options),
    discoveredClusters: new DataLoader(
      mappedById((ids) => discoveries.clusterCounts(ids)),
      options,
    ),
    shoots: new DataLoader(
      byId((ids) => discoveries.shootsOf(ids)),
      options,
    ),
    discoveriesOfClusters: new DataLoader(
      listsById((ids) => discoveries.discoveriesOf(ids)),
      options,
    ),
  };
}

function scheduleLoaders(
  { schedules, retention, clusters, verifications }: ApiServices,
  options: { readonly cache: boolean },
  seen: ReturnType<typeof seenBy>,
) {
  return {
    schedules: new DataLoader(byId(seen((ids, viewer) => schedules.getMany(ids, viewer))), options),
    scheduleNames: new DataLoader(
      byId(seen((ids, viewer) => schedules.getMany(ids, viewer, ['id', 'name']))),
      options,
    ),
    alertsOfSchedules: new DataLoader(
      listsById((ids) => schedules.alertsOf(ids)),
      options,
    ),
    openCycles: new DataLoader(
      mappedById((ids) => schedules.openCyclesOf(ids)),
      options,
    ),
    backupsOfCycles: new DataLoader(
      mappedById((ids) => schedules.backupsOfCycles(ids)),
      options,
    ),
    held: new DataLoader(
      oneByOne(
        async (id) => new Map((await retention.held(id)).map((each) => [each.backupId, each.heldFor])),
      ),
      options,
    ),
    verifications: new DataLoader(
      mappedById((ids) => verifications.of(ids)),
      options,
    ),
    namespacesNow: new DataLoader(
      oneByOne(async (id) => {
        const namespaces = await clusters.namespacesNow(id);
        return new Set(namespaces.filter((each) => !each.terminating).map((each) => each.name));
      }),
      options,
    ),
  };
}

function alertLoaders(details: AlertDetails, options: { readonly cache: boolean }) {
  const parts = { ...options, cacheKeyFn: ({ alert, first }: AlertPart) => `${alert.id}/${first}` };
  return {
    alertNames: new DataLoader((keys: readonly AlertPart[]) => details.namesOf(keys), parts),
    alertEdits: new DataLoader((keys: readonly AlertPart[]) => details.editsOf(keys), parts),
    alertsBefore: new DataLoader(
      mappedById((ids) => details.previousOf(ids)),
      options,
    ),
  };
}

/** Nobody sees nothing: a transport that forgot to ask who it is. */
function seenBy(viewer: Actor | undefined) {
  return <T>(load: (ids: readonly string[], viewer: Actor) => Promise<readonly T[]>) =>
    async (ids: readonly string[]): Promise<readonly T[]> =>
      viewer === undefined ? [] : load(ids, viewer);
}

/** One question for names of three kinds. */
function namesAround({ backups }: ApiServices, viewer: Actor) {
  return async (asked: readonly Around[]): Promise<(Named | undefined)[]> => {
    const of = (kind: Around['kind']) => [
      ...new Set(asked.filter((each) => each.kind === kind).map(({ id }) => id)),
    ];
    const ids = { clusters: of('clusters'), locations: of('locations'), schedules: of('schedules') };
    const names = await backups.namesAround(ids, viewer);
    return asked.map(({ id }) => {
      const name = names.get(id);
      return name === undefined ? undefined : { id, name };
    });
  };
}

function byId<T extends { readonly id: string }>(load: (ids: readonly string[]) => Promise<readonly T[]>) {
  return async (ids: readonly string[]): Promise<(T | undefined)[]> => {
    const found = new Map((await load([...new Set(ids)])).map((each) => [each.id, each]));
    return ids.map((id) => found.get(id));
  };
}

function listsById<T>(load: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>) {
  return async (ids: readonly string[]): Promise<(readonly T[])[]> => {
    const found = await load([...new Set(ids)]);
    return ids.map((id) => found.get(id) ?? []);
  };
}

/** Through a loader, for who takes what its service answers. */
async function loaded<T>(
  loader: DataLoader<string, T | undefined>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, T>> {
  const found = await Promise.all(ids.map(async (id) => [id, await loader.load(id)] as const));
  return new Map(found.flatMap(([id, one]) => (one === undefined ? [] : [[id, one]])));
}

function mappedById<T>(load: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>) {
  return async (ids: readonly string[]): Promise<(T | undefined)[]> => {
    const found = await load([...new Set(ids)]);
    return ids.map((id) => found.get(id));
  };
}

/** For what can only be asked of one at a time: once per id, and the failure of one is not that of the others. */
function oneByOne<T>(load: (id: string) => Promise<T>) {
  return async (ids: readonly string[]): Promise<(T | Error)[]> => {
    const answers = new Map<string, T | Error>();
    const ask = async (id: string) => answers.set(id, await load(id).catch(asError));
    await Promise.all([...new Set(ids)].map(ask));
    return ids.map((id) => answers.get(id) ?? new RangeError(`${id} was not asked for`));
  };
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
