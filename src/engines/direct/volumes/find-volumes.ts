/** From claims to what can be cut: volume, driver, class, or the reason why there is no snapshot. */
import pLimit from 'p-limit';
import type { BackupVolume, VolumeReason, VolumeSettings } from '../../../domain/backup-volume.js';
import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import { failureOfOneKind } from '../failure-rules.js';
import type { Claim } from './find-claims.js';
import type { ClaimToCut, SnapshotApi } from './snapshot-api.js';
import { mapAt, type SnapshotClass, textAt } from './snapshot-objects.js';

export interface FoundVolumes {
  /** PENDING, SKIPPED or FAILED; in the order of the claims. */
  readonly volumes: readonly BackupVolume[];
  readonly toCut: readonly ClaimToCut[];
}

/** @throws ClusterCallFailed what ends the run */
export async function findVolumes(
  api: SnapshotApi,
  claims: readonly Claim[],
  { settings, signal }: { readonly settings: VolumeSettings; readonly signal: AbortSignal },
): Promise<FoundVolumes> {
  const off = (reason: VolumeReason, message: string | null = null) => ({
    volumes: claims.map((claim) => skipped(claim, reason, message)),
    toCut: [],
  });
  if (settings.mode === 'NONE') return off('SNAPSHOTS_OFF');
  if (claims.length === 0) return { volumes: [], toCut: [] };
  let classes: readonly SnapshotClass[];
  try {
    classes = await api.classes();
  } catch (error) {
    const failure = failureOfOneKind(error, signal);
    if (failure.kind === 'NOT_FOUND') return off('NO_SNAPSHOT_API');
    if (failure.kind === 'FORBIDDEN') return off('NOT_ALLOWED', failure.message);
    throw failure;
  }
  const found: { readonly volume: BackupVolume; readonly toCut?: ClaimToCut }[] = [];
  const turns = pLimit(4);
  await Promise.all(
    claims.map((claim, at) =>
      turns(async () => {
        found[at] = await oneVolume({ api, claim, classes, settings, signal });
      }),
    ),
  );
  return {
    volumes: found.map(({ volume }) => volume),
    toCut: found.flatMap(({ toCut }) => toCut ?? []),
  };
}

interface Question {
  readonly api: SnapshotApi;
  readonly claim: Claim;
  readonly classes: readonly SnapshotClass[];
  readonly settings: VolumeSettings;
  readonly signal: AbortSignal;
}

async function oneVolume(
  question: Question,
): Promise<{ readonly volume: BackupVolume; readonly toCut?: ClaimToCut }> {
  const { claim, classes, settings } = question;
  if (claim.volume === null) return { volume: skipped(claim, 'NOT_BOUND') };
  const seen = await driverOf(question, claim.volume);
  if ('reason' in seen) return { volume: skipped(claim, seen.reason, seen.message) };
  const { driver } = seen;
  if (driver === null) return { volume: skipped(claim, 'NOT_CSI') };
  const chosen = chooseClass(driver, classes, settings.snapshotClasses);
  if ('message' in chosen) {
    const { message, state } = chosen;
    return { volume: { ...skipped(claim, 'NO_SNAPSHOT_CLASS', message), driver, state } };
  }
  const { namespace, name, uid } = claim;
  return {
    volume: { ...bare(claim), driver, snapshotClass: chosen.name, state: 'PENDING' },
    toCut: { namespace, claim: name, claimUid: uid, snapshotClass: chosen.name },
  };
}

/** @returns null for a volume of no CSI driver */
async function driverOf(
  { api, signal }: Question,
  volume: string,
): Promise<{ readonly driver: string | null } | { readonly reason: VolumeReason; readonly message: string }> {
  try {
    const found = await api.find(`/api/v1/persistentvolumes/${encodeURIComponent(volume)}`);
    if (found === undefined) return { reason: 'NOT_BOUND', message: `There is no volume ${volume}.` };
    return { driver: textAt(mapAt(mapAt(found, 'spec'), 'csi'), 'driver') };
  } catch (error) {
    const failure = failureOfOneKind(error, signal);
    if (!(failure instanceof ClusterCallFailed) || failure.kind !== 'FORBIDDEN') throw error;
    return { reason: 'NOT_ALLOWED', message: failure.message };
  }
}

/** The class that was asked for; else the driver's default, or its only one. A class that was asked for in vain is a failure. */
export function chooseClass(
  driver: string,
  classes: readonly SnapshotClass[],
  asked: VolumeSettings['snapshotClasses'],
): SnapshotClass | { readonly state: 'SKIPPED' | 'FAILED'; readonly message: string } {
  const ofDriver = classes.filter((each) => each.driver === driver);
  const name = Object.hasOwn(asked, driver) ? asked[driver] : undefined;
  if (name !== undefined) {
    const named = ofDriver.find((each) => each.name === name);
    return (
      named ?? { state: 'FAILED', message: `The cluster has no VolumeSnapshotClass ${name} of ${driver}.` }
    );
  }
  const defaults = ofDriver.filter((each) => each.isDefault);
  const [only, another] = defaults.length > 0 ? defaults : ofDriver;
  if (only === undefined) {
    return { state: 'SKIPPED', message: `The cluster has no VolumeSnapshotClass of ${driver}.` };
  }
  if (another === undefined) return only;
  const message = `${ofDriver.length} VolumeSnapshotClasses are of ${driver} and not just one of them is its default: name one.`;
  return { state: 'SKIPPED', message };
}

function skipped(claim: Claim, reason: VolumeReason, message: string | null = null): BackupVolume {
  return { ...bare(claim), state: 'SKIPPED', reason, message };
}

function bare({ namespace, name, volume, storageClass }: Claim): Omit<BackupVolume, 'state'> {
  return {
    namespace,
    claim: name,
    volume,
    driver: null,
    storageClass,
    snapshotClass: null,
    reason: null,
    message: null,
    copy: null,
    snapshot: null,
    content: null,
    handle: null,
    restoreSize: null,
    cutAt: null,
    readyAt: null,
  };
}
