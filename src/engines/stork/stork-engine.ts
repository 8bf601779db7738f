import type { Backup } from '../../domain/backup.js';
import type { BackupLocation } from '../../domain/backup-location.js';
import type { ClusterRight } from '../../domain/cluster.js';
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import { ruleFaults } from '../../domain/federated-options.js';
import { type Issue, issue } from '../../domain/issue.js';
import type { ClusterApi, ClusterGateway } from '../../domain/ports/cluster-gateway.js';
import type {
  InstructedEngine,
  InstructedRestore,
  InstructedRestoreRun,
  InstructedRestoreStanding,
  InstructedRun,
  InstructedStanding,
  RemoteArtefact,
} from '../../domain/ports/instructed-engine.js';
import type { StorkSight } from '../../domain/ports/stork-look.js';
import type { Restore } from '../../domain/restore.js';
import type { StorkInstallation } from '../../domain/stork.js';
import { liesInBucket, manifestIn } from '../../domain/stork-artefact.js';
import { findStork } from './find-stork.js';
import { type FollowTimes, follow, StandsStill } from './follow.js';
import { backupDraft, ruleDrafts } from './instructions.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import { copiesOf, namesOf, notOurs } from './known-backups.js';
import { locationDraft } from './location-draft.js';
import { patiently } from './patience.js';
import { storkRestore } from './restore-run.js';
import { type SaidOfBackup, saidOfBackup } from './said-of-backup.js';
import { driversOf } from './snapshot-classes.js';
import { ForeignObject, StorkCluster } from './stork-cluster.js';
import {
  HOLDFAST,
  MANAGED_BY,
  STORK_MARKS,
  STORK_REGISTRATION,
  type StorkKind,
  storkNames,
} from './stork-kinds.js';

import { missingStorkRights } from './stork-rights.js';

export interface StorkTimes extends FollowTimes {
  /** How long something that was deleted may take to go, with its data. */
  readonly goneMs: number;
}

export const STORK_TIMES: StorkTimes = {
  stallMs: 30 * 60_000,
  pollMs: 1_000,
  watchMs: 5 * 60_000,
  goneMs: 60_000,
};

export interface StorkEngineOptions {
  readonly clusters: Pick<ClusterGateway, 'api'>;
  readonly times?: Partial<StorkTimes>;
}

const NO_TOTALS = { objects: 0, bytes: 0, storedBytes: 0 } as const;

/** Stork on the cluster does the work: Holdfast writes custom resources and reads what becomes of them (docs/adr/0031). */
export class StorkEngine implements InstructedEngine {
  readonly #times: StorkTimes;

  constructor(private readonly options: StorkEngineOptions) {
    this.#times = { ...STORK_TIMES, ...options.times };
  }

  async look(clusterId: string, signal: AbortSignal = new AbortController().signal): Promise<StorkSight> {
    return findStork(await this.options.clusters.api(clusterId), signal);
  }

