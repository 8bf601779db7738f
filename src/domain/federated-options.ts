/** What of a backup or a restore Stork can be told, and what it cannot. Pure. Source: facts 1.1, 1.4, 1.7, 2.5. */
import type { VolumeSettings } from './backup-volume.js';
import { ModeNotSupported } from './errors/resource-errors.js';
import type { ExecAction, FrozenRule } from './exec-rule.js';
import { equalitiesOf } from './label-selector.js';
import type { ResourceFilter } from './resource-filter.js';
import type { RestoreOptions } from './restore.js';

export interface BackupWishes {
  readonly filter: ResourceFilter | null;
  readonly volumes: Partial<VolumeSettings>;
  readonly rules: readonly FrozenRule[];
}

/** All of them at once. @throws ModeNotSupported */
export function assertFederatedBackup(wishes: BackupWishes): void {
  refuse('A backup', [
    ...filterFaults(wishes.filter),
    ...volumeFaults(wishes.volumes),
    ...wishes.rules.flatMap(ruleFaults),
  ]);
}

/** @throws ModeNotSupported */
export function assertFederatedRestore(options: RestoreOptions): void {
  refuse('A restore', restoreFaults(options));
}

/** Why Stork cannot run a rule; a rule may be edited after it was named. */
export function ruleFaults({ name, actions }: Pick<FrozenRule, 'name' | 'actions'>): readonly string[] {
  const words = new Set(actions.flatMap(actionFaults));
  return [...words].map((word) => `the rule ${name} ${word}`);
}

function actionFaults(action: ExecAction): readonly string[] {
  const { podSelector, podName, namespaces, onFailure } = action;
  return [
    ...(podName === null ? [] : ['names a pod: Stork finds pods by labels alone']),
    ...(podSelector === null || equalitiesOf(podSelector) !== undefined
      ? []
      : ['has a selector with more than key=value']),
    ...(namespaces === null ? [] : ['is for some namespaces: Stork runs it in all that the backup includes']),
    ...(onFailure === 'FAIL'
      ? []
      : ['goes on after a failure: to Stork every failure of a rule is one of the backup']),
  ];
}

function filterFaults(filter: ResourceFilter | null): readonly string[] {
  if (filter === null) return [];
  const { includeResources, excludeResources, labelSelector } = filter;
  return [
    ...(includeResources === null && excludeResources.length === 0
      ? []
      : ['kinds of resources cannot be chosen or left out']),
    ...(labelSelector === null || equalitiesOf(labelSelector) !== undefined
      ? []
      : ['objects are chosen by labels of the form key=value alone']),
  ];
}

function volumeFaults({ mode }: Partial<VolumeSettings>): readonly string[] {
  return mode === 'NONE' ? ['volumes cannot be left out'] : [];
}

function restoreFaults({ scope, existing, ...options }: RestoreOptions): readonly string[] {
  const { filter, objects } = scope;
  const filtered =
    filter.includeResources !== null || filter.excludeResources.length > 0 || filter.labelSelector !== null;
  return [
    ...(objects === null ? [] : ['single objects cannot be chosen']),
    ...(filtered ? ['resources cannot be filtered'] : []),
    ...(existing === 'UPDATE' ? ['what is there is kept (KEEP) or replaced (REPLACE), not updated'] : []),
    ...(options.restoreStatus.length > 0 ? ['the status of objects is not written back'] : []),
    ...(options.preserveNodePorts ? ['NodePorts are given by the cluster'] : []),
    ...(options.volumes ? [] : ['claims cannot be made empty']),
  ];
}

function refuse(what: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new ModeNotSupported(
    `${what} in FEDERATED mode is made by Stork, which cannot do all that was asked for: ${faults.join('; ')}.`,
    { mode: 'FEDERATED', supportedModes: ['CLASSIC'] },
  );
}
