import type { ResourceSummary } from '../../domain/manifest.js';
import type { CapturedResources, EngineRun, ProgressReport } from '../../domain/ports/backup-engine.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type { Log } from '../../domain/ports/log.js';
import { type ApiKind, resourceName } from './api-kind.js';
import { CaptureOutput } from './capture-output.js';
import { readClosure } from './closure.js';
import { discoverKinds } from './discovery.js';
import { closureRules, filterIssues } from './filtered-kinds.js';
import { closureOfParts } from './machines/closure-of-parts.js';
import { KeptParts } from './machines/kept-parts.js';
import { readNamespaced } from './namespaced-reading.js';
import { References } from './references.js';
import { kindsOfParts, kindsToRead, Selection } from './selection.js';
import { type FrameRun, type FrameSink, type Reading, storeFrames } from './store-frames.js';

export interface CaptureOptions {
  readonly run: Pick<EngineRun, 'namespaces' | 'filter' | 'machines'> & FrameRun;
  readonly api: ClusterApi;
  readonly log: Log;
  readonly concurrency: number;
  readonly report: ProgressReport;
  /** `<resource>.<group>` → names of cluster-scoped objects that are taken where they are, whether the namespaces use them or not. */
  readonly alsoNamed?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the namespaces' objects and what they use, and streams them into the store as they come: in memory are a few
 * pages, one chunk per kind that is being read, and the queue.
 */
export async function captureResources(options: CaptureOptions): Promise<CapturedResources> {
  return storeFrames(options.run, (into) => readAll({ ...options, ...into }));
}

async function readAll(options: CaptureOptions & FrameSink): Promise<Reading> {
  const { run, api, signal, queue, seal, report, log } = options;
  const namespaces = new Set(run.namespaces.map(({ name }) => name));
  const discovery = await discoverKinds(api, signal);
  const { filter } = run;
  const selector = filter?.labelSelector ?? null;
  const parts = run.machines === undefined ? null : new KeptParts(run.machines);
  const kinds = parts === null ? kindsToRead(discovery.kinds, filter) : kindsOfParts(discovery.kinds, parts);
  const selection = new Selection(kinds, filter, parts);
  const references = new References(selection.selectingServices);
  const output = new CaptureOutput(namespaces, {
    queue,
    seal,
    report,
    observe: (kind, namespace, ndjson) => references.observe(kind, namespace, ndjson),
  });
  const namespaced = await readNamespaced({ ...options, output, kinds, namespaces, selection, selector });
  const objects = namespaced.summaries.reduce((sum, summary) => sum + summary.objects, 0);
  for (const name of namespaces) references.add('namespaces', name);
  for (const name of definitionsOf(kinds, namespaced.summaries)) references.add(DEFINITIONS, name);
  for (const [resource, names] of options.alsoNamed ?? []) {
    for (const name of names) references.add(resource, name);
  }
  const closure = await readClosure({
    ...options,
    output,
    kinds: discovery.kinds,
    namespaces,
    references,
    rules: parts === null ? closureRules(filter) : closureOfParts(parts),
  });
  log.debug(
    { backupId: run.backupId, kinds: kinds.length, skipped: Object.fromEntries(selection.skipped) },
    'resources read',
  );
  return {
    output,
    ...(parts !== null && { parts: parts.kept }),
    summaries: [...namespaced.summaries, ...closure.summaries].sort(byResource),
    issues: [
      ...discovery.issues,
      ...namespaced.issues,
      ...closure.issues,
      ...filterIssues(run.backupId, filter, { kinds: discovery.kinds, objects }),
    ],
  };
}

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';
/** Groups with a dot that the API server serves itself: asking for their definitions would only cost calls. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'certificates.k8s.io',
  'authorization.k8s.io',
  'authentication.k8s.io',
  'admissionregistration.k8s.io',
  'resource.k8s.io',
  'node.k8s.io',
]);

/** Names that the definitions of the kept kinds have, if they are custom resources. */
function definitionsOf(kinds: readonly ApiKind[], summaries: readonly ResourceSummary[]): string[] {
  const kept = new Set(summaries.map(({ resource }) => resource));
  return kinds
    .filter(({ group }) => group.includes('.') && !BUILT_IN_GROUPS.has(group))
    .map(resourceName)
    .filter((name) => kept.has(name));
}

function byResource(left: ResourceSummary, right: ResourceSummary): number {
  return left.resource < right.resource ? -1 : left.resource > right.resource ? 1 : 0;
}
