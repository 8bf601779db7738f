import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { ClusterApi, ClusterWrite } from '../../../domain/ports/cluster-gateway.js';
import type { ApiKind } from '../api-kind.js';
import { collectionPath, pathOf, writeQuery } from './kind-path.js';
import { isNode, type JsonNode, nodeAt, nodesAt, parseLossless, stringify, textAt } from './lossless-json.js';
import { isAmbiguous, mayPass } from './refusals.js';
import { type RestoreWaits, until } from './waits.js';

/** One place in the cluster. */
export interface Place {
  readonly kind: ApiKind;
  /** '' for cluster-scoped. */
  readonly namespace: string;
  readonly name: string;
}

export interface Written {
  readonly object: JsonNode;
  readonly warnings: readonly string[];
}

export type Creation =
  | { readonly made: true; readonly written: Written }
  /** Something of this name is there; `ours`: after an answer was lost it turned out that the write had been done. */
  | { readonly made: false; readonly ours: boolean };

export interface ClusterObjectsOptions {
  readonly api: ClusterApi;
  readonly waits: RestoreWaits;
  readonly signal: AbortSignal;
  readonly dryRun: boolean;
}

const TRIES = 3;

/**
 * Reads and writes of single objects. Writes are not cut off by the signal: whoever cancels waits for those under way, and
 * nobody needs to guess afterwards. Throws ClusterCallFailed for what the cluster refused.
 */
export class ClusterObjects {
  constructor(private readonly options: ClusterObjectsOptions) {}

  /** Undefined when there is none. */
  async look({ kind, namespace, name }: Place): Promise<JsonNode | undefined> {
    const path = pathOf(kind, namespace, name);
    try {
      return nodeOf(await this.options.api.get(path, { signal: this.options.signal }));
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** A lost answer is looked after before anything is sent again. */
  async create(place: Place, object: JsonNode): Promise<Creation> {
    const { kind, namespace } = place;
    const { dryRun } = this.options;
    const path = `${collectionPath(kind, namespace)}?${writeQuery({ dryRun })}`;
    const body = stringify(object);
    for (let attempt = 1; ; attempt++) {
      try {
        return { made: true, written: await this.#patiently({ method: 'POST', path, body }) };
      } catch (error) {
        if (!(error instanceof ClusterCallFailed)) throw error;
        if (error.reason === 'AlreadyExists') return { made: false, ours: false };
        if (!isAmbiguous(error)) throw error;
        const found = dryRun ? undefined : await this.look(place);
        if (found !== undefined) return { made: false, ours: isMadeByUs(found) };
        if (attempt === TRIES) throw error;
      }
    }
  }

  /** Whether the cluster would take it: nothing is written. @throws ClusterCallFailed when it would not */
  async tryToCreate(place: Place, object: JsonNode): Promise<void> {
    const path = `${collectionPath(place.kind, place.namespace)}?${writeQuery({ dryRun: true })}`;
    await this.#repeatably({ method: 'POST', path, body: stringify(object) });
  }

  /** Server-side apply with force. Sent again after a lost answer: twice is the same as once. */
  async apply(place: Place, object: JsonNode): Promise<Written> {
    const path = `${pathOf(place.kind, place.namespace, place.name)}?${writeQuery({ dryRun: this.options.dryRun, force: true })}`;
    return await this.#repeatably({
      method: 'PATCH',
      path,
      body: stringify(object),
      contentType: 'application/apply-patch+yaml',
    });
  }

  /** JSON merge patch of the object or, with `subresource`, of a part of it. */
  async merge(place: Place, patch: JsonNode, subresource = ''): Promise<Written> {
    const { dryRun } = this.options;
    const path = `${pathOf(place.kind, place.namespace, place.name)}${subresource}?${writeQuery({ dryRun })}`;
    return await this.#repeatably({
      method: 'PATCH',
      path,
      body: stringify(patch),
      contentType: 'application/merge-patch+json',
    });
  }

  /** Deletes exactly this object and waits until it is gone; false: it is still there when the time is up. */
  async remove(place: Place, uid: string): Promise<boolean> {
    const path = pathOf(place.kind, place.namespace, place.name);
    const body = stringify({
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      preconditions: { uid },
      propagationPolicy: 'Background',
      ...(this.options.dryRun ? { dryRun: ['All'] } : {}),
    });
    try {
      await this.#repeatably({
        method: 'DELETE',
        path: this.options.dryRun ? `${path}?dryRun=All` : path,
        body,
      });
    } catch (error) {
      // Gone, or another one by now: both are what the next look tells.
      const passed =
        error instanceof ClusterCallFailed && (error.kind === 'NOT_FOUND' || error.reason === 'Conflict');
      if (!passed) throw error;
    }
    return this.options.dryRun || (await this.awaitGone(place, uid));
  }

  async awaitGone(place: Place, uid: string): Promise<boolean> {
    const { waits, signal } = this.options;
    const gone = await until(
      async () => {
        const found = await this.look(place);
        return found === undefined || uidOf(found) !== uid ? true : undefined;
      },
      { bound: waits.object, poll: waits.poll, signal },
    );
    return gone ?? false;
  }

  async #repeatably(write: ClusterWrite): Promise<Written> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#patiently(write);
      } catch (error) {
        if (!(error instanceof ClusterCallFailed) || !isAmbiguous(error) || attempt === TRIES) throw error;
      }
    }
  }

  /** What passes by itself within seconds is waited for. */
  async #patiently(write: ClusterWrite): Promise<Written> {
    const { api, waits, signal } = this.options;
    let failure: ClusterCallFailed | undefined;
    const written = await until(
      async () => {
        try {
          const { body, warnings } = await api.send(write);
          return { object: nodeOf(body), warnings };
        } catch (error) {
          if (!(error instanceof ClusterCallFailed) || !mayPass(error)) throw error;
          failure = error;
          return undefined;
        }
      },
      { bound: waits.passing, poll: waits.poll, signal },
    );
    if (written === undefined) throw failure;
    return written;
  }
}

export function uidOf(object: JsonNode): string {
  return textAt(nodeAt(object, 'metadata'), 'uid') ?? '';
}

export function versionOf(object: JsonNode): string {
  return textAt(nodeAt(object, 'metadata'), 'resourceVersion') ?? '';
}

export function isBeingDeleted(object: JsonNode): boolean {
  return textAt(nodeAt(object, 'metadata'), 'deletionTimestamp') !== undefined;
}

function isMadeByUs(object: JsonNode): boolean {
  return nodesAt(nodeAt(object, 'metadata'), 'managedFields').some(
    ({ manager, operation }) => manager === 'holdfast' && operation === 'Update',
  );
}

function nodeOf(body: Buffer): JsonNode {
  const parsed = parseLossless(body.toString('utf8'));
  return isNode(parsed) ? parsed : {};
}
