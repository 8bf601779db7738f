/** From the inputs of schedules to what the service takes. What cannot be meant is refused here, all faults at once. */
import type { Retention } from '../../domain/backup-schedule.js';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import { labelFaults, nameFaults } from '../../domain/names.js';
import { given, idOf, labelKeyFaults } from '../arguments.js';
import type {
  CreateBackupScheduleInput,
  EditBackupScheduleInput,
  RetentionInput,
} from './backup-schedule.input.js';
import type { LabelInput } from './label.input.js';
import { machineSelectionOf } from './machine-selection.input.js';
import { selectionOf } from './namespace-selection.input.js';
import { filterOf } from './resource-filter.input.js';
import { timingOf } from './schedule-timing.input.js';
import { faultsOf, type Shaped } from './shape-faults.js';
import { volumeSettingsOf } from './volume-settings.input.js';

/** @throws InvalidInput, NotFound for an id that can be the id of nothing */
export function scheduleRequest(input: CreateBackupScheduleInput) {
  const selection = selectionOf('selection', input.selection);
  const timing = timingOf('timing', input.timing);
  refuse(input, selection, timing);
  const { name, timeZone, graceMinutes, alertRecipients } = input;
  return {
    name,
    clusterId: idOf('Cluster', input.clusterId),
    locationId: idOf('BackupLocation', input.locationId),
    selection: meant(selection),
    timing: meant(timing),
    timeZone,
    retention: retentionOf(input.retention),
    ...(input.verifyEvery != null && { verifyEveryDays: input.verifyEvery.days ?? null }),
    ...given({ graceMinutes, alertRecipients }),
    ...(input.preRuleId != null && { preRuleId: idOf('ExecRule', input.preRuleId) }),
    ...(input.postRuleId != null && { postRuleId: idOf('ExecRule', input.postRuleId) }),
    ...(input.filter != null && { filter: filterOf(input.filter) }),
    ...(input.volumes && { volumes: volumeSettingsOf(input.volumes) }),
  };
}

/** @throws InvalidInput, NotFound for an id that can be the id of nothing */
export function scheduleChange(input: EditBackupScheduleInput) {
  const timing = input.timing == null ? undefined : timingOf('timing', input.timing);
  refuse(input, timing);
  const { expectedVersion, name, timeZone, graceMinutes, selector, locationId, retention, alertRecipients } =
    input;
  return {
    expectedVersion,
    ...given({ name, timeZone, graceMinutes, selector, alertRecipients }),
    ...(locationId != null && { locationId: idOf('BackupLocation', locationId) }),
    ...(input.virtualMachines != null && { virtualMachines: machineSelectionOf(input.virtualMachines) }),
    ...(timing !== undefined && { timing: meant(timing) }),
    ...(retention != null && { retention: retentionOf(retention) }),
    ...ruleChange('preRuleId', input.preRuleId),
    ...ruleChange('postRuleId', input.postRuleId),
    ...(input.filter !== undefined && { filter: input.filter === null ? null : filterOf(input.filter) }),
    ...(input.verifyEvery != null && { verifyEveryDays: input.verifyEvery.days ?? null }),
    ...(input.volumes && { volumes: volumeSettingsOf(input.volumes) }),
  };
}

/** What was sent as null takes the rule away. */
function ruleChange(field: 'preRuleId' | 'postRuleId', id: string | null | undefined) {
  if (id === undefined) return {};
  return { [field]: id === null ? null : idOf('ExecRule', id) };
}

interface Named {
  readonly name?: string | null;
  readonly labels?: readonly LabelInput[] | null;
}

/** The service finds faults of values; where a shape is wrong it is not asked, so what it would say of names comes along. */
function refuse({ name, labels }: Named, ...shaped: readonly (Shaped<unknown> | undefined)[]): void {
  const shapes = faultsOf(...shaped);
  const keys = labelKeyFaults(labels ?? []);
  if (shapes.length + keys.length === 0) return;
  const pairs = Object.fromEntries((labels ?? []).map(({ key, value }) => [key, value]));
  throw new InvalidInput([
    ...(name == null ? [] : nameFaults('name', name)),
    ...shapes,
    ...keys,
    ...labelFaults('labels', pairs),
  ]);
}

function meant<T>(shaped: Shaped<T>): T {
  if ('faults' in shaped) throw new InvalidInput(shaped.faults);
  return shaped.value;
}

/** What is not given keeps nothing by it. */
export function retentionOf({ keep, maxAgeDays, hourly, daily, weekly, monthly }: RetentionInput): Retention {
  return {
    keep,
    maxAgeDays: maxAgeDays ?? null,
    hourly: hourly ?? 0,
    daily: daily ?? 0,
    weekly: weekly ?? 0,
    monthly: monthly ?? 0,
  };
}
