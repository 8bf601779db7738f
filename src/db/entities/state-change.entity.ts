import { EntitySchema } from 'typeorm';
import { STATE_OBSERVERS, type StateChange } from '../../domain/state-change.js';
import { RESOURCES } from '../../domain/state-matrix.js';
import { column, nullable, oneOf, primary } from './columns.js';

/** Written by the event log alone, in the transaction of the event: see event-log.ts. */
export const StateChangeEntity = new EntitySchema<StateChange>({
  name: 'StateChange',
  tableName: 'state_change',
  columns: {
    // The number of the event as a UUID: of changes of one moment it knows the order.
    id: primary(column.uuid('id')),
    at: column.instant('at'),
    resource: column.text('resource'),
    subjectId: column.uuid('subject_id'),
    name: nullable(column.text('name')),
    from: nullable(column.text('from_state')),
    to: nullable(column.text('to_state')),
    reason: nullable(column.text('reason')),
    message: nullable(column.text('message')),
    observer: column.text('observer'),
    observerName: column.text('observer_name'),
  },
  indices: [
    { name: 'state_change_page_idx', columns: ['at', 'id'] },
    { name: 'state_change_by_subject_idx', columns: ['subjectId', 'at', 'id'] },
    { name: 'state_change_by_resource_idx', columns: ['resource', 'at', 'id'] },
    { name: 'state_change_by_state_idx', columns: ['resource', 'to', 'at', 'id'] },
  ],
  checks: [
    oneOf('state_change_resource_check', 'resource', RESOURCES),
    oneOf('state_change_observer_check', 'observer', STATE_OBSERVERS),
  ],
});
