/** Makes what a configuration names and is not there, one after the other in the order in which one needs the other. */
import { resolve } from 'node:path';
import { ApiRefusal } from '../../client/api-refusal.js';
import {
  CreateAlertRouteDocument,
  CreateBackupLocationDocument,
  CreateBackupScheduleDocument,
  CreateClusterDiscoveryDocument,
  CreateExecRuleDocument,
  CreateLocationConnectionDocument,
  RegisterClusterDocument,
  SuspendBackupScheduleDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import { kubeconfigToSend } from '../kubeconfig/kubeconfig-to-send.js';
import { readLocalFile } from '../kubeconfig/local-file.js';
import type { Session } from '../session.js';
import type { Configuration, Entry, Section } from './configuration-document.js';
import type { Step } from './import-plan.js';

const EXEC_TIMEOUT_S = 60;

export interface ImportContext {
  readonly session: Session;
  /** Where the document lies: files are named from there. */
  readonly folder: string;
  /** `<section>/<name>` → id; what is made is added. */
  readonly ids: Map<string, string>;
  readonly yes: boolean;
}

export type Result = Step & {
  readonly outcome: 'CREATED' | 'FAILED' | 'AWAIT' | 'SAME' | 'DIFFERS';
  readonly why: string;
};

/** Files of secrets that what is to be made needs and nobody put there: sentences. */
export function missingFiles(steps: readonly Step[], folder: string): readonly string[] {
  return steps.flatMap((step) => {
    if (step.does !== 'CREATE') return [];
    if (step.section === 'clusters' || step.section === 'discoveries') {
      const { name, kubeconfigFile } = step.entry;
      const of = `${step.section === 'clusters' ? 'cluster' : 'discovery'} ${name}`;
      if (kubeconfigFile == null) return [`${of} names no kubeconfigFile`];
      return unreadable(resolve(folder, kubeconfigFile), of);
    }
    if (step.section !== 'locations' || step.entry.s3?.credentials !== 'STATIC_KEYS') return [];
    const { name, s3 } = step.entry;
    if (s3.accessKeyId == null || s3.secretFile == null)
      return [`location ${name} names no accessKeyId with its secretFile`];
    return unreadable(resolve(folder, s3.secretFile), `location ${name}`);
  });
}

function unreadable(path: string, of: string): string[] {
  try {
    readLocalFile(path);
    return [];
  } catch (error) {
    if (error instanceof CliError) return [`${of}: ${error.message}`];
    throw error;
  }
}

/** A refusal concerns one entry, and what needs it; the others are made. @throws ConnectionFailed */
export async function importSteps(
  steps: readonly Step[],
  context: ImportContext,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const step of steps) {
    if (step.does !== 'CREATE') {
      results.push({ ...step, outcome: step.does, why: whyNot(step) });
      continue;
    }
    try {
      const id = await create(step, context);
      context.ids.set(`${step.section}/${step.entry.name}`, id);
      context.session.say(`Created ${step.section}/${step.entry.name}.`);
      results.push({ ...step, outcome: 'CREATED', why: '' });
    } catch (error) {
      if (!(error instanceof ApiRefusal || error instanceof CliError)) throw error;
      results.push({ ...step, outcome: 'FAILED', why: error.message });
    }
  }
  return results;
}

function whyNot({ does, fields, entry }: Step): string {
  if (does === 'DIFFERS') return `stays as it is; it differs in ${fields.join(', ')}`;
  if (does !== 'AWAIT' || !('discovery' in entry)) return '';
  return `discovery ${entry.discovery} registers it: import again when its run has ended`;
}

function create(step: Step, context: ImportContext): Promise<string> {
  switch (step.section) {
    case 'rules':
      return createRule(step.entry, context);
    case 'discoveries':
      return createDiscovery(step.entry, context);
    case 'clusters':
      return registerCluster(step.entry, context);
    case 'locations':
      return createLocation(step.entry, context);
    case 'locationConnections':
      return connect(step.entry, context);
    case 'schedules':
      return createSchedule(step.entry, context);
    case 'alertRoutes':
      return createAlertRoute(step.entry, context);
  }
}

async function createRule(input: Entry<'rules'>, { session }: ImportContext): Promise<string> {
  return (await session.ask(CreateExecRuleDocument, { input })).createExecRule.execRule.id;
}

