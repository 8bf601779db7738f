import { backupKeys, type ResourceSummary, type StoredFile } from '../../domain/manifest.js';
import type { CapturedResources, EngineRun, ProgressReport } from '../../domain/ports/backup-engine.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type { Log } from '../../domain/ports/log.js';
import { type ApiKind, resourceName } from './api-kind.js';
import { CaptureOutput } from './capture-output.js';
import { readClosure } from './closure.js';
import { discoverKinds } from './discovery.js';
import { closureRules, filterIssues } from './filtered-kinds.js';
import { encodeIndex } from './frame-index.js';
import { FrameQueue } from './frame-queue.js';
import { readNamespaced } from './namespaced-reading.js';
import { References } from './references.js';
import { kindsToRead, Selection } from './selection.js';

export interface CaptureOptions {
  readonly run: EngineRun;
  readonly api: ClusterApi;
  readonly log: Log;
  readonly concurrency: number;
  readonly report: ProgressReport;
}

/**
 * Reads the namespaces' objects and what they use, and streams them into the store as they come: in memory are a few
 * pages, one chunk per kind that is being read, and the queue. A failure of the store ends the readers, a failure of the readers ends
 * the file, and both are over when this throws.
 */
export async function captureResources(options: CaptureOptions): Promise<CapturedResources> {
  const { store, backupId, attempt, signal: outer } = options.run;
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  signal.throwIfAborted();
  const queue = new FrameQueue();
  const storing = store.put(backupKeys.resources(backupId, attempt), queue, signal);
  const giveUp = (error: unknown) => {
    queue.fail(error);
    stop.abort(error);
  };
  storing.catch(giveUp);
  // The store waits for the queue's next frame while it lets go of it: an abort must reach the queue by itself.
  signal.addEventListener('abort', () => queue.fail(signal.reason), { once: true });
  try {
    const read = await readAll({ ...options, stop, signal, queue });
    queue.close();
    const resources = await storing;
    const index = await store.put(
      backupKeys.index(backupId, attempt),
      await encodeIndex(read.output),
      signal,
    );
    return captured(read, { resources, index });
  } catch (error) {
    giveUp(error);
    await storing.catch(() => {});
    outer.throwIfAborted();
    throw error;
  }
}

interface Reading {
  readonly output: CaptureOutput;
  readonly summaries: readonly ResourceSummary[];
  readonly issues: CapturedResources['issues'];
}

async function readAll(
  options: CaptureOptions & { stop: AbortController; signal: AbortSignal; queue: FrameQueue },
): Promise<Reading> {
  const { run, api, signal, queue, report, log } = options;
  const namespaces = new Set(run.namespaces.map(({ name }) => name));
  const discovery = await discoverKinds(api, signal);
  const { filter } = run;
  const selector = filter?.labelSelector ?? null;
  const kinds = kindsToRead(discovery.kinds, filter);
  const selection = new Selection(kinds, filter);
  const references = new References(selection.selectingServices);
  const output = new CaptureOutput(namespaces, {
    queue,
    report,
    observe: (kind, namespace, ndjson) => references.observe(kind, namespace, ndjson),
  });
  const namespaced = await readNamespaced({ ...options, output, kinds, namespaces, selection, selector });
  const objects = namespaced.summaries.reduce((sum, summary) => sum + summary.objects, 0);
  for (const name of namespaces) references.add('namespaces', name);
  for (const name of definitionsOf(kinds, namespaced.summaries)) references.add(DEFINITIONS, name);
  const closure = await readClosure({
    ...options,
    output,
    kinds: discovery.kinds,
    namespaces,
    references,
    rules: closureRules(filter),
  });
  log.debug(
    { backupId: run.backupId, kinds: kinds.length, skipped: Object.fromEntries(selection.skipped) },
    'resources read',
  );
  return {
    output,
    summaries: [...namespaced.summaries, ...closure.summaries].sort(byResource),
    issues: [
      ...discovery.issues,
      ...namespaced.issues,
      ...closure.issues,
      ...filterIssues(run.backupId, filter, { kinds: discovery.kinds, objects }),
    ],
  };
}

function captured(read: Reading, files: CapturedResources['files']): CapturedResources {
  const { byNamespace } = read.output;
  const totals = { objects: 0, bytes: 0, storedBytes: storedBytes(files.resources, files.index) };
  for (const { objects, bytes } of byNamespace.values()) {
    totals.objects += objects;
    totals.bytes += bytes;
  }
  return { files, resources: read.summaries, byNamespace, totals, issues: read.issues };
}

function storedBytes(...files: readonly StoredFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
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
