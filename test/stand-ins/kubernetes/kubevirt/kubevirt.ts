/** KubeVirt's controllers and guests, as far as backups meet them. Source: facts 7.2; what is assumed says so. */
import { type Answer, bodyOf, type ResourceCall } from '../api-call.js';
import { ApiError, badRequest, conflict, statusBody } from '../api-error.js';
import type { ClusterState } from '../cluster-state.js';
import { CsiObjects } from '../csi/csi-objects.js';
import { isObject, type JsonObject, listAt, objectAt, textAt } from '../json.js';
import type { StandInStore } from '../stand-in-store.js';
import { DATA_VOLUMES, INSTANCES, MACHINES, SUBRESOURCES, subresourceApi } from './kubevirt-kinds.js';

/** What a guest does that is asked for a freeze or a thaw: as it should, unless told otherwise. */
export interface GuestBehaviour {
  /** No guest agent runs in it. */
  readonly agent?: false;
  /** virt-handler answers 500 with this. */
  readonly freezeFails?: string;
  /** So many thaws fail before one works. */
  readonly thawFailsFirst?: number;
  /** Its instance says what its file systems are only when told to (`publish`): virt-launcher asks the guest every few seconds. */
  readonly statusLags?: true;
}

export interface GuestCall {
  readonly what: 'freeze' | 'unfreeze' | 'pause' | 'unpause';
  /** `shop/db` */
  readonly machine: string;
  /** Of a freeze: after how long the guest thaws itself. */
  readonly unfreezeTimeout?: string;
}

const PREPOPULATED = 'cdi.kubevirt.io/storage.prePopulated';

export class KubeVirt {
  /** What was asked of the guests, refused or not, in order. */
  readonly calls: GuestCall[] = [];
  /** `shop/db` of the guests whose file systems are frozen now. */
  readonly frozen = new Set<string>();
  /** Claims that CDI filled from their source although their data was there. */
  readonly overwritten: string[] = [];
  readonly #behaviours = new Map<string, GuestBehaviour>();
  readonly #failedThaws = new Map<string, number>();
  /** `shop/db` of the guests whose instance says `frozen`. */
  readonly #said = new Set<string>();
  readonly #objects: CsiObjects;

