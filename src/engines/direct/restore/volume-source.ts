import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import type { RestoreRun } from '../../../domain/ports/restore-engine.js';

/** A claim that is about to be made: it is not there yet, or a REPLACE is about to make room for it. */
export interface ClaimToFill {
  /** By its names in the backup. */
  readonly namespace: string;
  readonly name: string;
  /** Where it goes; its namespace is there already, in a dry run perhaps not. */
  readonly targetNamespace: string;
  /** After the mapping of storage classes; null: the cluster's default. */
  readonly storageClass: string | null;
}

/**
 * SNAPSHOT: the claim gets this `dataSource`, and asks for at least `restoreSize` bytes (decimal digits: 64 bits).
 * EMPTY: it is made without data; a `reason` becomes VOLUME_NOT_RESTORED.
 * UNAVAILABLE: there is data that cannot be brought back now. The claim is not made (FAILED, VOLUME_NOT_RESTORED): a workload that
 * starts on an empty volume would begin anew in it, and a later restore would find the claim taken.
 * Reasons are sentences without secrets.
 */
export type ClaimContent =
  | {
      readonly from: 'SNAPSHOT';
      readonly dataSource: { readonly apiGroup: string; readonly kind: string; readonly name: string };
      readonly restoreSize: string | null;
    }
  | { readonly from: 'EMPTY'; readonly reason: string | null }
  | { readonly from: 'UNAVAILABLE'; readonly reason: string };

export interface VolumeSourceRequest {
  readonly run: RestoreRun;
  readonly api: ClusterApi;
  /** Nothing may be written without `dryRun=All`. */
  readonly dryRun: boolean;
  /** Of the run. */
  readonly signal: AbortSignal;
}

/** Where the data of restored claims comes from. Asked once per run, and only when `options.volumes` is set. */
export interface VolumeSource {
  open(request: VolumeSourceRequest): Promise<ClaimContents>;
}

/**
 * Asked once per claim, several at a time. Makes what the claim needs in the target namespace (a VolumeSnapshot and its content)
 * before it answers. Safe to ask again in a later attempt: the same names, the same answer.
 * @throws ClusterCallFailed what concerns the cluster as a whole; what concerns one claim is an UNAVAILABLE
 */
export type ClaimContents = (claim: ClaimToFill) => Promise<ClaimContent>;

/** Claims are made empty. */
export const NO_SNAPSHOTS = {
  open: async (): Promise<ClaimContents> => async () => ({ from: 'EMPTY', reason: null }),
} satisfies VolumeSource;
