import { Agent, request } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';
import { aConfigMap } from './worlds/builders.js';

interface Event {
  readonly type: string;
  readonly object: { readonly metadata: { readonly name: string }; readonly code?: number };
}

describe('a watch', () => {
  let standIn: KubernetesStandIn;
  let agent: Agent;
  let events: Event[];
  beforeEach(async () => {
    standIn = await startKubernetesStandIn();
    agent = new Agent({ connect: { ca: standIn.caPem } });
    events = [];
    aConfigMap('shop', 'first').withLabels({ tier: 'a' }).into(standIn.store);
  });
  afterEach(async () => {
    await agent.destroy();
    await standIn.stop();
  });

  const watch = async (query: string) => {
    const answer = await request(`${standIn.url}/api/v1/namespaces/shop/configmaps?watch=true&${query}`, {
      dispatcher: agent,
      headers: { authorization: `Bearer ${standIn.adminToken}` },
    });
    let text = '';
    answer.body.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      events.push(...lines.map((line) => JSON.parse(line) as Event));
    });
    answer.body.on('error', () => undefined);
    return answer;
  };
  const seen = () => events.map(({ type, object }) => `${type} ${object.metadata.name}`);

  it('shows what is there, then every change', async () => {
    await watch('fieldSelector=metadata.name!%3Dkube-root-ca.crt');
    await expect.poll(seen).toEqual(['ADDED first']);
    aConfigMap('shop', 'second').into(standIn.store);
    standIn.store.patch('configmaps', 'first', { namespace: 'shop', patch: { data: { a: 'b' } } });
    standIn.store.delete('configmaps', 'second', 'shop');
    await expect.poll(seen).toEqual(['ADDED first', 'ADDED second', 'MODIFIED first', 'DELETED second']);
  });

  it('of a selector: an object that stops matching is deleted to it', async () => {
    await watch('labelSelector=tier%3Da');
    await expect.poll(seen).toEqual(['ADDED first']);
    standIn.store.patch('configmaps', 'first', {
      namespace: 'shop',
      patch: { metadata: { labels: { tier: 'b' } } },
    });
    await expect.poll(seen).toEqual(['ADDED first', 'DELETED first']);
  });

  it('from a version that is forgotten: 200, one ERROR event with a 410, and the end', async () => {
    standIn.store.createNamespace('other');
    standIn.store.compact();
    const answer = await watch('resourceVersion=2');
    expect(answer.statusCode).toBe(200);
    await expect.poll(() => events).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
    await expect.poll(() => answer.body.readableEnded).toBe(true);
  });

  it('ends when its time is over', async () => {
    const answer = await watch('timeoutSeconds=1');
    await expect.poll(() => answer.body.readableEnded, { timeout: 10_000 }).toBe(true);
  });
});
