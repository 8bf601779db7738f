import type { ApiKind } from '../api-kind.js';
import { failureOfOneKind } from '../failure-rules.js';
import { type ClusterObjects, isBeingDeleted, type Place } from './cluster-objects.js';
import { type JsonNode, nodeAt, nodesAt, textAt } from './lossless-json.js';
import { type Refusal, refusalOf } from './refusals.js';
import { type RestoreWaits, spanText, until } from './waits.js';

export const NAMESPACE_KIND: ApiKind = {
  resource: 'namespaces',
  group: '',
  groupVersion: 'v1',
  kind: 'Namespace',
  namespaced: false,
  verbs: [],
};

/** TO_COME: a dry run would have made it. */
export type NamespaceStanding =
  | { readonly state: 'READY'; readonly made: boolean }
  | { readonly state: 'TO_COME'; readonly made: true }
  | { readonly state: 'REFUSED'; readonly made: false; readonly refusal: Refusal };

export interface TargetNamespacesOptions {
  readonly objects: ClusterObjects;
  readonly waits: RestoreWaits;
  readonly signal: AbortSignal;
  readonly dryRun: boolean;
  /** What to make of a namespace that is not there, by its name in the cluster. */
  readonly body: (target: string) => JsonNode;
  readonly onMade: (target: string) => void;
}

/** Namespaces that objects go to: each is looked at once, made where it is missing, and waited for while it is being deleted. */
export class TargetNamespaces {
  readonly #known = new Map<string, Promise<NamespaceStanding>>();

  constructor(private readonly options: TargetNamespacesOptions) {}

  /** @throws ClusterCallFailed what concerns the cluster as a whole */
  ensure(target: string): Promise<NamespaceStanding> {
    let standing = this.#known.get(target);
    if (standing === undefined) {
      standing = this.#ensure(target);
      this.#known.set(target, standing);
      // Whoever asked gets the failure; a second listener keeps it from being called unhandled.
      standing.catch(() => {});
    }
    return standing;
  }

  async #ensure(target: string): Promise<NamespaceStanding> {
    const { objects, signal, dryRun, onMade } = this.options;
    const place: Place = { kind: NAMESPACE_KIND, namespace: '', name: target };
    try {
      const found = await this.#lookPast(place);
      if (found !== undefined && isBeingDeleted(found)) {
        return { state: 'REFUSED', made: false, refusal: this.#terminating(target, found) };
      }
      if (found !== undefined) return { state: 'READY', made: false };
      const creation = await objects.create(place, this.options.body(target));
      if (!creation.made && !creation.ours) return { state: 'READY', made: false };
      onMade(target);
      return { state: dryRun ? 'TO_COME' : 'READY', made: true };
    } catch (error) {
      const failure = failureOfOneKind(error, signal);
      // A credential that sees only inside of namespaces may do all the rest.
      if (failure.kind === 'FORBIDDEN' && failure.details.call.startsWith('GET'))
        return { state: 'READY', made: false };
      return { state: 'REFUSED', made: false, refusal: refusalOf(failure, 'namespaces') };
    }
  }

  /** The namespace; one that is being deleted is given its time to go, in a dry run none. */
  async #lookPast(place: Place): Promise<JsonNode | undefined> {
    const { objects, waits, signal, dryRun } = this.options;
    let last = await objects.look(place);
    if (last === undefined || !isBeingDeleted(last) || dryRun) return last;
    await until(
      async () => {
        last = await objects.look(place);
        return last === undefined || !isBeingDeleted(last) ? true : undefined;
      },
      { bound: waits.namespace, poll: waits.poll, signal },
    );
    return last;
  }

  #terminating(target: string, found: JsonNode): Refusal {
    const { waits, dryRun } = this.options;
    const why = nodesAt(nodeAt(found, 'status'), 'conditions')
      .filter(
        ({ type, status }) =>
          status === 'True' &&
          (type === 'NamespaceFinalizersRemaining' || type === 'NamespaceContentRemaining'),
      )
      .map((condition) => textAt(condition, 'message') ?? '')
      .filter((text) => text !== '');
    const time = dryRun
      ? `a restore would wait ${spanText(waits.namespace)} for it`
      : `it did not go within ${spanText(waits.namespace)}`;
    const said = why.length === 0 ? '' : ` The cluster says: ${why.join(' ')}`;
    return {
      code: 'NAMESPACE_TERMINATING',
      message: `The namespace ${target} is being deleted, and ${time}.${said}`,
    };
  }
}
