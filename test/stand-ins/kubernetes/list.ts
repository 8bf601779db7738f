import { type Answer, jsonAnswer, type ResourceCall } from './api-call.js';
import { badRequest, gone } from './api-error.js';
import type { ClusterState } from './cluster-state.js';
import { stringify } from './json.js';
import { firstAtOrAfter, keyOf, sliceOfNamespace } from './object-storage.js';
import { groupVersion, type Resource } from './resources.js';
import { selectorOf } from './selectors.js';
import { itemOf, metadataOf, type StoredObject } from './stored-object.js';

/** What a continue token says. `version` -1: go on with whatever is there now. */
interface Continuation {
  readonly version: number;
  /** The key after the last one that has been looked at. */
  readonly start: string;
}

interface Page {
  readonly items: readonly StoredObject[];
  readonly version: number;
  readonly next: string | undefined;
  readonly remaining: number | undefined;
}

/** GET of a collection. @throws ApiError 400 or 410 */
export function listObjects(state: ClusterState, call: ResourceCall): Answer {
  checkResourceVersion(call.query.get('resourceVersion'));
  return jsonAnswer(
    200,
    wantsMetadata(call) ? metadataList(readPage(state, call)) : objectList(call, readPage(state, call)),
  );
}

export function wantsMetadata(call: ResourceCall): boolean {
  return /as=PartialObjectMetadata/.test(call.accept);
}

function checkResourceVersion(version: string | null): void {
  if (version && !/^\d+$/.test(version)) {
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: ${stringify(version)}: strconv.ParseUint: parsing ${stringify(version)}: invalid syntax`,
    );
  }
}

function readPage(state: ClusterState, call: ResourceCall): Page {
  const { resource, query } = call;
  const token = query.get('continue');
  const continuation = token ? decode(token) : undefined;
  const inconsistent = continuation?.version === -1;
  const version = continuation === undefined || inconsistent ? state.objects.version : continuation.version;
  const all = collectionAt(state, resource, { version, continuation });
  const scoped = call.namespace === undefined ? all : sliceOfNamespace(all, call.namespace);
  const from = continuation === undefined ? 0 : firstAtOrAfter(scoped, continuation.start);
  const limit = query.get('resourceVersion') === '0' && !token ? 0 : Number(query.get('limit') ?? 0);
  const { items, stop } = take(scoped, { from, limit, matches: selectorOf(resource, query) });
  const more = stop < scoped.length;
  if (more) state.objects.keepSnapshot(resource.storage);
  const last = scoped[stop - 1];
  return {
    items,
    version,
    next: more && last ? encode({ version, start: `${keyOf(last.namespace, last.name)}\0` }) : undefined,
    remaining:
      more && !query.get('labelSelector') && !query.get('fieldSelector') ? scoped.length - stop : undefined,
  };
}

interface Reading {
  readonly version: number;
  readonly continuation: Continuation | undefined;
}

function collectionAt(
  state: ClusterState,
  resource: Resource,
  { version, continuation }: Reading,
): readonly StoredObject[] {
  if (continuation === undefined || continuation.version === -1)
    return state.objects.sorted(resource.storage);
  const snapshot = state.objects.snapshot(resource.storage, version);
  if (!snapshot) throw gone(encode({ version: -1, start: continuation.start }));
  return snapshot;
}

interface Taking {
  readonly from: number;
  /** 0: no limit. */
  readonly limit: number;
  readonly matches: ((object: StoredObject) => boolean) | undefined;
}

/** Up to `limit` matching objects, and the index at which the next page begins. */
function take(objects: readonly StoredObject[], { from, limit, matches }: Taking) {
  const items: StoredObject[] = [];
  let stop = from;
  for (; stop < objects.length; stop += 1) {
    if (limit > 0 && items.length === limit) break;
    const object = objects[stop] as StoredObject;
    if (matches === undefined || matches(object)) items.push(object);
  }
  return { items, stop };
}

function objectList(call: ResourceCall, page: Page): string {
  const { resource } = call;
  const items = page.items.map((stored) => itemOf(resource, stored)).join(',');
  const version = stringify(groupVersion(resource));
  const kind = stringify(resource.listKind);
  if (resource.custom) {
    const metadata = stringify({
      continue: page.next ?? '',
      ...(page.remaining === undefined ? {} : { remainingItemCount: page.remaining }),
      resourceVersion: String(page.version),
    });
    return `{"apiVersion":${version},"items":[${items}],"kind":${kind},"metadata":${metadata}}`;
  }
  return `{"kind":${kind},"apiVersion":${version},"metadata":${listMetadata(page)},"items":[${items}]}`;
}

function listMetadata(page: Page): string {
  return stringify({
    resourceVersion: String(page.version),
    ...(page.next === undefined ? {} : { continue: page.next }),
    ...(page.remaining === undefined ? {} : { remainingItemCount: page.remaining }),
  });
}

function metadataList(page: Page): string {
  const items = page.items.map(metadataText).join(',');
  return `{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":${listMetadata(page)},"items":[${items}]}`;
}

export function metadataText(stored: StoredObject): string {
  return stringify({
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: metadataOf(stored),
  });
}

function encode({ version, start }: Continuation): string {
  return Buffer.from(stringify({ v: 'meta.k8s.io/v1', rv: version, start })).toString('base64url');
}

/** @throws ApiError 400 */
function decode(token: string): Continuation {
  const bytes = Buffer.from(token, 'base64url');
  try {
    const { rv, start } = JSON.parse(bytes.toString('utf8')) as { rv: unknown; start: unknown };
    if (typeof rv === 'number' && typeof start === 'string') return { version: rv, start };
  } catch {
    // Answered below, in the words of the real server.
  }
  const first = String.fromCharCode(bytes[0] ?? 0);
  throw badRequest(
    `invalid continue token: continue key is not valid: invalid character '${first}' looking for beginning of value`,
  );
}

/** The continue token in a request, made one that goes on inconsistently: what the real server offers with a 410. */
export function inconsistentContinuation(token: string): string {
  return encode({ version: -1, start: decode(token).start });
}
