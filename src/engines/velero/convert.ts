/** Velero's contents, written anew in our own layout: from then on it is a backup like any other. */
import type { BackupNamespace } from '../../domain/backup.js';
import { type Issue, issue } from '../../domain/issue.js';
import type { ResourceSummary } from '../../domain/manifest.js';
import type { NamespaceProgress, ProgressReport } from '../../domain/ports/backup-engine.js';
import type { ImportedBackup, ImportRun } from '../../domain/ports/backup-importer.js';
import type { VeleroBackup } from '../../domain/velero.js';
import { type ApiKind, resourceName } from '../direct/api-kind.js';
import { CaptureOutput, KindWriter } from '../direct/capture-output.js';
import { parseSingleObject } from '../direct/list-page.js';
import { kindsToRead, Selection } from '../direct/selection.js';
import { MARKS_OF_INTEREST } from '../direct/skip-rules.js';
import { type FrameSink, type Reading, storeFrames } from '../direct/store-frames.js';
import { kindKey, kindOf, objectIn, type Survey, survey } from './survey.js';
import { tarObjects } from './tar-objects.js';
import { readRecord, readVolumeRecords } from './velero-records.js';
import { volumesOf } from './velero-volumes.js';

/** Objects of one cluster that mean nothing in another: Velero never restores them either. */
const OF_ONE_CLUSTER = new Set([
  'nodes',
  'csinodes.storage.k8s.io',
  'volumeattachments.storage.k8s.io',
  'volumesnapshots.snapshot.storage.k8s.io',
  'volumesnapshotcontents.snapshot.storage.k8s.io',
]);

/** @throws StorageFailed, DependencyFailure */
export async function convertVelero(run: ImportRun, report: ProgressReport): Promise<ImportedBackup> {
  const { source, name, signal } = run;
  const record = await readRecord(source, name, signal);
  const volumes = volumesOf(await readVolumeRecords(source, name, signal));
  const seen = await survey(name, tarObjects(source, name, signal));
  const captured = await storeFrames(run, (into) => rewrite({ run, seen, report }, into));
  const namespaces = namespacesOf(record, seen, captured.byNamespace);
  return { ...captured, issues: issuesOf(record, namespaces), namespaces, volumes };
}

async function rewrite(
  { run, seen, report }: { run: ImportRun; seen: Survey; report: ProgressReport },
  { queue, seal, signal }: FrameSink,
): Promise<Reading> {
  const wanted = wantedKinds(seen);
  const selection = new Selection(wanted.filter(({ namespaced }) => namespaced));
  for (const service of seen.selectingServices) selection.selectingServices.add(service);
  const output = new CaptureOutput(seen.namespaces.keys(), { queue, seal, report, observe: () => {} });
  const writers = new Map(
    wanted.map((kind) => [kindKey(kind), { kind, writer: new KindWriter(output, kind) }]),
  );
  for await (const each of tarObjects(run.source, run.name, signal)) {
    const target = writers.get(kindKey(kindOf(run.name, each, objectIn(run.name, each))));
    if (target === undefined) continue;
    const object = parseSingleObject(each.bytes, `${each.resource}/${each.name}`, MARKS_OF_INTEREST);
    if (!target.kind.namespaced || selection.keeps(target.kind, object))
      await target.writer.addPage([object]);
  }
  const summaries: ResourceSummary[] = [];
  for (const { kind, writer } of writers.values()) {
    await writer.keep();
    if (writer.objects > 0) summaries.push(summarise(kind, writer));
  }
  return { output, summaries: summaries.sort((a, b) => (a.resource < b.resource ? -1 : 1)), issues: [] };
}

function wantedKinds({ kinds }: Survey): ApiKind[] {
  const all = [...kinds.values()].filter(
    (kind) => !OF_ONE_CLUSTER.has(resourceName(kind)) && kind.group !== 'velero.io',
  );
  return [...kindsToRead(all), ...all.filter(({ namespaced }) => !namespaced)];
}

function summarise(kind: ApiKind, { objects, bytes }: KindWriter): ResourceSummary {
  return {
    resource: resourceName(kind),
    groupVersion: kind.groupVersion,
    kind: kind.kind,
    scope: kind.namespaced ? 'NAMESPACED' : 'CLUSTER',
    objects,
    bytes,
    resourceVersion: null,
    // Velero lists each kind by itself, too; whether a list was continued late it does not tell.
    consistent: true,
  };
}

/** Those in the contents, and those that were asked for by name and are not in them. */
function namespacesOf(
  { includedNamespaces }: VeleroBackup,
  { namespaces }: Survey,
  byNamespace: ReadonlyMap<string, NamespaceProgress>,
): readonly BackupNamespace[] {
  const there = [...namespaces].map(([name, uid]): BackupNamespace => {
    const { objects = 0, bytes = 0 } = byNamespace.get(name) ?? {};
    return { name, fate: 'INCLUDED', uid, reason: null, objects, bytes };
  });
  const missing = includedNamespaces
    .filter((name) => /^[a-z0-9-]+$/.test(name) && !namespaces.has(name))
    .map(
      (name): BackupNamespace => ({
        name,
        fate: 'MISSING',
        uid: null,
        reason: "not in Velero's backup",
        objects: 0,
        bytes: 0,
      }),
    );
  return [...there, ...missing].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function issuesOf({ name, phase, errors }: VeleroBackup, namespaces: readonly BackupNamespace[]): Issue[] {
  const missing = namespaces
    .filter(({ fate }) => fate === 'MISSING')
    .map((each) => {
      const message = `The namespace ${each.name} was asked for and is not in Velero's backup.`;
      return issue('NAMESPACE_MISSING', { kind: 'NAMESPACE', name: each.name }, message);
    });
  if (phase === 'Completed') return missing;
  const message = `Velero ended the backup ${name} as ${phase} with ${errors} errors; its log says what they were.`;
  return [...missing, issue('IMPORTED_INCOMPLETE', { kind: 'BACKUP', name }, message)];
}
