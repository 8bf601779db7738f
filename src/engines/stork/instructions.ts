/** What Stork is told: ApplicationBackup, ApplicationRestore and Rule. Pure. Source: facts 1.1, 1.4, 1.7. */
import type { ExecAction, FrozenRule } from '../../domain/exec-rule.js';
import { equalitiesOf } from '../../domain/label-selector.js';
import type { InstructedRestoreRun, InstructedRun } from '../../domain/ports/instructed-engine.js';
import { BACKUP_RECORD, recordOf } from './backup-record.js';
import type { JsonObject } from './json.js';
import { snapshotClassMap } from './snapshot-classes.js';
import type { StorkDraft } from './stork-cluster.js';
import { SKIP_NAME_CHECK, STORK_MARKS, STORK_REGISTRATION, storkNames } from './stork-kinds.js';

export function backupDraft(
  run: InstructedRun,
  /** CSI drivers of the cluster. */
  drivers: readonly string[],
): StorkDraft {
  const { backup, clusterUid, namespaces, preRule, postRule } = run;
  const { id, locationId, filter, volumeSettings } = backup;
  const { labelSelector = null } = filter ?? {};
  const classes = snapshotClassMap(drivers, volumeSettings.snapshotClasses);
  return {
    kind: 'applicationbackups',
    name: storkNames.backup(id),
    labels: {
      [STORK_MARKS.backup]: id,
      ...(clusterUid !== null && { [STORK_MARKS.cluster]: clusterUid }),
    },
    annotations: { [BACKUP_RECORD]: recordOf(run) },
    fields: {
      spec: {
        namespaces: namespaces.map(({ name }) => name),
        backupLocation: storkNames.location(locationId),
        // Whoever deletes the instruction by hand, or the cluster with it, deletes no backup: only we say when its data goes.
        reclaimPolicy: 'Retain',
        ...(labelSelector !== null && { selectors: equalitiesOf(labelSelector) ?? {} }),
        ...(preRule !== null && { preExecRule: storkNames.rule(id, 'pre') }),
        ...(postRule !== null && { postExecRule: storkNames.rule(id, 'post') }),
        ...(Object.keys(classes).length > 0 && { csiSnapshotClassMap: classes }),
      },
    },
  };
}

/** None for a rule that the backup has not. */
export function ruleDrafts({ backup, preRule, postRule }: InstructedRun): readonly StorkDraft[] {
  const draft = (rule: FrozenRule, kind: 'pre' | 'post'): StorkDraft => ({
    kind: 'rules',
    name: storkNames.rule(backup.id, kind),
    labels: { [STORK_MARKS.backup]: backup.id },
    fields: { rules: rule.actions.map(itemOf) },
  });
  return [...(preRule ? [draft(preRule, 'pre')] : []), ...(postRule ? [draft(postRule, 'post')] : [])];
}

export function restoreDraft(
  { restore, clusterId, backup, namespaces }: InstructedRestoreRun,
  /** What the cluster calls the backup: a synced one has another name. */
  backupName: string,
): StorkDraft {
  const { existing, storageClassMapping } = restore.options;
  return {
    kind: 'applicationrestores',
    name: storkNames.restore(restore.id),
    labels: { [STORK_MARKS.restore]: restore.id },
    // What a sibling's or somebody else's BackupLocation of the bucket lists is the same backup: the driver of Portworx would compare names.
    annotations: { [STORK_REGISTRATION]: clusterId, [SKIP_NAME_CHECK]: 'true' },
    fields: {
      spec: {
        backupName,
        backupLocation: storkNames.location(backup.locationId),
        namespaceMapping: Object.fromEntries(namespaces),
        replacePolicy: existing === 'REPLACE' ? 'Delete' : 'Retain',
        ...(Object.keys(storageClassMapping).length > 0 && { storageClassMapping }),
      },
    },
  };
}

/** What `ruleFaults` lets through. Its own time-outs Stork does not know: 15 minutes for each pod. */
function itemOf({ podSelector, container, command, onePodOnly }: ExecAction): JsonObject {
  return {
    podSelector: equalitiesOf(podSelector ?? '') ?? {},
    ...(container !== null && { container }),
    actions: [{ type: 'command', runInSinglePod: onePodOnly, value: command.map(quoted).join(' ') }],
  };
}

/** Stork hands a line to a shell; our words must reach the program as they are. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
