import type { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import type { ApiKind } from '../api-kind.js';
import { failureOfOneKind } from '../failure-rules.js';
import { objectsIn, parseObject } from '../json-object.js';
import { pathOf } from './kind-path.js';
import { isNode, nodeAt, nodesAt, parseLossless } from './lossless-json.js';
import { type RestoreWaits, spanText, until } from './waits.js';

const DEFINITION: ApiKind = {
  resource: 'customresourcedefinitions',
  group: 'apiextensions.k8s.io',
  groupVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  namespaced: false,
  verbs: [],
};

/** Which kinds the cluster serves, in the very version that the backup holds: nothing is converted by rewriting `apiVersion`. */
export class ServedKinds {
  /** groupVersion → resources. */
  readonly #known = new Map<string, Promise<ReadonlySet<string>>>();
  /** Names of definitions that this restore has made: their kinds may be served a moment later. */
  readonly #made = new Set<string>();
  /** Definitions that a dry run would have made. */
  readonly #wouldBeMade = new Set<string>();

  constructor(
    private readonly options: {
      readonly api: ClusterApi;
      readonly waits: RestoreWaits;
      readonly signal: AbortSignal;
    },
  ) {}

  /** Whether a dry run cannot ask about the kind because its definition would only be made by the restore. */
  isToCome(kind: ApiKind): boolean {
    return this.#wouldBeMade.has(nameOf(kind));
  }

  noteToCome(definition: string): void {
    this.#wouldBeMade.add(definition);
  }

  /** Waits until the definition is Established. @returns false when the time is up */
  async established(definition: string): Promise<boolean> {
    this.#made.add(definition);
    const { api, waits, signal } = this.options;
    const path = pathOf(DEFINITION, '', definition);
    const seen = await until(
      async () => {
        const object = parseLossless((await api.get(path, { signal })).toString('utf8'));
        const conditions = isNode(object) ? nodesAt(nodeAt(object, 'status'), 'conditions') : [];
        return (
          conditions.some(({ type, status }) => type === 'Established' && status === 'True') || undefined
        );
      },
      { bound: waits.definition, poll: waits.poll, signal },
    );
    return seen ?? false;
  }

  /** Why objects of this kind cannot be made; undefined: they can. @throws ClusterCallFailed what concerns the cluster as a whole */
  async refusal(kind: ApiKind): Promise<string | undefined> {
    const { waits, signal } = this.options;
    if (await this.#serves(kind)) return undefined;
    const name = `${kind.resource} of ${kind.groupVersion}`;
    if (!this.#made.has(nameOf(kind))) return `The cluster does not serve ${name}.`;
    const served = await until(
      async () => {
        this.#known.delete(kind.groupVersion);
        return (await this.#serves(kind)) || undefined;
      },
      { bound: waits.definition, poll: waits.poll, signal },
    );
    if (served === true) return undefined;
    return `The cluster did not serve ${name} within ${spanText(waits.definition)}, though the definition is there.`;
  }

  async #serves(kind: ApiKind): Promise<boolean> {
    const { group, groupVersion, resource } = kind;
    let known = this.#known.get(groupVersion);
    if (known === undefined) {
      known = this.#read(`${group === '' ? '/api' : '/apis'}/${groupVersion}`);
      this.#known.set(groupVersion, known);
      known.catch(() => this.#known.delete(groupVersion));
    }
    return (await known).has(resource);
  }

  async #read(path: string): Promise<ReadonlySet<string>> {
    const { api, signal } = this.options;
    try {
      const { resources } = parseObject(await api.get(path, { signal }), path);
      return new Set(objectsIn(resources).map(({ name }) => String(name)));
    } catch (error) {
      const failure: ClusterCallFailed = failureOfOneKind(error, signal);
      if (failure.kind === 'NOT_FOUND' || failure.kind === 'SERVER_ERROR') return new Set();
      throw failure;
    }
  }
}

function nameOf({ resource, group }: ApiKind): string {
  return `${resource}.${group}`;
}
