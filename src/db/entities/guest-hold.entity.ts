import { EntitySchema } from 'typeorm';
import type { MachineName } from '../../domain/virtual-machine.js';
import { column, nullable, primary, references } from './columns.js';

/** A guest that a backup has frozen, or is about to freeze. */
export interface GuestHoldRow extends MachineName {
  readonly clusterId: string;
  readonly backupId: string;
  readonly attempt: number;
  readonly heldSince: Date;
  /** A call to the guest may be under way until then. */
  readonly callUntil: Date;
  /** Null: nobody was asked to freeze it yet. */
  readonly thawsItselfAt: Date | null;
}

export const GuestHoldEntity = new EntitySchema<GuestHoldRow>({
  name: 'GuestHold',
  tableName: 'guest_hold',
  columns: {
    clusterId: primary(column.uuid('cluster_id')),
    namespace: primary({ ...column.text('namespace'), collation: 'C' }),
    name: primary({ ...column.text('name'), collation: 'C' }),
    backupId: column.uuid('backup_id'),
    attempt: column.integer('attempt'),
    heldSince: column.instant('held_since'),
    callUntil: column.instant('call_until'),
    thawsItselfAt: nullable(column.instant('thaws_itself_at')),
  },
  indices: [{ name: 'guest_hold_by_backup_idx', columns: ['backupId'] }],
  foreignKeys: [
    {
      ...references('guest_hold_backup_id_fkey', 'backupId', 'OpenRules', 'CASCADE'),
      referencedColumnNames: ['backupId'],
    },
  ],
});
