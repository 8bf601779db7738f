/** What ends a run of a discovery, in its words; and what concerns one shoot alone. */
import { ClusterCallFailed, type ClusterCallFailureKind, REASON_OF_CALL } from '../domain/cluster-call.js';
import {
  type ClusterDiscovery,
  DISCOVERY_REASONS,
  type DiscoveryReason,
} from '../domain/cluster-discovery.js';
import { DomainError } from '../domain/errors/domain-error.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { GardenRefused } from '../domain/ports/garden-gateway.js';

/** The garden answers, and says no to this one shoot. */
const OF_ONE_SHOOT: ReadonlySet<ClusterCallFailureKind> = new Set([
  'FORBIDDEN',
  'NOT_FOUND',
  'REFUSED',
  'MALFORMED',
]);

/** Whether the garden itself still answers: then the others are gone on with. */
export function isOfOneShoot(error: unknown): error is ClusterCallFailed | InvalidInput {
  return (
    error instanceof InvalidInput || (error instanceof ClusterCallFailed && OF_ONE_SHOOT.has(error.kind))
  );
}

/** One sentence without secrets. */
export function sentenceOf(error: ClusterCallFailed | InvalidInput): string {
  if (!(error instanceof InvalidInput)) return error.message;
  const faults = error.details.fields.map(({ path, message }) => `${path} ${message}`);
  return `Its kubeconfig cannot be used: ${faults.slice(0, 3).join('; ')}.`;
}

export interface DiscoveryFailure {
  readonly reason: DiscoveryReason;
  readonly message: string;
}

/** @returns undefined for what is a fault of our own, which goes to the log */
export function failureOf(
  error: unknown,
  { credentialExpiresAt }: Pick<ClusterDiscovery, 'credentialExpiresAt'>,
  at: Date,
): DiscoveryFailure | undefined {
  if (error instanceof GardenRefused) return { reason: error.reason, message: error.message };
  if (error instanceof ClusterCallFailed) {
    const reason: DiscoveryReason = REASON_OF_CALL[error.kind];
    if (reason !== 'CREDENTIAL_REFUSED' || credentialExpiresAt === null || credentialExpiresAt > at)
      return { reason, message: told(reason, error.message) };
    const message = `The credential for the garden expired at ${credentialExpiresAt.toISOString()}; give a new kubeconfig.`;
    return { reason: 'CREDENTIAL_EXPIRED', message };
  }
  // A key of the vault that lacks, a database that refused: told in our own words already.
  return error instanceof DomainError ? { reason: 'INTERNAL_ERROR', message: error.message } : undefined;
}

function told(reason: DiscoveryReason, message: string): string {
  const words = DISCOVERY_REASONS[reason];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${message}`;
}
