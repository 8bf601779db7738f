/** One look at a cluster: is it there, is it Kubernetes, which one, and may we read it. */
import pLimit from 'p-limit';
import type { ClusterProbe, ClusterRight } from '../domain/cluster.js';
import { ClusterCallFailed, type ClusterCallFailureKind, REASON_OF_CALL } from '../domain/cluster-call.js';
import type { ApiClient } from './api-client.js';
import { CallTimedOut, underSignals } from './call-signal.js';
import { isJsonMap, jsonMap, unexpected } from './json-shape.js';
import { hasRight, REQUIRED_RIGHTS, spokenRights, WANTED_RIGHTS } from './rights.js';
import { spokenText } from './spoken-text.js';

export interface ProbeOptions {
  readonly timeoutMs: number;
  /** When the credential says that it ends. */
  readonly credentialExpiresAt: Date | null;
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}

/** A second attempt forgives a connection that died while idle; more would only delay the verdict. */
const URGENT = { attempts: 2, urgent: true } as const;
/** Questions, and so connections: a handshake costs either side more than all answers, and the next look comes after they were closed. */
const TOGETHER = 2;
const IDENTITY = '/api/v1/namespaces/kube-system';

const VERSION_RIGHT: ClusterRight = { verb: 'get', resource: '/version' };
const IDENTITY_RIGHT: ClusterRight = { verb: 'get', resource: 'namespaces' };
const REVIEW_RIGHT: ClusterRight = {
  verb: 'create',
  resource: 'selfsubjectaccessreviews.authorization.k8s.io',
};

/** Of several failed calls the one that explains the others speaks: the order of `REASON_OF_CALL`. */
const WEIGHT = Object.keys(REASON_OF_CALL) as ClusterCallFailureKind[];

/** Never throws for what the cluster does; throws the reason of the caller's own signal. */
export async function probeCluster(client: ApiClient, options: ProbeOptions): Promise<ClusterProbe> {
  try {
    return await underSignals({ signals: [options.signal], timeoutMs: options.timeoutMs }, (signal) =>
      look(client, signal),
    );
  } catch (error) {
    if (options.signal?.aborted === true) throw options.signal.reason;
    if (error instanceof CallTimedOut) return timedOut(options.timeoutMs);
    if (!(error instanceof ClusterCallFailed)) throw error;
    return failedProbe(error, options);
  }
}

export function failedProbe(
  failure: ClusterCallFailed,
  { credentialExpiresAt, now }: Pick<ProbeOptions, 'credentialExpiresAt' | 'now'>,
): ClusterProbe {
  const reason = REASON_OF_CALL[failure.kind];
  if (reason === 'CREDENTIAL_REFUSED' && credentialExpiresAt !== null && credentialExpiresAt <= now) {
    const message = `The credential expired at ${credentialExpiresAt.toISOString()}; give a new kubeconfig.`;
    return { ok: false, reason: 'CREDENTIAL_EXPIRED', message, missingRights: [] };
  }
  return { ok: false, reason, message: failure.message, missingRights: [] };
}

function timedOut(timeoutMs: number): ClusterProbe {
  const message = `The cluster did not answer all questions within ${timeoutMs / 1000} s.`;
  return { ok: false, reason: 'TIMEOUT', message, missingRights: [] };
}

async function look(client: ApiClient, signal: AbortSignal): Promise<ClusterProbe> {
  const required: ClusterRight[] = [];
  const wanted: ClusterRight[] = [];
  /** A right that is lacking is an answer of its own; every other failure is thrown. */
  const ask = async <T>(question: Promise<T>, right: ClusterRight): Promise<T | undefined> => {
    try {
      return await question;
    } catch (error) {
      if (!(error instanceof ClusterCallFailed) || error.kind !== 'FORBIDDEN') throw error;
      required.push(right);
      return undefined;
    }
  };
  const turns = pLimit(TOGETHER);
  const reviewInto = (missing: ClusterRight[]) => (right: ClusterRight) =>
    turns(async () => {
      if ((await ask(hasRight(client, right, signal), REVIEW_RIGHT)) === false) missing.push(right);
    });
  // A cluster that does not answer these, or not to us, is asked for nothing else.
  const [kubernetesVersion, clusterUid] = await allOrWorst([
    ask(readVersion(client, signal), VERSION_RIGHT),
    ask(readClusterUid(client, signal), IDENTITY_RIGHT),
  ]);
  await allOrWorst([...REQUIRED_RIGHTS.map(reviewInto(required)), ...WANTED_RIGHTS.map(reviewInto(wanted))]);
  const missingRights = inOrder([...required, ...wanted]);
  if (required.length > 0) return lacking(missingRights);
  return {
    ok: true,
    kubernetesVersion: kubernetesVersion ?? '',
    clusterUid: clusterUid ?? '',
    missingRights,
  };
}

/** Waits for all of them, so that the failure that explains the others speaks, not the fastest. */
async function allOrWorst<T>(questions: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(questions);
  const failures = settled.filter((each) => each.status === 'rejected').map((each): unknown => each.reason);
  const [worst] = failures.sort((a, b) => weightOf(a) - weightOf(b));
  if (worst !== undefined) throw worst;
  return settled.filter((each) => each.status === 'fulfilled').map((each) => each.value);
}

/** What is no failure of a call is a fault of our own and goes first. */
function weightOf(error: unknown): number {
  return error instanceof ClusterCallFailed ? WEIGHT.indexOf(error.kind) : -1;
}

async function readVersion(client: ApiClient, signal: AbortSignal): Promise<string> {
  const answer = jsonMap(await client.get('/version', { signal, ...URGENT }), 'GET /version');
  if (typeof answer.gitVersion === 'string' && answer.gitVersion !== '') return spokenText(answer.gitVersion);
  throw unexpected('GET /version', 'the answer names no Kubernetes version');
}

async function readClusterUid(client: ApiClient, signal: AbortSignal): Promise<string> {
  const answer = jsonMap(await client.get(IDENTITY, { signal, ...URGENT }), `GET ${IDENTITY}`);
  const uid = isJsonMap(answer.metadata) ? answer.metadata.uid : undefined;
  if (typeof uid === 'string' && uid !== '') return spokenText(uid);
  throw unexpected(`GET ${IDENTITY}`, 'the answer is no namespace');
}

function lacking(missingRights: readonly ClusterRight[]): ClusterProbe {
  const message = `The credential lacks rights in the whole cluster: ${spokenRights(missingRights)}. \`holdfast cluster rbac\` prints what gives them.`;
  return { ok: false, reason: 'MISSING_RIGHTS', message, missingRights };
}

/** Each once, in the order of the lists: two questions may have found the same right lacking, in any order. */
function inOrder(found: readonly ClusterRight[]): ClusterRight[] {
  return [VERSION_RIGHT, REVIEW_RIGHT, ...REQUIRED_RIGHTS, ...WANTED_RIGHTS].filter((right) =>
    found.some(({ verb, resource }) => verb === right.verb && resource === right.resource),
  );
}
