/** An API server that takes its time: whoever asks waits until it is let go. */
import type { KubernetesStandIn } from '../test/stand-ins/kubernetes/kubernetes-stand-in.js';

/** @returns lets what waits be answered, and what comes later */
export function hold({ faults }: Pick<KubernetesStandIn, 'faults'>, match: RegExp): () => void {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const handle = faults.add({ match, do: () => released });
  return () => {
    handle.remove();
    release();
  };
}
