import { afterEach, beforeEach, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';

let standIn: KubernetesStandIn;
beforeEach(async () => {
  standIn = await startKubernetesStandIn({ definitionDelayMs: 20 });
});
afterEach(() => standIn.stop());

const configMap = (name: string) =>
  standIn.store.create('configmaps', { metadata: { namespace: 'default', name } });

it('a webhook without a server refuses what it is asked about, and its verdict counts once it has one', () => {
  standIn.store.create('validatingwebhookconfigurations', {
    metadata: { name: 'guard' },
    webhooks: [
      {
        name: 'guard.example.com',
        rules: [{ apiGroups: [''], resources: ['configmaps'], operations: ['*'] }],
      },
    ],
  });
  expect(() => configMap('a')).toThrow(/failed calling webhook "guard\.example\.com".*connection refused/);
  standIn.store.create('secrets', { metadata: { namespace: 'default', name: 'a' } });
  standIn.store.answerWebhook('guard.example.com', { deny: 'no' });
  expect(() => configMap('a')).toThrow('admission webhook "guard.example.com" denied the request: no');
  standIn.store.answerWebhook('guard.example.com', 'ALLOW');
  expect(configMap('a')).toMatchObject({ kind: 'ConfigMap' });
});

it('a quota counts objects and refuses the one too many', () => {
  standIn.store.create('resourcequotas', {
    metadata: { namespace: 'default', name: 'tight' },
    spec: { hard: { 'count/configmaps': '2' } },
  });
  configMap('a');
  expect(() => configMap('b')).toThrow(
    'configmaps "b" is forbidden: exceeded quota: tight, requested: count/configmaps=1, used: count/configmaps=2, limited: count/configmaps=2',
  );
});

it('a definition is served once it is Established, and not before', async () => {
  standIn.store.defineResource({
    metadata: { name: 'widgets.shop.example.com' },
    spec: {
      group: 'shop.example.com',
      names: { plural: 'widgets', kind: 'Widget' },
      scope: 'Namespaced',
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
      ],
    },
  });
  expect(() => standIn.store.resource('widgets.shop.example.com')).toThrow('serves no resource');
  await standIn.store.settled();
  expect(standIn.store.resource('widgets.shop.example.com')).toMatchObject({ kind: 'Widget' });
});
