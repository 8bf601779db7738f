import pLimit from 'p-limit';
import { type Issue, issue } from '../../domain/issue.js';
import type { ResourceSummary } from '../../domain/manifest.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { type ApiKind, listPath, objectPath, resourceName } from './api-kind.js';
import { type CaptureOutput, KindWriter } from './capture-output.js';
import type { ClosureRule } from './closure-rules.js';
import { failureOfOneKind, reasonOf } from './failure-rules.js';
import { parseSingleObject } from './list-page.js';
import { readList } from './list-reader.js';
import type { ListedObject } from './listed-object.js';
import type { References } from './references.js';
import { MARKS_OF_INTEREST } from './skip-rules.js';

export interface ClosureRequest {
  readonly api: ClusterApi;
  readonly signal: AbortSignal;
  readonly output: CaptureOutput;
  /** Everything that the cluster serves. */
  readonly kinds: readonly ApiKind[];
  readonly namespaces: ReadonlySet<string>;
  readonly references: References;
  readonly concurrency: number;
  readonly rules: readonly ClosureRule[];
}

export interface ClosureOutcome {
  readonly summaries: readonly ResourceSummary[];
  /** CLOSURE_UNREADABLE, one per kind. */
  readonly issues: readonly Issue[];
}

/** More names than this are looked for in one list instead of one by one. */
const MAX_SINGLE_READS = 20;
/** Definitions are far too large to read those of strangers, too. */
const NEVER_LISTED = 'customresourcedefinitions.apiextensions.k8s.io';

/** Reads the cluster-scoped objects that the namespaces use. A name that leads nowhere is no fault. @throws what ends the whole run */
export async function readClosure(request: ClosureRequest): Promise<ClosureOutcome> {
  const summaries: ResourceSummary[] = [];
  const issues: Issue[] = [];
  for (const rule of request.rules) {
    const kind = request.kinds.find((each) => !each.namespaced && resourceName(each) === rule.resource);
    const names = [...(request.references.names.get(rule.resource) ?? [])].sort();
    if (kind === undefined || (rule.by === 'NAMES' && names.length === 0)) continue;
    const writer = new KindWriter(request.output, kind);
    let list = { resourceVersion: null as string | null, consistent: true };
    try {
      const oneByOne =
        rule.by === 'NAMES' && (names.length <= MAX_SINGLE_READS || rule.resource === NEVER_LISTED);
      if (oneByOne) await readNames({ ...request, rule, kind, writer, names });
      else list = await searchList({ ...request, rule, kind, writer, names: new Set(names) });
    } catch (error) {
      issues.push(unreadable(rule, reasonOf(failureOfOneKind(error, request.signal))));
    }
    await writer.keep();
    if (writer.objects > 0) summaries.push(summarise(kind, writer, list));
  }
  return { summaries, issues };
}

interface RuleReading<N> extends ClosureRequest {
  readonly rule: ClosureRule;
  readonly kind: ApiKind;
  readonly writer: KindWriter;
  readonly names: N;
}

async function readNames(reading: RuleReading<readonly string[]>): Promise<void> {
  const { api, signal, kind, names, concurrency } = reading;
  const limit = pLimit(concurrency);
  let failed = false;
  const readOne = async (name: string): Promise<ListedObject | undefined> => {
    if (failed) return undefined;
    const path = objectPath(kind, name);
    try {
      const object = parseSingleObject(await api.get(path, { signal }), path, MARKS_OF_INTEREST);
      return object.name === name ? object : undefined;
    } catch (error) {
      if (failureOfOneKind(error, signal).kind === 'NOT_FOUND') return undefined;
      failed = true;
      throw error;
    }
  };
  for (let first = 0; first < names.length; first += MAX_SINGLE_READS) {
    const batch = names.slice(first, first + MAX_SINGLE_READS);
    const read = await Promise.allSettled(batch.map((name) => limit(readOne, name)));
    const objects = read.flatMap((each) => (each.status === 'fulfilled' ? (each.value ?? []) : []));
    await take(reading, objects);
    const failure = read.find((each) => each.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }
}

async function searchList(reading: RuleReading<ReadonlySet<string>>): ReturnType<typeof readList> {
  const { api, signal, kind, names, rule, writer } = reading;
  const source = { api, path: listPath(kind), interest: MARKS_OF_INTEREST, signal };
  return await readList(source, {
    page: ({ items }) =>
      take(reading, rule.by === 'SEARCH' ? items : items.filter(({ name }) => names.has(name))),
    restart: () => writer.takeBack(),
  });
}

async function take(reading: RuleReading<unknown>, objects: readonly ListedObject[]): Promise<void> {
  const { rule, namespaces, references, writer } = reading;
  const kept = objects.filter((object) => rule.matches(object, namespaces));
  for (const each of kept.flatMap((object) => rule.names?.(object) ?? [])) {
    references.add(each.resource, each.name);
  }
  await writer.addPage(kept);
}

function summarise(
  kind: ApiKind,
  { objects, bytes }: KindWriter,
  list: { readonly resourceVersion: string | null; readonly consistent: boolean },
): ResourceSummary {
  const { groupVersion } = kind;
  return {
    resource: resourceName(kind),
    groupVersion,
    kind: kind.kind,
    scope: 'CLUSTER',
    objects,
    bytes,
    ...list,
  };
}

function unreadable({ resource, reason }: ClosureRule, why: string): Issue {
  return issue(
    'CLOSURE_UNREADABLE',
    { kind: 'RESOURCE_KIND', name: resource },
    `Cluster-scoped ${resource} could not be read: ${why}. Missing from the backup: ${reason}`,
  );
}
