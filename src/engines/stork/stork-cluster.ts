/** One cluster's Stork kinds over its raw API: created under our marks, read, watched, deleted. */
import { setTimeout as delay } from 'node:timers/promises';
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import { type ClusterApi, METADATA_ONLY } from '../../domain/ports/cluster-gateway.js';
import { isObject, type JsonObject, objectAt, parsed, textAt } from './json.js';
import {
  HOLDFAST,
  MANAGED_BY,
  STORK_GROUP,
  STORK_VERSION,
  type StorkKind,
  storkPath,
} from './stork-kinds.js';

/** Of instructions, each of which may be a megabyte: what a page holds is let go of before the next is asked for. */
export const PAGE_OF_INSTRUCTIONS = 50;
const JSON_KINDS: Readonly<Record<StorkKind, string>> = {
  applicationbackups: 'ApplicationBackup',
  applicationrestores: 'ApplicationRestore',
  backuplocations: 'BackupLocation',
  rules: 'Rule',
};

/** Something of the name is there, and it is not ours: it is neither used nor changed. */
export class ForeignObject extends Error {
  override readonly name = 'ForeignObject';
}

export interface StorkDraft {
  readonly kind: StorkKind;
  readonly name: string;
  /** Besides the mark that everything of ours carries. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What stands beside the metadata: `spec`, or `rules`. */
  readonly fields: JsonObject;
}

export class StorkCluster {
  constructor(
    private readonly api: ClusterApi,
    readonly namespace: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Undefined: the cluster says that there is none. @throws ClusterCallFailed */
  async find(kind: StorkKind, name: string): Promise<JsonObject | undefined> {
    const path = storkPath(kind, this.namespace, name);
    try {
      return parsed(await this.api.get(path, { signal: this.signal }), `GET ${path}`);
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  /**
   * Makes it, or takes what an earlier try of ours made: after a connection that broke nobody knows whether it was.
   * @throws ForeignObject, ClusterCallFailed
   */
  async ensure(draft: StorkDraft): Promise<JsonObject> {
    const present = await this.find(draft.kind, draft.name);
    if (present !== undefined) return this.ours(draft, present);
    const path = storkPath(draft.kind, this.namespace);
    const body = JSON.stringify(this.#objectOf(draft));
    try {
      const answer = await this.api.send({ method: 'POST', path, body }, { signal: this.signal });
      return parsed(answer.body, `POST ${path}`);
    } catch (error) {
      if (!(error instanceof ClusterCallFailed)) throw error;
      if (error.reason !== 'AlreadyExists' && !error.retryable) throw error;
      const made = await this.find(draft.kind, draft.name);
      if (made === undefined) throw error;
      return this.ours(draft, made);
    }
  }

  /** @throws ForeignObject where our marks are missing or name something else */
  ours<T extends JsonObject>(
    { kind, name, labels }: Pick<StorkDraft, 'kind' | 'name' | 'labels'>,
    object: T,
  ): T {
    const carried = objectAt(objectAt(object, 'metadata'), 'labels');
    const wanted = { ...labels, [MANAGED_BY]: HOLDFAST };
    if (Object.entries(wanted).every(([key, value]) => carried[key] === value)) return object;
    throw new ForeignObject(
      `${JSON_KINDS[kind]} ${this.namespace}/${name} is there already and was not made by Holdfast: it is left as it is.`,
    );
  }

  /** Every object of the kind with all of the labels. @throws ClusterCallFailed */
  async list(kind: StorkKind, labels: Readonly<Record<string, string>>): Promise<readonly JsonObject[]> {
    const found: JsonObject[] = [];
    for await (const page of this.pages(kind, labels)) found.push(...page);
    return found;
  }

  /** The same with their metadata alone: a whole instruction may be a megabyte. @throws ClusterCallFailed */
  async listMetadata(
    kind: StorkKind,
    labels: Readonly<Record<string, string>>,
  ): Promise<readonly JsonObject[]> {
    const found: JsonObject[] = [];
    for await (const page of this.pages(kind, labels, { accept: METADATA_ONLY })) found.push(...page);
    return found;
  }

  /** A page at a time. @throws ClusterCallFailed */
  async *pages(
    kind: StorkKind,
    labels: Readonly<Record<string, string>>,
    { limit = 500, accept }: { readonly limit?: number; readonly accept?: string } = {},
  ): AsyncGenerator<readonly JsonObject[]> {
    const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    const query = new URLSearchParams({ limit: String(limit), labelSelector: selector.join(',') });
    for (;;) {
      const path = `${storkPath(kind, this.namespace)}?${query}`;
      const page = parsed(
        await this.api.get(path, { signal: this.signal, ...(accept && { accept }) }),
        `GET ${storkPath(kind, this.namespace)}`,
      );
      if (Array.isArray(page.items)) yield page.items.filter(isObject);
      const more = textAt(objectAt(page, 'metadata'), 'continue');
      if (more === null) return;
      query.set('continue', more);
    }
  }

  /** A JSON merge patch; nothing there is no fault. @throws ClusterCallFailed */
  async patch(kind: StorkKind, name: string, change: JsonObject): Promise<void> {
    await this.#unlessGone({
      method: 'PATCH',
      path: storkPath(kind, this.namespace, name),
      body: JSON.stringify(change),
      contentType: 'application/merge-patch+json',
    });
  }

  /** Only this very object: one of the same name that came after it stays. @throws ClusterCallFailed */
  async delete(kind: StorkKind, name: string, uid?: string): Promise<void> {
    const options = { kind: 'DeleteOptions', apiVersion: 'v1', ...(uid && { preconditions: { uid } }) };
    const path = storkPath(kind, this.namespace, name);
    await this.#unlessGone({ method: 'DELETE', path, body: JSON.stringify(options) });
  }

  /** Looks until it is gone: its finalizer goes with the data. @returns false when it is still there after `withinMs` */
  async gone(kind: StorkKind, name: string, { withinMs, pollMs }: GoneOptions): Promise<boolean> {
    const until = performance.now() + withinMs;
    for (let pauseMs = pollMs; ; pauseMs = Math.min(pauseMs * 2, pollMs * 10)) {
      if ((await this.find(kind, name)) === undefined) return true;
      if (performance.now() >= until) return false;
      await delay(pauseMs, undefined, { signal: this.signal });
    }
  }

  async #unlessGone(write: Parameters<ClusterApi['send']>[0]): Promise<void> {
    try {
      await this.api.send(write, { signal: this.signal });
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return;
      // 409 on a precondition: what is there now is another.
      if (error instanceof ClusterCallFailed && write.method === 'DELETE' && error.reason === 'Conflict')
        return;
      throw error;
    }
  }

  #objectOf({ kind, name, labels, annotations, fields }: StorkDraft): JsonObject {
    return {
      apiVersion: `${STORK_GROUP}/${STORK_VERSION}`,
      kind: JSON_KINDS[kind],
      metadata: {
        name,
        namespace: this.namespace,
        labels: { ...labels, [MANAGED_BY]: HOLDFAST },
        ...(annotations && { annotations }),
      },
      ...fields,
    };
  }
}

export interface GoneOptions {
  readonly withinMs: number;
  /** Before the second look; doubled with each, up to ten times this. */
  readonly pollMs: number;
}
