/** Every reason for which a cluster is in a state: made by the world, read by GraphQL and told by a subscription, and left again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLUSTER_REASONS, type Cluster, type ClusterReason } from '../../src/domain/cluster.js';
import type { ClusterState, OperationMode } from '../../src/domain/state-matrix.js';
import { LOOKS_TO_FAIL } from '../../src/domain/steadiness.js';
import { jwt } from '../clusters/kubeconfig-builder.js';
import type { FaultAction } from '../stand-ins/kubernetes/faults.js';
import { installStork, type StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { Installation } from '../support/installation.js';
import { SettableClock } from '../support/settable-clock.js';
import { putToSleep } from '../support/sleeping-cluster.js';
import { StateWatch } from '../support/told-states.js';

let holdfast: Installation;
let watch: StateWatch;
let clock: SettableClock;
/** On the one cluster that there is: only those in FEDERATED mode need it. */
let stork: StorkStandIn;
beforeAll(async () => {
  clock = new SettableClock(new Date());
  holdfast = await Installation.start({
    clock,
    world: (store) => {
      stork = installStork(store);
    },
  });
  watch = await StateWatch.start(holdfast);
});
afterAll(async () => {
  await watch.stop();
  await holdfast.stop();
});

/** A cluster that works, with a token of its own. */
interface Subject {
  readonly id: string;
  readonly token: string;
}

interface Made {
  /** CLASSIC when absent. */
  readonly mode?: OperationMode;
  readonly state: ClusterState;
  /** What goes wrong. */
  happen(subject: Subject): void | Promise<void>;
  /** What people or the world do about it. */
  mend(subject: Subject): void | Promise<void>;
}

const EVERYTHING = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
const OWNER = { user: 'system:serviceaccount:backup:holdfast' };
const services = () => holdfast.product.services;
const grant = (token: string, rules: readonly (typeof EVERYTHING)[] = [EVERYTHING]) =>
  holdfast.kubernetes.addToken(token, { ...OWNER, rules });
let names = 0;

async function aWorkingCluster(
  token = `token-${++names}`,
  mode: OperationMode = 'CLASSIC',
): Promise<Subject> {
  grant(token);
  const kubeconfig = holdfast.kubernetes.kubeconfig({ token });
  const { id } = await services().clusters.register(
    { name: `c-${++names}`, kubeconfig, mode },
    holdfast.actor,
  );
  return { id, token };
}

async function newKubeconfig(
  { id }: Subject,
  kubeconfig: string,
  { services: { clusters } } = holdfast.product,
): Promise<Cluster> {
  const { version: expectedVersion } = await clusters.get(id, holdfast.actor);
  return clusters.edit(id, { expectedVersion, kubeconfig }, holdfast.actor);
}

/** As the worker looks, by itself. */
const look = (product = holdfast.product) =>
  product.handlers['probe-clusters']({}, new AbortController().signal);

const answering = (what: FaultAction): Made => ({
  state: 'NOT_AVAILABLE',
  happen: () => void holdfast.kubernetes.faults.add({ match: /^\/version/, do: what }),
  mend: () => holdfast.kubernetes.faults.clear(),
});

