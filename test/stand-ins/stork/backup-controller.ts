import { isObject, type JsonObject, listAt, objectAt, textAt } from '../kubernetes/json.js';
import { isTerminating } from '../kubernetes/stored-object.js';
import { collect } from './collected.js';
import { runRule } from './rule-runner.js';
import { StageFailed } from './stage-failed.js';
import { BACKUPS, FINALIZER, LOCATIONS, RULES } from './stork-kinds.js';
import { metadataOf } from './stork-objects.js';
import type { StorkContext } from './stork-stand-in.js';

const FILES = ['resources.json', 'crds.json', 'namespaces.json', 'metadata.json'];
const IGNORED = new Set(['kube-system', 'kube-public', 'kube-node-lease']);
/** Bytes of every volume. */
const VOLUME_BYTES = 1_073_741_824;

/** The state machine of ApplicationBackup, one step for each reconciliation. Source: facts 1.10, 1.12, 2.1. */
export class BackupController {
  constructor(private readonly stork: StorkContext) {}

  reconcile(uid: string): void {
    const backup = this.stork.objects.byUid(BACKUPS, uid);
    if (backup === undefined) return;
    if (isTerminating(backup)) this.#delete(backup);
    else if (!listAt(objectAt(backup, 'metadata'), 'finalizers').includes(FINALIZER))
      this.stork.objects.addFinalizer(BACKUPS, uid);
    else this.#try(backup);
  }

