/** The writes of a restore without the restore: what the floor sends, made beforehand by the product's own reading and rules. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { checkRestore } from '../../src/cycle/restore/check-restore.js';
import type { RestoreRun } from '../../src/domain/ports/restore-engine.js';
import { BackupFiles } from '../../src/engines/direct/backup-files.js';
import type { BackupObject } from '../../src/engines/direct/restore/backup-object.js';
import { contextOfRun } from '../../src/engines/direct/restore/context-of-run.js';
import { collectionPath, writeQuery } from '../../src/engines/direct/restore/kind-path.js';
import { stringify } from '../../src/engines/direct/restore/lossless-json.js';
import { planRestore } from '../../src/engines/direct/restore/plan.js';
import { Reading } from '../../src/engines/direct/restore/reading.js';
import { Scope } from '../../src/engines/direct/restore/scope.js';
import { Tally } from '../../src/engines/direct/restore/tally.js';
import { skipReason, transform } from '../../src/engines/direct/restore/transform.js';
import type { Installation } from '../cycle/installation.js';
import { optionsOf, type RestoreAsked } from './restores.js';

/** One POST. */
export interface PlainWrite {
  readonly path: string;
  /** JSON text. */
  readonly body: string;
}

export interface PlainWrites {
  readonly namespaces: readonly PlainWrite[];
  /** In the order of a restore. */
  readonly others: readonly PlainWrite[];
}

/** Writes them to `file`. @throws Error when the backup or the cluster cannot be used */
export async function writePlainWrites(
  installation: Installation,
  asked: RestoreAsked,
  file: string,
): Promise<void> {
  const run = await runOf(installation, asked);
  const { signal } = run;
  const files = await BackupFiles.open(run.store, run, signal);
  const scope = new Scope(run.manifest, run.options);
  const plan = await planRestore(files, scope, signal);
  const reading = new Reading({ files, scope, plan, tally: new Tally(), signal, report: () => {} });
  const context = contextOfRun(run, scope, () => undefined);
  const writeOf = ({ kind, name, object }: BackupObject): PlainWrite => {
    transform(
      name.resource,
      object,
      context(name.namespace, () => {}),
    );
    const path = `${collectionPath(kind, name.namespace)}?${writeQuery({ dryRun: false })}`;
    return { path, body: stringify(object) };
  };
  const namespaces = [...(await reading.namespaces()).values()].map(writeOf);
  const others: PlainWrite[] = [];
  for (const entries of plan.rows) {
    for await (const each of reading.objects(entries)) {
      if (skipReason(each.name.resource, each.object) === undefined) others.push(writeOf(each));
    }
  }
  const writes: PlainWrites = { namespaces, others };
  writeFileSync(file, JSON.stringify(writes));
}

async function runOf({ product }: Installation, asked: RestoreAsked): Promise<RestoreRun> {
  const { backup, clusterId } = asked;
  const options = optionsOf(asked);
  const { signal } = new AbortController();
  const subject = {
    backupId: backup.id,
    backupName: backup.name,
    clusterId,
    clusterName: clusterId,
    options,
  };
  const ready = await checkRestore(product.world, subject, signal);
  if (!ready.met) throw new Error(`there is nothing to restore: ${ready.issues[0]?.message}`);
  const { store, opened } = ready;
  return { restoreId: randomUUID(), attempt: 1, clusterId, store, ...opened, options, signal };
}
