import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../src/db/migrate.js';
import { migrations } from '../../src/db/migrations/all.js';
import { SHARE_ACCESS } from '../../src/domain/access.js';
import { ALERT_KINDS, ALERT_SUBJECTS } from '../../src/domain/alert.js';
import { ROUTE_DETAILS, ROUTE_STATES } from '../../src/domain/alert-route.js';
import { AUDIT_DOORS, AUDIT_OUTCOMES } from '../../src/domain/audit.js';
import { BACKUP_LAYOUTS, ENGINES, NAMESPACE_FATES, STAGES } from '../../src/domain/backup.js';
import { LOCATION_ACCESS, LOCATION_KINDS, LOCATION_REASONS } from '../../src/domain/backup-location.js';
import { MACHINE_FATES, MACHINE_OUTCOMES, QUIESCE_ENDS } from '../../src/domain/backup-machine.js';
import { EDIT_KINDS } from '../../src/domain/backup-schedule.js';
import { SYNC_FAILURES } from '../../src/domain/backup-sync.js';
import { VOLUME_COPIES, VOLUME_REASONS, VOLUME_STATES } from '../../src/domain/backup-volume.js';
import { CLUSTER_REASONS } from '../../src/domain/cluster.js';
import { DISCOVERY_REASONS, DISCOVERY_RUNS } from '../../src/domain/cluster-discovery.js';
import { CYCLE_OUTCOMES, CYCLE_TRIGGERS } from '../../src/domain/cycle.js';
import { DELETION_STEPS } from '../../src/domain/deletion.js';
import { DELIVERY_KINDS, DELIVERY_MEDIA, DELIVERY_STATES } from '../../src/domain/delivery.js';
import { EVENT_SUBJECTS, EVENT_TYPES } from '../../src/domain/event.js';
import { RULE_KINDS } from '../../src/domain/exec-rule.js';
import {
  ACTOR_KINDS,
  ROLES,
  SERVICES,
  TOKEN_ACCESS,
  USER_KINDS,
  USER_REASONS,
  USER_STATES,
} from '../../src/domain/identity.js';
import { INTERACTION_KINDS, INTERACTION_OUTCOMES } from '../../src/domain/interaction.js';
import { ISSUE_CATALOG } from '../../src/domain/issue.js';
import { CONNECTION_REASONS } from '../../src/domain/location-connection.js';
import { SELECTION_KINDS } from '../../src/domain/namespace-selection.js';
import { INSTRUCTED } from '../../src/domain/ports/left-instruction-store.js';
import { RESTORE_ISSUES, RESTORE_STAGES } from '../../src/domain/restore.js';
import { RESTORABLE_ANSWERS } from '../../src/domain/restore-trial.js';
import { RESULT_STATES } from '../../src/domain/rule-result.js';
import { S3_CHECKSUMS, S3_CREDENTIALS } from '../../src/domain/s3-settings.js';
import { TIMING_KINDS } from '../../src/domain/schedule-timing.js';
import { STATE_OBSERVERS } from '../../src/domain/state-change.js';
import { OPERATION_MODES, RESOURCES, STATE_MATRIX } from '../../src/domain/state-matrix.js';
import { USER_GROUP_REASONS, USER_GROUP_STATES } from '../../src/domain/user-group.js';
import { VERIFICATION_STATES, VERIFICATION_TRIGGERS } from '../../src/domain/verification.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { silentLog } from '../support/silent-log.js';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  app_user_role_check: ROLES,
  app_user_state_check: USER_STATES,
  app_user_kind_check: USER_KINDS,
  app_user_state_reason_check: Object.keys(USER_REASONS),
  user_group_state_check: USER_GROUP_STATES,
  user_group_state_reason_check: Object.keys(USER_GROUP_REASONS),
  access_token_access_check: TOKEN_ACCESS,
  service_token_service_check: SERVICES,
  interaction_kind_check: INTERACTION_KINDS,
  // A duplicate is the row of the first one.
  interaction_outcome_check: INTERACTION_OUTCOMES.filter((outcome) => outcome !== 'DUPLICATE'),
  audit_entry_door_check: AUDIT_DOORS,
  audit_entry_actor_kind_check: ACTOR_KINDS,
  audit_entry_outcome_check: AUDIT_OUTCOMES,
  cluster_mode_check: OPERATION_MODES,
  cluster_state_check: Object.keys(STATE_MATRIX.Cluster.states),
  cluster_state_reason_check: Object.keys(CLUSTER_REASONS),
  backup_location_kind_check: LOCATION_KINDS,
  backup_location_access_check: LOCATION_ACCESS,
  backup_location_s3_credentials_check: S3_CREDENTIALS,
  backup_location_s3_checksums_check: S3_CHECKSUMS,
  backup_location_state_check: Object.keys(STATE_MATRIX.BackupLocation.states),
  backup_location_state_reason_check: Object.keys(LOCATION_REASONS),
  backup_schedule_state_check: Object.keys(STATE_MATRIX.BackupSchedule.states),
  backup_schedule_selection_check: SELECTION_KINDS,
  backup_schedule_timing_check: TIMING_KINDS,
  schedule_edit_kind_check: EDIT_KINDS,
  schedule_edit_actor_check: ['USER', 'SYSTEM'],
  alert_subject_type_check: ALERT_SUBJECTS,
  alert_kind_check: ALERT_KINDS,
  alert_route_detail_check: ROUTE_DETAILS,
  alert_route_state_check: ROUTE_STATES,
  delivery_kind_check: DELIVERY_KINDS,
  delivery_medium_check: DELIVERY_MEDIA,
  delivery_state_check: DELIVERY_STATES,
  cycle_outcome_check: CYCLE_OUTCOMES,
  cycle_trigger_check: CYCLE_TRIGGERS,
  cycle_selection_check: SELECTION_KINDS,
  backup_selection_check: SELECTION_KINDS,
  backup_engine_check: ENGINES,
  backup_layout_check: BACKUP_LAYOUTS,
  left_instruction_resource_check: INSTRUCTED,
  location_connection_state_check: Object.keys(STATE_MATRIX.LocationConnection.states),
  location_connection_state_reason_check: Object.keys(CONNECTION_REASONS),
  backup_sync_state_check: Object.keys(STATE_MATRIX.BackupSync.states),
  backup_sync_state_reason_check: Object.keys(SYNC_FAILURES),
  backup_mode_check: OPERATION_MODES,
  backup_state_check: Object.keys(STATE_MATRIX.Backup.states),
  backup_stage_check: STAGES,
  backup_verification_check: ['INTACT', 'DAMAGED'],
  backup_deletion_step_check: DELETION_STEPS,
  backup_verification_state_check: VERIFICATION_STATES,
  backup_verification_trigger_check: VERIFICATION_TRIGGERS,
  backup_verification_trial_check: RESTORABLE_ANSWERS,
  event_floor_kind_check: ['PROGRESS', 'ALL'],
  backup_namespace_fate_check: NAMESPACE_FATES,
  backup_issue_code_check: Object.keys(ISSUE_CATALOG),
  backup_issue_subject_kind_check: [
    'NAMESPACE',
    'MACHINE',
    'RESOURCE_KIND',
    'VOLUME',
    'CLUSTER',
    'LOCATION',
    'BACKUP',
  ],
  restore_mode_check: OPERATION_MODES,
  restore_state_check: Object.keys(STATE_MATRIX.Restore.states),
  restore_stage_check: RESTORE_STAGES,
  restore_issue_code_check: Object.keys(RESTORE_ISSUES),
  exec_rule_kind_check: RULE_KINDS,
  share_access_check: SHARE_ACCESS,
  backup_machine_fate_check: MACHINE_FATES,
  backup_machine_state_check: Object.keys(STATE_MATRIX.VirtualMachine.states),
  backup_machine_quiesced_check: QUIESCE_ENDS,
  backup_machine_outcome_check: MACHINE_OUTCOMES,
  virtual_machine_state_check: Object.keys(STATE_MATRIX.VirtualMachine.states),
  rule_result_kind_check: RULE_KINDS,
  rule_result_state_check: RESULT_STATES,
  backup_volume_state_check: VOLUME_STATES,
  backup_volume_reason_check: Object.keys(VOLUME_REASONS),
  backup_volume_copy_check: VOLUME_COPIES,
  state_change_resource_check: RESOURCES,
  state_change_observer_check: STATE_OBSERVERS,
  event_type_check: EVENT_TYPES,
  event_subject_type_check: EVENT_SUBJECTS,
  credential_subject_type_check: ['Cluster', 'BackupLocation', 'ClusterDiscovery'],
  cluster_discovery_state_check: Object.keys(STATE_MATRIX.ClusterDiscovery.states),
  cluster_discovery_state_reason_check: Object.keys(DISCOVERY_REASONS),
  cluster_discovery_run_check: DISCOVERY_RUNS,
  agenda_jobs_type_check: ['normal', 'single'],
};
/** Conditions that are no lists of words. */
const OTHER_CHECKS = [
  'cluster_discovery_interval_check',
  'cluster_discovery_lease_check',
  'backup_sync_lease_check',
  'discovered_shoot_managed_check',
  'instance_singleton_check',
  'user_group_provider_check',
  'share_one_check',
  'app_user_provider_check',
  'backup_lease_check',
  'backup_schedule_retention_check',
  'restore_lease_check',
  'restore_running_check',
  'restore_issue_object_check',
  'backup_location_s3_check',
  'backup_lease_check',
  'backup_schedule_retention_check',
  'backup_schedule_tiers_check',
  'backup_schedule_verify_check',
  'backup_verification_lease_check',
];

