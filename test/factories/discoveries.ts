/** Cluster discoveries and shoots, whole and valid; a test names only what matters to it. */
import { randomUUID } from 'node:crypto';
import { type ClusterDiscovery, NO_COUNTS } from '../../src/domain/cluster-discovery.js';
import type { DiscoveredShoot } from '../../src/domain/shoot.js';

const AT = new Date('2026-11-20T09:00:00.123Z');

/** Of every project, every hour; its last run found nothing and succeeded. */
export function aDiscovery(change: Partial<ClusterDiscovery> = {}): ClusterDiscovery {
  const id = randomUUID();
  return {
    id,
    name: `discovery-${id}`,
    ownerId: randomUUID(),
    project: null,
    labelSelector: null,
    intervalMinutes: 60,
    server: 'https://api.garden.example',
    credentialExpiresAt: null,
    state: 'SUCCESS',
    stateReason: 'OK',
    stateMessage: '0 shoots match and are registered.',
    stateChangedAt: AT,
    run: 'DISCOVER',
    requestedAt: AT,
    startedAt: AT,
    endedAt: AT,
    nextDueAt: new Date(AT.getTime() + 60 * 60_000),
    lastSucceededAt: AT,
    processed: 0,
    total: 0,
    counts: NO_COUNTS,
    problems: [],
    attempt: 1,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...change,
  };
}

/** Awake and managed, with a kubeconfig of six hours. @param change `id`: of its cluster */
export function aShoot(change: Partial<DiscoveredShoot> = {}): DiscoveredShoot {
  const uid = randomUUID();
  // Of now: with a kubeconfig that has ended it would be another shoot on another day.
  const obtainedAt = new Date();
  return {
    id: randomUUID(),
    uid,
    namespace: 'garden-dev',
    name: 'blue',
    region: 'eu-central-1',
    provider: 'aws',
    seed: 'aws-ha-eu1',
    kubernetesVersion: '1.33.4',
    endpoint: 'https://api.blue.dev.example',
    hibernated: false,
    hibernationCheckedAt: AT,
    managed: true,
    unmanagedAt: null,
    unmanagedReason: null,
    givenName: `dev--${uid}`,
    givenLabels: {},
    kubeconfigObtainedAt: obtainedAt,
    kubeconfigExpiresAt: new Date(obtainedAt.getTime() + 6 * 60 * 60_000),
    renewAt: new Date(obtainedAt.getTime() + 4 * 60 * 60_000),
    renewFailures: 0,
    renewError: null,
    seenAt: AT,
    ...change,
  };
}
