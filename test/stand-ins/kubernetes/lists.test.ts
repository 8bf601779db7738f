import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';
import { TestClient } from './test-client.js';
import { aConfigMap } from './worlds/builders.js';
import { aCustomResource, aCustomResourceDefinition } from './worlds/custom-resources.js';
import { build } from './worlds/object-builder.js';

interface Listed {
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

const counters = { group: 'test.example.com', kind: 'Counter', plural: 'counters' };

describe('lists of the stand-in', () => {
  let standIn: KubernetesStandIn;
  let client: TestClient;
  beforeEach(async () => {
    standIn = await startKubernetesStandIn({
      world: (store) => {
        for (const name of ['a', 'b', 'c', 'd', 'e']) aConfigMap('pages', name).into(store);
      },
    });
    client = new TestClient(standIn);
  });
  afterEach(async () => {
    await client.close();
    await standIn.stop();
  });

  const list = async (query: string) => {
    const answer = await client.send(`/api/v1/namespaces/pages/configmaps?${query}`);
    return { ...(answer.json() as unknown as Listed), code: answer.status };
  };
  const names = ({ items }: Listed) => items.map(({ metadata }) => metadata.name);

  it('pages are one picture: what comes and goes in between does not show', async () => {
    const first = await list('limit=2');
    expect(names(first)).toEqual(['a', 'b']);
    expect(first.metadata.remainingItemCount).toBe(4);
    standIn.store.delete('configmaps', 'c', 'pages');
    aConfigMap('pages', 'bb').into(standIn.store);
    const second = await list(`limit=9&continue=${first.metadata.continue}`);
    expect(names(second)).toEqual(['c', 'd', 'e', 'kube-root-ca.crt']);
    expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    expect(second.metadata.continue).toBeUndefined();
  });

  it('a continue token that is too old is answered 410 with one that goes on inconsistently', async () => {
    const first = await list('limit=2');
    standIn.store.compact();
    const expired = await list(`limit=2&continue=${first.metadata.continue}`);
    expect(expired.code).toBe(410);
    aConfigMap('pages', 'bb').into(standIn.store);
    const rest = await list(`limit=9&continue=${expired.metadata.continue}`);
    expect(names(rest)).toEqual(['bb', 'c', 'd', 'e', 'kube-root-ca.crt']);
  });

  it('resourceVersion=0 ignores the limit', async () => {
    expect(names(await list('limit=1&resourceVersion=0'))).toHaveLength(6);
  });

  it('a namespace whose name begins like another does not leak into its list', async () => {
    aConfigMap('pages-2', 'other').into(standIn.store);
    expect(names(await list(''))).not.toContain('other');
  });

  it('integers beyond 2^53 come back digit by digit', async () => {
    build(
      standIn.store,
      aCustomResourceDefinition(counters),
      aCustomResource(counters, { namespace: 'pages', name: 'big', spec: '{"count":9007199254740993}' }),
    );
    const made = await client.send('/apis/test.example.com/v1/namespaces/pages/counters', {
      method: 'POST',
      body: '{"apiVersion":"test.example.com/v1","kind":"Counter","metadata":{"name":"max"},"spec":{"count":9223372036854775807}}',
    });
    expect(made.text).toContain('"count":9223372036854775807');
    const listed = await client.send('/apis/test.example.com/v1/counters');
    expect(listed.text).toContain('"count":9007199254740993');
    expect(listed.text).toContain('"count":9223372036854775807');
  });

  it('a key called __proto__ is a key like any other', async () => {
    await client.send('/api/v1/namespaces/pages/configmaps', {
      method: 'POST',
      body: '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"p","annotations":{"__proto__":"kept"}},"data":{"__proto__":"kept too"}}',
    });
    const { text } = await client.send('/api/v1/namespaces/pages/configmaps/p');
    expect(text).toContain('"annotations":{"__proto__":"kept"}');
    expect(text).toContain('"data":{"__proto__":"kept too"}');
  });

  it('answers over 128 KiB are compressed for who accepts it, smaller ones are not', async () => {
    const accept = { 'accept-encoding': 'gzip' };
    const small = await client.send('/api/v1/namespaces/pages/configmaps', { headers: accept });
    expect(small.headers['content-encoding']).toBeUndefined();
    aConfigMap('pages', 'long', { text: 'x'.repeat(200_000) }).into(standIn.store);
    const long = await client.send('/api/v1/namespaces/pages/configmaps', { headers: accept });
    expect(long.headers['content-encoding']).toBe('gzip');
    const plain = await client.send('/api/v1/namespaces/pages/configmaps');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toContain('xxxxx');
  });

  it('a custom resource is in both kinds of discovery while its definition is there, and its objects go with it', async () => {
    const aggregated = { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' };
    const discovered = async () => [
      (await client.send('/apis', { headers: aggregated })).text.includes('counters'),
      (await client.send('/apis/test.example.com/v1')).status === 200,
    ];
    expect(await discovered()).toEqual([false, false]);
    build(
      standIn.store,
      aCustomResourceDefinition(counters),
      aCustomResource(counters, { namespace: 'pages', name: 'one', spec: {} }),
    );
    expect(await discovered()).toEqual([true, true]);
    standIn.store.delete('customresourcedefinitions', 'counters.test.example.com');
    await standIn.store.settled();
    expect(await discovered()).toEqual([false, false]);
    build(standIn.store, aCustomResourceDefinition(counters));
    expect(standIn.store.count('counters')).toBe(0);
  });

  it('a broken group is Stale in aggregated discovery and without resources', async () => {
    standIn.store.breakApiGroup('metrics.k8s.io/v1beta1');
    const answer = await client.send('/apis', {
      headers: { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' },
    });
    expect(answer.text).toContain('"versions":[{"version":"v1beta1","freshness":"Stale"}]');
    standIn.store.repairApiGroup('metrics.k8s.io/v1beta1');
    const unchanged = await client.send('/apis', {
      headers: {
        accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
        'if-none-match': String(answer.headers.etag),
      },
    });
    expect(unchanged.status).toBe(200);
    expect(unchanged.text).not.toContain('metrics.k8s.io');
  });
});
