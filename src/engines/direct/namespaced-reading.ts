import pLimit from 'p-limit';
import type { Issue } from '../../domain/issue.js';
import type { ResourceSummary } from '../../domain/manifest.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { type ApiKind, resourceName } from './api-kind.js';
import type { CaptureOutput } from './capture-output.js';
import { kindIssues } from './kind-issues.js';
import { type KindOutcome, type KindRequest, readKind } from './kind-reader.js';
import { countNamespaces, isWorthOneList } from './list-scope.js';
import { orphanReadings } from './orphans.js';
import { PageMemory } from './page-memory.js';
import type { Selection } from './selection.js';

export interface NamespacedRequest {
  readonly api: ClusterApi;
  /** Ends every reader as soon as one of them meets what ends the run. */
  readonly stop: AbortController;
  readonly signal: AbortSignal;
  readonly output: CaptureOutput;
  readonly kinds: readonly ApiKind[];
  readonly namespaces: ReadonlySet<string>;
  readonly selection: Selection;
  readonly concurrency: number;
  readonly selector: string | null;
}

export interface NamespacedOutcome {
  readonly summaries: readonly ResourceSummary[];
  readonly issues: readonly Issue[];
}

/** The long lists first: begun last, one of them would keep a single connection busy while the others have nothing left. */
const LONG_LISTS = ['pods', 'replicasets.apps', 'secrets', 'configmaps', 'deployments.apps', 'jobs.batch'];
/** Decided by what Services say, hence read after them. */
const AFTER_SERVICES = 'endpoints';

/**
 * Reads every kind in the namespaces, a few at a time. A kind that fails is an issue, and the dependents that relied on its
 * objects are read after all.
 * @throws ClusterCallFailed what ends the run, or the first failure when not a single kind could be read
 */
export async function readNamespaced(request: NamespacedRequest): Promise<NamespacedOutcome> {
  const { api, kinds, namespaces, selection, signal } = request;
  const total = await countNamespaces(api, signal);
  const pages = new PageMemory();
  const readAll = (requests: readonly Pick<KindRequest, 'kind' | 'namespaces' | 'keeps'>[]) =>
    inParallel(request, requests, (each) =>
      readKind({ ...request, ...each, pages, clusterWide: isWorthOneList(each.namespaces.size, total) }),
    );
  const whole = (kind: ApiKind) => ({
    kind,
    namespaces,
    keeps: (object: Parameters<KindRequest['keeps']>[0]) => selection.keeps(kind, object),
  });
  const late = kinds.filter((kind) => resourceName(kind) === AFTER_SERVICES);
  const first = await readAll(longListsFirst(kinds.filter((kind) => !late.includes(kind))).map(whole));
  const second = await readAll(late.map(whole));
  const outcomes = [...first, ...second];
  refuseNothingRead(outcomes);
  const orphans = await readAll([
    ...orphanReadings(outcomes, selection),
    ...(selection.owners?.readings() ?? []),
  ]);
  return {
    summaries: merged([...outcomes, ...orphans]),
    issues: [...outcomes, ...orphans].flatMap((each) => kindIssues(each, namespaces.size)),
  };
}

/** All of them are over when this returns or throws: nobody goes on writing into an output that was given up. */
async function inParallel<T, R>(
  { concurrency, signal, stop }: NamespacedRequest,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const limit = pLimit(concurrency);
  const running = items.map((item) =>
    limit(async () => {
      signal.throwIfAborted();
      try {
        return await work(item);
      } catch (error) {
        stop.abort(error);
        throw error;
      }
    }),
  );
  await Promise.allSettled(running);
  return await Promise.all(running);
}

export function longListsFirst(kinds: readonly ApiKind[]): ApiKind[] {
  const rank = (kind: ApiKind) => {
    const place = LONG_LISTS.indexOf(resourceName(kind));
    return place < 0 ? LONG_LISTS.length : place;
  };
  return [...kinds].sort((left, right) => rank(left) - rank(right));
}

/** When nothing at all can be read, that is no partial success of thirty kinds but one failure. */
function refuseNothingRead(outcomes: readonly KindOutcome[]): void {
  const [first] = outcomes;
  if (first?.failures[0] !== undefined && outcomes.every(({ unread }) => unread))
    throw first.failures[0].error;
}

function merged(outcomes: readonly KindOutcome[]): ResourceSummary[] {
  const byResource = new Map<string, ResourceSummary>();
  for (const { summary } of outcomes) {
    const before = byResource.get(summary.resource);
    if (summary.objects === 0 && before === undefined) continue;
    byResource.set(
      summary.resource,
      before === undefined || summary.objects === 0
        ? (before ?? summary)
        : {
            ...summary,
            objects: before.objects + summary.objects,
            bytes: before.bytes + summary.bytes,
            resourceVersion: null,
            consistent: before.consistent && summary.consistent,
          },
    );
  }
  return [...byResource.values()];
}
