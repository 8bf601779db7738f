import type { BackupVolume } from '../../domain/backup-volume.js';
import type { JsonObject } from '../direct/json-object.js';
import { part, text } from './velero-records.js';

/**
 * What Velero's list says of each volume. A CSI snapshot that was left in the storage can be restored from; what its data mover,
 * kopia or restic hold cannot. Source: facts of Velero 1.4 (`volumeinfo`).
 */
export function volumesOf(records: readonly JsonObject[]): readonly BackupVolume[] {
  return records.flatMap((record) => {
    const namespace = text(record.pvcNamespace);
    const claim = text(record.pvcName);
    return namespace === null || claim === null ? [] : [volumeOf(record, { namespace, claim })];
  });
}

function volumeOf(record: JsonObject, of: { namespace: string; claim: string }): BackupVolume {
  const csi = part(record, 'csiSnapshotInfo');
  const handle = text(csi.snapshotHandle);
  const inStorage = record.snapshotDataMoved !== true || record.preserveLocalSnapshot === true;
  const usable =
    record.backupMethod === 'CSISnapshot' && handle !== null && inStorage && record.result !== 'failed';
  const base = {
    ...of,
    volume: text(record.pvName),
    driver: text(csi.driver),
    storageClass: null,
    snapshotClass: null,
    snapshot: null,
    content: text(csi.vscName),
  };
  if (!usable) {
    return {
      ...base,
      state: 'SKIPPED',
      reason: 'FOREIGN_COPY',
      message: whyNot(record),
      copy: null,
      handle: null,
      restoreSize: null,
      cutAt: null,
      readyAt: null,
    };
  }
  return {
    ...base,
    state: 'READY',
    reason: null,
    message: null,
    copy: 'IN_CLUSTER',
    handle,
    restoreSize: digits(csi.size),
    cutAt: text(record.startTimestamp),
    readyAt: text(record.completionTimestamp),
  };
}

function whyNot(record: JsonObject): string {
  if (record.skipped === true)
    return `Velero left it out: ${text(record.skippedReason) ?? 'it does not say why'}`;
  if (record.result === 'failed') return 'Velero could not back it up';
  if (record.backupMethod === 'CSISnapshot') return 'Velero moved its data into a repository of its own';
  return `Velero holds its data as ${text(record.backupMethod) ?? 'something that it does not name'}`;
}

function digits(value: unknown): string | null {
  const written = String(value);
  return /^[1-9]\d*$/.test(written) ? written : null;
}
