/** The built-in engine: backups to a folder and to a bucket, reading back, and restores, each beside its floor. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Installation } from '../cycle/installation.js';
import { measureWorker } from '../cycle/worker-process.js';
import type { BenchOptions, BenchResult } from '../support/bench.js';
import { StandInProcess, type WorldSize } from '../support/stand-in-process.js';
import { backupGoals, backupTable } from './backup-table.js';
import { measureBackups } from './backups.js';
import { readForOneNamespace } from './one-namespace.js';
import { measureRestores, startTarget } from './restore-costs.js';
import { oneNamespaceTable, restoreGoals, restoreTable } from './restore-table.js';

/** Half of its objects are made anew by their owners: some 10,000 are kept and come back. */
const RESTORED = { namespaces: 80, objects: 20_000 };
const LARGE = { namespaces: 200, objects: 40_000 };

export async function engineBench(options: BenchOptions): Promise<BenchResult> {
  const { folder, say } = options;
  say('engine: starting PostgreSQL');
  await using stack = new AsyncDisposableStack();
  const key = randomBytes(32);
  const keyFile = join(folder, 'backup.key');
  writeFileSync(keyFile, key, { mode: 0o600 });
  const installation = stack.adopt(await Installation.start(folder, key), (each) => each.stop());
  const backups = await measureBackups(options, installation, keyFile);

  say('engine: backing up the clusters that are restored');
  const restored = await backedUp(options, installation, RESTORED);
  const large = await backedUp(options, installation, LARGE);
  const target = await startTarget(installation, folder);
  stack.defer(() => target.standIn.stop());
  const restores = await measureRestores(options, installation, { ...restored, target });
  const [namespace = ''] = large.names;
  const { clusterId } = target;
  const one = await readForOneNamespace(installation, { backup: large.backup, clusterId, namespace });
  return {
    ...backupTable(backups),
    further: [restoreTable(restores), oneNamespaceTable(one, LARGE)],
    goals: [...backupGoals(backups), ...restoreGoals(restores, one)],
    measurements: { backups, restores, one },
  };
}

/** A cluster as large as asked, backed up once to the folder in the clear; gone when this returns. */
async function backedUp(
  { folder: cwd, profileTo }: BenchOptions,
  installation: Installation,
  world: WorldSize,
) {
  await using stack = new AsyncDisposableStack();
  const standIn = stack.adopt(await StandInProcess.start(world, cwd), (each) => each.stop());
  const name = `source-${world.objects}`;
  const { id: clusterId } = await installation.register(name, standIn.kubeconfigFile);
  const { backup } = await measureWorker({ installation, clusterId, standIn, cwd, profileTo });
  const { stores } = installation.product.world.work;
  const namespaces = (await stores.backups.namespacesOf([backup.id])).get(backup.id) ?? [];
  return { backup, names: namespaces.map((each) => each.name).sort() };
}
