import { isObject, type JsonObject, objectAt, parse, textAt } from '../kubernetes/json.js';
import { isTerminating } from '../kubernetes/stored-object.js';
import { BACKUPS, LOCATIONS } from './stork-kinds.js';
import { metadataOf } from './stork-objects.js';
import type { StorkContext } from './stork-stand-in.js';

/**
 * BackupLocations. `sync: true`: ApplicationBackups are made of what lies in the bucket (facts 2.3). What becomes of the validation
 * is assumed altogether (facts 1.5: public Stork writes none): `status: {status, reason, lastValidationTime}`, from 26.3.0 on, whenever the CR is written.
 */
export class LocationController {
  /** By UID: the annotations that it has looked with. */
  readonly #annotations = new Map<string, string>();

  constructor(private readonly stork: StorkContext) {}

  reconcile(uid: string): void {
    const location = this.stork.objects.byUid(LOCATIONS, uid);
    if (location === undefined || isTerminating(location)) return;
    this.#validate(location);
    if (objectAt(location, 'location').sync === true) this.sync(location);
  }

  #validate(location: JsonObject): void {
    const { objects } = this.stork;
    if (!this.stork.atLeast(26, 3)) return;
    const { uid } = metadataOf(location);
    const generation = this.stork.faults.saysNoGeneration
      ? null
      : (objectAt(location, 'metadata').generation ?? null);
    const seen = objectAt(location, 'status');
    const fault = this.#fault(location);
    const annotations = JSON.stringify(objectAt(location, 'metadata').annotations ?? {});
    const verdict = { status: fault === undefined ? 'Valid' : 'Invalid', reason: fault ?? '' };
    // Its own write brings it here again.
    if (
      seen.status === verdict.status &&
      seen.reason === verdict.reason &&
      (seen.observedGeneration ?? null) === generation &&
      this.#annotations.get(uid) === annotations
    )
      return;
    this.#annotations.set(uid, annotations);
    const status = {
      ...verdict,
      observedGeneration: generation,
      lastValidationTime: objects.state.now(),
    };
    objects.setStatus(LOCATIONS, uid, status);
  }

  #fault(location: JsonObject): string | undefined {
    const path = textAt(objectAt(location, 'location'), 'path') ?? '';
    const refused = this.stork.faults.location(metadataOf(location).name);
    if (refused !== undefined) return refused;
    return this.stork.buckets.find(path) === undefined ? `the bucket ${path} does not exist` : undefined;
  }

  sync(location: JsonObject): void {
    const { objects, buckets } = this.stork;
    if (this.#fault(location) !== undefined) return;
    const { namespace, name: backupLocation } = metadataOf(location);
    const path = textAt(objectAt(location, 'location'), 'path') ?? '';
    for (const key of buckets.keys(path)) {
      if (!key.startsWith(`${namespace}/`) || !key.endsWith('/metadata.json')) continue;
      const backup = readBackup(buckets.find(path)?.get(key));
      if (backup === undefined) continue;
      const { name, uid } = metadataOf(backup);
      if (metadataOf(objects.get(BACKUPS, name, namespace)).uid === uid) continue;
      const copy = syncedName(backup);
      if (objects.get(BACKUPS, copy, namespace) !== undefined) continue;
      const { labels, annotations } = objectAt(backup, 'metadata');
      objects.create(BACKUPS, {
        ...backup,
        metadata: { name: copy, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
        spec: { ...objectAt(backup, 'spec'), backupLocation, reclaimPolicy: 'Retain' },
      });
      const made = metadataOf(objects.get(BACKUPS, copy, namespace));
      objects.setStatus(BACKUPS, made.uid, objectAt(backup, 'status'));
    }
  }
}

/** What cannot be read is passed over (facts 2.3). */
function readBackup(text: string | undefined): JsonObject | undefined {
  try {
    const value = parse(text ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Facts 2.3, 4. */
function syncedName(backup: JsonObject): string {
  const { name } = metadataOf(backup);
  const annotations = objectAt(objectAt(backup, 'metadata'), 'annotations');
  if (annotations['stork.libopenstorage.org/applicationBackupScheduleName'] !== undefined) return name;
  const at = textAt(objectAt(backup, 'status'), 'triggerTimestamp') ?? '';
  return `${name}-${at.replaceAll(/\D/g, '')}`;
}
