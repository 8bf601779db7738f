import { type Issue, issue } from '../../domain/issue.js';
import type { EngineRun } from '../../domain/ports/backup-engine.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { keepsKind } from '../../domain/resource-filter.js';
import { type ApiKind, listPath, resourceName } from './api-kind.js';
import { failureOfOneKind } from './failure-rules.js';
import { readList } from './list-reader.js';
import { countNamespaces, isWorthOneList } from './list-scope.js';
import { PageMemory } from './page-memory.js';
import { isOptedOut, MARKS_OF_INTEREST } from './skip-rules.js';

const CLAIMS: ApiKind = {
  resource: 'persistentvolumeclaims',
  group: '',
  groupVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  namespaced: true,
  verbs: ['list'],
};

/** More claims than this are counted, not named. */
const MAX_NAMED = 100;

/**
 * One VOLUME_NOT_COPIED per claim in the namespaces, as `<namespace>/<claim>` in the order of the alphabet; from the 101st on one
 * issue counts the rest. Claims that may not be listed are left to the capture, which names the kind.
 * @throws ClusterCallFailed what ends the run
 */
export async function inspectVolumes(
  api: ClusterApi,
  { namespaces, signal, filter }: EngineRun,
): Promise<readonly Issue[]> {
  if (!keepsKind(filter, resourceName(CLAIMS))) return [];
  const selector = filter?.labelSelector ?? undefined;
  const names = new Set(namespaces.map(({ name }) => name));
  const claims: string[] = [];
  const pages = new PageMemory();
  const whole = isWorthOneList(names.size, await countNamespaces(api, signal));
  const forbidden = whole && !(await collect({ api, signal, names, pages, selector }, claims));
  for (const namespace of !whole || forbidden ? names : []) {
    await collect({ api, signal, names, pages, selector, namespace }, claims);
  }
  claims.sort();
  const named = claims.slice(0, MAX_NAMED).map(notCopied);
  const rest = claims.length - named.length;
  return rest > 0 ? [...named, notNamed(rest)] : named;
}

interface ClaimRequest {
  readonly api: ClusterApi;
  readonly signal: AbortSignal;
  readonly names: ReadonlySet<string>;
  readonly pages: PageMemory;
  readonly selector: string | undefined;
  /** Absent: over the whole cluster. */
  readonly namespace?: string;
}

/** Adds what the list says; false when it could not be read. */
async function collect(
  { api, signal, names, pages, selector, namespace }: ClaimRequest,
  claims: string[],
): Promise<boolean> {
  let found: string[] = [];
  const source = {
    api,
    path: listPath(CLAIMS, namespace),
    interest: MARKS_OF_INTEREST,
    signal,
    pages,
    selector,
  };
  try {
    await readList(source, {
      page: async ({ items }) => {
        const ours = items.filter((claim) => names.has(claim.namespace) && !isOptedOut(claim));
        found.push(...ours.map((claim) => `${claim.namespace}/${claim.name}`));
      },
      restart: () => {
        found = [];
      },
    });
  } catch (error) {
    failureOfOneKind(error, signal);
    return false;
  }
  claims.push(...found);
  return true;
}

function notCopied(name: string): Issue {
  const message = `The claim ${name} is stored as a resource; the data in its volume is not copied.`;
  return issue('VOLUME_NOT_COPIED', { kind: 'VOLUME', name }, message);
}

function notNamed(count: number): Issue {
  const message = `The data of ${count} more claims is not copied either.`;
  return issue('VOLUME_NOT_COPIED', { kind: 'VOLUME', name: `${count} more` }, message);
}
