import { describe, expect, it } from 'vitest';
import { lookAtNamespaces, makePlan } from '../../src/cycle/plan.js';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import type { ObservedNamespace } from '../../src/domain/ports/cluster-gateway.js';
import { aNamespace, sightOf } from '../factories/observed-namespace.js';

const signal = new AbortController().signal;

function failure(kind: ClusterCallFailed['kind']): ClusterCallFailed {
  return new ClusterCallFailed(`refused: ${kind}`, { kind, call: 'GET /api/v1/namespaces' });
}

/** A gateway over the port: a list that may be refused, and answers by name. */
function aGateway(answers: {
  list: readonly ObservedNamespace[] | ClusterCallFailed;
  byName?: Record<string, ObservedNamespace | ClusterCallFailed>;
}) {
  const asked: string[] = [];
  return {
    asked,
    namespaces: async () => {
      if (answers.list instanceof ClusterCallFailed) throw answers.list;
      return answers.list;
    },
    namespace: async (_clusterId: string, name: string) => {
      asked.push(name);
      const answer = answers.byName?.[name];
      if (answer instanceof ClusterCallFailed) throw answer;
      return answer;
    },
  };
}

describe('a plan', () => {
  it('includes what exists, with its UID, and lists what does not as missing', () => {
    const plan = makePlan(['billing', 'blog', 'shop'], sightOf(aNamespace('shop'), aNamespace('blog')));
    expect(plan.included).toEqual([
      { name: 'blog', uid: 'uid-blog' },
      { name: 'shop', uid: 'uid-shop' },
    ]);
    expect(plan.missing).toEqual([{ name: 'billing', reason: 'not found' }]);
  });

  it('S22: treats a Terminating namespace as missing', () => {
    const plan = makePlan(['blog'], sightOf(aNamespace('blog', { terminating: true })));
    expect(plan).toEqual({ included: [], missing: [{ name: 'blog', reason: 'Terminating' }] });
  });

  it('never includes a namespace that was not requested', () => {
    const plan = makePlan(['shop'], sightOf(aNamespace('shop'), aNamespace('intruder')));
    expect(plan.included.map((each) => each.name)).toEqual(['shop']);
  });
});

describe('a look at namespaces', () => {
  it('asks for every name that the list lacks, so that only a 404 makes it missing', async () => {
    const gateway = aGateway({ list: [aNamespace('shop')], byName: { blog: aNamespace('blog') } });
    const sight = await lookAtNamespaces(gateway, 'c', ['billing', 'blog', 'shop'], signal);
    expect(gateway.asked).toEqual(['billing', 'blog']);
    expect(sight.get('blog')?.uid).toBe('uid-blog');
    expect(sight.get('billing')).toBeUndefined();
  });

  it('asks name by name where the list is forbidden', async () => {
    const gateway = aGateway({ list: failure('FORBIDDEN'), byName: { shop: aNamespace('shop') } });
    const sight = await lookAtNamespaces(gateway, 'c', ['shop'], signal);
    expect(sight.get('shop')?.name).toBe('shop');
  });

  it.each(['FORBIDDEN', 'TIMEOUT', 'CONNECTION', 'UNAUTHORIZED', 'SERVER_ERROR', 'THROTTLED'] as const)(
    'S21: a cluster that answers %s for a name is not a missing namespace',
    async (kind) => {
      const gateway = aGateway({ list: [aNamespace('shop')], byName: { blog: failure(kind) } });
      await expect(lookAtNamespaces(gateway, 'c', ['blog', 'shop'], signal)).rejects.toMatchObject({ kind });
    },
  );

  it.each(['TIMEOUT', 'CONNECTION', 'UNAUTHORIZED'] as const)(
    'a list that ends in %s ends the look',
    async (kind) => {
      const gateway = aGateway({ list: failure(kind) });
      await expect(lookAtNamespaces(gateway, 'c', ['shop'], signal)).rejects.toMatchObject({ kind });
      expect(gateway.asked).toEqual([]);
    },
  );
});
