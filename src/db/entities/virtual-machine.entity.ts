import { EntitySchema } from 'typeorm';
import { STATE_MATRIX } from '../../domain/state-matrix.js';
import type { VirtualMachine } from '../../domain/virtual-machine.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

export const VirtualMachineEntity = new EntitySchema<VirtualMachine>({
  name: 'VirtualMachine',
  tableName: 'virtual_machine',
  columns: {
    id: primary(column.uuid('id')),
    clusterId: column.uuid('cluster_id'),
    namespace: { ...column.text('namespace'), collation: 'C' },
    name: { ...column.text('name'), collation: 'C' },
    uid: column.foreignText('uid'),
    labels: column.json('labels'),
    printableStatus: nullable(column.foreignText('printable_status')),
    runStrategy: nullable(column.foreignText('run_strategy')),
    agentConnected: column.boolean('agent_connected'),
    state: column.text('state'),
    stateReason: column.foreignText('state_reason'),
    stateMessage: column.foreignText('state_message'),
    stateChangedAt: column.instant('state_changed_at'),
    createdAt: column.instant('created_at'),
  },
  uniques: [{ name: 'virtual_machine_name_key', columns: ['clusterId', 'namespace', 'name'] }],
  indices: [
    { name: 'virtual_machine_page_idx', columns: ['createdAt', 'id'] },
    { name: 'virtual_machine_by_name_idx', columns: ['name', 'id'] },
    { name: 'virtual_machine_by_change_idx', columns: ['stateChangedAt', 'id'] },
  ],
  foreignKeys: [references('virtual_machine_cluster_id_fkey', 'clusterId', 'Cluster', 'CASCADE')],
  checks: [oneOf('virtual_machine_state_check', 'state', Object.keys(STATE_MATRIX.VirtualMachine.states))],
});