  #try(backup: JsonObject): void {
    try {
      this.#step(backup);
    } catch (error) {
      if (!(error instanceof StageFailed)) throw error;
      this.#end(backup, 'Failed', error.message, error.change);
    }
  }

  #step(backup: JsonObject): void {
    const { uid, namespace } = metadataOf(backup);
    const status = objectAt(backup, 'status');
    const stage = textAt(status, 'stage') ?? '';
    if (stage === 'Final') return;
    const next = stage === '' ? 'Initial' : stage;
    if (this.stork.faults.stands('backup', next, () => this.reconcile(uid))) return;
    const failure = this.stork.faults.stage(next as 'Initial');
    if (failure !== undefined) throw new StageFailed(failure);
    const outside = namesOf(backup).some((name) => name !== namespace);
    // Facts 1.10, gate: a Warning event and nothing else.
    if (namespace !== this.stork.adminNamespace && outside) return;
    if (stage === '') this.#begin(backup);
    else if (stage === 'PreExecRule') this.#rule(backup, 'preExecRule', 'Volumes');
    else if (stage === 'PostExecRule') this.#rule(backup, 'postExecRule', 'Volumes');
    else if (stage === 'Volumes') this.#volumes(backup);
    else if (stage === 'Applications') this.#applications(backup);
  }

  #begin(backup: JsonObject): void {
    const { uid, namespace } = metadataOf(backup);
    const spec = objectAt(backup, 'spec');
    const { objects } = this.stork;
    const asked = this.#expanded(namesOf(backup));
    const missing = asked.filter((name) => !objects.hasNamespace(name));
    const present = asked.filter((name) => !missing.includes(name));
    const tolerant = this.stork.atLeast(25, 5);
    const [first] = missing;
    const passes = tolerant && (present.length > 0 || this.stork.faults.passesEmptyBackups);
    if (first !== undefined && !passes)
      throw new StageFailed(`error getting namespace ${first}: namespaces "${first}" not found`);
    if (objects.get(LOCATIONS, textAt(spec, 'backupLocation') ?? '', namespace) === undefined)
      throw new StageFailed(`backuplocations "${textAt(spec, 'backupLocation')}" not found`);
    const rules = ['preExecRule', 'postExecRule'].flatMap((each) => textAt(spec, each) ?? []);
    // Facts 1.10: a Rule that is missing is waited for without end.
    if (rules.some((name) => objects.get(RULES, name, namespace) === undefined)) {
      objects.setStatus(BACKUPS, uid, { status: 'Pending' });
      return;
    }
    if (present.length !== namesOf(backup).length) objects.setSpec(BACKUPS, uid, { namespaces: present });
    this.#enter(backup, textAt(spec, 'preExecRule') ? 'PreExecRule' : 'Volumes', {
      triggerTimestamp: objects.state.now(),
      // Assumed: public Stork has no such field (facts 1.1).
      ...(missing.length > 0 && { missingNamespaces: missing }),
    });
  }

  #expanded(names: readonly string[]): readonly string[] {
    if (!names.includes('*')) return names;
    const all = this.stork.objects.all('namespaces').map((each) => metadataOf(each).name);
    return all.filter((name) => !IGNORED.has(name));
  }

  #rule(backup: JsonObject, which: 'preExecRule' | 'postExecRule', next: string): void {
    const { namespace } = metadataOf(backup);
    const name = textAt(objectAt(backup, 'spec'), which) ?? '';
    const rule = this.stork.objects.get(RULES, name, namespace);
    const fault = runRule(this.stork, rule, {
      kind: which === 'preExecRule' ? 'pre' : 'post',
      namespaces: namesOf(backup),
    });
    if (fault !== undefined) throw new StageFailed(fault);
    this.#enter(backup, next, which === 'postExecRule' ? { postRuleDone: true } : {});
  }

  #volumes(backup: JsonObject): void {
    const status = objectAt(backup, 'status');
    const known = listAt(status, 'volumes').filter(isObject);
    if (status.volumes === undefined) {
      this.#trigger(backup);
      return;
    }
    const postRule = textAt(objectAt(backup, 'spec'), 'postExecRule');
    if (postRule !== undefined && status.postRuleDone !== true) {
      this.#enter(backup, 'PostExecRule');
      return;
    }
    const open = known.findIndex((each) => each.status === 'InProgress');
    if (open >= 0) {
      this.#finishVolume(backup, known, open);
      return;
    }
    const failed = known.filter((each) => each.status === 'Failed').length;
    if (known.length > 0 && failed === known.length)
      throw new StageFailed('Volume backups failed', { failedVolCount: failed });
    this.#enter(backup, 'Applications', { failedVolCount: failed });
  }

  /** Facts 3.1: Bound claims of the namespaces, those that are not being deleted. */
  #trigger(backup: JsonObject): void {
    const { objects } = this.stork;
    const claims = namesOf(backup).flatMap((name) => objects.in('persistentvolumeclaims', name));
    const volumes = claims
      .filter((each) => objectAt(each, 'status').phase === 'Bound' && !isTerminating(each))
      .map((claim): JsonObject => {
        const { name, namespace, uid } = metadataOf(claim);
        const spec = objectAt(claim, 'spec');
        return {
          persistentVolumeClaim: name,
          persistentVolumeClaimUID: uid,
          namespace,
          volume: textAt(spec, 'volumeName') ?? '',
          backupID: `backup-${metadataOf(backup).uid.slice(-12)}-${uid.slice(-12)}`,
          driverName: 'csi',
          status: 'InProgress',
          reason: 'Volume backup in progress',
          storageClass: textAt(spec, 'storageClassName') ?? '',
          provisioner: 'csi.example.com',
        };
      });
    this.#enter(backup, 'Volumes', { volumes });
  }

  #finishVolume(backup: JsonObject, volumes: readonly JsonObject[], index: number): void {
    const next = volumes.map((each, at): JsonObject => {
      if (at !== index) return each;
      const fault =
        this.stork.faults.volume(`${each.namespace}/${each.persistentVolumeClaim}`) ??
        withoutClass(backup, String(each.provisioner));
      const gone =
        this.stork.objects.get(
          'persistentvolumeclaims',
          String(each.persistentVolumeClaim),
          String(each.namespace),
        ) === undefined;
      if (fault !== undefined || gone)
        return { ...each, status: 'Failed', reason: fault ?? 'persistentvolumeclaim not found' };
      return {
        ...each,
        status: 'Successful',
        reason: 'Backup successful for volume',
        totalSize: VOLUME_BYTES,
        actualSize: VOLUME_BYTES / 4,
      };
    });
    this.#enter(backup, 'Volumes', { volumes: next });
  }

  #applications(backup: JsonObject): void {
    const { objects } = this.stork;
    const { uid } = metadataOf(backup);
    const status = objectAt(backup, 'status');
    const failed = new Set(
      listAt(status, 'volumes')
        .filter(isObject)
        .filter((each) => each.status === 'Failed')
        .map((each) => `${each.namespace}/${each.persistentVolumeClaim}`),
    );
    const collected = collect(objects, namesOf(backup), failed);
    if (status.resourceCount === undefined) {
      const resources = collected.map(({ info }) => ({ ...info, status: 'Successful', reason: '' }));
      // Facts 1.1: a long list stands in the object store alone.
      const large = resources.length > 500;
      this.#enter(backup, 'Applications', {
        resourceCount: resources.length,
        ...(large ? { largeResourceEnabled: true } : { resources }),
      });
      return;
    }
    const gone = namesOf(backup).find((name) => !objects.hasNamespace(name));
    if (gone !== undefined)
      throw new StageFailed(`Error uploading resources: namespaces "${gone}" not found`);
    const bucket = this.#bucket(backup);
    if (typeof bucket === 'string') throw new StageFailed(`Error uploading resources: ${bucket}`);
    const path = pathOf(backup);
    const namespaces = namesOf(backup).map((name) => objects.get('namespaces', name) ?? {});
    bucket.set(`${path}/resources.json`, JSON.stringify(collected.map(({ object }) => object)));
    bucket.set(`${path}/crds.json`, '[]');
    bucket.set(`${path}/namespaces.json`, JSON.stringify(namespaces));
    const missing = listAt(status, 'missingNamespaces');
    if (failed.size > 0)
      this.#end(backup, 'PartialSuccess', 'some volumes and resources could not be backed up');
    else if (missing.length > 0)
      this.#end(backup, 'PartialSuccess', `namespaces were missing: ${missing.join(', ')}`);
    else if (this.stork.faults.endsPartially !== undefined)
      this.#end(backup, 'PartialSuccess', this.stork.faults.endsPartially);
    else this.#end(backup, 'Successful', 'Volumes and resources were backed up successfully');
    // Last: its presence means complete.
    bucket.set(`${path}/metadata.json`, JSON.stringify(objects.byUid(BACKUPS, uid)));
  }

  #bucket(backup: JsonObject): Map<string, string> | string {
    const { namespace } = metadataOf(backup);
    const name = textAt(objectAt(backup, 'spec'), 'backupLocation') ?? '';
    const location = this.stork.objects.get(LOCATIONS, name, namespace);
    const path = textAt(objectAt(location, 'location'), 'path') ?? '';
    const refused = this.stork.faults.location(name);
    return refused ?? this.stork.buckets.find(path) ?? `the bucket ${path} does not exist`;
  }

  #enter(backup: JsonObject, stage: string, change: JsonObject = {}): void {
    const { objects } = this.stork;
    const lastUpdateTimestamp = objects.state.now();
    const status = { stage, status: 'InProgress', lastUpdateTimestamp, ...change };
    objects.setStatus(BACKUPS, metadataOf(backup).uid, status);
  }

  #end(backup: JsonObject, status: string, reason: string, change: JsonObject = {}): void {
    const { objects } = this.stork;
    const { uid } = metadataOf(backup);
    const volumes = listAt(objectAt(objects.byUid(BACKUPS, uid), 'status'), 'volumes').filter(isObject);
    const totalSize = volumes.reduce((sum, each) => sum + Number(each.totalSize ?? 0), 0);
    const at = objects.state.now();
    objects.setStatus(BACKUPS, uid, {
      stage: 'Final',
      status,
      reason,
      lastUpdateTimestamp: at,
      finishTimestamp: at,
      ...(status !== 'Failed' && { totalSize, backupPath: pathOf(backup) }),
      ...change,
    });
  }

  /** Facts 1.12: Retain keeps what a backup that went well has stored; whatever did not is cleaned up either way. */
  #delete(backup: JsonObject): void {
    if (this.stork.faults.keepsFinalizers) return;
    const { uid } = metadataOf(backup);
    const { status } = objectAt(backup, 'status');
    const good = status === 'Successful' || status === 'PartialSuccess';
    const kept = good && objectAt(backup, 'spec').reclaimPolicy === 'Retain';
    const bucket = this.#bucket(backup);
    if (!kept && typeof bucket !== 'string')
      for (const file of FILES) bucket.delete(`${pathOf(backup)}/${file}`);
    this.stork.objects.release(BACKUPS, uid);
  }
}

/** Facts 3.2: from the map, where `default` is the class of the cluster; none fails the volume. The words are assumed. */
function withoutClass(backup: JsonObject, provisioner: string): string | undefined {
  const named = textAt(objectAt(objectAt(backup, 'spec'), 'csiSnapshotClassMap'), provisioner);
  return named === undefined ? `no volumesnapshotclass is given for provisioner ${provisioner}` : undefined;
}

export function namesOf(backup: JsonObject): readonly string[] {
  return listAt(objectAt(backup, 'spec'), 'namespaces').map(String);
}

/** A synced copy has another name and UID than what lies in the bucket: it says where. */
function pathOf(backup: JsonObject): string {
  const known = textAt(objectAt(backup, 'status'), 'backupPath');
  const { namespace, name, uid } = metadataOf(backup);
  return known ?? `${namespace}/${name}/${uid}`;
}