describe('the schema after all migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await database.dataSource();
  });
  afterAll(() => database.drop());

  it('is what the entities say: TypeORM would change nothing', async () => {
    const pending = await dataSource.driver.createSchemaBuilder().log();
    expect(pending.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it("holds in each CHECK list the domain's words and no others", async () => {
    const rows = await database.query(
      `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
       WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY conname`,
    );
    const lists = rows.filter(({ name }) => !OTHER_CHECKS.includes(String(name)));
    const held = lists.map(({ name, definition }) => [
      name,
      // ->> 'kind' is a place and no word of the list.
      [
        ...String(definition)
          .replaceAll(/->> '\w+'/g, '')
          .matchAll(/'([^']*)'/g),
      ]
        .map(([, word]) => word)
        .sort(),
    ]);
    const meant = Object.entries(WORDS).map(([name, words]) => [name, [...words].sort()]);
    expect(Object.fromEntries(held)).toEqual(Object.fromEntries(meant));
  });

  it('names every entity CHECK as the database does, so that a refused word can be traced', async () => {
    const rows = await database.query(`SELECT conname AS name FROM pg_constraint WHERE contype = 'c'`);
    const names = new Set(rows.map(({ name }) => name));
    const ofEntities = dataSource.entityMetadatas.flatMap(({ checks }) => checks.map(({ name }) => name));
    expect(ofEntities.filter((name) => !names.has(name))).toEqual([]);
  });

  it('lets no constraint or index be named by chance', async () => {
    const rows = await database.query(
      `SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
         AND conrelid::regclass::text NOT LIKE '%migrations'
       UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '%migrations'`,
    );
    const odd = rows
      .map(({ name }) => String(name))
      .filter((name) => !/_(pkey|key|fkey|check|idx)$/.test(name));
    expect(odd).toEqual([]);
  });

  it('gives every resource an owner from the first day', async () => {
    const rows = await database.query(
      `SELECT table_name FROM information_schema.columns
       WHERE column_name = 'owner_id' AND is_nullable = 'NO' ORDER BY table_name`,
    );
    expect(rows.map(({ table_name }) => table_name)).toEqual([
      'alert_route',
      'backup',
      'backup_location',
      'backup_schedule',
      'cluster',
      'cluster_discovery',
      'exec_rule',
      'restore',
    ]);
  });

  it('has one installation, with an id of its own', async () => {
    expect(await database.query('SELECT singleton FROM instance')).toEqual([{ singleton: true }]);
    await expect(
      database.query('INSERT INTO instance VALUES (true, gen_random_uuid(), now())'),
    ).rejects.toThrow('instance_pkey');
    await expect(
      database.query('INSERT INTO instance VALUES (false, gen_random_uuid(), now())'),
    ).rejects.toThrow('instance_singleton_check');
  });
});

describe('taking the migrations back', () => {
  it('leaves nothing behind, and they run again to the same schema', async () => {
    const database = await createTestDatabase();
    try {
      const before = await schemaOf(database);
      await migrateDown({ url: database.url, log: silentLog, steps: migrations.length });
      expect(await schemaOf(database)).toEqual([]);
      await migrateUp({ url: database.url, log: silentLog });
      expect(await schemaOf(database)).toEqual(before);
    } finally {
      await database.drop();
    }
  });
});

/** Tables with columns, constraints, indexes, functions and triggers, but for TypeORM's own table and what extensions bring. */
function schemaOf(database: TestDatabase): Promise<Record<string, unknown>[]> {
  return database.query(
    `SELECT 'column ' || table_name || '.' || column_name AS thing,
       concat_ws(' ', data_type, datetime_precision, is_nullable, column_default) AS definition
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '%migrations'
     UNION SELECT 'constraint ' || conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%migrations'
     UNION SELECT 'index ' || indexname, indexdef FROM pg_indexes
     WHERE schemaname = 'public' AND tablename NOT LIKE '%migrations'
     UNION SELECT 'function ' || proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
     UNION SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
     ORDER BY 1, 2`,
  );
}
