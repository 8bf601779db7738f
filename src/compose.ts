/** The one place that builds adapters and services and hands them to each other. */
import { readFileSync } from 'node:fs';
import { SmtpMailer } from './alerts/email/smtp-mailer.js';
import { rbacManifest } from './clusters/rbac-manifest.js';
import { type AdapterParts, adaptersOf } from './compose/adapters.js';
import { type ProviderSettings, providerOf } from './compose/identity-provider.js';
import { PreconditionLooks } from './cycle/check-preconditions.js';
import type { RestoreWorld } from './cycle/restore/restore-attempt.js';
import type { CycleSettings, CycleWorld } from './cycle/world.js';
import { PostgresClock } from './db/database-clock.js';
import { PostgresUnitOfWork } from './db/unit-of-work.js';
import { systemActor } from './domain/identity.js';
import type { Clock } from './domain/ports/clock.js';
import type { DatabaseClock } from './domain/ports/database-clock.js';
import { NO_MAIL } from './domain/ports/delivery-stores.js';
import type { JobBell } from './domain/ports/job-bell.js';
import { DirectBrowser } from './engines/direct/browse/direct-browser.js';
import { DirectMachineReader } from './engines/direct/machines/machine-reader.js';
import { VeleroImporter } from './engines/velero/velero-importer.js';
import { makeHandlers } from './jobs/handlers.js';
import type { JobHandlers } from './jobs/job-catalogue.js';
import { AccessTokenService } from './services/access-token-service.js';
import { AlertDetails } from './services/alert-details.js';
import { AlertReminders } from './services/alert-reminders.js';
import { AlertRouteService } from './services/alert-route-service.js';
import { AlertService } from './services/alert-service.js';
import { AlertSnooze } from './services/alert-snooze.js';
import { AuditService } from './services/audit-service.js';
import { AccessService } from './services/authorisation.js';
import { BackupBrowsing } from './services/backup-browsing.js';
import { BackupDeletion } from './services/backup-deletion.js';
import { BackupEncryptionService } from './services/backup-encryption.js';
import { BackupLocationService } from './services/backup-location-service.js';
import { BackupService } from './services/backup-service.js';
import { BackupSyncService } from './services/backup-sync-service.js';
import { ClusterDiscoveryService } from './services/cluster-discovery-service.js';
import { ClusterProber } from './services/cluster-prober.js';
import { ClusterService } from './services/cluster-service.js';
import { ConnectionProber } from './services/connection-prober.js';
import { ConnectionService } from './services/connection-service.js';
import { DeliveryService } from './services/delivery-service.js';
import { DigestService } from './services/digest-service.js';
import { DirectoryRefresh } from './services/directory-refresh.js';
import { DiscoveryRounds } from './services/discovery-rounds.js';
import type { DiscoveryWorld } from './services/discovery-run.js';
import { DueCycles } from './services/due-cycles.js';
import { DueTimesAhead } from './services/due-times-ahead.js';
import { EventSight } from './services/event-sight.js';
import { ExecRuleService } from './services/exec-rule-service.js';
import { Housekeeping } from './services/housekeeping.js';
import { IdempotencyService } from './services/idempotency-service.js';
import { IdentityService } from './services/identity-service.js';
import { InteractionService } from './services/interaction-service.js';
import { KubeconfigRenewals } from './services/kubeconfig-renewals.js';
import { LabelService } from './services/label-service.js';
import { LeftInstructions } from './services/left-instructions.js';
import { LocationProber } from './services/location-prober.js';
import { MailRound } from './services/mail-round.js';
import { ObstacleService } from './services/obstacles.js';
import { Outbox } from './services/outbox.js';
import { OwnershipService } from './services/ownership-service.js';
import { PeopleLookup } from './services/people-lookup.js';
import { Rescan } from './services/rescan.js';
import { RestoreService } from './services/restore-service.js';
import { ScheduleChoices } from './services/schedule-choices.js';
import { ScheduleNamespaces } from './services/schedule-namespaces.js';
import { ScheduleRetention } from './services/schedule-retention.js';
import { ScheduleService } from './services/schedule-service.js';
import { SearchService } from './services/search-service.js';
import { ShareService } from './services/share-service.js';
import { SlackLinkService } from './services/slack-link-service.js';
import { SnapshotSweep } from './services/snapshot-sweep.js';
import { StateHistoryService } from './services/state-history-service.js';
import { StateMatrixService } from './services/state-matrix-service.js';
import { SyncRun } from './services/sync-run.js';
import { UserGroupService } from './services/user-group-service.js';
import { UserService } from './services/user-service.js';
import { VeleroImports } from './services/velero-imports.js';
import { VerificationService } from './services/verification-service.js';
import { VirtualMachineProber } from './services/virtual-machine-prober.js';
import { VirtualMachineService } from './services/virtual-machine-service.js';
import { CronerTimetable } from './timetables/croner-timetable.js';

