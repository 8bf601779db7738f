/** Restores as the bench asks for them: all that a backup holds, or some of its namespaces, into another cluster. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Backup } from '../../src/domain/backup.js';
import { systemActor } from '../../src/domain/identity.js';
import { EVERY_RESOURCE } from '../../src/domain/resource-filter.js';
import { objectsBack, type Restore, type RestoreOptions } from '../../src/domain/restore.js';
import type { Installation } from '../cycle/installation.js';
import { startWorker, type WorkerStart } from '../cycle/worker-process.js';
import type { StandInProcess } from '../support/stand-in-process.js';

const LOOK_EVERY_MS = 100;

export interface RestoreAsked {
  readonly backup: Backup;
  /** Where to. */
  readonly clusterId: string;
  /** Null: all that the backup holds. */
  readonly namespaces: readonly string[] | null;
}

export interface RestoreMeasurement {
  /** From the claim to the record. */
  readonly seconds: number;
  /** Of the run alone, without the start of the process. */
  readonly cpuSeconds: number;
  /** Of the whole process, its start included. */
  readonly peakRssBytes: number;
  readonly requests: number;
  /** That are in the cluster as they are in the backup. */
  readonly objects: number;
}

export function optionsOf({ namespaces }: Pick<RestoreAsked, 'namespaces'>): RestoreOptions {
  return {
    scope: { namespaces, filter: EVERY_RESOURCE, objects: null, clusterScoped: true },
    namespaceMapping: {},
    storageClassMapping: {},
    existing: 'KEEP',
    restoreStatus: [],
    preserveNodePorts: false,
    volumes: false,
  };
}

export function askForRestore(installation: Installation, asked: RestoreAsked): Promise<Restore> {
  const { services } = installation.product;
  const { backup, clusterId } = asked;
  return services.restores.create(
    { backupId: backup.id, clusterId, options: optionsOf(asked) },
    installation.actor,
  );
}

/** One restore by a fresh `holdfast worker`. @param standIn the cluster that it goes to. @throws Error when it is no success */
export async function measureRestore(
  start: WorkerStart,
  asked: RestoreAsked,
  standIn: StandInProcess,
): Promise<RestoreMeasurement> {
  const { installation } = start;
  const child = await startWorker(start);
  try {
    await standIn.takeRequests();
    const before = await child.usage();
    const { id } = await askForRestore(installation, asked);
    const { startedAt, finishedAt, counts } = await child.unlessItEnds(endOf(installation, id));
    const { cpuSeconds, peakRssBytes } = await child.usage();
    return {
      seconds: ((finishedAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)) / 1000,
      cpuSeconds: cpuSeconds - before.cpuSeconds,
      peakRssBytes,
      requests: await standIn.takeRequests(),
      objects: objectsBack(counts),
    };
  } finally {
    await child.stop();
  }
}

/** Waits for the end of a restore. @throws Error when that is no success */
export async function endOf({ product }: Installation, id: string): Promise<Restore> {
  const { restores } = product.services;
  for (;;) {
    const restore = await restores.get(id, systemActor('bench'));
    if (restore.state === 'SUCCESS') return restore;
    if (restore.state !== 'IN_PROGRESS') {
      const { items } = await restores.issuesOf(id, { first: 1, after: null });
      throw new Error(`the restore is ${restore.state}: ${items[0]?.item.message}`);
    }
    await pause(LOOK_EVERY_MS);
  }
}
