import type { Backup, CyclePlan, ImportSource, Stage } from '../domain/backup.js';
import { BackupLocked } from '../domain/backup-locked.js';
import type { BackupMachine } from '../domain/backup-machine.js';
import { type Issue, issue } from '../domain/issue.js';
import { backupKeys, type Manifest } from '../domain/manifest.js';
import type { BackupKey } from '../domain/ports/backup-cipher.js';
import type { CapturedResources, ProgressReport, VolumeRun } from '../domain/ports/backup-engine.js';
import type { ImportedBackup } from '../domain/ports/backup-importer.js';
import type { BackupEnd } from '../domain/ports/backup-store.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import { attemptsLeft } from './attempts.js';
import { checkPreconditions, type Preconditions } from './check-preconditions.js';
import { commitManifest, endOf, type ManifestFacts, makeManifest } from './commit.js';
import { decide, lostIssues, planIssues } from './decide.js';
import { enterStage } from './enter-stage.js';
import { ExecRules, RuleFailed } from './exec-rules.js';
import { causeOfEnd, issueOfShoot } from './failures.js';
import { importBackup, planOfImport } from './import-backup.js';
import type { LeaseKeeper } from './lease.js';
import { machineIssues } from './machine-results.js';
import { namespacesAt } from './namespace-fates.js';
import { makePlan } from './plan.js';
import { backupProgress, volumeProgress } from './progress.js';
import { findManifest } from './read-manifest.js';
import { recheck } from './recheck.js';
import { recordAndRing } from './record.js';
import { RunMachines } from './run-machines.js';
import { RunVolumes } from './run-volumes.js';
import { SleepWatch } from './sleep-watch.js';
import { volumeIssues } from './volume-issues.js';
import type { CycleWorld } from './world.js';

/** What is known of the cluster and the location; the look before the plan may add to it. */
interface RunFacts {
  cluster: ManifestFacts['cluster'];
  location: ManifestFacts['location'];
}

/**
 * One attempt at a backup, top to bottom: look, plan, volumes, resources, look again, commit, record. Design 5. A worker that
 * dies anywhere in here leaves a lease that runs out; the next one begins at the top.
 */
export class BackupRun {
  #stage: Stage | null = null;
  #plan: CyclePlan | undefined;
  #requested: readonly string[];
  #store: ObjectStore | undefined;
  /** Of this attempt; null: it is stored in the clear. */
  #key: BackupKey | null = null;
  /** A manifest that stands and does not open here: what belongs to it is not ours to clear. */
  #locked = false;
  /** Of another program: its own words for namespaces and volumes. */
  #imported: ImportedBackup | undefined;
  readonly #issues: Issue[] = [];
  readonly #rules: ExecRules;
  readonly #volumes: RunVolumes;
  readonly #machines: RunMachines;

  constructor(
    private readonly backup: Backup,
    private readonly keeper: LeaseKeeper,
    private readonly world: CycleWorld,
  ) {
    this.#requested = backup.requestedNamespaces;
    this.#rules = new ExecRules(backup, keeper, world, this.#issues);
    this.#volumes = new RunVolumes(backup, world);
    this.#machines = new RunMachines(backup, keeper, world);
  }

  /** @param read called when nothing is left to read: what follows is the manifest and the record */
  async toTheEnd(read: () => void): Promise<void> {
    const { work } = this.world;
    const { backup } = this;
    const [location, cluster] = await Promise.all([
      work.stores.locations.find(backup.locationId),
      work.stores.clusters.find(backup.clusterId),
    ]);
    const facts: RunFacts = {
      cluster: cluster ?? {
        id: backup.clusterId,
        name: backup.clusterId,
        clusterUid: null,
        kubernetesVersion: null,
      },
      location: location ?? { id: backup.locationId, name: backup.locationId },
    };
    let captured: CapturedResources | null = null;
    try {
      using _watch =
        backup.importedFrom === null
          ? new SleepWatch(this.world, this.keeper, backup.clusterId, cluster)
          : null;
      await this.#rules.payWhatWasLeft();
      const ready = await checkPreconditions(this.world, backup, { cluster, location }, this.keeper.signal);
      this.#store = ready.store;
      if (await this.adopted()) return;
      this.assertAttemptsLeft();
      if (ready.met) {
        if (ready.seen)
          facts.cluster = {
            ...facts.cluster,
            clusterUid: ready.seen.clusterUid,
            kubernetesVersion: ready.seen.kubernetesVersion,
          };
        captured = await this.capture(ready);
      } else this.#issues.push(...ready.issues);
    } catch (error) {
      await this.#rules.settle();
      await this.fail(error);
    }
    read();
    await this.end(facts, captured);
  }

