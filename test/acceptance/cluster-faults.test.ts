import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultAction } from '../stand-ins/kubernetes/faults.js';
import { Installation } from '../support/installation.js';

let holdfast: Installation;
beforeAll(async () => {
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'] });
});
afterEach(() => holdfast.kubernetes.faults.clear());
afterAll(() => holdfast.stop());

const STAGES = {
  PLAN: /^\/api\/v1\/namespaces(\/|\?|$)/,
  VOLUMES: /persistentvolumeclaims/,
  RESOURCES: /\/apis\/apps\/v1\/.*deployments/,
} as const;
const stages = Object.entries(STAGES);

function always(match: RegExp, what: FaultAction, times?: number) {
  return holdfast.kubernetes.faults.add({ match, do: what, ...(times !== undefined && { times }) });
}

describe.each(stages)('in %s', (_stage, match) => {
  it.each([
    ['429 with Retry-After', { status: 429, retryAfter: 0 }],
    ['503', { status: 503 }],
    ['a reset before the headers', 'reset-before-headers'],
    ['a reset in the middle of the body', 'reset-mid-body'],
    ['a truncated body', 'truncate'],
    ['a slow drip', { dripMs: 5 }],
  ] satisfies [string, FaultAction][])('%s that passes does not harm the backup', async (_what, fault) => {
    const armed = always(match, fault, 2);
    expect(await holdfast.backUp('shop', 'blog')).toMatchObject({
      state: 'SUCCESS',
      included: ['blog', 'shop'],
    });
    expect(armed.fired).toBeGreaterThan(0);
  });

  it('a credential that is refused from then on fails the backup and names the cluster', async () => {
    always(match, 'expired-token');
    const report = await holdfast.backUp('shop', 'blog');
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE', missing: [], lost: [] });
  });
});

describe('a namespace that cannot be asked for', () => {
  it.each([
    ['403', { status: 403 }],
    ['a server error', { status: 500 }],
    ['a reset', 'reset-before-headers'],
  ] satisfies [string, FaultAction][])(
    'S21: with %s it is not listed as missing: the backup fails',
    async (_what, fault) => {
      always(/^\/api\/v1\/namespaces\/gone/, fault);
      const report = await holdfast.backUp('shop', 'gone');
      expect(report).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE', missing: [] });
    },
  );
});

describe('a kind that cannot be read', () => {
  it('makes the backup a Partial Success that names it', async () => {
    always(/\/secrets/, { status: 403 });
    const report = await holdfast.backUp('shop', 'blog');
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', reason: 'KIND_UNREADABLE', missing: [] });
    expect(report.issues).toContain('KIND_UNREADABLE secrets');
    expect(await holdfast.isRestorable(report.backup.id)).toBe(true);
  });

  it('because its API group is broken is a note, and the backup a Success', async () => {
    holdfast.kubernetes.store.breakApiGroup('metrics.k8s.io/v1beta1');
    const report = await holdfast.backUp('shop');
    expect(report.state).toBe('SUCCESS');
    expect(report.issues.join()).toContain('API_GROUP_BROKEN');
  });
});

describe('the cluster itself', () => {
  let holdfast: Installation;
  beforeEach(async () => {
    holdfast = await Installation.start({ namespaces: ['shop', 'blog'] });
  });
  afterEach(() => holdfast.stop());

  it('S31: that refuses its credential when the backup begins makes it a FAILURE with that reason', async () => {
    const { id } = await holdfast.request('shop');
    holdfast.kubernetes.revokeToken(holdfast.kubernetes.adminToken);
    const report = await holdfast.run(id);
    expect(report).toMatchObject({
      state: 'FAILURE',
      reason: 'CLUSTER_UNAVAILABLE',
      included: [],
      missing: [],
    });
    expect(report.messages.join()).not.toContain(holdfast.kubernetes.adminToken);
  });

  it('that presents another certificate makes it a FAILURE, and nothing is sent to whoever it is', async () => {
    const { id } = await holdfast.request('shop');
    await holdfast.kubernetes.swapCertificate('foreign-ca');
    const before = holdfast.kubernetes.requests.count(/./);
    expect(await holdfast.run(id)).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_UNAVAILABLE' });
    expect(holdfast.kubernetes.requests.count(/./)).toBe(before);
  });

  it('that is bad together with the location is told with both reasons', async () => {
    const { id } = await holdfast.request('shop');
    holdfast.kubernetes.revokeToken(holdfast.kubernetes.adminToken);
    await holdfast.product.world.locations.release(holdfast.location);
    const { issues } = await holdfast.run(id);
    expect(issues.map((each) => each.split(' ')[0])).toEqual(['CLUSTER_UNAVAILABLE', 'LOCATION_INVALID']);
  });
});
