import { join } from 'node:path';
import type { Backup } from '../../src/domain/backup.js';
import { Child, ROOT, serverOptions } from '../support/child.js';
import type { StandInProcess } from '../support/stand-in-process.js';
import type { Installation } from './installation.js';

export interface WorkerMeasurement {
  /** From the claim to the record. */
  readonly seconds: number;
  /** Of the run alone, without the start of the process. */
  readonly cpuSeconds: number;
  /** Of the whole process, its start included. */
  readonly peakRssBytes: number;
  /** Before the backup began. */
  readonly idleRssBytes: number;
  readonly requests: number;
  /** Kept, and their bytes before and after compression. */
  readonly objects: number;
  readonly bytes: number;
  readonly storedBytes: number;
  readonly backup: Backup;
}

export interface WorkerStart {
  readonly installation: Installation;
  readonly cwd: string;
  readonly profileTo: string | undefined;
  /** Beside what the installation tells it. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface WorkerRun extends WorkerStart {
  readonly clusterId: string;
  readonly standIn: StandInProcess;
  /** Absent: the installation's folder. */
  readonly locationId?: string;
}

/** A fresh `holdfast worker`, as it is run in production; to be stopped by the caller. @throws Error when it ends instead */
export async function startWorker({ installation, cwd, profileTo, env }: WorkerStart): Promise<Child> {
  const profiling = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
  const child = new Child({
    name: 'holdfast worker',
    args: [...serverOptions('worker'), ...profiling, join(ROOT, 'dist', 'main.js'), 'worker'],
    env: { ...installation.workerEnv, ...env },
    cwd,
  });
  await child.line(/Holdfast is ready/);
  return child;
}

/** One backup by a worker of its own. */
export async function measureWorker(run: WorkerRun): Promise<WorkerMeasurement> {
  const { installation, clusterId, standIn, locationId } = run;
  const child = await startWorker(run);
  try {
    await standIn.takeRequests();
    const before = await child.usage();
    const backup = await installation.backUp(clusterId, locationId);
    const { cpuSeconds, peakRssBytes } = await child.usage();
    const { startedAt, finishedAt, objects, bytes, storedBytes } = backup;
    return {
      seconds: ((finishedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)) / 1000,
      cpuSeconds: cpuSeconds - before.cpuSeconds,
      peakRssBytes,
      idleRssBytes: before.peakRssBytes,
      requests: await standIn.takeRequests(),
      objects,
      bytes,
      storedBytes,
      backup,
    };
  } finally {
    await child.stop();
  }
}
