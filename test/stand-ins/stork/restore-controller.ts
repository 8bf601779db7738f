import { isList, isObject, type JsonObject, listAt, objectAt, parse, textAt } from '../kubernetes/json.js';
import { isTerminating } from '../kubernetes/stored-object.js';
import { storageOf } from './collected.js';
import { StageFailed } from './stage-failed.js';
import { BACKUPS, FINALIZER, LOCATIONS, RESTORES } from './stork-kinds.js';
import { metadataOf } from './stork-objects.js';
import type { StorkContext } from './stork-stand-in.js';

/** The state machine of ApplicationRestore, one step for each reconciliation. Source: facts 2.4, 2.9. */
export class RestoreController {
  constructor(private readonly stork: StorkContext) {}

  reconcile(uid: string): void {
    const restore = this.stork.objects.byUid(RESTORES, uid);
    if (restore === undefined) return;
    if (isTerminating(restore)) this.stork.objects.release(RESTORES, uid);
    else if (!listAt(objectAt(restore, 'metadata'), 'finalizers').includes(FINALIZER))
      this.stork.objects.addFinalizer(RESTORES, uid);
    else this.#try(restore);
  }

  #try(restore: JsonObject): void {
    try {
      this.#step(restore);
    } catch (error) {
      if (!(error instanceof StageFailed)) throw error;
      this.#end(restore, 'Failed', error.message, error.change);
    }
  }

  #step(restore: JsonObject): void {
    const stage = textAt(objectAt(restore, 'status'), 'stage') ?? '';
    if (stage === 'Final') return;
    const { uid } = metadataOf(restore);
    const next = stage === '' ? 'Initial' : stage;
    if (this.stork.faults.stands('restore', next, () => this.reconcile(uid))) return;
    if (stage === '') this.#begin(restore);
    else if (stage === 'Volumes') this.#volumes(restore);
    else if (stage === 'Applications') this.#applications(restore);
  }

  #begin(restore: JsonObject): void {
    const source = this.#source(restore);
    if (typeof source === 'string') throw new StageFailed(source);
    const mapping = objectAt(objectAt(restore, 'spec'), 'namespaceMapping');
    const names = listAt(objectAt(source.backup, 'spec'), 'namespaces').map(String);
    const namespaceMapping =
      Object.keys(mapping).length > 0 ? mapping : Object.fromEntries(names.map((name) => [name, name]));
    // Facts 2.4: a mapping for a namespace that the backup lacks is passed over.
    for (const [from, to] of Object.entries(namespaceMapping))
      if (names.includes(from) && !this.stork.objects.hasNamespace(String(to)))
        this.stork.objects.create('namespaces', { metadata: { name: String(to) } });
    const { uid } = metadataOf(restore);
    this.stork.objects.setSpec(RESTORES, uid, { namespaceMapping });
    this.#enter(restore, 'Volumes');
  }

  #volumes(restore: JsonObject): void {
    const source = this.#source(restore);
    if (typeof source === 'string') throw new StageFailed(source);
    const mapping = objectAt(objectAt(restore, 'spec'), 'namespaceMapping');
    const replaces = objectAt(restore, 'spec').replacePolicy === 'Delete';
    const volumes = listAt(objectAt(source.backup, 'status'), 'volumes')
      .filter(isObject)
      .filter((each) => each.status === 'Successful' && mapping[String(each.namespace)] !== undefined)
      .map((each): JsonObject => {
        const target = String(mapping[String(each.namespace)]);
        const claim = String(each.persistentVolumeClaim);
        const fault = this.stork.faults.volume(`${each.namespace}/${claim}`);
        const there = this.stork.objects.get('persistentvolumeclaims', claim, target) !== undefined;
        const status = fault !== undefined ? 'Failed' : there && !replaces ? 'Retained' : 'Successful';
        return {
          persistentVolumeClaim: claim,
          sourceNamespace: each.namespace,
          sourceVolume: each.volume,
          restoreVolume: `restored-${claim}`,
          driverName: each.driverName,
          status,
          reason: fault ?? '',
        };
      });
    this.#enter(restore, 'Applications', { volumes });
  }

  #applications(restore: JsonObject): void {
    const source = this.#source(restore);
    if (typeof source === 'string') throw new StageFailed(source);
    const mapping = objectAt(objectAt(restore, 'spec'), 'namespaceMapping');
    const resources = source.resources.flatMap((object) => {
      const target = textAt(mapping, metadataOf(object).namespace);
      return target === undefined ? [] : [this.#bringBack(restore, object, target)];
    });
    const volumes = listAt(objectAt(restore, 'status'), 'volumes').filter(isObject);
    const counts = {
      resources,
      resourceCount: resources.length,
      restoredresourceCount: resources.filter(({ status }) => status === 'Successful').length,
    };
    if (volumes.some(({ status }) => status === 'Failed'))
      throw new StageFailed('Volume restores failed', counts);
    const { endsPartially, leavesListsOut } = this.stork.faults;
    const whole = resources.every(({ status }) => status === 'Successful') && endsPartially === undefined;
    const reason = whole
      ? 'Volumes and resources were restored up successfully'
      : 'Volumes were restored successfully. Some existing resources were not replaced';
    const { resources: _long, ...short } = counts;
    this.#end(
      restore,
      whole ? 'Successful' : 'PartialSuccess',
      endsPartially ?? reason,
      leavesListsOut ? { ...short, largeResourceEnabled: true } : counts,
    );
  }

  #bringBack(restore: JsonObject, object: JsonObject, namespace: string): JsonObject {
    const { objects, faults } = this.stork;
    const { name, namespace: source } = metadataOf(object);
    const storage = storageOf(objects, object) ?? '';
    const { group, version, kind } = objects.resource(storage);
    const info = { name, namespace, group: group || 'core', version, kind };
    const fault = faults.object(`${storage} ${source}/${name}`);
    if (fault !== undefined) return { ...info, status: 'Failed', reason: fault };
    if (objects.get(storage, name, namespace) !== undefined) {
      if (objectAt(restore, 'spec').replacePolicy !== 'Delete')
        return {
          ...info,
          status: 'Retained',
          reason: 'Resource restore skipped as it was already present and ReplacePolicy is set to Retain',
        };
      objects.delete(storage, name, namespace);
      if (objects.get(storage, name, namespace) !== undefined)
        return { ...info, status: 'Successful', reason: '' };
    }
    objects.create(storage, { ...object, metadata: { ...objectAt(object, 'metadata'), namespace } });
    return { ...info, status: 'Successful', reason: '' };
  }

  #source(
    restore: JsonObject,
  ): { readonly backup: JsonObject; readonly resources: readonly JsonObject[] } | string {
    const { objects, buckets, faults } = this.stork;
    const { namespace } = metadataOf(restore);
    const spec = objectAt(restore, 'spec');
    const backup = objects.get(BACKUPS, textAt(spec, 'backupName') ?? '', namespace);
    if (backup === undefined)
      return `Error getting backup: applicationbackups "${spec.backupName}" not found`;
    const name = textAt(spec, 'backupLocation') ?? '';
    const location = objects.get(LOCATIONS, name, namespace);
    if (location === undefined) return `Error getting backup location: backuplocations "${name}" not found`;
    const refused = faults.location(name);
    if (refused !== undefined) return `Error downloading resources: ${refused}`;
    const bucket = buckets.find(textAt(objectAt(location, 'location'), 'path') ?? '');
    const path = textAt(objectAt(backup, 'status'), 'backupPath') ?? '';
    const text = bucket?.get(`${path}/resources.json`);
    if (text === undefined) return `Error downloading resources: ${path}/resources.json does not exist`;
    const resources = parse(text);
    return { backup, resources: isList(resources) ? resources.filter(isObject) : [] };
  }

  #enter(restore: JsonObject, stage: string, change: JsonObject = {}): void {
    const { objects } = this.stork;
    const lastUpdateTimestamp = objects.state.now();
    const status = { stage, status: 'InProgress', lastUpdateTimestamp, ...change };
    objects.setStatus(RESTORES, metadataOf(restore).uid, status);
  }

  #end(restore: JsonObject, status: string, reason: string, change: JsonObject = {}): void {
    const { objects } = this.stork;
    const at = objects.state.now();
    const end = { stage: 'Final', status, reason, lastUpdateTimestamp: at, finishTimestamp: at };
    objects.setStatus(RESTORES, metadataOf(restore).uid, { ...end, ...change });
  }
}
