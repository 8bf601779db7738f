import { EntitySchema } from 'typeorm';
import { CYCLE_OUTCOMES, CYCLE_TRIGGERS, type Cycle } from '../../domain/cycle.js';
import { SELECTION_KINDS } from '../../domain/namespace-selection.js';
import { column, nullable, oneKindOf, oneOf, primary, references } from './columns.js';

export const CycleEntity = new EntitySchema<Cycle>({
  name: 'Cycle',
  tableName: 'cycle',
  columns: {
    id: primary(column.uuid('id')),
    scheduleId: nullable(column.uuid('schedule_id')),
    plannedAt: nullable(column.instant('planned_at')),
    trigger: column.text('trigger'),
    selection: column.json('selection'),
    selectionVersion: column.integer('selection_version'),
    outcome: column.text('outcome'),
    reasons: column.textList('reasons'),
    startedAt: column.instant('started_at'),
    endedAt: nullable(column.instant('ended_at')),
  },
  uniques: [{ name: 'cycle_schedule_id_planned_at_key', columns: ['scheduleId', 'plannedAt'] }],
  indices: [
    { name: 'cycle_page_idx', columns: ['scheduleId', 'startedAt', 'id'] },
    {
      name: 'cycle_one_open_per_schedule_idx',
      columns: ['scheduleId'],
      unique: true,
      where: `outcome = 'OPEN'`,
    },
  ],
  foreignKeys: [references('cycle_schedule_id_fkey', 'scheduleId', 'BackupSchedule', 'SET NULL')],
  checks: [
    oneOf('cycle_outcome_check', 'outcome', CYCLE_OUTCOMES),
    oneOf('cycle_trigger_check', 'trigger', CYCLE_TRIGGERS),
    oneKindOf('cycle_selection_check', 'selection', SELECTION_KINDS),
  ],
});
