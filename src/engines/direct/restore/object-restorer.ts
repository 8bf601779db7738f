import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import type { RestoreRun } from '../../../domain/ports/restore-engine.js';
import type { ObjectOutcome } from '../../../domain/restore.js';
import { targetOf } from '../../../domain/restore-faults.js';
import { failureOfOneKind } from '../failure-rules.js';
import type { BackupObject } from './backup-object.js';
import { applyClaim } from './claims.js';
import { ClusterObjects } from './cluster-objects.js';
import { contextOfRun } from './context-of-run.js';
import { createOrMeet } from './existing.js';
import { isNode, type JsonNode, nodeAt, nodeIn, parseLossless, stringify, textAt } from './lossless-json.js';
import { Owners } from './owners.js';
import { type Refusal, refusalOf } from './refusals.js';
import { CLAIMS, DEFINITIONS, NAMESPACES, VOLUMES } from './restore-order.js';
import type { Scope } from './scope.js';
import { ServedKinds } from './served-kinds.js';
import type { ObjectFate, Tally } from './tally.js';
import { TargetNamespaces } from './target-namespaces.js';
import { skipReason, transform } from './transform.js';
import { tryElsewhere } from './try-elsewhere.js';
import type { ClaimContents } from './volume-source.js';
import { type RestoreWaits, spanText } from './waits.js';
import { type Applied, done, failed, type Hands, type WantedObject } from './wanted-object.js';

export interface RestorerOptions {
  readonly run: RestoreRun;
  readonly api: ClusterApi;
  readonly scope: Scope;
  readonly tally: Tally;
  readonly waits: RestoreWaits;
  readonly dryRun: boolean;
  readonly contents: ClaimContents;
  /** The backup's own Namespace objects, by their names in it. */
  readonly namespaces: ReadonlyMap<string, BackupObject>;
}

const WRITTEN: ReadonlySet<ObjectOutcome> = new Set(['CREATED', 'UPDATED', 'REPLACED']);
const FIELD_WARNING = /^(?:unknown|duplicate) field/;

/** Brings one object of the backup after the other into the cluster. */
export class ObjectRestorer {
  readonly #owners = new Owners();
  readonly #objects: ClusterObjects;
  readonly #options: RestorerOptions;
  readonly #served: ServedKinds;
  readonly #targets: TargetNamespaces;
  readonly #hands: Hands;
  readonly #context: ReturnType<typeof contextOfRun>;
  /** `<namespace>/<claim>` whose data comes from a snapshot. */
  readonly #fromSnapshots: ReadonlySet<string>;

