import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';
import { TestClient, type TestRequest } from './test-client.js';

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { a: '1' },
  ...more,
});
const merge = { 'content-type': 'application/merge-patch+json' };
const apply = { 'content-type': 'application/apply-patch+yaml' };
const maps = '/api/v1/namespaces/table/configmaps';
const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

interface Row extends TestRequest {
  readonly path: string;
  readonly status: number;
  /** Part of the JSON body, or of the text. */
  readonly shows?: object | string;
}

/** In order: each row builds on those above it. */
const table: readonly Row[] = [
  { path: '/readyz', token: null, status: 200, shows: 'ok' },
  { path: '/livez', token: null, status: 200, shows: 'ok' },
  { path: '/version', token: null, status: 200, shows: { major: '1' } },
  { path: '/api', status: 200, shows: { kind: 'APIVersions', versions: ['v1'] } },
  { path: '/apis', status: 200, shows: { kind: 'APIGroupList' } },
  { path: '/api', token: null, status: 403, shows: { reason: 'Forbidden' } },
  { path: '/api/v1', status: 200, shows: { kind: 'APIResourceList', groupVersion: 'v1' } },
  { path: '/apis/apps', status: 200, shows: { kind: 'APIGroup', name: 'apps' } },
  { path: '/apis/none.example.com/v1', status: 404, shows: '404 page not found' },
  { path: '/apis/metrics.k8s.io/v1beta1', status: 503, shows: 'service unavailable' },
  { path: '/apis/metrics.k8s.io/v1beta1/nodes', status: 503, shows: 'service unavailable' },
  { path: '/api/v1/nothings', status: 404, shows: { reason: 'NotFound' } },
  { path: '/api/v1/pods', token: 'nobody-knows', status: 401, shows: { reason: 'Unauthorized' } },
  { path: '/api/v1/pods', token: null, status: 403, shows: { reason: 'Forbidden' } },
  { path: '/api/v1/namespaces/absent', status: 404, shows: { reason: 'NotFound' } },
  { path: '/api/v1/namespaces/absent/pods', status: 200, shows: { kind: 'PodList', items: [] } },
  { path: maps, method: 'POST', body: configMap('a'), status: 201, shows: { kind: 'ConfigMap' } },
  { path: maps, method: 'POST', body: configMap('a'), status: 409, shows: { reason: 'AlreadyExists' } },
  { path: maps, method: 'POST', body: configMap('Not_A_Name'), status: 422, shows: { reason: 'Invalid' } },
  { path: maps, method: 'POST', body: '{"a":', status: 400, shows: { reason: 'BadRequest' } },
  { path: `${maps}?dryRun=All`, method: 'POST', body: configMap('dry'), status: 201 },
  { path: `${maps}/dry`, status: 404 },
  { path: `${maps}/a`, status: 200, shows: { kind: 'ConfigMap', data: { a: '1' } } },
  {
    path: `${maps}/a`,
    method: 'PUT',
    body: configMap('a', { data: { a: '2' } }),
    status: 200,
    shows: { data: { a: '2' } },
  },
  { path: `${maps}/b`, method: 'PUT', body: configMap('b'), status: 404 },
  {
    path: `${maps}/a`,
    method: 'PATCH',
    headers: merge,
    body: { data: { b: '3' } },
    status: 200,
    shows: { data: { a: '2', b: '3' } },
  },
  { path: `${maps}/a`, method: 'PATCH', body: {}, status: 415, shows: { reason: 'UnsupportedMediaType' } },
  { path: `${maps}/s?fieldManager=m`, method: 'PATCH', headers: apply, body: configMap('s'), status: 201 },
  {
    path: `${maps}/s?fieldManager=n`,
    method: 'PATCH',
    headers: apply,
    body: configMap('s', { data: { a: '9' } }),
    status: 409,
    shows: { reason: 'Conflict' },
  },
  { path: `${maps}?limit=1`, status: 200, shows: { kind: 'ConfigMapList' } },
  { path: `${maps}?limit=1&continue=zzz`, status: 400, shows: { reason: 'BadRequest' } },
  { path: `${maps}?labelSelector=a%20in%20(`, status: 400 },
  { path: `${maps}?fieldSelector=spec.colour%3Dred`, status: 400 },
  {
    path: `${maps}?watch=1&resourceVersion=0&timeoutSeconds=1&fieldSelector=metadata.name%3Da`,
    status: 200,
    shows: '{"type":"ADDED","object":{"kind":"ConfigMap"',
  },
  { path: maps, headers: { accept: 'text/html' }, status: 406, shows: { reason: 'NotAcceptable' } },
  {
    path: reviews,
    method: 'POST',
    token: 'reader',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: 'list', resource: 'configmaps', namespace: 'table' } },
    },
    status: 201,
    shows: { status: { allowed: true } },
  },
  { path: maps, token: 'reader', status: 200 },
  { path: `${maps}/a`, token: 'reader', method: 'DELETE', status: 403, shows: { reason: 'Forbidden' } },
  { path: '/api/v1/configmaps', token: 'reader', status: 403, shows: { reason: 'Forbidden' } },
  { path: maps, token: 'expired', status: 401, shows: { reason: 'Unauthorized' } },
  { path: `${maps}/a`, method: 'DELETE', status: 200, shows: { kind: 'Status', status: 'Success' } },
  { path: `${maps}/a`, method: 'DELETE', status: 404 },
  { path: '/api/v1', method: 'DELETE', status: 405, shows: { reason: 'MethodNotAllowed' } },
];

