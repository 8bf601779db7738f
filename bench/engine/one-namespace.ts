/** How much of a large backup is read when one of its namespaces comes back. Counted, not timed. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import type { Backup } from '../../src/domain/backup.js';
import type { LocationGateway, ObjectStore } from '../../src/domain/ports/object-store.js';
import { objectsBack } from '../../src/domain/restore.js';
import type { Installation } from '../cycle/installation.js';
import { askForRestore, endOf } from './restores.js';

export interface OneNamespace {
  /** That came back. */
  readonly objects: number;
  /** Of the backup's files, the manifest and the index included; a byte that is read twice counts twice. */
  readonly readBytes: number;
  /** Of all files of the backup. */
  readonly storedBytes: number;
}

/** Restored by this process, from a backup in the folder. @throws Error when the restore is no success */
export async function readForOneNamespace(
  installation: Installation,
  of: { readonly backup: Backup; readonly clusterId: string; readonly namespace: string },
): Promise<OneNamespace> {
  const { backup, clusterId, namespace } = of;
  const { world } = installation.product;
  let readBytes = 0;
  const locations = counting(world.locations, (bytes) => {
    readBytes += bytes;
  });
  const { id } = await askForRestore(installation, { backup, clusterId, namespaces: [namespace] });
  await runRestore(id, { ...world, locations }, new AbortController().signal);
  const { counts } = await endOf(installation, id);
  return {
    objects: objectsBack(counts),
    readBytes,
    storedBytes: await sizeOf(installation.folderOf(backup)),
  };
}

type Count = (bytes: number) => void;

/** The same locations, whose stores tell how many bytes they gave. */
function counting(locations: LocationGateway, count: Count): LocationGateway {
  return replacing(locations, {
    open: async (...args: Parameters<LocationGateway['open']>) =>
      countingStore(await locations.open(...args), count),
  });
}

function countingStore(store: ObjectStore, count: Count): ObjectStore {
  return replacing(store, {
    async *get(...args: Parameters<ObjectStore['get']>) {
      for await (const chunk of store.get(...args)) {
        count(chunk.length);
        yield chunk;
      }
    },
    async read(...args: Parameters<ObjectStore['read']>) {
      const bytes = await store.read(...args);
      count(bytes.length);
      return bytes;
    },
  });
}

/** `whole` with some of its methods replaced; the others run on `whole` itself, whose private fields a proxy does not have. */
function replacing<T extends object>(whole: T, replaced: Partial<T>): T {
  return new Proxy(whole, {
    get(target, name) {
      const value = Reflect.get(name in replaced ? replaced : target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile());
  const sizes = await Promise.all(
    files.map(async (each) => (await stat(join(each.parentPath, each.name))).size),
  );
  return sizes.reduce((sum, each) => sum + each, 0);
}
