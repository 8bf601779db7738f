import type { ClusterProbe, ClusterRight, ProbeFailureReason } from '../domain/cluster.js';
import { ClusterCallFailed, type ClusterCallFailureKind } from '../domain/cluster-call.js';
import type { StorkLook } from '../domain/ports/stork-look.js';
import type { StorkInstallation } from '../domain/stork.js';
import { within } from './within.js';

type FailedProbe = ClusterProbe & { readonly ok: false };

const LOOK_MS = 15_000;

/** A look that fails says nothing of Stork, and something of the cluster. */
const REASON_OF: Readonly<Partial<Record<ClusterCallFailureKind, ProbeFailureReason>>> = {
  FORBIDDEN: 'MISSING_RIGHTS',
  UNAUTHORIZED: 'CREDENTIAL_REFUSED',
  TLS: 'TLS_MISMATCH',
  TIMEOUT: 'TIMEOUT',
  CONNECTION: 'CONNECTION_REFUSED',
  NAME_NOT_RESOLVED: 'NAME_NOT_RESOLVED',
  SERVER_ERROR: 'SERVER_ERROR',
  THROTTLED: 'SERVER_ERROR',
  BAD_KUBECONFIG: 'BAD_KUBECONFIG',
};

/** The Stork of a federated cluster that answers, or the probe that this makes of it. */
export async function storkOf(
  engine: StorkLook,
  clusterId: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly installation: StorkInstallation } | { readonly failed: FailedProbe }> {
  try {
    const sight = await within(
      LOOK_MS,
      async (timeUp) => {
        const either = signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]);
        const seen = await engine.look(clusterId, either);
        if (!seen.found) return seen;
        const { installation } = seen;
        return { ...seen, lacking: await engine.missingRights(clusterId, installation, either) };
      },
      {
        message: `The cluster did not say which Stork it has within ${LOOK_MS / 1_000} s.`,
        call: 'look for Stork',
      },
    );
    if (!sight.found) return { failed: failure('STORK_MISSING', sight.message) };
    const { installation, idle, lacking } = sight;
    if (lacking.length > 0) return { failed: unable(lacking) };
    return idle === null ? { installation } : { failed: failure('STORK_NOT_READY', idle) };
  } catch (error) {
    if (signal?.aborted || !(error instanceof ClusterCallFailed)) throw error;
    return { failed: failure(REASON_OF[error.kind] ?? 'UNEXPECTED_ANSWER', error.message) };
  }
}

function unable(missingRights: readonly ClusterRight[]): FailedProbe {
  const named = missingRights.map(({ verb, resource }) => `${verb} ${resource}`).join(', ');
  const message = `The credential lacks rights to tell Stork what to do: ${named}. \`holdfast cluster rbac --stork\` prints what gives them.`;
  return { ok: false, reason: 'MISSING_RIGHTS', message, missingRights };
}

function failure(reason: ProbeFailureReason, message: string): FailedProbe {
  return { ok: false, reason, message, missingRights: [] };
}
