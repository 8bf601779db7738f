/** A cluster validates a location: what it said long ago it is asked anew, politely, and its age is shown. */
import { afterEach, describe, expect, it } from 'vitest';
import { LOCATIONS } from '../stand-ins/stork/stork-kinds.js';
import { FederatedApi } from '../support/federated-api.js';

let world: FederatedApi;
let connectionId: string;
afterEach(() => world.stop());

async function start(goodForMs: number): Promise<void> {
  const storkLocationTimes = { verdictMs: 6_000, againMs: 500, pollMs: 10, goodForMs };
  world = await FederatedApi.start({ storkLocationTimes });
  connectionId = (await world.connect()).id;
}

const round = () => world.holdfast.product.handlers['probe-locations']({}, new AbortController().signal);
const told = () =>
  world.holdfast.kubernetes.store.get(LOCATIONS, world.crName, world.stork.adminNamespace) as unknown as {
    metadata: { resourceVersion: string };
    status: object;
  };

async function shown() {
  const { data } = await world.ask(
    'query ($id: ID!) { locationConnection(id: $id) { state stateReason stateMessage validatedAt } }',
    { id: connectionId },
  );
  return data.locationConnection as unknown as { stateMessage: string; validatedAt: string };
}

describe('what a cluster said of a location', () => {
  it('is asked anew when it is old: rights that were taken away are seen without anybody asking', async () => {
    await start(0);
    world.stork.faults.refuseLocation(world.crName, 'AccessDenied: the role may no longer be assumed');
    await round();
    expect(await shown()).toMatchObject({ state: 'INVALID', stateReason: 'ACCESS_DENIED' });
    world.stork.faults.admitLocation(world.crName);
    await round();
    expect(await shown()).toMatchObject({ state: 'VALID' });
  });

  it('is not asked again while it is good: a look only reads', async () => {
    await start(600_000);
    const before = told().metadata.resourceVersion;
    await round();
    await round();
    expect(told().metadata.resourceVersion).toBe(before);
  });

  it('stands where the cluster does not look again, and says how old it is', async () => {
    await start(1_000);
    world.stork.pause();
    const at = '2026-01-02T03:04:05Z';
    const { store } = world.holdfast.kubernetes;
    const patch = { status: { ...told().status, lastValidationTime: at } };
    store.patch(LOCATIONS, world.crName, { namespace: world.stork.adminNamespace, patch });
    await store.settled();
    await round();
    expect(await shown()).toMatchObject({
      state: 'VALID',
      validatedAt: '2026-01-02T03:04:05.000Z',
      stateMessage: expect.stringContaining('2026-01-02T03:04:05.000Z'),
    });
  });
});
