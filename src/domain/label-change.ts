/** Labels that are set and taken away, beside those that stay. */
import type { FieldFault } from './errors/request-errors.js';
import { type Labels, labelFaults } from './names.js';

/** What has labels, by its name in the state matrix. */
export const LABELLED_RESOURCES = {
  Cluster: 'A cluster.',
  BackupLocation: 'A backup location.',
  BackupSchedule: 'A backup schedule.',
  Backup: 'A backup.',
} as const;
export type LabelledResource = keyof typeof LABELLED_RESOURCES;

export interface LabelChange {
  readonly set: Labels;
  /** Keys; one that is not there is no fault. */
  readonly remove: readonly string[];
}

/** Labels that are possible; a key cannot be both, and nothing at all is no change. */
export function labelChangeFaults({ set, remove }: LabelChange): readonly FieldFault[] {
  if (Object.keys(set).length === 0 && remove.length === 0)
    return [{ path: 'set', message: 'is empty, and so is remove: name a label' }];
  const both = remove.findIndex((key) => Object.hasOwn(set, key));
  const alike = both === -1 ? [] : [{ path: `remove.${both}`, message: 'is set as well' }];
  return [...labelFaults('set', set), ...alike];
}

export function changedLabels(present: Labels, { set, remove }: LabelChange): Labels {
  const gone = new Set(remove);
  const kept = Object.entries(present).filter(([key]) => !gone.has(key));
  return { ...Object.fromEntries(kept), ...set };
}
