/** The claims of namespaces, as far as snapshots need to know them. */
import type { PlannedNamespace } from '../../../domain/backup.js';
import type { MachineParts } from '../../../domain/backup-machine.js';
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import { keepsKind, type ResourceFilter } from '../../../domain/resource-filter.js';
import { type ApiKind, listPath } from '../api-kind.js';
import { failureOfOneKind } from '../failure-rules.js';
import { isObject } from '../json-object.js';
import { readList } from '../list-reader.js';
import { countNamespaces, isWorthOneList } from '../list-scope.js';
import { type ListedObject, parseListed } from '../listed-object.js';
import { KeptParts } from '../machines/kept-parts.js';
import { PageMemory } from '../page-memory.js';
import { isOptedOut, MARKS_OF_INTEREST } from '../skip-rules.js';
import { mapAt, textAt } from './snapshot-objects.js';

const CLAIMS: ApiKind = {
  resource: 'persistentvolumeclaims',
  group: '',
  groupVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  namespaced: true,
  verbs: ['list'],
};

export interface Claim {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly volume: string | null;
  readonly storageClass: string | null;
}

interface ClaimSource {
  readonly api: ClusterApi;
  readonly namespaces: readonly PlannedNamespace[];
  readonly signal: AbortSignal;
  /** Claims that the backup leaves out get no snapshot. */
  readonly filter?: ResourceFilter | null;
  /** Only the claims of these virtual machines; absent: all. */
  readonly machines?: readonly MachineParts[];
}

/**
 * In the order of the alphabet, without those that opted out or are being deleted: the backup does not hold them either. `complete` is false
 * when some could not be listed: the capture names the kind.
 * @throws ClusterCallFailed what ends the run
 */
export async function findClaims(source: ClaimSource): Promise<{
  readonly claims: readonly Claim[];
  readonly complete: boolean;
}> {
  const { api, namespaces, signal, filter = null } = source;
  const parts = source.machines && new KeptParts(source.machines);
  if (!keepsKind(filter, CLAIMS.resource)) return { claims: [], complete: true };
  const request = {
    api,
    signal,
    names: new Set(namespaces.map(({ name }) => name)),
    pages: new PageMemory(),
    selector: filter?.labelSelector ?? undefined,
    isWanted: (claim: ListedObject) => parts?.has(CLAIMS.resource, claim) ?? true,
  };
  const claims: Claim[] = [];
  const whole = isWorthOneList(request.names.size, await countNamespaces(api, signal));
  if (whole && (await collect(request, claims))) return { claims: claims.sort(byName), complete: true };
  let complete = true;
  for (const namespace of request.names) {
    if (!(await collect({ ...request, namespace }, claims))) complete = false;
  }
  return { claims: claims.sort(byName), complete };
}

interface ClaimRequest {
  readonly api: ClusterApi;
  readonly signal: AbortSignal;
  readonly names: ReadonlySet<string>;
  readonly pages: PageMemory;
  readonly selector: string | undefined;
  readonly isWanted: (claim: ListedObject) => boolean;
  /** Absent: over the whole cluster. */
  readonly namespace?: string;
}

/** Adds what the list says; false when it could not be read. */
async function collect(
  { api, signal, names, pages, selector, isWanted, namespace }: ClaimRequest,
  claims: Claim[],
): Promise<boolean> {
  let found: Claim[] = [];
  const path = listPath(CLAIMS, namespace);
  const source = { api, path, interest: MARKS_OF_INTEREST, signal, pages, selector };
  try {
    await readList(source, {
      page: async ({ items }) => {
        const ours = items.filter((claim) => names.has(claim.namespace) && isKept(claim) && isWanted(claim));
        found.push(...ours.map(claimOf));
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

function isKept(claim: ListedObject): boolean {
  return !claim.deleting && !isOptedOut(claim);
}

function claimOf(listed: ListedObject): Claim {
  const parsed = parseListed(listed);
  const object = isObject(parsed) ? parsed : {};
  const spec = mapAt(object, 'spec');
  return {
    namespace: listed.namespace,
    name: listed.name,
    uid: textAt(mapAt(object, 'metadata'), 'uid') ?? '',
    volume: textAt(spec, 'volumeName'),
    storageClass: textAt(spec, 'storageClassName'),
  };
}

function byName(a: Claim, b: Claim): number {
  const [one, other] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
