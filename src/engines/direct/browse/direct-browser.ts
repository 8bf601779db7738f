import { randomUUID } from 'node:crypto';
import type { Comparison, ComparisonScope } from '../../../domain/comparison.js';
import type { Issue } from '../../../domain/issue.js';
import type { Manifest } from '../../../domain/manifest.js';
import type {
  BackupBrowser,
  BackupSource,
  NamesPage,
  NamesRequest,
  StoredObjectText,
} from '../../../domain/ports/backup-browser.js';
import type { ClusterGateway } from '../../../domain/ports/cluster-gateway.js';
import type { Log } from '../../../domain/ports/log.js';
import type { ObjectName } from '../../../domain/restore.js';
import { targetOf } from '../../../domain/restore-faults.js';
import { BackupFiles } from '../backup-files.js';
import { captureResources } from '../capture.js';
import { compareFiles } from './compare.js';
import { objectLines } from './object-lines.js';
import { ScratchStore } from './scratch-store.js';
import { holdsSecrets, maskSecret } from './secret-mask.js';

export interface DirectBrowserOptions {
  readonly clusters: Pick<ClusterGateway, 'api'>;
  readonly log: Log;
}

const CONCURRENCY = 4;

export class DirectBrowser implements BackupBrowser {
  constructor(private readonly options: DirectBrowserOptions) {}

  async names(
    { store, ...backup }: BackupSource,
    { resource, namespace, contains, first, after }: NamesRequest,
    signal?: AbortSignal,
  ): Promise<NamesPage> {
    const files = await BackupFiles.open(store, backup, signal);
    const all: string[] = [];
    for await (const { name } of objectLines(files, framesOf(files, { resource, namespace }), signal)) {
      if (name.includes(contains)) all.push(name);
    }
    all.sort();
    const rest = after === null ? all : all.filter((name) => name > after);
    return { names: rest.slice(0, first), total: all.length, hasNext: rest.length > first };
  }

  async object(
    { store, ...backup }: BackupSource,
    wanted: ObjectName,
    { reveal, signal }: { readonly reveal: boolean; readonly signal?: AbortSignal },
  ): Promise<StoredObjectText | undefined> {
    const files = await BackupFiles.open(store, backup, signal);
    const masked = holdsSecrets(wanted.resource) && !reveal;
    for await (const { name, text, object } of objectLines(files, framesOf(files, wanted), signal)) {
      if (name !== wanted.name) continue;
      return { json: masked ? JSON.stringify(maskSecret(object)) : text, masked };
    }
    return undefined;
  }

  async compare(
    before: BackupSource,
    after: BackupSource,
    scope: ComparisonScope,
    signal: AbortSignal,
  ): Promise<Comparison> {
    const [left, right] = await Promise.all(
      [before, after].map(({ store, ...backup }) => BackupFiles.open(store, backup, signal)),
    );
    if (left === undefined || right === undefined) throw new RangeError('two sides are compared');
    return { ...(await compareFiles(left, right, scope, signal)), unread: [] };
  }

  async compareWithCluster(
    before: BackupSource,
    clusterId: string,
    scope: ComparisonScope,
    signal: AbortSignal,
  ): Promise<Comparison> {
    const files = await BackupFiles.open(before.store, before, signal);
    const alsoNamed = await clusterScopedNames(files, scope, signal);
    const { now, issues } = await this.#readCluster(before.manifest, { clusterId, scope, alsoNamed, signal });
    const kinds = issues.flatMap(({ subject }) => (subject.kind === 'RESOURCE_KIND' ? [subject.name] : []));
    const compared = await compareFiles(files, now, { ...scope, except: new Set(kinds) }, signal);
    return { ...compared, unread: issues.map(({ message }) => message) };
  }

  /** The namespaces that the backup holds, under the names that they have now, read as a backup reads them: both sides leave out the same. */
  async #readCluster(
    manifest: Manifest,
    { clusterId, scope: { namespaces, namespaceMapping }, alsoNamed, signal }: ClusterReading,
  ): Promise<{ readonly now: BackupFiles; readonly issues: readonly Issue[] }> {
    const { clusters, log } = this.options;
    const names = manifest.namespaces
      .filter(({ fate, name }) => fate === 'INCLUDED' && (namespaces === null || namespaces.includes(name)))
      .map(({ name, uid }) => ({ name: targetOf(namespaceMapping, name), uid: uid ?? '' }));
    const store = new ScratchStore();
    const api = await clusters.api(clusterId);
    const run = {
      backupId: randomUUID(),
      attempt: 1,
      clusterId,
      namespaces: names,
      store,
      signal,
      key: null,
      // What the backup left out would all be new.
      filter: manifest.filter,
    };
    const captured = await captureResources({
      run,
      api,
      log,
      concurrency: CONCURRENCY,
      report: () => {},
      alsoNamed,
    });
    const now = await BackupFiles.open(
      store,
      { manifest: { ...manifest, encryption: null, files: captured.files }, key: null },
      signal,
    );
    return { now, issues: captured.issues };
  }
}

interface ClusterReading {
  readonly clusterId: string;
  readonly scope: ComparisonScope;
  readonly alsoNamed: ReadonlyMap<string, readonly string[]>;
  readonly signal: AbortSignal;
}

/** What the namespaces used then may be there still although nothing in them uses it any more: it is looked for by its name. */
async function clusterScopedNames(
  files: BackupFiles,
  { namespaces, resources }: ComparisonScope,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (namespaces !== null) return found;
  const frames = files.index.frames.filter(
    ({ resource, namespace }) => namespace === '' && (resources === null || resources.includes(resource)),
  );
  for (const [resource, own] of Map.groupBy(frames, (frame) => frame.resource)) {
    const names: string[] = [];
    for await (const { name } of objectLines(files, own, signal)) names.push(name);
    found.set(resource, names);
  }
  return found;
}

function framesOf({ index }: BackupFiles, of: Pick<ObjectName, 'resource' | 'namespace'>) {
  return index.frames.filter(
    ({ resource, namespace }) => resource === of.resource && namespace === of.namespace,
  );
}
