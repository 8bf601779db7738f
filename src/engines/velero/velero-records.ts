/** The small JSON files beside a Velero backup: its record, and what became of its volumes. Source: facts of Velero 1.2, 1.4. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import { isKeyPart } from '../../domain/object-key.js';
import type { ReadableStore } from '../../domain/ports/backup-importer.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import type { VeleroBackup } from '../../domain/velero.js';
import { isObject, type JsonObject, stringsIn } from '../direct/json-object.js';

const MAX_RECORD_BYTES = 16 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
const unpack = promisify(gunzip);

export const veleroKeys = {
  root: 'backups/',
  record: (name: string) => `backups/${name}/velero-backup.json`,
  contents: (name: string) => `backups/${name}/${name}.tar.gz`,
  volumes: (name: string) => `backups/${name}/${name}-volumeinfo.json.gz`,
} as const;

/** @throws StorageFailed NOT_FOUND, DependencyFailure */
export async function readRecord(
  source: ReadableStore,
  name: string,
  signal?: AbortSignal,
): Promise<VeleroBackup> {
  if (!isKeyPart(name)) throw unreadable(name, 'its name is none that Velero gives');
  const key = veleroKeys.record(name);
  const bytes = await source.read(key, { maxBytes: MAX_RECORD_BYTES, ...(signal && { signal }) });
  const record = objectOf(name, bytes);
  if (record.kind !== 'Backup' || !String(record.apiVersion).startsWith('velero.io/')) {
    throw unreadable(name, `${key} is no record of Velero`);
  }
  return recordOf(name, record);
}

function recordOf(name: string, record: JsonObject): VeleroBackup {
  const metadata = part(record, 'metadata');
  const status = part(record, 'status');
  const labels = part(metadata, 'labels');
  const annotations = part(metadata, 'annotations');
  return {
    name,
    phase: text(status.phase) ?? 'New',
    startedAt: instant(status.startTimestamp),
    finishedAt: instant(status.completionTimestamp),
    includedNamespaces: stringsIn(part(record, 'spec').includedNamespaces),
    errors: count(status.errors),
    warnings: count(status.warnings),
    items: count(part(status, 'progress').itemsBackedUp),
    kubernetesVersion: text(annotations['velero.io/source-cluster-k8s-gitversion']),
    schedule: text(labels['velero.io/schedule-name']),
  };
}

/** The list of volumes; empty for a Velero before 1.13, which did not write it. @throws StorageFailed, DependencyFailure */
export async function readVolumeRecords(
  source: ReadableStore,
  name: string,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const key = veleroKeys.volumes(name);
  let packed: Buffer;
  try {
    packed = await source.read(key, { maxBytes: MAX_RECORD_BYTES, ...(signal && { signal }) });
  } catch (error) {
    if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') return [];
    throw error;
  }
  const bytes = await unpack(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).catch((error: unknown) => {
    throw unreadable(name, `${key} cannot be unpacked`, error);
  });
  const parsed = parse(bytes);
  if (!Array.isArray(parsed)) throw unreadable(name, `${key} is no list of volumes`);
  return parsed.filter(isObject);
}

export function unreadable(name: string, why: string, cause?: unknown): DependencyFailure {
  const message = `The Velero backup "${name}" cannot be read: ${why}.`;
  return new DependencyFailure(
    message,
    { dependency: 'Velero backup' },
    cause === undefined ? undefined : { cause },
  );
}

function objectOf(name: string, bytes: Buffer): JsonObject {
  const parsed = parse(bytes);
  if (!isObject(parsed)) throw unreadable(name, 'its record is not JSON');
  return parsed;
}

/** Sizes may be beyond 2^53: they are kept as the digits that were written. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'), exactNumbers);
  } catch {
    return undefined;
  }
}

function exactNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
}

export function part(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  return isObject(value) ? value : {};
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function instant(value: unknown): Date | null {
  const at = new Date(text(value) ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}

function count(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}