describe('the stand-in answers in the codes and shapes of a Kubernetes API', () => {
  let standIn: KubernetesStandIn;
  let client: TestClient;
  beforeAll(async () => {
    standIn = await startKubernetesStandIn({
      world: (store) => {
        store.createNamespace('table');
        store.breakApiGroup('metrics.k8s.io/v1beta1');
      },
    });
    client = new TestClient(standIn);
    const rules = [
      { verbs: ['get', 'list'], apiGroups: [''], resources: ['*'], namespaces: ['table', 'absent'] },
    ];
    standIn.addToken('reader', { user: 'reader', rules });
    standIn.addToken('expired', { user: 'late', rules, expiresAt: new Date(Date.now() - 1000) });
  });
  afterAll(async () => {
    await client.close();
    await standIn.stop();
  });

  for (const [index, row] of table.entries()) {
    it(`${index + 1}: ${row.method ?? 'GET'} ${row.path} is answered ${row.status}`, async () => {
      const answer = await client.send(row.path, row);
      expect(answer.status).toBe(row.status);
      if (typeof row.shows === 'string') expect(answer.text).toContain(row.shows);
      else if (row.shows !== undefined) expect(answer.json()).toMatchObject(row.shows);
    });
  }

  it('a right that lies in a namespace is gone with the namespace: 403, not 404', async () => {
    expect((await client.send('/api/v1/namespaces/absent', { token: 'reader' })).status).toBe(403);
    expect((await client.send('/api/v1/namespaces/table', { token: 'reader' })).status).toBe(200);
  });

  it('a client certificate of the administrator opens everything without a token', async () => {
    const { certPem, keyPem } = standIn.certificates.admin;
    const withCertificate = new TestClient(standIn, { cert: certPem, key: keyPem });
    expect((await withCertificate.send('/api/v1/namespaces', { token: null })).status).toBe(200);
    await withCertificate.close();
  });

  it('a revoked token is unknown', async () => {
    standIn.addToken('short-lived', { user: 'a', groups: ['system:masters'] });
    expect((await client.send('/api/v1/pods', { token: 'short-lived' })).status).toBe(200);
    standIn.revokeToken('short-lived');
    expect((await client.send('/api/v1/pods', { token: 'short-lived' })).status).toBe(401);
  });

  it('a token made for a ServiceAccount has the rights that its bindings give', async () => {
    const role = { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }] };
    standIn.store.create('clusterroles', { metadata: { name: 'secret-lister' }, ...role });
    standIn.store.create('clusterrolebindings', {
      metadata: { name: 'secret-lister' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'table' }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'secret-lister' },
    });
    const made = await client.send('/api/v1/namespaces/table/serviceaccounts/default/token', {
      method: 'POST',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 600 },
      },
    });
    const { token } = made.json().status as { token: string };
    expect((await client.send('/api/v1/secrets', { token })).status).toBe(200);
    expect((await client.send('/api/v1/configmaps', { token })).status).toBe(403);
  });

  it('every request is in the log, with how it was answered', async () => {
    standIn.requests.clear();
    await client.send('/api/v1/pods?limit=5', { headers: { 'user-agent': 'log-test/1' } });
    await client.send('/api/v1/nothings');
    expect(standIn.requests.all()).toMatchObject([
      { method: 'GET', path: '/api/v1/pods', userAgent: 'log-test/1', status: 200 },
      { path: '/api/v1/nothings', status: 404 },
    ]);
    expect(standIn.requests.count(/^GET \/api\/v1\/pods\?limit=5$/)).toBe(1);
  });
});
