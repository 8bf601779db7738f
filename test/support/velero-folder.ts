/** What Velero left in the folder of a location, beside whatever else is kept there. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addVeleroBackup, type BucketOptions, type VeleroThing } from '../engines/velero/velero-bucket.js';
import { MemoryObjectStore } from '../fakes/memory-object-store.js';

/** @param folder of the location */
export async function leaveVeleroBackup(
  folder: string,
  name: string,
  things: readonly VeleroThing[],
  options: BucketOptions = {},
): Promise<void> {
  const store = new MemoryObjectStore();
  await addVeleroBackup(store, name, things, options);
  for (const key of store.keys()) {
    const path = join(folder, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await store.read(key));
  }
}
