import type { Answer, ResourceCall } from './api-call.js';
import { badRequest, statusBody } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { stringify } from './json.js';
import type { Change } from './object-storage.js';
import { groupVersion } from './resources.js';
import { selectorOf } from './selectors.js';
import { type StoredObject, textOf } from './stored-object.js';

const defaultTimeoutSeconds = 1800;
const bookmarkEveryMs = 60_000;

/** GET with `watch=true`: JSON lines until the time is over or the client goes. @throws ApiError 400 */
export function watchObjects(state: ClusterState, call: ResourceCall): Answer {
  const { query } = call;
  const asked = query.get('resourceVersion') ?? '';
  if (asked !== '' && !/^\d+$/.test(asked)) {
    throw badRequest(
      `invalid resource version: strconv.ParseUint: parsing ${stringify(asked)}: invalid syntax`,
    );
  }
  const version = Number(asked || 0);
  const tooOld = version > 0 && version < state.objects.compactedVersion;
  return {
    status: 200,
    stream: (write, end) => {
      if (tooOld) {
        write(eventLine('ERROR', stringify(tooOldStatus(version, state.objects.compactedVersion))));
        end();
        return () => undefined;
      }
      const stop = follow(state, call, { version, write });
      const seconds = Number(query.get('timeoutSeconds') || defaultTimeoutSeconds);
      const timer = setTimeout(end, seconds * 1000);
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}

function tooOldStatus(version: number, oldest: number) {
  return statusBody({
    code: 410,
    message: `too old resource version: ${version} (${oldest})`,
    reason: 'Expired',
  });
}

interface Following {
  readonly version: number;
  readonly write: (line: string) => void;
}

function follow(state: ClusterState, call: ResourceCall, { version, write }: Following): () => void {
  const { resource, namespace, query } = call;
  const selected = selectorOf(resource, query) ?? (() => true);
  const matches = (object: StoredObject) =>
    object.storage === resource.storage &&
    (namespace === undefined || object.namespace === namespace) &&
    (call.name === undefined || object.name === call.name) &&
    selected(object);
  const send = (change: Change) => {
    const type = typeFor(change, matches);
    if (type !== undefined) write(eventLine(type, textOf(resource, change.object)));
  };
  if (version === 0) {
    for (const object of state.objects.sorted(resource.storage).filter(matches)) {
      write(eventLine('ADDED', textOf(resource, object)));
    }
  } else for (const change of state.objects.changesSince(version)) send(change);
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  if (query.get('sendInitialEvents') === 'true' && bookmarks) write(bookmark(state, call, true));
  const timer = bookmarks
    ? setInterval(() => write(bookmark(state, call, false)), bookmarkEveryMs)
    : undefined;
  const unlisten = state.objects.listen(send);
  return () => {
    clearInterval(timer);
    unlisten();
  };
}

/** To a selector, an object that comes to match is new, and one that no longer does is gone. */
function typeFor(change: Change, matches: (object: StoredObject) => boolean): string | undefined {
  const before = change.previous !== undefined && matches(change.previous);
  const after = change.type !== 'DELETED' && matches(change.object);
  if (after) return before ? 'MODIFIED' : 'ADDED';
  return before ? 'DELETED' : undefined;
}

function bookmark(state: ClusterState, { resource }: ResourceCall, initial: boolean): string {
  return eventLine(
    'BOOKMARK',
    stringify({
      kind: resource.kind,
      apiVersion: groupVersion(resource),
      metadata: {
        resourceVersion: String(state.objects.version),
        ...(initial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
      },
    }),
  );
}

function eventLine(type: string, object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}