/** Complete by its type: a reason without a case does not compile. */
const CASES: { readonly [R in Exclude<ClusterReason, 'OK' | 'NOT_CHECKED'>]: Made } = {
  BAD_KUBECONFIG: {
    state: 'DISCONNECTED',
    happen: ({ id }) =>
      holdfast.product.world.work.transaction((stores) =>
        stores.credentials.put({ type: 'Cluster', id }, 'users: []'),
      ),
    mend: async (subject) => {
      await newKubeconfig(subject, holdfast.kubernetes.kubeconfig({ token: subject.token }));
    },
  },
  CREDENTIAL_REFUSED: {
    state: 'DISCONNECTED',
    happen: ({ token }) => holdfast.kubernetes.revokeToken(token),
    mend: ({ token }) => grant(token),
  },
  CREDENTIAL_EXPIRED: {
    state: 'NOT_AVAILABLE',
    happen: async (subject) => {
      const token = jwt({ exp: Math.floor(clock.now().getTime() / 1000) + 600 });
      grant(token);
      await newKubeconfig(subject, holdfast.kubernetes.kubeconfig({ token }));
      clock.advance(11);
      holdfast.kubernetes.revokeToken(token);
    },
    mend: async (subject) => {
      await newKubeconfig(subject, holdfast.kubernetes.kubeconfig({ token: subject.token }));
    },
  },
  MISSING_RIGHTS: {
    state: 'DISCONNECTED',
    happen: ({ token }) => grant(token, []),
    mend: ({ token }) => grant(token),
  },
  TLS_MISMATCH: {
    state: 'DISCONNECTED',
    happen: () => holdfast.kubernetes.swapCertificate('foreign-ca'),
    mend: () => holdfast.kubernetes.swapCertificate('original'),
  },
  STORK_MISSING: {
    mode: 'FEDERATED',
    state: 'DISCONNECTED',
    happen: () => stork.stop(),
    mend: () => stork.upgrade('26.3.0'),
  },
  STORK_NOT_READY: {
    mode: 'FEDERATED',
    state: 'NOT_AVAILABLE',
    happen: () => stork.ready(0),
    mend: () => stork.ready(1),
  },
  TIMEOUT: answering({ latencyMs: 60_000 }),
  CONNECTION_REFUSED: answering('reset-before-headers'),
  NAME_NOT_RESOLVED: {
    state: 'DISCONNECTED',
    happen: async (subject) => {
      const kubeconfig = holdfast.kubernetes.kubeconfig({ token: subject.token });
      const elsewhere = kubeconfig.replace(/server: .*/, 'server: https://no-such-cluster.invalid:6443');
      await newKubeconfig(subject, elsewhere);
    },
    mend: async (subject) => {
      await newKubeconfig(subject, holdfast.kubernetes.kubeconfig({ token: subject.token }));
    },
  },
  SERVER_ERROR: answering({ status: 503 }),
  HIBERNATED: {
    state: 'NOT_AVAILABLE',
    happen: ({ id }) => putToSleep(holdfast, { id, ownerId: holdfast.cluster.ownerId }, clock.now()),
    mend: ({ id }) => holdfast.product.world.work.stores.shoots.update(id, { hibernated: false }),
  },
  UNEXPECTED_ANSWER: answering({ status: 200, body: '<html>sign in</html>' }),
};

const made = Object.entries(CASES) as [ClusterReason, Made][];

/** Only here a hundred milliseconds are long: elsewhere a busy machine would take them. */
const proberOf = (reason: string) =>
  reason === 'TIMEOUT' ? holdfast.anotherWorker({ clusterTimeouts: { probe: 100 } }) : undefined;

it('every reason of the design is made here', async () => {
  const left = Object.keys(CLUSTER_REASONS).filter((reason) => !(reason in CASES));
  expect(left.sort()).toEqual(['NOT_CHECKED', 'OK']);
});

interface Walk {
  readonly reason: ClusterReason;
  readonly state: Made['state'];
  readonly subject: Subject;
  readonly prober: ReturnType<typeof proberOf>;
  readonly enter: () => Promise<unknown>;
  readonly mend: Made['mend'];
}

/** A cluster that works gets into the state for the reason, is read and told so, and works again when that is mended. */
async function isEnteredAndLeft({ reason, state, subject, prober, enter, mend }: Walk): Promise<void> {
  const { told, stop } = await watch.changesOf('Cluster', subject.id);
  try {
    expect(await watch.stateOf('cluster', subject.id)).toBe('ACTIVE OK');
    await enter();
    expect(await watch.stateOf('cluster', subject.id)).toBe(`${state} ${reason}`);
    await expect.poll(() => told.at(-1)).toMatchObject({ to: state, reason });
    await mend(subject);
    await look();
    expect(await watch.stateOf('cluster', subject.id)).toBe('ACTIVE OK');
    await expect.poll(() => told.at(-1)).toMatchObject({ to: 'ACTIVE', reason: 'OK' });
  } finally {
    holdfast.kubernetes.faults.clear();
    await prober?.close();
    await stop();
    await services().clusters.remove(subject.id, holdfast.actor);
  }
}