  async missingRights(
    clusterId: string,
    { adminNamespace }: StorkInstallation,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<readonly ClusterRight[]> {
    return missingStorkRights(await this.options.clusters.api(clusterId), adminNamespace, signal);
  }

  async instruction({
    backup: { id, clusterId },
    signal,
  }: Pick<InstructedRun, 'backup' | 'signal'>): Promise<'NONE' | 'RUNS' | 'OVER'> {
    const object = await this.patiently(() => this.#find(clusterId, id, signal), signal);
    if (object === undefined) return 'NONE';
    return saidOfBackup(object).ended === null ? 'RUNS' : 'OVER';
  }

  patiently<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return patiently(call, this.#times, signal);
  }

  async #find(clusterId: string, backupId: string, signal: AbortSignal): Promise<JsonObject | undefined> {
    const { cluster } = await this.#on(clusterId, signal);
    const name = storkNames.backup(backupId);
    return oursOf(cluster, 'applicationbackups', { name, labels: { [STORK_MARKS.backup]: backupId } });
  }

  async *backUp(run: InstructedRun): AsyncGenerator<InstructedStanding> {
    const { backup, signal } = run;
    const { id, clusterId } = backup;
    const unfit = unfitRules(run);
    if (unfit.length > 0) {
      yield failed(...unfit);
      return;
    }
    const told = async () => {
      const on = await this.#on(clusterId, signal);
      const draft = backupDraft(run, await driversOf(on.api, signal));
      for (const each of [...ruleDrafts(run), draft]) await on.cluster.ensure(each);
      return { ...on, draft };
    };
    try {
      const { api, cluster, draft } = await this.patiently(told, signal);
      const subject = { cluster, api, kind: draft.kind, name: draft.name, times: this.#times, signal };
      const read = (object: JsonObject | undefined) =>
        object === undefined ? undefined : saidOfBackup(cluster.ours(draft, object));
      for await (const said of follow(subject, {
        read,
        isOver: (each) => each === undefined || each.ended !== null,
        standing: (each) => each?.standing ?? 'gone',
      }))
        yield said === undefined ? failed(gone(id)) : standingOf(said, id);
    } catch (error) {
      if (error instanceof ForeignObject) yield failed(issue('STORK_FOREIGN', ofBackup(id), error.message));
      else if (error instanceof StandsStill)
        yield failed(issue('STORK_STALLED', ofBackup(id), error.message));
      else throw error;
    }
  }

  async withdraw(
    { id, clusterId }: Pick<Backup, 'id' | 'clusterId'>,
    { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
  ): Promise<boolean> {
    const { cluster } = await this.#on(clusterId, signal);
    const name = storkNames.backup(id);
    const there = await removeBackup(cluster, { name, backupId: id });
    await this.#removeRules(cluster, id);
    const { pollMs } = this.#times;
    return !there || cluster.gone('applicationbackups', name, { withinMs: waitMs, pollMs });
  }

  async assertRemovable({ backup, through }: RemoteArtefact, signal: AbortSignal): Promise<void> {
    if (!liesInBucket(backup)) return;
    const { cluster } = await this.#on(through.id, signal);
    if ((await copiesOf(cluster, backup.id)).length === 0) throw await notOurs(cluster, { backup });
  }

  async tellRemoval({ backup, through, location }: RemoteArtefact, signal: AbortSignal): Promise<void> {
    const { cluster } = await this.#on(through.id, signal);
    const ours = namesOf(await copiesOf(cluster, backup.id));
    if (ours.length > 0) await assertLocation(cluster, location);
    for (const name of ours) await removeBackup(cluster, { name, backupId: backup.id, from: location });
    await this.#removeRules(cluster, backup.id);
  }

  async awaitRemoval({ backup, through }: RemoteArtefact, signal: AbortSignal): Promise<void> {
    const { cluster } = await this.#on(through.id, signal);
    const { goneMs: withinMs, pollMs } = this.#times;
    for (const name of namesOf(await copiesOf(cluster, backup.id))) {
      if (await cluster.gone('applicationbackups', name, { withinMs, pollMs })) continue;
      throw new ClusterCallFailed(
        `Stork has not removed the backup ${cluster.namespace}/${name} within ${withinMs / 1_000} s.`,
        { kind: 'TIMEOUT', call: 'DELETE applicationbackups' },
      );
    }
  }

  async forgetCopies({ backup, through }: RemoteArtefact, signal: AbortSignal): Promise<void> {
    const { cluster } = await this.#on(through.id, signal);
    const labels = { [STORK_MARKS.backup]: backup.id };
    for (const name of namesOf(await copiesOf(cluster, backup.id))) {
      await cluster.patch('applicationbackups', name, { spec: { reclaimPolicy: 'Retain' } });
      await deleteOurs(cluster, 'applicationbackups', { name, labels });
    }
  }

  async hasRestore({
    restore: { id },
    clusterId,
    signal,
  }: Pick<InstructedRestoreRun, 'restore' | 'clusterId' | 'signal'>): Promise<boolean> {
    const which = { name: storkNames.restore(id), labels: { [STORK_MARKS.restore]: id } };
    const find = async () =>
      oursOf((await this.#on(clusterId, signal)).cluster, 'applicationrestores', which);
    return (await this.patiently(find, signal)) !== undefined;
  }

  async *restore(run: InstructedRestoreRun): AsyncGenerator<InstructedRestoreStanding> {
    const on = await this.patiently(() => this.#on(run.clusterId, run.signal), run.signal);
    yield* storkRestore({ ...on, run, times: this.#times });
  }

  async withdrawRestore({ id }: Pick<Restore, 'id'>, clusterId: string, signal: AbortSignal): Promise<void> {
    const { cluster } = await this.#on(clusterId, signal);
    await deleteOurs(cluster, 'applicationrestores', {
      name: storkNames.restore(id),
      labels: { [STORK_MARKS.restore]: id },
    });
  }

  async instructed(clusterId: string, signal: AbortSignal): Promise<readonly string[]> {
    const { cluster } = await this.#on(clusterId, signal);
    const ours = await cluster.listMetadata('applicationbackups', { [MANAGED_BY]: HOLDFAST });
    return ours.flatMap((each) => {
      const metadata = objectAt(each, 'metadata');
      const id = textAt(objectAt(metadata, 'labels'), STORK_MARKS.backup);
      return id !== null && textAt(metadata, 'name') === storkNames.backup(id) ? [id] : [];
    });
  }

  async instructedRestores(clusterId: string, signal: AbortSignal): Promise<readonly InstructedRestore[]> {
    const { cluster } = await this.#on(clusterId, signal);
    const ours = await cluster.listMetadata('applicationrestores', { [MANAGED_BY]: HOLDFAST });
    return ours.flatMap((each) => {
      const metadata = objectAt(each, 'metadata');
      const restoreId = textAt(objectAt(metadata, 'labels'), STORK_MARKS.restore);
      if (restoreId === null || textAt(metadata, 'name') !== storkNames.restore(restoreId)) return [];
      const registration = textAt(objectAt(metadata, 'annotations'), STORK_REGISTRATION);
      return [{ restoreId, ours: registration === clusterId }];
    });
  }

  async #removeRules(cluster: StorkCluster, backupId: string): Promise<void> {
    const labels = { [STORK_MARKS.backup]: backupId };
    for (const kind of ['pre', 'post'] as const)
      await deleteOurs(cluster, 'rules', { name: storkNames.rule(backupId, kind), labels });
  }

  /** @throws ClusterCallFailed, also where the cluster has no Stork */
  async #on(
    clusterId: string,
    signal: AbortSignal,
  ): Promise<{ readonly api: ClusterApi; readonly cluster: StorkCluster }> {
    const api = await this.options.clusters.api(clusterId);
    const sight = await findStork(api, signal);
    if (!sight.found)
      throw new ClusterCallFailed(sight.message, { kind: 'NOT_FOUND', call: 'look for Stork' });
    return { api, cluster: new StorkCluster(api, sight.installation.adminNamespace, signal) };
  }
}

/** Without the BackupLocation that an instruction names Stork lets it go and leaves its data (facts 1.12). @throws DependencyFailure, ClusterCallFailed */
async function assertLocation(cluster: StorkCluster, location: BackupLocation): Promise<void> {
  try {
    await cluster.ensure(locationDraft(location));
  } catch (error) {
    if (error instanceof ForeignObject) throw new DependencyFailure(error.message, { dependency: 'Stork' });
    throw error;
  }
}

/**
 * With its data: an instruction that ended well would leave it, by its reclaim policy (facts 1.12).
 * @param of `from`: a location of its bucket that the cluster has, for a copy may name another one, which may be gone
 * @returns false: there was none of ours
 */
async function removeBackup(
  cluster: StorkCluster,
  {
    name,
    backupId,
    from,
  }: { readonly name: string; readonly backupId: string; readonly from?: Pick<BackupLocation, 'id'> },
): Promise<boolean> {
  const labels = { [STORK_MARKS.backup]: backupId };
  if ((await oursOf(cluster, 'applicationbackups', { name, labels })) === undefined) return false;
  const where = from && { backupLocation: storkNames.location(from.id) };
  await cluster.patch('applicationbackups', name, { spec: { reclaimPolicy: 'Delete', ...where } });
  await deleteOurs(cluster, 'applicationbackups', { name, labels });
  return true;
}

interface Ours {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

async function deleteOurs(cluster: StorkCluster, kind: StorkKind, which: Ours): Promise<void> {
  const object = await oursOf(cluster, kind, which);
  if (object === undefined) return;
  await cluster.delete(kind, which.name, textAt(objectAt(object, 'metadata'), 'uid') ?? undefined);
}

/** Undefined: there is none, or it is somebody else's. */
async function oursOf(cluster: StorkCluster, kind: StorkKind, which: Ours): Promise<JsonObject | undefined> {
  const object = await cluster.find(kind, which.name);
  if (object === undefined) return undefined;
  try {
    return cluster.ours({ kind, ...which }, object);
  } catch (error) {
    if (error instanceof ForeignObject) return undefined;
    throw error;
  }
}

function standingOf(said: SaidOfBackup, backupId: string): InstructedStanding {
  const { stage, volumes, byNamespace, ended, missing, objects, bytes, storedBytes, path } = said;
  if (ended === null) return { stage, volumes, byNamespace, missing, end: null };
  const totals = ended === 'FAILED' ? NO_TOTALS : { objects, bytes, storedBytes };
  const manifestKey = ended === 'FAILED' || path === null ? null : manifestIn(path);
  return {
    stage,
    volumes,
    byNamespace,
    missing,
    end: { issues: issuesOf(said, backupId), totals, manifestKey },
  };
}

/** Beside those of volumes and namespaces, which say it themselves. */
function issuesOf({ ended, reason, volumes, missing }: SaidOfBackup, backupId: string): readonly Issue[] {
  const why = reason === null ? 'it does not say why' : reason.replace(/\.$/, '');
  if (ended === 'FAILED')
    return [issue('STORK_FAILED', ofBackup(backupId), `Stork ended the backup as failed: ${why}.`)];
  const said = missing.length > 0 || volumes.some(({ state }) => state === 'FAILED');
  if (ended === 'WHOLE' || said) return [];
  return [
    issue('STORK_INCOMPLETE', ofBackup(backupId), `Stork ended the backup as a partial success: ${why}.`),
  ];
}

function failed(...issues: readonly Issue[]): InstructedStanding {
  const end = { issues, totals: NO_TOTALS, manifestKey: null };
  return { stage: null, volumes: [], byNamespace: new Map(), missing: [], end };
}

function gone(backupId: string): Issue {
  const message = 'Somebody deleted the ApplicationBackup while Stork was working on it.';
  return issue('STORK_GONE', ofBackup(backupId), message);
}

function unfitRules({ backup, preRule, postRule }: InstructedRun): readonly Issue[] {
  const faults = (rule: typeof preRule) => (rule === null ? [] : ruleFaults(rule));
  return [
    ...faults(preRule).map((fault) =>
      issue('PRE_RULE_FAILED', ofBackup(backup.id), `Stork cannot be told: ${fault}.`),
    ),
    ...faults(postRule).map((fault) =>
      issue('POST_RULE_FAILED', ofBackup(backup.id), `Stork cannot be told: ${fault}.`),
    ),
  ];
}

function ofBackup(name: string) {
  return { kind: 'BACKUP', name } as const;
}
