/** One thin handler per job of the catalogue: read, call, nothing else. */

import { payOwedRules } from '../cycle/owed-rules.js';
import type { RestoreWorld } from '../cycle/restore/restore-attempt.js';
import { runWaitingRestores } from '../cycle/restore/run-restore.js';
import { runWaiting } from '../cycle/run-backup.js';
import { startCycles } from '../cycle/start-cycles.js';
import type { CycleWorld } from '../cycle/world.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { AlertReminders } from '../services/alert-reminders.js';
import type { AlertSnooze } from '../services/alert-snooze.js';
import type { BackupDeletion } from '../services/backup-deletion.js';
import type { ClusterProber } from '../services/cluster-prober.js';
import type { ConnectionProber } from '../services/connection-prober.js';
import type { DigestService } from '../services/digest-service.js';
import type { DirectoryRefresh } from '../services/directory-refresh.js';
import type { DiscoveryRounds } from '../services/discovery-rounds.js';
import type { DueCycles } from '../services/due-cycles.js';
import type { Housekeeping } from '../services/housekeeping.js';
import type { KubeconfigRenewals } from '../services/kubeconfig-renewals.js';
import type { LeftInstructions } from '../services/left-instructions.js';
import type { LocationProber } from '../services/location-prober.js';
import type { MailRound } from '../services/mail-round.js';
import type { Outbox } from '../services/outbox.js';
import type { ScheduleRetention } from '../services/schedule-retention.js';
import type { SyncRun } from '../services/sync-run.js';
import type { VerificationService } from '../services/verification-service.js';
import type { JobHandlers } from './job-catalogue.js';

const SWEPT_AT_ONCE = 500;
const RESTORES_WOKEN = 4;
/** Who is awake takes up what waits. */
const VERIFICATIONS_WOKEN = 4;
const SYNCS_WOKEN = 20;
/** A cycle that has no backup after so long has lost its start. */
const START_PATIENCE_MS = 5_000;

export interface HandlerParts {
  readonly world: CycleWorld & RestoreWorld;
  readonly bell: JobBell;
  readonly dueCycles: DueCycles;
  readonly retention: ScheduleRetention;
  readonly deletion: BackupDeletion;
  readonly housekeeping: Housekeeping;
  readonly leftInstructions: LeftInstructions;
  readonly outbox: Outbox;
  readonly mails: MailRound;
  readonly digests: DigestService;
  readonly directory: DirectoryRefresh;
  readonly clusterProber: ClusterProber;
  readonly locationProber: LocationProber;
  readonly connectionProber: ConnectionProber;
  readonly syncs: SyncRun;
  readonly snooze: AlertSnooze;
  readonly reminders: AlertReminders;
  readonly verifications: VerificationService;
  readonly discoveryRounds: Pick<DiscoveryRounds, 'run' | 'tend'>;
  readonly renewals: Pick<KubeconfigRenewals, 'run'>;
}

export function makeHandlers(parts: HandlerParts): JobHandlers {
  const { world, bell, dueCycles, retention, deletion, housekeeping, clusterProber, locationProber } = parts;
  const { outbox, mails, digests, verifications } = parts;
  return {
    'run-backup': async ({ backupId }, signal, mayTake = () => true) => {
      await runWaiting(world, signal, mayTake, backupId);
    },
    due: async (_nothing, signal) => {
      await dueCycles.open(signal);
    },
    'start-cycles': ({ cycleIds }, signal) => startCycles(cycleIds, world, signal),
    'prune-schedule': async ({ scheduleId }) => {
      await retention.prune(scheduleId);
    },
    'run-restore': async ({ restoreId }, signal, mayTake = () => true) => {
      await runWaitingRestores(world, signal, mayTake, restoreId);
    },
    'delete-backup': async ({ backupId }, signal) => {
      await deletion.run(backupId, signal);
    },
    'verify-backup': ({ backupId }, signal, mayTake = () => true) =>
      verifications.run(backupId, signal, mayTake),
    'sync-location': ({ syncId }, signal) => parts.syncs.run(syncId, signal),
    'verify-due': async () => {
      await verifications.openDue();
    },
    sweep: async (_nothing, signal) => {
      await bell.runBackups(await world.work.stores.backups.claimable(SWEPT_AT_ONCE));
      // Whoever is woken takes up what else waits.
      for (const id of await world.work.stores.restores.claimable(RESTORES_WOKEN)) await bell.runRestore(id);
      for (const id of await world.work.stores.verifications.claimable(VERIFICATIONS_WOKEN))
        await bell.verifyBackup(id);
      for (const id of await world.work.stores.syncs.claimable(SYNCS_WOKEN)) await bell.syncLocation(id);
      const lostBefore = new Date(world.clock.now().getTime() - START_PATIENCE_MS);
      await bell.startCycles(await world.work.stores.cycles.withoutBackup(lostBefore, SWEPT_AT_ONCE));
      await payOwedRules(world, signal);
      await deletion.sweep(signal);
    },
    'take-back': async (_nothing, signal) => {
      await parts.leftInstructions.takeBack(signal);
    },
    housekeeping: (_nothing, signal) => housekeeping.run(signal),
    deliver: (_nothing, signal) => outbox.tend(signal),
    'send-mails': async (_nothing, signal) => {
      await mails.run(signal);
    },
    digest: async (_nothing, signal) => {
      await digests.writeDue(signal);
    },
    'refresh-people': (_nothing, signal) => parts.directory.run(signal),
    'run-discovery': ({ discoveryId }, signal, mayTake = () => true) =>
      parts.discoveryRounds.run(discoveryId, signal, mayTake),
    'tend-discoveries': async (_nothing, signal) => {
      await parts.discoveryRounds.tend(signal);
    },
    'renew-kubeconfigs': async (_nothing, signal) => {
      await parts.renewals.run(signal);
    },
    'probe-clusters': async (_nothing, signal) => {
      await clusterProber.lookAtAll(signal);
    },
    'probe-locations': async (_nothing, signal) => {
      await locationProber.lookAtAll(signal);
      await parts.connectionProber.lookAtAll(signal);
    },
    'alert-times': async (_nothing, signal) => {
      await parts.snooze.wake(signal);
    },
    'remind-alerts': async (_nothing, signal) => {
      await parts.reminders.send(signal);
    },
  };
}
