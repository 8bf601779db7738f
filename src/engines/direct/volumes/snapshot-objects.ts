/** VolumeSnapshots, their contents and classes as the cluster shows them (facts 7.3). */
import type { EngineRun } from '../../../domain/ports/backup-engine.js';
import { isObject, type JsonObject } from '../json-object.js';
import { instantOf, int64In } from './int64.js';

/** What everything that we make in a cluster carries. */
export const MARKS = {
  backup: 'holdfast.io/backup',
  attempt: 'holdfast.io/attempt',
  /** UID of the claim: one of the same name that was made meanwhile is another. */
  claim: 'holdfast.io/claim-uid',
} as const;

/** On what a restore puts beside a claim: its id. */
export const RESTORE_MARK = 'holdfast.io/restore';

type OfRun = Pick<EngineRun, 'backupId' | 'attempt'>;

export interface Snapshot {
  readonly namespace: string;
  readonly name: string;
  /** Name of the VolumeSnapshotContent that it is bound to. */
  readonly content: string | null;
  readonly error: string | null;
}

export interface SnapshotContent {
  readonly name: string;
  readonly claimUid: string | null;
  readonly deletionPolicy: string | null;
  readonly volumeMode: string | null;
  /** Of one that was made for a snapshot of the storage. */
  readonly sourceHandle: string | null;
  /** The VolumeSnapshot that it belongs to. */
  readonly snapshot: { readonly namespace: string; readonly name: string };
  /** The storage's own name of the snapshot: with it the snapshot is cut. */
  readonly handle: string | null;
  readonly cutAt: string | null;
  readonly ready: boolean;
  readonly restoreSize: string | null;
  readonly error: string | null;
}

export interface SnapshotClass {
  readonly name: string;
  readonly driver: string;
  readonly isDefault: boolean;
}

const DEFAULT_CLASS = 'snapshot.storage.kubernetes.io/is-default-class';

export function snapshotOf(object: JsonObject): Snapshot {
  const metadata = mapAt(object, 'metadata');
  const status = mapAt(object, 'status');
  return {
    namespace: textAt(metadata, 'namespace') ?? '',
    name: textAt(metadata, 'name') ?? '',
    content: textAt(status, 'boundVolumeSnapshotContentName'),
    error: errorIn(status),
  };
}

export function contentOf(object: JsonObject): SnapshotContent {
  const metadata = mapAt(object, 'metadata');
  const spec = mapAt(object, 'spec');
  const status = mapAt(object, 'status');
  const reference = mapAt(spec, 'volumeSnapshotRef');
  const cut = int64In(status.creationTime);
  const size = int64In(status.restoreSize);
  return {
    name: textAt(metadata, 'name') ?? '',
    claimUid: textAt(mapAt(metadata, 'labels'), MARKS.claim),
    deletionPolicy: textAt(spec, 'deletionPolicy'),
    volumeMode: textAt(spec, 'sourceVolumeMode'),
    sourceHandle: textAt(mapAt(spec, 'source'), 'snapshotHandle'),
    snapshot: { namespace: textAt(reference, 'namespace') ?? '', name: textAt(reference, 'name') ?? '' },
    handle: textAt(status, 'snapshotHandle'),
    cutAt: cut === null || cut === 0n ? null : instantOf(cut),
    ready: status.readyToUse === true,
    restoreSize: size === null ? null : String(size),
    error: errorIn(status),
  };
}

export function classOf(object: JsonObject): SnapshotClass {
  const metadata = mapAt(object, 'metadata');
  return {
    name: textAt(metadata, 'name') ?? '',
    driver: textAt(object, 'driver') ?? '',
    isDefault: textAt(mapAt(metadata, 'annotations'), DEFAULT_CLASS) === 'true',
  };
}

/** Of one attempt: two attempts never share a snapshot. */
export function snapshotName({ backupId, attempt }: OfRun, claimUid: string): string {
  return `holdfast-${backupId}-${attempt}-${claimUid}`;
}

/** The backup in a name of ours; null for names of others. */
export function backupInName(name: string): string | null {
  return /^holdfast-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\d{1,9}-/.exec(name)?.[1] ?? null;
}

export function marksOf({ backupId, attempt }: OfRun, claimUid: string): Readonly<Record<string, string>> {
  return { [MARKS.backup]: backupId, [MARKS.attempt]: String(attempt), [MARKS.claim]: claimUid };
}

function errorIn(status: JsonObject): string | null {
  return status.error === undefined || status.error === null
    ? null
    : (textAt(mapAt(status, 'error'), 'message') ?? 'an error without a message');
}

export function mapAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

export function textAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
