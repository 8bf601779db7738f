/**
 * Follows one object of Stork's until it has ended: read once, then watched from where it was read, and read again whenever the watch
 * ends. One connection, and no question more often than the pauses say.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { isObject, type JsonObject, objectAt, parsed, textAt } from './json.js';
import type { StorkCluster } from './stork-cluster.js';
import { type StorkKind, storkPath } from './stork-kinds.js';

export interface FollowTimes {
  /** Without any change for so long what is followed has come to a stand; and so long a cluster that does not answer is waited for. */
  readonly stallMs: number;
  /** Between two reads; doubled while the cluster does not answer, up to ten times this. */
  readonly pollMs: number;
  /** How long one watch lasts at most. */
  readonly watchMs: number;
}

export interface Followed<T> {
  /** What the object says; undefined: it is gone. */
  readonly read: (object: JsonObject | undefined) => T;
  readonly isOver: (said: T) => boolean;
  /** Two that differ: something has moved. */
  readonly standing: (said: T) => string;
}

export class StandsStill extends Error {
  override readonly name = 'StandsStill';
}

export interface FollowSubject {
  readonly cluster: StorkCluster;
  readonly api: ClusterApi;
  readonly kind: StorkKind;
  readonly name: string;
  readonly times: FollowTimes;
  readonly signal: AbortSignal;
}

/**
 * What it says first, and whenever something has moved; the last one is over.
 * @throws StandsStill, ClusterCallFailed when the cluster was away for too long, the reason of the signal
 */
export async function* follow<T>(subject: FollowSubject, followed: Followed<T>): AsyncGenerator<T> {
  const { times, signal } = subject;
  let standing: string | undefined;
  let movedAt = performance.now();
  let answeredAt = movedAt;
  let pauseMs = times.pollMs;
  for (;;) {
    try {
      for await (const object of sights(subject, () => times.stallMs - (performance.now() - movedAt))) {
        answeredAt = performance.now();
        pauseMs = times.pollMs;
        const said = followed.read(object);
        if (followed.standing(said) !== standing) {
          standing = followed.standing(said);
          movedAt = answeredAt;
          yield said;
        }
        if (followed.isOver(said)) return;
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ClusterCallFailed) || performance.now() - answeredAt >= times.stallMs)
        throw error;
      pauseMs = Math.min(pauseMs * 2, times.pollMs * 10);
    }
    if (answeredAt - movedAt >= times.stallMs)
      throw new StandsStill(`Nothing has changed for ${inWords(times.stallMs)}.`);
    await delay(pauseMs, undefined, { signal });
  }
}

/** One read, and what a watch from there shows. */
async function* sights(subject: FollowSubject, leftMs: () => number): AsyncGenerator<JsonObject | undefined> {
  const { cluster, kind, name, times } = subject;
  const object = await cluster.find(kind, name);
  yield object;
  const forMs = Math.min(leftMs(), times.watchMs);
  if (object === undefined || forMs <= 0) return;
  for await (const event of events(subject, object, forMs)) yield event.gone ? undefined : event.object;
}

type WatchEvent = { readonly gone: boolean; readonly object: JsonObject };

/** Ends with the watch, or with a word of the server that it must be begun anew (410). */
async function* events(
  { api, cluster, kind, name, signal }: FollowSubject,
  from: JsonObject | undefined,
  forMs: number,
): AsyncGenerator<WatchEvent> {
  const version = textAt(objectAt(from ?? {}, 'metadata'), 'resourceVersion');
  if (version === null) return;
  const query = new URLSearchParams({
    watch: 'true',
    fieldSelector: `metadata.name=${name}`,
    resourceVersion: version,
    timeoutSeconds: String(Math.max(1, Math.ceil(forMs / 1_000))),
  });
  const path = storkPath(kind, cluster.namespace);
  try {
    for await (const line of api.watch(`${path}?${query}`, { signal, forMs })) {
      const event = parsed(line, `GET ${path}`);
      const { type, object } = event;
      if (type === 'ERROR' || !isObject(object)) return;
      if (type !== 'BOOKMARK') yield { gone: type === 'DELETED', object };
    }
  } catch (error) {
    // Without the right to watch it is read again and again, as a watch that ends at once would be.
    if (!(error instanceof ClusterCallFailed) || error.kind !== 'FORBIDDEN') throw error;
  }
}

function inWords(ms: number): string {
  return ms >= 60_000 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(ms / 1_000)} seconds`;
}