/** Its first run begins at once. */
async function createDiscovery(
  { name, project, labelSelector, intervalMinutes, ...access }: Entry<'discoveries'>,
  context: ImportContext,
): Promise<string> {
  const input = {
    ...{ name, project, labelSelector, intervalMinutes },
    ...(await kubeconfigOf(access, context)),
  };
  const { createClusterDiscovery } = await context.session.ask(CreateClusterDiscoveryDocument, { input });
  return createClusterDiscovery.clusterDiscovery.id;
}

async function registerCluster(
  { name, mode, labels, ...access }: Entry<'clusters'>,
  context: ImportContext,
): Promise<string> {
  const kubeconfig = await kubeconfigOf(access, context);
  const input = { name, ...kubeconfig, mode: mode ?? null, labels: pairsOf(labels) };
  return (await context.session.ask(RegisterClusterDocument, { input })).registerCluster.cluster.id;
}

function kubeconfigOf(
  { kubeconfigFile, context }: Pick<Entry<'clusters'>, 'kubeconfigFile' | 'context'>,
  { session, folder, yes }: ImportContext,
) {
  return kubeconfigToSend(session, {
    kubeconfig: resolve(folder, kubeconfigFile ?? ''),
    ...(context != null && { context }),
    execTimeout: EXEC_TIMEOUT_S,
    yes,
  });
}

/** A folder or prefix that another installation used is taken over: its backups are found by a rescan. */
async function createLocation(
  { name, access, labels, path, s3 }: Entry<'locations'>,
  { session, folder }: ImportContext,
): Promise<string> {
  const input = {
    name,
    access: access ?? null,
    labels: pairsOf(labels),
    path: path ?? null,
    s3: s3 == null ? null : bucketOf(s3, folder),
    adopt: true,
  };
  const { backupLocation } = (await session.ask(CreateBackupLocationDocument, { input }))
    .createBackupLocation;
  return backupLocation.id;
}

function bucketOf(s3: NonNullable<Entry<'locations'>['s3']>, folder: string) {
  const { secretFile, accessKeyId, ...bucket } = s3;
  if (s3.credentials !== 'STATIC_KEYS') return bucket;
  return { ...bucket, accessKeyId, secretAccessKey: readLocalFile(resolve(folder, secretFile ?? '')).trim() };
}

/** Its cluster looks at the location at once: without that no schedule may name it. */
async function connect(
  { cluster, location }: Entry<'locationConnections'>,
  context: ImportContext,
): Promise<string> {
  const input = {
    clusterId: idOf(context, 'clusters', cluster),
    locationId: idOf(context, 'locations', location),
  };
  const { createLocationConnection } = await context.session.ask(CreateLocationConnectionDocument, { input });
  return createLocationConnection.locationConnection.id;
}

async function createSchedule(entry: Entry<'schedules'>, context: ImportContext): Promise<string> {
  const { suspended, cluster, location, labels, preRule, postRule, verifyEveryDays, ...rest } = entry;
  const input = {
    ...rest,
    clusterId: idOf(context, 'clusters', cluster),
    locationId: idOf(context, 'locations', location),
    labels: pairsOf(labels),
    ...(preRule != null && { preRuleId: idOf(context, 'rules', preRule) }),
    ...(postRule != null && { postRuleId: idOf(context, 'rules', postRule) }),
    ...(verifyEveryDays != null && { verifyEvery: { days: verifyEveryDays } }),
  };
  const { backupSchedule } = (await context.session.ask(CreateBackupScheduleDocument, { input }))
    .createBackupSchedule;
  if (suspended)
    await context.session.ask(SuspendBackupScheduleDocument, { input: { id: backupSchedule.id } });
  return backupSchedule.id;
}

async function createAlertRoute(
  { cluster, schedule, ...rest }: Entry<'alertRoutes'>,
  context: ImportContext,
): Promise<string> {
  const input = {
    ...rest,
    ...(cluster != null && { clusterId: idOf(context, 'clusters', cluster) }),
    ...(schedule != null && { scheduleId: idOf(context, 'schedules', schedule) }),
  };
  return (await context.session.ask(CreateAlertRouteDocument, { input })).createAlertRoute.alertRoute.id;
}

/** @throws CliError when what it needs could not be made */
function idOf({ ids }: ImportContext, section: Section, name: string): string {
  const id = ids.get(`${section}/${name}`);
  if (id !== undefined) return id;
  throw new CliError(`It needs ${section}/${name}, which is not there`, 'mend that first');
}

function pairsOf(labels: Configuration['schedules'][number]['labels']) {
  return Object.entries(labels).map(([key, value]) => ({ key, value }));
}