  constructor(
    state: ClusterState,
    private readonly store: StandInStore,
  ) {
    this.#objects = new CsiObjects(state);
    state.registry.add([subresourceApi()]);
    for (const { name } of subresourceApi().subresources)
      state.subresources.set(`${SUBRESOURCES}/${name}`, (call) => this.#answer(call));
    state.objects.listen(({ type, storage, object }) => {
      if (type !== 'ADDED') return;
      if (storage === MACHINES) state.soon(() => this.#begin(object.namespace, object.name));
      if (storage === DATA_VOLUMES) state.soon(() => this.#fill(object.namespace, object.name));
    });
  }

  behave(machine: string, behaviour: GuestBehaviour): void {
    this.#behaviours.set(machine, behaviour);
    const [namespace = '', name = ''] = machine.split('/');
    const instance = this.#objects.get(INSTANCES, name, namespace);
    if (instance !== undefined) this.#tell(namespace, name, this.statusOf(namespace, name));
  }

  /** The instance of `shop/db` says from now on what its file systems are at this moment. */
  publish(machine: string): void {
    const [namespace = '', name = ''] = machine.split('/');
    this.#ask(machine);
    this.#tell(namespace, name, this.statusOf(namespace, name));
  }

  /** What a guest does by itself when its time is up, and what somebody else may do. */
  thaw(machine: string): void {
    this.frozen.delete(machine);
    this.publish(machine);
  }

  #ask(machine: string): void {
    if (this.frozen.has(machine)) this.#said.add(machine);
    else this.#said.delete(machine);
  }

  /** The guest runs: it has an instance. */
  run(namespace: string, name: string): void {
    if (this.#objects.get(INSTANCES, name, namespace) === undefined) this.#boot(namespace, name);
    this.#tell(namespace, name, 'Running');
  }

  pause(namespace: string, name: string): void {
    this.#tell(namespace, name, 'Paused');
  }

  /** Its instance is gone. */
  stop(namespace: string, name: string): void {
    this.frozen.delete(`${namespace}/${name}`);
    if (this.#objects.get(INSTANCES, name, namespace) !== undefined)
      this.store.delete(INSTANCES, name, namespace);
    this.#tell(namespace, name, 'Stopped');
  }

  /** Any other word of KubeVirt. */
  say(namespace: string, name: string, printableStatus: string, message?: string): void {
    this.#tell(namespace, name, printableStatus, message);
  }

  /** As of a machine that was just made: no word of how it is. */
  saysNothing(namespace: string, name: string): void {
    this.store.patch(MACHINES, name, {
      namespace,
      patch: { status: { printableStatus: null, conditions: [] } },
    });
  }

  statusOf(namespace: string, name: string): string {
    const machine = this.#objects.get(MACHINES, name, namespace);
    return textAt(objectAt(machine, 'status'), 'printableStatus') ?? 'Stopped';
  }

  /** A machine that was just made: its disks, then itself as its run strategy says. One that comes with a status stays as it is. */
  #begin(namespace: string, name: string): void {
    const machine = this.#objects.get(MACHINES, name, namespace);
    if (machine === undefined || objectAt(machine, 'status').printableStatus !== undefined) return;
    const spec = objectAt(machine, 'spec');
    for (const template of listAt(spec, 'dataVolumeTemplates').filter(isObject))
      this.#template(machine, template, namespace);
    const runs =
      spec.running === true || ['Always', 'RerunOnFailure', 'Once'].includes(String(spec.runStrategy));
    if (runs) this.run(namespace, name);
    else this.#tell(namespace, name, 'Stopped');
  }

  #template(machine: JsonObject, template: JsonObject, namespace: string): void {
    const name = textAt(objectAt(template, 'metadata'), 'name') ?? '';
    if (this.#objects.get(DATA_VOLUMES, name, namespace) !== undefined) return;
    const { uid, name: owner } = objectAt(machine, 'metadata');
    const reference = {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      name: owner,
      uid,
      controller: true,
    };
    this.store.create(DATA_VOLUMES, {
      metadata: { name, namespace, ownerReferences: [reference] },
      spec: objectAt(template, 'spec'),
    });
  }

  /** CDI adopts a claim that the annotation vouches for; without, it fills it from the source again (assumption: it could also refuse). */
  #fill(namespace: string, name: string): void {
    const volume = this.#objects.get(DATA_VOLUMES, name, namespace);
    if (volume === undefined || objectAt(volume, 'status').phase === 'Succeeded') return;
    const claim = this.#objects.get('persistentvolumeclaims', name, namespace);
    const adopted = objectAt(objectAt(volume, 'metadata'), 'annotations')[PREPOPULATED] === name;
    if (claim !== undefined && !adopted) this.overwritten.push(`${namespace}/${name}`);
    this.store.patch(DATA_VOLUMES, name, { namespace, patch: { status: { phase: 'Succeeded' } } });
  }

  #boot(namespace: string, name: string): void {
    const machine = this.#objects.get(MACHINES, name, namespace);
    const { uid } = objectAt(machine, 'metadata');
    const reference = { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', name, uid, controller: true };
    this.store.create(INSTANCES, {
      metadata: { name, namespace, ownerReferences: [reference] },
      spec: objectAt(objectAt(objectAt(machine, 'spec'), 'template'), 'spec'),
      status: { phase: 'Running' },
    });
  }

  /** KubeVirt shows the conditions of an instance on its machine too. */
  #tell(namespace: string, name: string, printableStatus: string, message?: string): void {
    const machine = `${namespace}/${name}`;
    const runs =
      printableStatus === 'Running' || printableStatus === 'Paused' || printableStatus === 'Migrating';
    const agent = this.#behaviours.get(machine)?.agent !== false;
    const condition = (type: string, is: boolean, why: object = {}) => ({
      type,
      status: is ? 'True' : 'False',
      ...why,
    });
    const conditions = [
      condition('Ready', printableStatus === 'Running', message === undefined ? {} : { message }),
      ...(runs ? [condition('AgentConnected', agent && printableStatus !== 'Paused')] : []),
      ...(printableStatus === 'Paused' ? [condition('Paused', true, { reason: 'PausedByUser' })] : []),
    ];
    if (this.#objects.get(MACHINES, name, namespace) !== undefined)
      this.store.patch(MACHINES, name, { namespace, patch: { status: { printableStatus, conditions } } });
    if (this.#objects.get(INSTANCES, name, namespace) === undefined) return;
    if (this.#behaviours.get(machine)?.statusLags !== true) this.#ask(machine);
    const fsFreezeStatus = this.#said.has(machine) ? 'frozen' : null;
    this.store.patch(INSTANCES, name, {
      namespace,
      patch: { status: { phase: 'Running', conditions, fsFreezeStatus } },
    });
  }

  #answer(call: ResourceCall): Answer {
    const { namespace = '', name = '', resource } = call;
    const what = call.subresource as GuestCall['what'];
    const machine = `${namespace}/${name}`;
    const timeout = what === 'freeze' ? { unfreezeTimeout: timeoutIn(call) } : {};
    this.calls.push({ what, machine, ...timeout });
    const instance = this.#objects.get(INSTANCES, name, namespace);
    if (textAt(objectAt(instance, 'status'), 'phase') !== 'Running')
      throw conflict(resource, name, 'VMI is not running');
    if (what === 'pause') this.pause(namespace, name);
    else if (what === 'unpause') this.run(namespace, name);
    else this.#freezeOrThaw(what, machine);
    if (what === 'freeze' || what === 'unfreeze') this.#tell(namespace, name, this.statusOf(namespace, name));
    return { status: 200, body: '' };
  }

  #freezeOrThaw(what: 'freeze' | 'unfreeze', machine: string): void {
    const { agent, freezeFails, thawFailsFirst = 0 } = this.#behaviours.get(machine) ?? {};
    if (agent === false)
      throw failed(`${what}: Guest agent is not responding: QEMU guest agent is not connected`);
    if (what === 'freeze') {
      if (freezeFails !== undefined) throw failed(freezeFails);
      this.frozen.add(machine);
      return;
    }
    const before = this.#failedThaws.get(machine) ?? 0;
    if (before < thawFailsFirst) {
      this.#failedThaws.set(machine, before + 1);
      throw failed('unfreeze: the guest did not answer in time');
    }
    this.frozen.delete(machine);
  }
}

/** virt-handler wants it (facts 7.2). @throws ApiError 400 */
function timeoutIn(call: ResourceCall): string {
  const timeout = textAt(bodyOf(call, 'FreezeUnfreezeTimeout'), 'unfreezeTimeout');
  if (timeout === undefined || !/^\d+s$|^\d+m\d+s$/.test(timeout))
    throw badRequest('unfreezeTimeout is missing');
  return timeout;
}

function failed(message: string): ApiError {
  const text = `Internal error occurred: ${message}`;
  return new ApiError(500, statusBody({ code: 500, message: text, reason: 'InternalError' }));
}