it.each(made)('%s is entered, read, told, and left again', async (reason, { mode, state, happen, mend }) => {
  const subject = await aWorkingCluster(undefined, mode);
  const prober = proberOf(reason);
  const enter = async () => {
    await happen(subject);
    for (let looks = 0; looks < LOOKS_TO_FAIL; looks += 1) await look(prober);
  };
  await isEnteredAndLeft({ reason, state, subject, prober, enter, mend });
});

/** Of a cluster that worked before these are NOT_AVAILABLE. */
const NEVER_REACHED = [
  ...(['TIMEOUT', 'CONNECTION_REFUSED', 'SERVER_ERROR', 'UNEXPECTED_ANSWER'] as const),
  ...(['STORK_NOT_READY', 'CREDENTIAL_EXPIRED'] as const),
];

it.each(NEVER_REACHED)(
  '%s of a cluster that was never reached with the credential it has now is DISCONNECTED, told, and left again',
  async (reason) => {
    const { mode, happen, mend } = CASES[reason];
    const subject = await aWorkingCluster(undefined, mode);
    const prober = proberOf(reason);
    const enter = async () => {
      const ended = jwt({ exp: Math.floor(clock.now().getTime() / 1000) - 60 });
      if (reason !== 'CREDENTIAL_EXPIRED') await happen(subject);
      const token = reason === 'CREDENTIAL_EXPIRED' ? ended : subject.token;
      await newKubeconfig(subject, holdfast.kubernetes.kubeconfig({ token }), prober);
    };
    await isEnteredAndLeft({ reason, state: 'DISCONNECTED', subject, prober, enter, mend });
  },
);

it('NOT_CHECKED is a cluster while nobody has looked at it yet', async () => {
  const gate = Promise.withResolvers<void>();
  const registering = (async () => {
    holdfast.kubernetes.faults.add({ match: /^\/version/, do: () => gate.promise });
    return aWorkingCluster('token-not-checked');
  })();
  const waiting = async () => {
    const [row] = await holdfast.database.query(`SELECT id FROM cluster WHERE state = 'UNCHECKED'`);
    return row?.id as string | undefined;
  };
  await expect.poll(waiting).toBeDefined();
  const id = (await waiting())!;
  const { told, stop } = await watch.changesOf('Cluster', id);
  expect(await watch.stateOf('cluster', id)).toBe('UNCHECKED NOT_CHECKED');
  gate.resolve();
  await registering;
  await expect.poll(() => told).toEqual([{ from: 'UNCHECKED', to: 'ACTIVE', reason: 'OK' }]);
  await stop();
  holdfast.kubernetes.faults.clear();
  await services().clusters.remove(id, holdfast.actor);
});

it('looks that take turns tell a subscriber twice at most, and open no alert', async () => {
  const { id, token } = await aWorkingCluster();
  const { told, stop } = await watch.changesOf('Cluster', id);
  for (let turn = 0; turn < 8; turn += 1) {
    holdfast.kubernetes.revokeToken(token);
    await look();
    grant(token);
    await look();
  }
  const [{ count = 0 } = {}] = await holdfast.database.query(
    `SELECT count(*)::int AS count FROM alert WHERE subject_id = '${id}'`,
  );
  expect(count).toBeLessThanOrEqual(1);
  expect(await watch.stateOf('cluster', id)).toBe('ACTIVE OK');
  expect(told.map(({ to }) => to)).toEqual(['DISCONNECTED', 'ACTIVE']);
  await stop();
  await services().clusters.remove(id, holdfast.actor);
});