const DAY_MS = 24 * 60 * 60_000;
const PEOPLE_MS = 10 * 60_000;

export const systemClock: Clock = { now: () => new Date() };

/** The version in package.json, which lies beside both src/ and dist/. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

export interface Composition extends AdapterParts {
  readonly bell: JobBell;
  readonly clock?: Clock;
  /** Absent: that of the data source. */
  readonly databaseClock?: DatabaseClock;
  readonly settings: Omit<CycleSettings, 'version'>;
  /** After how long people are reminded of an alert that nobody sees to, in milliseconds; 0: never. A day when absent. */
  readonly alertReminderMs?: number;
  /** Backups are read back every so many days where their schedule says nothing; 0: never. Never when absent. */
  readonly verifyEveryDays?: number;
  /** How long entries of the audit trail are kept; 0 and absent: for ever. */
  readonly auditKeepDays?: number;
  /** How long the history of states is kept; 0 and absent: for ever. */
  readonly stateHistoryDays?: number;
  /** How long ended syncs are kept; 0 and absent: for ever. */
  readonly syncKeepDays?: number;
  /** How often users and groups of the identity provider are read; ten minutes when absent. */
  readonly peopleMs?: number;
  readonly verifyRestores?: boolean;
  /** Absent or null: no mails are sent. */
  readonly mail?: {
    readonly smtpUrl: string;
    readonly from: string;
    readonly recipients: readonly string[];
    /** PEM; the machine's authorities when absent. */
    readonly ca?: string;
  } | null;
  /** Where links in mails lead. */
  readonly publicUrl?: string | null;
  /** Absent or null: tokens of our own alone. */
  readonly oidc?: ProviderSettings | null;
  /** How long one kubeconfig is waited for; the built-in time when absent. */
  readonly renewalCallMs?: number;
}

/** Everything that both the API and the worker stand on. */
export interface Product {
  readonly services: {
    readonly clusters: ClusterService;
    readonly locations: BackupLocationService;
    readonly discoveries: ClusterDiscoveryService;
    readonly connections: ConnectionService;
    readonly syncs: BackupSyncService;
    readonly rescan: Rescan;
    readonly backups: BackupService;
    readonly browsing: BackupBrowsing;
    readonly veleroImports: VeleroImports;
    readonly restores: RestoreService;
    readonly encryption: BackupEncryptionService;
    readonly schedules: ScheduleService;
    readonly scheduleNamespaces: ScheduleNamespaces;
    readonly virtualMachines: VirtualMachineService;
    readonly scheduleChoices: ScheduleChoices;
    readonly retention: ScheduleRetention;
    readonly verifications: VerificationService;
    readonly alerts: AlertService;
    readonly alertDetails: AlertDetails;
    readonly snooze: AlertSnooze;
    readonly alertRoutes: AlertRouteService;
    readonly deliveries: DeliveryService;
    readonly digests: DigestService;
    readonly identity: IdentityService;
    readonly users: UserService;
    readonly userGroups: UserGroupService;
    readonly ownership: OwnershipService;
    readonly accessTokens: AccessTokenService;
    readonly slackLinks: SlackLinkService;
    readonly interactions: InteractionService;
    readonly audit: AuditService;
    readonly idempotency: IdempotencyService;
    readonly stateMatrix: StateMatrixService;
    readonly stateHistory: StateHistoryService;
    readonly eventSight: EventSight;
    readonly access: AccessService;
    readonly obstacles: ObstacleService;
    readonly shares: ShareService;
    readonly execRules: ExecRuleService;
    readonly labels: LabelService;
    readonly search: SearchService;
  };
  readonly world: CycleWorld & RestoreWorld;
  readonly handlers: JobHandlers;
  /** Aborts every call to every cluster and bucket. */
  close(): Promise<void>;
}

