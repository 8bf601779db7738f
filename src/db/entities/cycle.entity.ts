import { EntitySchema } from 'typeorm';
import { CYCLE_OUTCOMES, type Cycle } from '../../domain/cycle.js';
import { column, nullable, oneOf, primary } from './columns.js';

export const CycleEntity = new EntitySchema<Cycle>({
  name: 'Cycle',
  tableName: 'cycle',
  columns: {
    id: primary(column.uuid('id')),
    scheduleId: nullable(column.uuid('schedule_id')),
    plannedAt: nullable(column.instant('planned_at')),
    outcome: column.text('outcome'),
    reasons: column.textList('reasons'),
    startedAt: column.instant('started_at'),
    endedAt: nullable(column.instant('ended_at')),
  },
  uniques: [{ name: 'cycle_schedule_id_planned_at_key', columns: ['scheduleId', 'plannedAt'] }],
  indices: [
    {
      name: 'cycle_one_open_per_schedule_idx',
      columns: ['scheduleId'],
      unique: true,
      where: `outcome = 'OPEN'`,
    },
  ],
  checks: [oneOf('cycle_outcome_check', 'outcome', CYCLE_OUTCOMES)],
});
