/** What follows from the operation mode of a cluster, and what does not exist in it. Pure. */
import type { BackupLayout, EngineName } from './backup.js';
import type { BackupLocation, LocationAccess } from './backup-location.js';
import type { Cluster } from './cluster.js';
import { ModeNotSupported } from './errors/resource-errors.js';
import type { OperationMode } from './state-matrix.js';

/** How the clusters of a mode reach their locations. */
export const ACCESS_OF_MODE = {
  CLASSIC: 'CREDENTIALS',
  FEDERATED: 'WORKLOAD_IDENTITY',
} as const satisfies Record<OperationMode, LocationAccess>;

/** What is written down on a backup of the mode: who makes it, and how it lies in the location. */
export const MADE_IN_MODE = {
  CLASSIC: { engine: 'DIRECT', layout: 'HOLDFAST' },
  FEDERATED: { engine: 'STORK', layout: 'STORK' },
} as const satisfies Record<OperationMode, { engine: EngineName; layout: BackupLayout }>;

/** The mode in which a location of this access is used. */
export function modeOfAccess(access: LocationAccess): OperationMode {
  return access === 'CREDENTIALS' ? 'CLASSIC' : 'FEDERATED';
}

/**
 * @param what the thing that was asked for, as the beginning of a sentence: `Reading a backup back`
 * @throws ModeNotSupported
 */
export function assertMode(
  mode: OperationMode,
  { supports, what, advice }: { supports: readonly OperationMode[]; what: string; advice?: string },
): void {
  if (supports.includes(mode)) return;
  const message = `${what} does not exist in ${mode} mode.`;
  throw new ModeNotSupported(advice === undefined ? message : `${message} ${advice}`, {
    mode,
    supportedModes: supports,
  });
}

/** What Holdfast does itself in a location, and so in none that only clusters reach. @throws ModeNotSupported */
export function assertOwnAccess({ access }: Pick<BackupLocation, 'access'>, what: string): void {
  assertMode(modeOfAccess(access), {
    supports: ['CLASSIC'],
    what,
    advice:
      'Only the clusters reach this location, with their workload identities: Holdfast never touches it.',
  });
}

/** The cluster can use the location at all: both are of one mode. @throws ModeNotSupported */
export function assertReachable(
  cluster: Pick<Cluster, 'name' | 'mode'>,
  location: Pick<BackupLocation, 'name' | 'access'>,
): void {
  const needed = ACCESS_OF_MODE[cluster.mode];
  if (location.access === needed) return;
  const mode = modeOfAccess(location.access);
  throw new ModeNotSupported(
    `The cluster ${cluster.name} is ${cluster.mode}, and the backup location ${location.name} is reached by ${location.access}. ` +
      `Use a location with ${needed}, or a ${mode} cluster.`,
    { mode: cluster.mode, supportedModes: [mode] },
  );
}
