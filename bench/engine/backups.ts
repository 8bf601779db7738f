/** What encryption and a bucket cost: the same cluster backed up to a folder and to S3, in the clear and encrypted, beside the floors. */
import { measureFloor } from '../cycle/floor-process.js';
import type { Installation } from '../cycle/installation.js';
import { measureWorker } from '../cycle/worker-process.js';
import { type BenchOptions, seconds } from '../support/bench.js';
import { S3Process } from '../support/s3-process.js';
import { StandInProcess } from '../support/stand-in-process.js';
import { type Cost, costOf } from './cost.js';
import { readFiles } from './file-floor.js';
import { PlainPuts } from './s3-floor.js';

export const WORLD = { namespaces: 40, objects: 10_000 };

export const KINDS = ['floor', 'clear', 'encrypted'] as const;
export type Measured = Readonly<Record<(typeof KINDS)[number], Cost[]>>;

export interface BackupCosts {
  readonly folder: Measured;
  /** Its floor is that of the folder and plain PUTs of the bytes that it wrote in the clear. */
  readonly bucket: Measured;
  /** Of the backups in the folder. */
  readonly verify: Measured;
  /** Of the backups in S3; the floor is that of the folder: the bytes through SHA-256. */
  readonly verifyBucket: Measured;
  /** In bytes. */
  readonly stored: { clear: number; encrypted: number };
  /** All that the cluster holds. */
  readonly objects: number;
}

/** @param keyFile what encrypts; the installation opens it */
export async function measureBackups(
  { folder: cwd, say, runs, profileTo }: BenchOptions,
  installation: Installation,
  keyFile: string,
): Promise<BackupCosts> {
  say('engine: starting a stand-in cluster and a stand-in S3');
  await using stack = new AsyncDisposableStack();
  const standIn = stack.adopt(await StandInProcess.start(WORLD, cwd), (each) => each.stop());
  const s3 = stack.adopt(await S3Process.start(cwd), (each) => each.stop());
  const { id: clusterId } = await installation.register('bench', standIn.kubeconfigFile);
  const locationId = await installation.addBucket(s3.bucket);
  const run = { installation, clusterId, standIn, cwd, profileTo };
  const [folder, bucket, verify] = [nothingYet(), nothingYet(), nothingYet()];
  const verifyBucket = { ...nothingYet(), floor: verify.floor };
  using plain = new PlainPuts(s3.bucket);
  const stored = { clear: 0, encrypted: 0 };
  await measureFloor(standIn.kubeconfigFile, cwd);
  for (let each = 1; each <= runs; each++) {
    const lists = await measureFloor(standIn.kubeconfigFile, cwd);
    folder.floor.push(lists);
    for (const kind of ['clear', 'encrypted'] as const) {
      const env = kind === 'clear' ? {} : { HOLDFAST_BACKUP_KEY_FILE: keyFile };
      const measured = await measureWorker({ ...run, env });
      folder[kind].push(measured);
      stored[kind] = measured.storedBytes;
      const inBucket = await measureWorker({ ...run, env, locationId });
      bucket[kind].push(inBucket);
      verify[kind].push(await costOf(() => installation.verify(measured.backup)));
      verifyBucket[kind].push(await costOf(() => installation.verify(inBucket.backup)));
      const files = installation.folderOf(measured.backup);
      if (kind === 'clear') bucket.floor.push(sum(lists, await costOf(() => plain.put(files))));
      else verify.floor.push(await costOf(() => readFiles(files)));
    }
    say(`engine: run ${each} of ${runs}: ${told({ folder, bucket, verify, verifyBucket }, each)}`);
  }
  return { folder, bucket, verify, verifyBucket, stored, objects: standIn.objects };
}

function sum(one: Cost, other: Cost): Cost {
  return { seconds: one.seconds + other.seconds, cpuSeconds: one.cpuSeconds + other.cpuSeconds };
}

function nothingYet(): Measured {
  return { floor: [], clear: [], encrypted: [] };
}

function told(all: Readonly<Record<string, Measured>>, run: number): string {
  const one = (measured: Measured) =>
    KINDS.map((kind) => `${kind} ${seconds(measured[kind][run - 1]?.seconds ?? 0)}`).join(', ');
  return Object.entries(all)
    .map(([name, measured]) => `${name} ${one(measured)}`)
    .join('; ');
}
