import type { EntityManager } from 'typeorm';
import type { Stores } from '../../domain/ports/stores.js';
import { type UniqueMeanings, withPgErrors } from '../pg-errors.js';
import { PostgresCredentialVault } from '../vault/credential-vault.js';
import type { KeyRing } from '../vault/key-ring.js';
import { PostgresAccessTokenStore } from './access-token.store.js';
import { PostgresAlertStore } from './alert.store.js';
import { PostgresBackupStore } from './backup.store.js';
import { PostgresBackupLocationStore } from './backup-location.store.js';
import { PostgresBackupScheduleStore } from './backup-schedule.store.js';
import { PostgresClusterStore } from './cluster.store.js';
import { PostgresCycleStore } from './cycle.store.js';
import { PostgresEventLog } from './event-log.js';
import { translateForeignKey } from './foreign-keys.js';
import { PostgresUserStore } from './user.store.js';

const UNIQUES: UniqueMeanings = {
  app_user_pkey: { resource: 'User', field: 'id' },
  app_user_name_key: { resource: 'User', field: 'name' },
  access_token_pkey: { resource: 'AccessToken', field: 'id' },
  access_token_hash_key: { resource: 'AccessToken', field: 'hash' },
  cluster_pkey: { resource: 'Cluster', field: 'id' },
  cluster_name_key: { resource: 'Cluster', field: 'name' },
  backup_location_pkey: { resource: 'BackupLocation', field: 'id' },
  backup_location_name_key: { resource: 'BackupLocation', field: 'name' },
  backup_location_path_key: { resource: 'BackupLocation', field: 'path' },
  cycle_pkey: { resource: 'Cycle', field: 'id' },
  cycle_schedule_id_planned_at_key: { resource: 'Cycle', field: 'plannedAt' },
  cycle_one_open_per_schedule_idx: { resource: 'open Cycle', field: 'scheduleId' },
  backup_pkey: { resource: 'Backup', field: 'id' },
  backup_name_key: { resource: 'Backup', field: 'name' },
  backup_cycle_id_key: { resource: 'Backup', field: 'cycleId' },
  backup_schedule_pkey: { resource: 'BackupSchedule', field: 'id' },
  backup_schedule_name_key: { resource: 'BackupSchedule', field: 'name' },
  schedule_edit_pkey: { resource: 'ScheduleEdit', field: 'id' },
  alert_pkey: { resource: 'Alert', field: 'id' },
  alert_one_open_idx: { resource: 'open Alert', field: 'kind' },
};

/**
 * The stores on one connection or transaction. Everything they throw speaks the words of the domain.
 * @param wrap what goes around each store
 */
export function storesOn(
  manager: EntityManager,
  ring: KeyRing,
  wrap: <S extends object>(store: S) => S = (store) => store,
): Stores {
  const store = <S extends object>(made: S): S => wrap(translating(made));
  return {
    clusters: store(new PostgresClusterStore(manager)),
    locations: store(new PostgresBackupLocationStore(manager)),
    backups: store(new PostgresBackupStore(manager)),
    cycles: store(new PostgresCycleStore(manager)),
    schedules: store(new PostgresBackupScheduleStore(manager)),
    alerts: store(new PostgresAlertStore(manager)),
    users: store(new PostgresUserStore(manager)),
    tokens: store(new PostgresAccessTokenStore(manager)),
    events: store(new PostgresEventLog(manager)),
    credentials: store(new PostgresCredentialVault(manager, ring)),
  };
}

/** Runs `work` and throws the database's errors in the words of the domain. */
export function inDomainWords<T>(work: () => Promise<T>): Promise<T> {
  return withPgErrors(async () => {
    try {
      return await work();
    } catch (error) {
      throw translateForeignKey(error);
    }
  }, UNIQUES);
}

/** What it throws speaks the words of the domain. */
export function translating<S extends object>(store: S): S {
  return new Proxy(store, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]) => inDomainWords(async () => Reflect.apply(member, target, values));
    },
  });
}
