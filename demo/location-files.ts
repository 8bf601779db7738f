/** What lies in the folder of the demo's backup location. */
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { execute } from '../src/client/execute.js';
import { BackupLocationsDocument } from '../src/client/generated/graphql.js';
import { connectionTo, type Finding, type Scene } from './scene.js';
import type { FollowedBackup } from './stages.js';

const LOOK_EVERY_MS = 100;
const LOOKS = 50;

/**
 * Whether none is left of one backup, while there are some of another one in the same folder. What a failed backup has
 * written is cleared right after its end was recorded: it is waited for.
 */
export async function noFilesOf(
  scene: Scene,
  failed: FollowedBackup,
  other: FollowedBackup,
): Promise<Finding> {
  const { backupLocations } = await execute(
    BackupLocationsDocument,
    { first: 1 },
    connectionTo(scene.product),
  );
  const path = backupLocations.edges[0]?.node.path ?? '';
  let counted = { ofFailed: -1, ofOther: -1 };
  for (let look = 0; look < LOOKS; look += 1) {
    const files = await filesIn(path);
    if (files !== undefined) {
      const of = ({ id }: FollowedBackup) => files.filter((file) => file.includes(id)).length;
      counted = { ofFailed: of(failed), ofOther: of(other) };
      if (counted.ofFailed === 0) break;
    }
    await setTimeout(LOOK_EVERY_MS);
  }
  return {
    holds: counted.ofFailed === 0 && counted.ofOther > 0,
    seen: `${counted.ofFailed} files of the failed one, ${counted.ofOther} of the other one`,
  };
}

/** Undefined: a folder was cleared while it was looked at. */
async function filesIn(path: string): Promise<readonly string[] | undefined> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
