/** Everything that was set up, as the document that can be imported elsewhere. Secrets never leave the server: their files are named. */
import {
  AlertRoutesDocument,
  BackupLocationsDocument,
  ClusterDiscoveriesDocument,
  ClustersDocument,
  ConfigurationSchedulesDocument,
  ExecRulesDocument,
  LocationConnectionsDocument,
} from '../../client/generated/graphql.js';
import { allOf, PAGE_SIZE } from '../pages.js';
import type { Session } from '../session.js';
import {
  API_VERSION,
  type Configuration,
  type Entry,
  KIND,
  nameOfConnection,
  type Section,
} from './configuration-document.js';

export interface Exported {
  readonly configuration: Configuration;
  /** `<section>/<name>` → id. */
  readonly ids: ReadonlyMap<string, string>;
}

interface Listed<S extends Section> {
  readonly id: string;
  readonly entry: Entry<S>;
}

/** What the caller may see of it. @throws ApiRefusal, ConnectionFailed */
export async function exportConfiguration(session: Session): Promise<Exported> {
  const found = {
    rules: await rules(session),
    discoveries: await discoveries(session),
    clusters: await clusters(session),
    locations: await locations(session),
    locationConnections: await locationConnections(session),
    schedules: await schedules(session),
    alertRoutes: await alertRoutes(session),
  };
  const entries = <S extends Section>(listed: readonly Listed<S>[]) =>
    listed.map(({ entry }) => entry).sort((left, right) => (left.name < right.name ? -1 : 1));
  return {
    configuration: {
      apiVersion: API_VERSION,
      kind: KIND,
      rules: entries<'rules'>(found.rules),
      discoveries: entries<'discoveries'>(found.discoveries),
      clusters: entries<'clusters'>(found.clusters),
      locations: entries<'locations'>(found.locations),
      locationConnections: entries<'locationConnections'>(found.locationConnections),
      schedules: entries<'schedules'>(found.schedules),
      alertRoutes: entries<'alertRoutes'>(found.alertRoutes),
    },
    ids: new Map(
      Object.entries(found).flatMap(([section, listed]) =>
        listed.map(({ id, entry }) => [`${section}/${entry.name}`, id] as const),
      ),
    ),
  };
}

async function rules(session: Session): Promise<Listed<'rules'>[]> {
  const all = await allOf(
    async (after) =>
      (await session.ask(ExecRulesDocument, { first: PAGE_SIZE, after, kind: null })).execRules,
  );
  return all.map(({ id, name, kind, actions }) => ({ id, entry: { name, kind, actions } }));
}

async function clusters(session: Session): Promise<Listed<'clusters'>[]> {
  const all = await allOf(
    async (after) =>
      (await session.ask(ClustersDocument, { first: PAGE_SIZE, after, states: null })).clusters,
  );
  return all.map(({ id, name, mode, labels, shoot }) => {
    const entry = { name, mode, labels: labelsOf(labels) };
    const discovery = shoot?.managed === true ? shoot.discoveries[0]?.name : undefined;
    if (discovery !== undefined) return { id, entry: { ...entry, discovery } };
    return { id, entry: { ...entry, kubeconfigFile: `kubeconfigs/${name}.yaml`, context: null } };
  });
}

async function discoveries(session: Session): Promise<Listed<'discoveries'>[]> {
  const all = await allOf(
    async (after) =>
      (await session.ask(ClusterDiscoveriesDocument, { first: PAGE_SIZE, after, states: null }))
        .clusterDiscoveries,
  );
  return all.map(({ id, name, project, labelSelector, intervalMinutes }) => {
    const garden = { kubeconfigFile: `kubeconfigs/garden-${name}.yaml`, context: null };
    return { id, entry: { name, project, labelSelector, intervalMinutes, ...garden } };
  });
}

async function locations(session: Session): Promise<Listed<'locations'>[]> {
  const all = await allOf(
    async (after) =>
      (await session.ask(BackupLocationsDocument, { first: PAGE_SIZE, after, states: null })).backupLocations,
  );
  return all.map(({ id, name, access, labels, path, s3 }) => {
    if (s3 === null) return { id, entry: { name, labels: labelsOf(labels), path } };
    const keys = s3.credentials === 'STATIC_KEYS' ? { accessKeyId: null, secretFile: `secrets/${name}` } : {};
    return { id, entry: { name, access, labels: labelsOf(labels), s3: { ...s3, ...keys } } };
  });
}

async function locationConnections(session: Session): Promise<Listed<'locationConnections'>[]> {
  const all = await allOf(
    async (after) =>
      (await session.ask(LocationConnectionsDocument, { first: PAGE_SIZE, after })).locationConnections,
  );
  return all.map(({ id, cluster, location }) => {
    const ends = { cluster: cluster?.name ?? '', location: location?.name ?? '' };
    return { id, entry: { name: nameOfConnection(ends), ...ends } };
  });
}

async function schedules(session: Session): Promise<Listed<'schedules'>[]> {
  const all = await allOf(
    async (after) =>
      (await session.ask(ConfigurationSchedulesDocument, { first: PAGE_SIZE, after })).backupSchedules,
  );
  return all.map(({ id, state, cluster, location, labels, preRule, postRule, volumeSettings, ...rest }) => ({
    id,
    entry: {
      ...rest,
      suspended: state === 'SUSPENDED',
      cluster: cluster?.name ?? '',
      location: location?.name ?? '',
      labels: labelsOf(labels),
      preRule: preRule?.name ?? null,
      postRule: postRule?.name ?? null,
      volumes: volumeSettings,
    },
  }));
}

async function alertRoutes(session: Session): Promise<Listed<'alertRoutes'>[]> {
  const all = await allOf(
    async (after) => (await session.ask(AlertRoutesDocument, { first: PAGE_SIZE, after })).alertRoutes,
  );
  return all.map(({ id, cluster, schedule, ...route }) => {
    const { name, channelId, isDefault, labelSelector, detail, buttons, digestAt, timeZone } = route;
    const of = { cluster: cluster?.name ?? null, schedule: schedule?.name ?? null };
    const rest = { name, channelId, isDefault, labelSelector, detail, buttons, digestAt, timeZone };
    return { id, entry: { ...rest, ...of } };
  });
}

function labelsOf(
  labels: readonly { readonly key: string; readonly value: string }[],
): Record<string, string> {
  return Object.fromEntries(labels.map(({ key, value }) => [key, value]));
}