  constructor(options: RestorerOptions) {
    const { run, api, scope, tally, waits, dryRun } = options;
    const { signal } = run;
    this.#options = options;
    this.#objects = new ClusterObjects({ api, waits, signal, dryRun });
    this.#served = new ServedKinds({ api, waits, signal });
    this.#hands = { objects: this.#objects, options: run.options, dryRun };
    this.#context = contextOfRun(run, scope, this.#owners.uidOf);
    this.#fromSnapshots = new Set(
      (run.options.volumes ? run.manifest.volumes : [])
        .filter(({ state, snapshot }) => snapshot !== null && (state === 'READY' || state === 'CUT'))
        .map(({ namespace, claim }) => `${namespace}/${claim}`),
    );
    this.#targets = new TargetNamespaces({
      objects: this.#objects,
      waits,
      signal,
      dryRun,
      body: (target) => this.#namespaceBody(target),
      onMade: (target) => {
        tally.newNamespaces.add(target);
        tally.count('CREATED', 1);
      },
    });
  }

  /** Counts what became of the object. @throws ClusterCallFailed what concerns the cluster as a whole, or the signal's reason */
  async restore(place: number, source: BackupObject): Promise<void> {
    const { tally } = this.#options;
    const { name, kind, object } = source;
    const target = { namespace: this.#target(name.namespace), name: this.#targetName(source) };
    const tell = (applied: Applied, notes: ObjectFate['notes'] = []) => {
      const { outcome, code, message } = applied;
      tally.add(place, { object: name, target, outcome, code, message, notes });
    };
    const skipped = this.#skipReason(source);
    if (skipped !== undefined) return tell(done('SKIPPED', '', { message: skipped }));
    const refusal = await this.#refusalOf(source);
    if (refusal === 'TO_COME') {
      tally.unchecked++;
      return tell(done('CREATED', ''));
    }
    if (refusal !== undefined) return tell(failed(refusal));
    const standing = name.namespace === '' ? undefined : await this.#targets.ensure(target.namespace);
    if (standing?.state === 'REFUSED') return tell(failed(standing.refusal));
    if (name.resource === NAMESPACES && (await this.#madeNamespace(target.name, tell))) return;

    const oldUid = textAt(nodeAt(object, 'metadata'), 'uid') ?? '';
    const status = nodeAt(object, 'status');
    const awaited = this.#owners.waitingFor(object);
    const finalizers: string[] = [];
    transform(
      name.resource,
      object,
      this.#context(name.namespace, (each) => finalizers.push(each)),
    );
    const wanted: WantedObject = {
      source: name,
      resource: name.resource,
      place: { kind, ...target },
      object,
      policy: this.#policy(source),
    };
    const applied = await this.#apply(wanted, standing?.state === 'TO_COME');
    const written = WRITTEN.has(applied.outcome);
    if (!this.#options.dryRun) {
      this.#owners.note(oldUid, applied);
      this.#owners.noteOrphan(wanted, awaited, applied);
    }
    const notes = [
      ...(written ? notesOf(finalizers, applied) : []),
      ...(await this.#afterwards(wanted, applied, status)),
    ];
    tell(applied, notes);
  }

  /** Gives what came before its owner the owner's new uid, one task per object. A dry run has no new uids. */
  *adoptions(): Generator<() => Promise<void>, void, void> {
    const { tally, run } = this.#options;
    for (const { source, place, uid, ownerReferences } of this.#owners.adoptable()) {
      yield async () => {
        try {
          // The uid in the patch is a precondition: another object of the name is left alone.
          await this.#objects.merge(place, { metadata: { uid, ownerReferences } });
        } catch (error) {
          const { code, message } = refusalOf(failureOfOneKind(error, run.signal), source.resource);
          const told = `Its owner was not written back. ${message}`;
          tally.issue(Number.MAX_SAFE_INTEGER, { code, object: source, message: told });
        }
      };
    }
  }

  #target(namespace: string): string {
    return namespace === '' ? '' : targetOf(this.#options.run.options.namespaceMapping, namespace);
  }

  #targetName({ name }: BackupObject): string {
    return name.resource === NAMESPACES ? this.#target(name.name) : name.name;
  }

  #skipReason({ name, object }: BackupObject): string | undefined {
    const { resource } = name;
    const { storageClassMapping } = this.#options.run.options;
    const claim = nodeIn(object, 'spec', 'claimRef');
    if (
      resource === VOLUMES &&
      this.#fromSnapshots.has(`${textAt(claim, 'namespace')}/${textAt(claim, 'name')}`)
    )
      return 'Its claim gets a volume from the snapshot.';
    if (resource === 'storageclasses.storage.k8s.io' && Object.hasOwn(storageClassMapping, name.name))
      return 'It is mapped to another storage class.';
    return skipReason(resource, object);
  }

  async #refusalOf({ kind, name }: BackupObject): Promise<Refusal | 'TO_COME' | undefined> {
    if (name.resource === NAMESPACES) return undefined;
    const message = await this.#served.refusal(kind);
    if (message === undefined) return undefined;
    return this.#served.isToCome(kind) ? 'TO_COME' : { code: 'KIND_NOT_SERVED', message };
  }

  /** A namespace that was not there has just been made from this very object. */
  async #madeNamespace(target: string, tell: (applied: Applied) => void): Promise<boolean> {
    const standing = await this.#targets.ensure(target);
    if (standing.state === 'REFUSED') tell(failed(standing.refusal));
    return standing.state === 'REFUSED' || standing.made;
  }

  /** What the whole cluster shares is made where it is missing, and changed only when somebody names it. */
  #policy({ name }: BackupObject): WantedObject['policy'] {
    const { scope, run } = this.#options;
    const shared = name.namespace === '' && name.resource !== NAMESPACES && !scope.isNamed(name);
    return shared ? 'KEEP' : run.options.existing;
  }

  async #apply(wanted: WantedObject, toCome: boolean): Promise<Applied> {
    const { contents, tally, run } = this.#options;
    try {
      if (toCome) return await tryElsewhere(this.#objects, wanted, () => tally.unchecked++);
      if (wanted.resource === CLAIMS) return await applyClaim(this.#hands, wanted, contents);
      return await createOrMeet(this.#hands, wanted);
    } catch (error) {
      return failed(refusalOf(failureOfOneKind(error, run.signal), wanted.resource));
    }
  }

  /** Definitions are waited for, and the status of kinds that ask for it is written back. */
  async #afterwards(
    wanted: WantedObject,
    { outcome }: Applied,
    status: JsonNode | undefined,
  ): Promise<ObjectFate['notes']> {
    const { dryRun, run, waits } = this.#options;
    const there = WRITTEN.has(outcome) || outcome === 'UNCHANGED' || outcome === 'KEPT';
    if (wanted.resource === DEFINITIONS && there) {
      if (dryRun) {
        if (outcome === 'CREATED') this.#served.noteToCome(wanted.place.name);
      } else if (!(await this.#served.established(wanted.place.name))) {
        const message = `The definition was not Established within ${spanText(waits.definition)}.`;
        return [{ code: 'KIND_NOT_SERVED', message }];
      }
    }
    const writesStatus = WRITTEN.has(outcome) || (outcome === 'UNCHANGED' && run.attempt > 1);
    if (
      dryRun ||
      !writesStatus ||
      status === undefined ||
      !run.options.restoreStatus.includes(wanted.resource)
    )
      return [];
    try {
      await this.#objects.merge(wanted.place, { status }, '/status');
      return [];
    } catch (error) {
      const { message } = refusalOf(failureOfOneKind(error, run.signal), wanted.resource);
      return [{ code: 'FIELD_DROPPED', message: `Its status was not written back. ${message}` }];
    }
  }

  #namespaceBody(target: string): JsonNode {
    const { namespaces, scope } = this.#options;
    const source = [...scope.namespaces].find((name) => this.#target(name) === target) ?? target;
    const backedUp = namespaces.get(source);
    if (backedUp === undefined) return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: target } };
    const body = copyOf(backedUp.object);
    transform(
      NAMESPACES,
      body,
      this.#context(source, () => {}),
    );
    return body;
  }
}

/** A copy that the rules may change. */
function copyOf(object: JsonNode): JsonNode {
  const copy = parseLossless(stringify(object));
  return isNode(copy) ? copy : {};
}

function notesOf(finalizers: readonly string[], { warnings }: Applied): ObjectFate['notes'] {
  return [
    ...finalizers.map((finalizer) => ({
      code: 'FINALIZER_DROPPED' as const,
      message: `The finalizer ${finalizer} was left out.`,
    })),
    ...warnings
      .filter((text) => FIELD_WARNING.test(text))
      .map((text) => ({ code: 'FIELD_DROPPED' as const, message: `The cluster left it out: ${text}.` })),
  ];
}
