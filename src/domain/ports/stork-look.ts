import type { ClusterRight } from '../cluster.js';
import type { StorkInstallation } from '../stork.js';

export type StorkSight =
  | {
      readonly found: true;
      readonly installation: StorkInstallation;
      /** One sentence: nobody acts on instructions now, which may be written all the same. null: somebody does. */
      readonly idle: string | null;
    }
  /** One sentence: what is lacking. */
  | { readonly found: false; readonly message: string };

/** Looks for the Stork of a federated cluster. */
export interface StorkLook {
  /** @throws ClusterCallFailed for what says nothing about Stork: no right, no answer */
  look(clusterId: string, signal?: AbortSignal): Promise<StorkSight>;
  /** Rights that instructions need and the credential lacks. @throws ClusterCallFailed */
  missingRights(
    clusterId: string,
    installation: StorkInstallation,
    signal?: AbortSignal,
  ): Promise<readonly ClusterRight[]>;
}
