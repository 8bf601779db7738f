/** A Gardener shoot: a cluster that a garden runs for a project. What Holdfast makes of one. Pure. */
import { isLabelKey, isLabelValue, type Labels, MAX_LABELS, nameFaults } from './names.js';

/** One shoot as the garden shows it now. */
export interface ObservedShoot {
  /** `status.uid`, else `metadata.uid`: a shoot of the same name with another UID is another cluster. */
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly region: string | null;
  readonly provider: string | null;
  readonly seed: string | null;
  readonly kubernetesVersion: string | null;
  /** The address that Holdfast would speak to, by `CONTEXT_PREFERENCE`; null: the garden advertises none (yet). */
  readonly endpoint: string | null;
  /** Its API server is down on purpose, or is being put to sleep or woken. */
  readonly hibernated: boolean;
  /** Why nothing may be done with it now: it is being created, deleted or moved; null: it may be worked with. */
  readonly unready: ShootUnready | null;
}

export const SHOOT_UNREADY = {
  CREATING: 'it is being created',
  DELETING: 'it is being deleted',
  MIGRATING: 'its control plane is being moved to another seed',
} as const;
export type ShootUnready = keyof typeof SHOOT_UNREADY;

/** What Holdfast remembers of the shoot behind a cluster that was discovered. */
export interface DiscoveredShoot {
  /** Of the cluster. */
  readonly id: string;
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly region: string | null;
  readonly provider: string | null;
  readonly seed: string | null;
  readonly kubernetesVersion: string | null;
  /** As the garden advertised it when the kubeconfig was fetched. */
  readonly endpoint: string | null;
  readonly hibernated: boolean;
  /** When the garden was last asked whether it is. */
  readonly hibernationCheckedAt: Date;
  /** Whether a discovery finds it: only then are its labels, its endpoint and its kubeconfig kept up. */
  readonly managed: boolean;
  readonly unmanagedAt: Date | null;
  /** Why no discovery finds it any more, one sentence. */
  readonly unmanagedReason: string | null;
  /** What the last run gave the cluster: what people have changed since is theirs. */
  readonly givenName: string;
  readonly givenLabels: Labels;
  readonly kubeconfigObtainedAt: Date | null;
  readonly kubeconfigExpiresAt: Date | null;
  /** When the next kubeconfig is asked for; null: none is wanted, it sleeps or is unmanaged. */
  readonly renewAt: Date | null;
  readonly renewFailures: number;
  /** Why the last try failed, one sentence; null: it did not. */
  readonly renewError: string | null;
  /** When a run last saw it. */
  readonly seenAt: Date;
}

/** How long a kubeconfig is asked for: a garden may be away for two hours and no cluster is lost. It may give a shorter one. */
export const KUBECONFIG_LIFE_MS = 6 * 60 * 60_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** At two thirds of its life, by the expiry that the garden itself told (facts: a landscape may silently shorten it). */
export function renewalOf(obtainedAt: Date, expiresAt: Date): Date {
  const life = Math.max(0, expiresAt.getTime() - obtainedAt.getTime());
  return new Date(obtainedAt.getTime() + Math.floor((life * 2) / 3));
}

/** @param failures in a row, this one counted */
export function nextTry(at: Date, failures: number): Date {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(10, Math.max(0, failures - 1)));
  return new Date(at.getTime() + pause);
}

/**
 * By which address a shoot is spoken to, the best first. `external` brings its own authority, so it does not hang on what the
 * machine trusts; `wildcard-tls-seed-bound` has a public certificate; the others are seldom reachable from outside.
 */
export const CONTEXT_PREFERENCE = ['external', 'wildcard-tls-seed-bound', 'unmanaged', 'internal'] as const;

/**
 * Gardener names contexts `<namespace>--<name>-<address>`. The best one by the preference; else the one that the kubeconfig itself
 * calls current; else the only one.
 */
export function chooseContext(
  shoot: { readonly namespace: string; readonly name: string },
  contexts: readonly string[],
  current: string | null,
): string | undefined {
  const prefix = `${shoot.namespace}--${shoot.name}-`;
  const known = CONTEXT_PREFERENCE.map((address) => `${prefix}${address}`);
  const best = known.find((name) => contexts.includes(name));
  if (best !== undefined) return best;
  if (current !== null && contexts.includes(current)) return current;
  return contexts.length === 1 ? contexts[0] : undefined;
}

/** `garden-dev` → `dev`; a namespace that does not follow the custom stands for its project. */
export function projectOf(namespace: string): string {
  return /^garden-(.+)$/.exec(namespace)?.[1] ?? namespace;
}

/** `<project>--<shoot>`, as Gardener's own technical ids have it. */
export function clusterNameOf(shoot: Pick<ObservedShoot, 'namespace' | 'name' | 'uid'>): string {
  const name = `${projectOf(shoot.namespace)}--${shoot.name}`;
  return nameFaults('name', name).length === 0 ? name : `shoot-${uidPart(shoot.uid)}`;
}

/** When the first choice is taken by another cluster. */
export function otherClusterNameOf(shoot: Pick<ObservedShoot, 'namespace' | 'name' | 'uid'>): string {
  return `${clusterNameOf(shoot).slice(0, 100)}-${uidPart(shoot.uid)}`;
}

function uidPart(uid: string): string {
  return (
    uid
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(0, 8) || 'x'
  );
}

/** Labels of Gardener itself tell of its own business (`shoot.gardener.cloud/status` changes by the minute); they are not taken over. */
export function clusterLabelsOf(labels: Readonly<Record<string, string>>): Labels {
  const own = Object.entries(labels).filter(
    ([key, value]) => !/(^|\.)gardener\.cloud\//.test(key) && isLabelKey(key) && isLabelValue(value),
  );
  return Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, MAX_LABELS));
}

/** Labels that people gave the cluster stay; those that came from the shoot follow it. */
export function mergedLabels(of: {
  readonly present: Labels;
  readonly givenBefore: Labels;
  readonly given: Labels;
}): Labels {
  const ofPeople = Object.entries(of.present).filter(
    ([key, value]) => of.givenBefore[key] !== value || !Object.hasOwn(of.givenBefore, key),
  );
  const merged = { ...of.given, ...Object.fromEntries(ofPeople) };
  return Object.fromEntries(Object.entries(merged).slice(0, MAX_LABELS));
}

/**
 * The garden shows a shoot as it is known, and its cluster has what the garden gives it: only that it was seen is new. An address that is
 * not advertised for now is no other address.
 */
export function isAsKnown(shoot: ObservedShoot, known: DiscoveredShoot, labels: Labels): boolean {
  const given = clusterLabelsOf(shoot.labels);
  const moved = shoot.endpoint !== known.endpoint && (shoot.hibernated || shoot.endpoint !== null);
  return (
    known.managed &&
    !moved &&
    SHOWN.every((field) => shoot[field] === known[field]) &&
    sameLabels(given, known.givenLabels) &&
    sameLabels(mergedLabels({ present: labels, givenBefore: known.givenLabels, given }), labels)
  );
}

const SHOWN = [
  ...(['uid', 'namespace', 'name', 'region', 'provider'] as const),
  ...(['seed', 'kubernetesVersion', 'hibernated'] as const),
];

export function sameLabels(one: Labels, other: Labels): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
