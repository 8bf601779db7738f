import type { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ResourceSummary } from '../../domain/manifest.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { type ApiKind, listPath, resourceName } from './api-kind.js';
import { type CaptureOutput, KindWriter } from './capture-output.js';
import { failureOfOneKind } from './failure-rules.js';
import { type ListOutcome, readList } from './list-reader.js';
import type { ListedObject } from './listed-object.js';
import type { PageMemory } from './page-memory.js';
import { MARKS_OF_INTEREST } from './skip-rules.js';

export interface KindRequest {
  readonly api: ClusterApi;
  readonly signal: AbortSignal;
  readonly output: CaptureOutput;
  readonly kind: ApiKind;
  readonly namespaces: ReadonlySet<string>;
  /** One list over the cluster, filtered, instead of one list per namespace. */
  readonly clusterWide: boolean;
  readonly keeps: (object: ListedObject) => boolean;
  /** Of labels; the server matches it. Null: all objects. */
  readonly selector: string | null;
  /** Shared by all kinds of a run. */
  readonly pages: PageMemory;
}

export interface KindOutcome {
  readonly kind: ApiKind;
  readonly summary: ResourceSummary;
  /** What could not be read, or not to its end: in a namespace, or (null) in all of them. */
  readonly failures: readonly { readonly namespace: string | null; readonly error: ClusterCallFailed }[];
  /** Nothing at all could be read. */
  readonly unread: boolean;
}

/** So many namespaces may answer with a fault of the server's own before the kind is given up; a missing right costs one call and ends nothing. */
const MAX_FAULTS = 3;

/**
 * Reads one kind into the output: over the whole cluster, or, where that is forbidden or too much, by namespace. What was
 * read before a fault is kept. @throws what ends the whole run
 */
export async function readKind(request: KindRequest): Promise<KindOutcome> {
  const writer = new KindWriter(request.output, request.kind);
  if (request.clusterWide) {
    const outcome = await readOneList(request, writer, undefined);
    const failed = 'error' in outcome;
    if (!failed || outcome.error.kind !== 'FORBIDDEN') {
      await writer.keep();
      const reading = failed
        ? { lists: [], failures: [{ namespace: null, error: outcome.error }] }
        : { lists: [outcome], failures: [] };
      return summarise(request, writer, reading);
    }
    writer.takeBack();
  }
  return await readByNamespace(request, writer);
}

interface Reading {
  readonly lists: readonly ListOutcome[];
  readonly failures: KindOutcome['failures'];
}

async function readByNamespace(request: KindRequest, writer: KindWriter): Promise<KindOutcome> {
  const lists: ListOutcome[] = [];
  const failures: { namespace: string | null; error: ClusterCallFailed }[] = [];
  let faults = 0;
  for (const namespace of request.namespaces) {
    const outcome = await readOneList(request, writer, namespace);
    await writer.keep();
    if (!('error' in outcome)) {
      lists.push(outcome);
      continue;
    }
    const { error } = outcome;
    if (error.kind !== 'FORBIDDEN') faults++;
    const givenUp = error.kind === 'NOT_FOUND' || faults === MAX_FAULTS;
    failures.push({ namespace: givenUp ? null : namespace, error });
    if (givenUp) break;
  }
  return summarise(request, writer, { lists, failures });
}

function summarise(
  { kind, namespaces }: KindRequest,
  { objects, bytes }: KindWriter,
  { lists, failures }: Reading,
): KindOutcome {
  const [only] = lists.length === 1 ? lists : [];
  const summary: ResourceSummary = {
    resource: resourceName(kind),
    groupVersion: kind.groupVersion,
    kind: kind.kind,
    scope: kind.namespaced ? 'NAMESPACED' : 'CLUSTER',
    objects,
    bytes,
    resourceVersion: only?.resourceVersion ?? null,
    consistent: lists.every(({ consistent }) => consistent),
  };
  const everywhere =
    failures.some(({ namespace }) => namespace === null) || failures.length === namespaces.size;
  return { kind, summary, failures, unread: objects === 0 && failures.length > 0 && everywhere };
}

async function readOneList(
  request: KindRequest,
  writer: KindWriter,
  namespace: string | undefined,
): Promise<ListOutcome | { readonly error: ClusterCallFailed }> {
  const { api, signal, kind, keeps, namespaces, pages } = request;
  const selector = request.selector ?? undefined;
  const isWanted = (object: ListedObject) =>
    namespace === undefined ? namespaces.has(object.namespace) : object.namespace === namespace;
  try {
    const source = {
      api,
      path: listPath(kind, namespace),
      interest: MARKS_OF_INTEREST,
      signal,
      pages,
      selector,
    };
    return await readList(source, {
      page: (page) => writer.addPage(page.items.filter((object) => isWanted(object) && keeps(object))),
      restart: () => writer.takeBack(),
    });
  } catch (error) {
    return { error: failureOfOneKind(error, signal) };
  }
}
