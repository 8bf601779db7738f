import { EntitySchema } from 'typeorm';
import {
  type BackupMachine,
  MACHINE_FATES,
  MACHINE_OUTCOMES,
  QUIESCE_ENDS,
} from '../../domain/backup-machine.js';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export interface BackupMachineRow extends BackupMachine {
  readonly backupId: string;
}

export const BackupMachineEntity = new EntitySchema<BackupMachineRow>({
  name: 'BackupMachine',
  tableName: 'backup_machine',
  columns: {
    backupId: primary(column.uuid('backup_id')),
    namespace: primary(column.text('namespace')),
    name: primary(column.text('name')),
    fate: column.text('fate'),
    uid: nullable(column.foreignText('uid')),
    state: nullable(column.text('state')),
    printableStatus: nullable(column.foreignText('printable_status')),
    quiesced: nullable(column.text('quiesced')),
    outcome: nullable(column.text('outcome')),
    volumes: column.integer('volumes'),
    volumesBackedUp: column.integer('volumes_backed_up'),
    objects: column.integer('objects'),
    message: nullable(column.foreignText('message')),
  },
  indices: [{ name: 'backup_machine_by_name_idx', columns: ['namespace', 'name'] }],
  foreignKeys: [references('backup_machine_backup_id_fkey', 'backupId', 'Backup', 'CASCADE')],
  checks: [
    oneOf('backup_machine_fate_check', 'fate', MACHINE_FATES),
    oneOf('backup_machine_state_check', 'state', Object.keys(STATE_MATRIX.VirtualMachine.states)),
    oneOf('backup_machine_quiesced_check', 'quiesced', QUIESCE_ENDS),
    oneOf('backup_machine_outcome_check', 'outcome', MACHINE_OUTCOMES),
  ],
});