export function compose(parts: Composition): Product {
  const { dataSource, keyRing, bell, log, clock = systemClock, locationParents } = parts;
  const { mail = null } = parts;
  const policy = mail === null ? NO_MAIL : { enabled: true, defaultRecipients: mail.recipients };
  const work = new PostgresUnitOfWork(dataSource, keyRing, policy);
  const mailer = mail === null ? undefined : mailerOf(mail, parts.publicUrl ?? null);
  const databaseClock = parts.databaseClock ?? new PostgresClock(dataSource);
  const reach = adaptersOf(parts, { work, clock, version: VERSION });
  const { gateway, garden, clusters, locations, engine, engines, machines } = reach;
  const { kubeconfigs, federated, restoreEngine, cipher } = reach;
  const importer = new VeleroImporter();
  const provider = parts.oidc ? providerOf(parts.oidc, { work, clock }) : undefined;
  const connectionProber = new ConnectionProber({ work, federated, clock, log });
  const clusterProber = new ClusterProber({
    work,
    clusters,
    connections: connectionProber,
    stork: engines.of('FEDERATED'),
    machines: new VirtualMachineProber({ work, machines, clock, log }),
    clock,
    log,
  });
  const locationProber = new LocationProber({ work, locations, clock, log });
  const deletion = new BackupDeletion({
    work,
    locations,
    engine,
    engines,
    clock,
    log,
    settings: parts.settings,
  });
  const timetable = new CronerTimetable();
  const retention = new ScheduleRetention({ work, bell, clock, databaseClock, log });
  const ahead = new DueTimesAhead({ work, timetable, clock, log });
  const dueCycles = new DueCycles({ work, timetable, ahead, bell, clock, log });
  const snooze = new AlertSnooze({ work, clock, log });
  const { alertReminderMs: afterMs = DAY_MS } = parts;
  const reminders = new AlertReminders({ work, clock, log, afterMs });
  const outbox = new Outbox({ work, clock, log });
  const mails = new MailRound({ work, mailer, clock, log, worker: parts.settings.worker });
  const digests = new DigestService({ work, timetable, clock });
  const snapshots = new SnapshotSweep({ work, engine, engines, log });
  const audit = new AuditService({ work, clock, log, keepDays: parts.auditKeepDays ?? 0 });
  const stateHistory = new StateHistoryService({ work, clock, keepDays: parts.stateHistoryDays ?? 0 });
  const syncs = new BackupSyncService({ work, bell, clock, log, keepDays: parts.syncKeepDays ?? 0 });
  const housekeeping = new Housekeeping({
    audit,
    stateHistory,
    syncs,
    work,
    locations,
    ahead,
    retention,
    outbox,
    snapshots,
    clock,
    log,
  });
  const world: CycleWorld & RestoreWorld = {
    work,
    clusters,
    locations,
    looks: new PreconditionLooks(),
    lookAtConnection: (connectionId, signal) => {
      const actor = systemActor(parts.settings.worker);
      return connectionProber.look(connectionId, { actor, asked: true, answers: true, signal });
    },
    engine,
    engines,
    machines,
    machineReader: new DirectMachineReader(clusters),
    importer,
    restoreEngine,
    cipher,
    bell,
    clock,
    log,
    settings: { ...parts.settings, version: VERSION },
  };
  const discoveryWorld: DiscoveryWorld = {
    ...{ work, bell, clock, log, garden, kubeconfigs, settings: world.settings },
    lookAt: (clusterId) =>
      clusterProber.look(clusterId, { actor: systemActor('cluster discovery'), asked: false }),
    forgetCluster: (clusterId) => gateway.forget(clusterId),
  };
  const verifications = new VerificationService({
    world,
    everyDays: parts.verifyEveryDays ?? 0,
    tryRestore: parts.verifyRestores ?? false,
  });
  const labelled = {
    Cluster: new ClusterService({
      work,
      clusters,
      kubeconfigs,
      prober: clusterProber,
      clock,
      accessManifest: rbacManifest,
    }),
    BackupLocation: new BackupLocationService({
      work,
      locations,
      prober: locationProber,
      connections: connectionProber,
      clock,
      parents: locationParents,
    }),
    BackupSchedule: new ScheduleService({ work, clusters, machines, engines, timetable, bell, clock }),
    Backup: new BackupService({ work, clusters, machines, locations, engines, cipher, bell, clock, log }),
  };
  return {
    services: {
      clusters: labelled.Cluster,
      locations: labelled.BackupLocation,
      discoveries: new ClusterDiscoveryService({ work, kubeconfigs, garden, bell, clock, log }),
      labels: new LabelService(labelled),
      search: new SearchService({ work }),
      syncs,
      connections: new ConnectionService({ work, federated, prober: connectionProber, clock, log }),
      rescan: new Rescan({ work, locations, cipher }),
      backups: labelled.Backup,
      veleroImports: new VeleroImports({ work, locations, importer, bell, clock, log }),
      browsing: new BackupBrowsing({
        work,
        locations,
        cipher,
        browser: new DirectBrowser({ clusters, log }),
      }),
      restores: new RestoreService({ work, clusters, locations, restoreEngine, cipher, bell, clock, log }),
      encryption: new BackupEncryptionService({ work, locations, cipher }),
      schedules: labelled.BackupSchedule,
      scheduleChoices: new ScheduleChoices({ work, clusters, clock }),
      scheduleNamespaces: new ScheduleNamespaces({ work, clusters, clock }),
      retention,
      verifications,
      alerts: new AlertService({ work, clock }),
      alertDetails: new AlertDetails({ work, clock }),
      snooze,
      alertRoutes: new AlertRouteService({ work, timetable, clock }),
      deliveries: new DeliveryService({ work, clock, log }),
      digests,
      identity: new IdentityService({ work, clock, ...(provider && { provider: provider.signIn }) }),
      users: new UserService({ work, clock }),
      userGroups: new UserGroupService({ work, clock }),
      ownership: new OwnershipService({ work }),
      accessTokens: new AccessTokenService({ work, clock }),
      slackLinks: new SlackLinkService({ work, clock }),
      interactions: new InteractionService({ work, clock }),
      audit,
      idempotency: new IdempotencyService({ work, log }),
      stateMatrix: new StateMatrixService(work),
      stateHistory,
      eventSight: new EventSight({ work, clock }),
      access: new AccessService(work),
      obstacles: new ObstacleService({ work, clock }),
      shares: new ShareService({
        work,
        clock,
        people: new PeopleLookup({ work, clock, ...provider?.directory }),
      }),
      execRules: new ExecRuleService({ work, clock }),
      virtualMachines: new VirtualMachineService({ work }),
    },
    world,
    handlers: makeHandlers({
      world,
      bell,
      dueCycles,
      retention,
      deletion,
      housekeeping,
      leftInstructions: new LeftInstructions({ work, engines, log }),
      outbox,
      mails,
      digests,
      directory: new DirectoryRefresh({
        ...{ work, clock, log, everyMs: parts.peopleMs ?? PEOPLE_MS },
        ...provider?.directory,
      }),
      clusterProber,
      locationProber,
      connectionProber,
      syncs: new SyncRun({ work, federated, clock, log, settings: parts.settings }),
      snooze,
      reminders,
      verifications,
      discoveryRounds: new DiscoveryRounds(discoveryWorld),
      renewals: new KubeconfigRenewals(discoveryWorld, {
        ...(parts.renewalCallMs !== undefined && { callMs: parts.renewalCallMs }),
      }),
    }),
    close: async () => {
      mailer?.close();
      provider?.http.close();
      await reach.close();
    },
  };
}

function mailerOf(
  { smtpUrl, from, ca }: NonNullable<Composition['mail']>,
  publicUrl: string | null,
): SmtpMailer {
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'holdfast.invalid';
  return new SmtpMailer({ url: smtpUrl, from, places: { domain, publicUrl }, ...(ca && { ca }) });
}