  /** An earlier attempt may have died between its manifest and its record: what it committed counts. */
  private async adopted(): Promise<boolean> {
    if (this.#store === undefined || this.backup.attempt === 1) return false;
    const { cipher } = this.world;
    const reading = { cipher, encrypted: cipher.encrypts, signal: this.keeper.signal };
    const opened = await findManifest(this.#store, this.backup.id, reading);
    if (opened === undefined) return false;
    const { manifest } = opened;
    await this.record(endOf(manifest), 'COMMIT');
    await this.tidy(manifest);
    return true;
  }

  private assertAttemptsLeft(): void {
    const { maxAttempts } = this.world.settings;
    if (attemptsLeft(this.backup, { maxAttempts })) return;
    const message = `${maxAttempts} workers took the backup up and none came to its end.`;
    throw new RunFailed(issue('ATTEMPTS_EXHAUSTED', { kind: 'BACKUP', name: this.backup.id }, message));
  }

  private async capture(ready: Extract<Preconditions, { met: true }>): Promise<CapturedResources | null> {
    const { world, backup } = this;
    const { signal } = this.keeper;
    if (backup.importedFrom !== null) return this.import(backup.importedFrom, ready.store);
    await this.enter('PLAN');
    const { requested, sight, machines } = await this.#machines.look();
    const plan = makePlan(requested, sight);
    this.#requested = requested;
    this.#plan = plan;
    this.#issues.push(...planIssues(plan, machines));
    await this.#machines.plan(machines);
    if (plan.included.length === 0) {
      await this.keeper.writeOne(
        async (stores) => (await stores.backups.recordPlan(this.keeper.lease, plan)) !== 'lost',
      );
      return null;
    }
    const { guests, limits } = this.#machines;
    const first = await this.#rules.firstStage(guests.length > 0);
    await this.enter(first, plan);

    const { id: backupId, attempt, clusterId, filter } = backup;
    const key = await world.cipher.create({ backupId, attempt });
    this.#key = key;
    const { store } = ready;
    const run = {
      backupId,
      attempt,
      clusterId,
      namespaces: plan.included,
      store,
      signal,
      filter,
      key,
      ...limits,
    };
    await this.#rules.before(plan, guests);
    if (first !== 'VOLUMES') await this.enter('VOLUMES');
    const usable = await this.snapshots({ ...run, volumes: backup.volumeSettings });
    if ((await this.lostSome(plan)) || !usable) return null;

    await this.enter('RESOURCES');
    using progress = backupProgress(this.keeper, world);
    const captured = await world.engine.captureResources(run, (totals) => progress.report(totals));
    await progress.flush();
    this.#issues.push(...captured.issues);
    if (captured.totals.objects === 0) {
      this.#issues.push(
        issue('NOTHING_CAPTURED', { kind: 'BACKUP', name: backupId }, 'Not one object could be read.'),
      );
      return null;
    }
    this.#issues.push(...machineIssues(this.machineResults(captured)));
    return (await this.lostSome(plan)) ? null : captured;
  }

  /** What became of each virtual machine, where they are what was asked for. */
  private machineResults(captured: CapturedResources | null): readonly BackupMachine[] {
    const { quiesced } = this.#rules;
    return this.#machines.results({ quiesced, volumes: this.#volumes.volumes, captured });
  }

  private async import(source: ImportSource, store: ObjectStore): Promise<CapturedResources | null> {
    const { world, backup } = this;
    const { signal, lease } = this.keeper;
    await this.enter('RESOURCES');
    this.#key = await world.cipher.create({ backupId: backup.id, attempt: backup.attempt });
    using progress = backupProgress(this.keeper, world);
    const report: ProgressReport = (totals) => progress.report(totals);
    const imported = await importBackup(world, backup, source, { store, key: this.#key, signal, report });
    const plan = planOfImport(imported.namespaces);
    await this.keeper.writeOne(async (stores) => (await stores.backups.recordPlan(lease, plan)) !== 'lost');
    await progress.flush();
    this.#issues.push(...imported.issues, ...volumeIssues(imported.volumes, backup.volumeSettings));
    this.#imported = imported;
    return imported;
  }

  /**
   * What was held for the cut is let go before the storage has it ready. @returns false when the volumes alone make the
   * backup a failure: nothing more needs to be read
   */
  private async snapshots(run: VolumeRun): Promise<boolean> {
    using progress = volumeProgress(this.keeper, this.world);
    await this.#volumes.cut(run, progress);
    await this.#rules.after(() => this.enter('POST_EXEC'));
    await this.#volumes.becomeReady(run, progress);
    const issues = volumeIssues(this.#volumes.volumes, run.volumes);
    this.#issues.push(...issues);
    return decide(issues).state !== 'FAILURE';
  }

  private async lostSome(plan: CyclePlan): Promise<boolean> {
    const lost = await recheck(this.world.clusters, this.backup.clusterId, plan.included, this.keeper.signal);
    this.#issues.push(...lostIssues(lost));
    return lost.length > 0;
  }

  /** @param plan what is frozen at this moment, in the same write */
  private async enter(stage: Stage, plan?: CyclePlan): Promise<void> {
    this.#stage = stage;
    await enterStage(this.keeper, stage, plan);
  }

  /** Turns what was thrown into an issue, or throws on when nobody may write any more. */
  private async fail(error: unknown): Promise<void> {
    const cause = causeOfEnd(error, this.keeper.signal);
    if (cause instanceof BackupLocked) this.#locked = true;
    // Its issue is there already.
    if (cause instanceof RuleFailed) return;
    if (cause instanceof RunFailed) {
      this.#issues.push(cause.issue);
      return;
    }
    const { id: backupId, clusterId, locationId } = this.backup;
    const known = await issueOfShoot(cause, { backupId, clusterId, locationId }, this.world);
    if (known === undefined)
      this.world.log.error({ backupId, err: cause }, 'a backup ended in an unforeseen error');
    this.#issues.push(
      known ??
        issue(
          'INTERNAL_ERROR',
          { kind: 'BACKUP', name: backupId },
          'A fault of Holdfast ended the backup; the log has the cause.',
        ),
    );
  }

  private async end(facts: RunFacts, captured: CapturedResources | null): Promise<void> {
    const verdict = decide(this.#issues);
    const store = this.#store;
    if (verdict.state === 'FAILURE' || captured === null || store === undefined) {
      await this.endInFailure(facts);
      return;
    }
    try {
      await this.enter('COMMIT');
      const committed = await commitManifest(store, this.manifest(facts, captured), {
        cipher: this.world.cipher,
        signal: this.keeper.signal,
      });
      await this.noteLock(store);
      await this.record(endOf(committed), 'COMMIT');
      await this.tidy(committed);
    } catch (error) {
      await this.fail(error);
      await this.endInFailure(facts);
    }
  }

  /**
   * A failure leaves no data. Where an earlier attempt may still be alive somewhere, a manifest that says FAILURE takes
   * the write-once name, so that a worker which wakes up late cannot commit a backup that the record calls failed.
   */
  private async endInFailure(facts: RunFacts): Promise<void> {
    const failed = this.manifest(facts, null);
    let end: BackupEnd = { ...endOf(failed), manifestKey: null };
    let kept: Manifest | null = null;
    if (this.#store !== undefined && (this.backup.attempt > 1 || this.#stage === 'COMMIT')) {
      try {
        const committed = await commitManifest(this.#store, failed, { cipher: this.world.cipher });
        end = endOf(committed);
        kept = committed;
      } catch (error) {
        this.#locked ||= error instanceof BackupLocked;
        this.world.log.warn(
          { backupId: this.backup.id, err: error },
          'the failure could not be noted in the location',
        );
      }
    }
    await this.record(end, this.#stage);
    await this.tidy(kept);
  }

  /** Before the record: what cannot be deleted yet is never thought to be deletable. The manifest is written last and locked longest. */
  private async noteLock(store: ObjectStore): Promise<void> {
    const { id } = this.backup;
    const lockedUntil = await store.lockedUntil(backupKeys.manifest(id), this.keeper.signal);
    if (lockedUntil === null) return;
    await this.keeper.writeOne(async (stores) => {
      await stores.backups.recordLock(id, lockedUntil);
      return true;
    });
  }

  private manifest(facts: RunFacts, captured: CapturedResources | null): Manifest {
    const { backup, world } = this;
    const verdict = decide(this.#issues);
    const failed = verdict.state === 'FAILURE' || captured === null;
    const imported = this.#imported;
    const read = imported?.volumes ?? this.#volumes.volumes;
    return makeManifest({
      ...facts,
      backup,
      verdict,
      volumes: failed ? this.#volumes.givenUp() : read,
      machines: this.machineResults(failed ? null : captured),
      namespaces: imported?.namespaces ?? namespacesAt(this.#requested, this.#plan, this.#issues, captured),
      captured,
      key: this.#key,
      holdfastVersion: world.settings.version,
      at: world.clock.now(),
    });
  }

  private record(end: BackupEnd, reached: Stage | null): Promise<void> {
    return recordAndRing(this.world, this.keeper, this.backup, { end, reached });
  }

  /** Clears the data of every attempt but the one that counts. Best effort: what stays behind is nobody's backup. */
  private async tidy(manifest: Manifest | null): Promise<void> {
    const kept = manifest?.files === null ? null : manifest;
    await this.#volumes.tidy(kept);
    const store = this.#store;
    if (store === undefined || this.#locked) return;
    try {
      for (let attempt = 1; attempt <= this.backup.attempt; attempt += 1) {
        if (attempt !== kept?.backup.attempt)
          await store.deleteAll(backupKeys.attempt(this.backup.id, attempt));
      }
    } catch (error) {
      this.world.log.warn(
        { backupId: this.backup.id, err: error },
        'data of a failed attempt could not be cleared',
      );
    }
  }
}

class RunFailed extends Error {
  constructor(readonly issue: Issue) {
    super(issue.message);
  }
}
