import { EntitySchema } from 'typeorm';
import { EDIT_KINDS, type ScheduleEdit } from '../../domain/backup-schedule.js';
import { column, nullable, oneKindOf, oneOf, primary, references } from './columns.js';

/** Written as a record so that a kind added to the domain fails to compile here. */
const ACTOR_KINDS: Readonly<Record<ScheduleEdit['actor']['kind'], true>> = { USER: true, SYSTEM: true };

export const ScheduleEditEntity = new EntitySchema<ScheduleEdit>({
  name: 'ScheduleEdit',
  tableName: 'schedule_edit',
  columns: {
    id: primary(column.uuid('id')),
    scheduleId: column.uuid('schedule_id'),
    kind: column.text('kind'),
    at: column.instant('at'),
    actor: column.json('actor'),
    namespaces: column.textList('namespaces'),
    before: column.json('before'),
    after: column.json('after'),
    selectionVersion: column.integer('selection_version'),
    revertedAt: nullable(column.instant('reverted_at')),
  },
  indices: [
    { name: 'schedule_edit_page_idx', columns: ['scheduleId', 'at', 'id'] },
    { name: 'schedule_edit_selection_idx', columns: ['scheduleId', 'selectionVersion'] },
  ],
  foreignKeys: [references('schedule_edit_schedule_id_fkey', 'scheduleId', 'BackupSchedule', 'CASCADE')],
  checks: [
    oneOf('schedule_edit_kind_check', 'kind', EDIT_KINDS),
    oneKindOf('schedule_edit_actor_check', 'actor', Object.keys(ACTOR_KINDS)),
  ],
});
