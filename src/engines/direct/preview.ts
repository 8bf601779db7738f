/**
 * What a backup would keep of some namespaces, and which rule leaves the rest out: the same selection as a real run, over metadata
 * where that is enough, one kind after the other, bounded in objects.
 */
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { KindPreview, PreviewRequest, ResourcePreview } from '../../domain/ports/backup-engine.js';
import { type ClusterApi, METADATA_ONLY } from '../../domain/ports/cluster-gateway.js';
import { keepsKind } from '../../domain/resource-filter.js';
import { type ApiKind, listPath, resourceName } from './api-kind.js';
import { discoverKinds } from './discovery.js';
import { failureOfOneKind, reasonOf } from './failure-rules.js';
import { unknownWords } from './filtered-kinds.js';
import { isObject } from './json-object.js';
import { readList } from './list-reader.js';
import { countNamespaces, isWorthOneList } from './list-scope.js';
import { type ListedObject, parseListed } from './listed-object.js';
import { PageMemory } from './page-memory.js';
import { kindsToRead, namesOfPattern, Selection } from './selection.js';
import { KIND_RULES, MARKS_OF_INTEREST, OBJECT_RULES, OWNED_BY_CONTROLLER } from './skip-rules.js';

/** Their rules look at more than metadata. */
const READ_WHOLE: ReadonlySet<string> = new Set(['services', 'serviceaccounts', 'secrets']);
/** Services say which Endpoints are computed. */
const FIRST = 'services';
/** More than a person waits for. */
const MOST: PreviewLimits = { objects: 200_000, ms: 60_000 };

export interface PreviewLimits {
  readonly objects: number;
  readonly ms: number;
}

interface Looking {
  readonly api: ClusterApi;
  readonly request: PreviewRequest;
  readonly selection: Selection;
  readonly pages: PageMemory;
  /** Namespaces of the cluster. */
  readonly total: number;
  left: number;
  /** Monotonic. */
  readonly until: number;
}

interface Counted {
  readonly kind: ApiKind;
  kept: number;
  readonly leftOut: Map<string, number>;
}

class EnoughSeen extends Error {}

/** @throws ClusterCallFailed when nothing can be told, and the reason of the signal */
export async function previewResources(
  api: ClusterApi,
  request: PreviewRequest,
  most: PreviewLimits = MOST,
): Promise<ResourcePreview> {
  const { filter, signal } = request;
  const until = performance.now() + most.ms;
  const { kinds: served } = await discoverKinds(api, signal);
  const kinds = kindsToRead(served, filter);
  const selection = new Selection(kinds, filter);
  const total = await countNamespaces(api, signal);
  const looking: Looking = {
    api,
    request,
    selection,
    pages: new PageMemory(),
    total,
    left: most.objects,
    until,
  };
  const counted = new Map<ApiKind, Counted>();
  const unreadable: { resource: string; message: string }[] = [];
  let complete = true;
  for (const kind of kinds.toSorted((a, b) => Number(b.resource === FIRST) - Number(a.resource === FIRST))) {
    const count: Counted = { kind, kept: 0, leftOut: new Map() };
    counted.set(kind, count);
    try {
      await countKind(looking, count);
    } catch (error) {
      if (error instanceof EnoughSeen) {
        complete = false;
        break;
      }
      unreadable.push({ resource: resourceName(kind), message: reasonOf(failureOfOneKind(error, signal)) });
    }
  }
  for (const [kind, orphans] of selection.owners?.orphans() ?? []) {
    const count = counted.get(kind);
    if (count === undefined) continue;
    count.kept += orphans.length;
    count.leftOut.set(OWNED_BY_CONTROLLER, (count.leftOut.get(OWNED_BY_CONTROLLER) ?? 0) - orphans.length);
  }
  return {
    kinds: previewsOf([...counted.values()]),
    leftOutKinds: kindsLeftOut(served, request),
    unknownKinds: Object.values(unknownWords(filter, served)).flat(),
    unreadable,
    complete,
  };
}

async function countKind(looking: Looking, count: Counted): Promise<void> {
  const { namespaces } = looking.request;
  if (isWorthOneList(namespaces.length, looking.total)) {
    try {
      await countList(looking, count, undefined);
      return;
    } catch (error) {
      if (!(error instanceof ClusterCallFailed) || error.kind !== 'FORBIDDEN') throw error;
    }
  }
  for (const namespace of namespaces) await countList(looking, count, namespace);
}

async function countList(looking: Looking, count: Counted, namespace: string | undefined): Promise<void> {
  const { api, request, selection, pages } = looking;
  const { kind } = count;
  const wanted = new Set(namespace === undefined ? request.namespaces : [namespace]);
  const resource = resourceName(kind);
  const before = { kept: count.kept, leftOut: new Map(count.leftOut) };
  const source = {
    api,
    path: listPath(kind, namespace),
    interest: MARKS_OF_INTEREST,
    signal: request.signal,
    pages,
    selector: request.filter?.labelSelector ?? undefined,
    ...(!READ_WHOLE.has(resource) && { accept: METADATA_ONLY }),
  };
  await readList(source, {
    page: async ({ items }) => {
      looking.left -= items.length;
      if (looking.left < 0 || performance.now() > looking.until) throw new EnoughSeen();
      for (const object of items.filter((each) => wanted.has(each.namespace))) {
        const rule = selection.ruleAgainst(kind, object);
        if (rule === undefined) count.kept += 1;
        else count.leftOut.set(rule, (count.leftOut.get(rule) ?? 0) + 1);
        if (rule === undefined && resource === FIRST && selects(object)) {
          selection.selectingServices.add(`${object.namespace}/${object.name}`);
        }
      }
    },
    restart: () => {
      count.kept = before.kept;
      count.leftOut.clear();
      for (const [rule, objects] of before.leftOut) count.leftOut.set(rule, objects);
    },
  });
}

function selects(service: ListedObject): boolean {
  const parsed = parseListed(service);
  const spec = isObject(parsed) ? parsed.spec : undefined;
  const selector = isObject(spec) ? spec.selector : undefined;
  return isObject(selector) && Object.keys(selector).length > 0;
}

function previewsOf(counted: readonly Counted[]): readonly KindPreview[] {
  const reasons = new Map(OBJECT_RULES.map(({ id, reason }) => [id, reason]));
  return counted
    .map(({ kind, kept, leftOut }) => ({
      resource: resourceName(kind),
      kept,
      leftOut: [...leftOut]
        .filter(([, objects]) => objects > 0)
        .map(([rule, objects]) => ({ rule, reason: reasons.get(rule) ?? rule, objects })),
    }))
    .filter(({ kept, leftOut }) => kept > 0 || leftOut.length > 0)
    .sort((a, b) => (a.resource < b.resource ? -1 : 1));
}

function kindsLeftOut(
  served: readonly ApiKind[],
  { filter }: PreviewRequest,
): ResourcePreview['leftOutKinds'] {
  return served
    .filter(({ namespaced, verbs }) => namespaced && verbs.includes('list'))
    .flatMap((kind) => {
      const resource = resourceName(kind);
      const rule = KIND_RULES.find(({ kinds }) => kinds.some((pattern) => namesOfPattern(pattern, kind)));
      if (rule !== undefined) return [{ resource, rule: rule.id, reason: rule.reason }];
      if (keepsKind(filter, resource)) return [];
      return [{ resource, rule: 'FILTER', reason: 'The filter leaves this kind out.' }];
    })
    .sort((a, b) => (a.resource < b.resource ? -1 : 1));
}
