/** What may be asked in one operation mode only: asked by the API beforehand, and by the services. Data, and two questions of it. Pure. */
import { ModeNotSupported } from './errors/resource-errors.js';
import type { Refusal } from './refusal.js';
import type { Operation, OperationMode, Resource } from './state-matrix.js';

interface ModeRule {
  readonly mode: OperationMode;
  /** The beginning of a sentence. */
  readonly what: string;
  readonly advice: string | null;
}

const OUT_OF_REACH =
  'Only the clusters reach this location, with their workload identities: Holdfast never touches it.';

/** What is not here may be asked in both. */
const RULES: Partial<Record<`${Resource}.${Operation}`, ModeRule>> = {
  'Backup.verify': { mode: 'CLASSIC', what: 'Reading a backup back', advice: OUT_OF_REACH },
  'Backup.forceDelete': {
    mode: 'FEDERATED',
    what: 'Deletion of the record alone',
    advice: 'Delete the backup: Holdfast removes its data itself.',
  },
  'BackupLocation.rescan': { mode: 'CLASSIC', what: 'A rescan', advice: OUT_OF_REACH },
  'BackupLocation.sync': {
    mode: 'FEDERATED',
    what: 'A sync',
    advice: 'Rescan the location: Holdfast reads it itself.',
  },
  'VirtualMachine.backUp': { mode: 'CLASSIC', what: 'KubeVirt virtual machine backup', advice: null },
};

/** Why it does not exist in the mode; undefined: it does. */
export function refusalByMode(
  resource: Resource,
  operation: Operation,
  mode: OperationMode,
): Refusal | undefined {
  const rule = RULES[`${resource}.${operation}`];
  if (rule === undefined || rule.mode === mode) return undefined;
  const reason = `${rule.what} does not exist in ${mode} mode.`;
  return { code: 'MODE_NOT_SUPPORTED', reason, advice: rule.advice };
}

/** @throws ModeNotSupported */
export function assertModeOf(resource: Resource, operation: Operation, mode: OperationMode): void {
  const refusal = refusalByMode(resource, operation, mode);
  if (refusal === undefined) return;
  const { reason, advice } = refusal;
  const supportedModes = [mode === 'CLASSIC' ? 'FEDERATED' : 'CLASSIC'] as const;
  throw new ModeNotSupported(advice === null ? reason : `${reason} ${advice}`, { mode, supportedModes });
}
