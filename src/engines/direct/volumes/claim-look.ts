import { failureOfOneKind } from '../failure-rules.js';
import type { ClaimToCut, SnapshotApi } from './snapshot-api.js';
import { mapAt, textAt } from './snapshot-objects.js';

/** Whether a claim is still the one that was found. */
export class ClaimLook {
  constructor(
    private readonly api: SnapshotApi,
    private readonly signal: AbortSignal,
  ) {}

  /** Gone, being deleted, or another one of the same name; what cannot be read is not known to be gone. */
  async isGone({
    namespace,
    claim,
    claimUid,
  }: Pick<ClaimToCut, 'namespace' | 'claim' | 'claimUid'>): Promise<boolean> {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/persistentvolumeclaims/${encodeURIComponent(claim)}`;
    try {
      const found = await this.api.find(path);
      if (found === undefined) return true;
      const metadata = mapAt(found, 'metadata');
      return textAt(metadata, 'uid') !== claimUid || textAt(metadata, 'deletionTimestamp') !== null;
    } catch (error) {
      failureOfOneKind(error, this.signal);
      return false;
    }
  }
}
