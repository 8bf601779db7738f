import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';
import { demoWorld } from './worlds/demo.js';

const found = await execa('kubectl', ['version', '--client'], { reject: false });
const absent = found.failed;
if (absent) process.stderr.write('SKIPPED: the stand-in under a real kubectl. There is none on the PATH.\n');

const manifest = (image: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: made, labels: {team: a}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: made}
data: {mode: dark}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: made}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: "${image}"}]}
`;

describe.skipIf(absent)('kubectl works on the stand-in', () => {
  let standIn: KubernetesStandIn;
  let folder: string;
  beforeAll(async () => {
    standIn = await startKubernetesStandIn({ world: demoWorld });
    folder = await mkdtemp(join(tmpdir(), 'stand-in-kubectl-'));
    await writeFile(join(folder, 'kubeconfig'), standIn.kubeconfig(), { mode: 0o600 });
  });
  afterAll(async () => {
    await standIn.stop();
    await rm(folder, { recursive: true });
  });

  const kubectl = async (args: string, input = '') => {
    const { stdout } = await execa('kubectl', args.split(' '), {
      env: { KUBECONFIG: join(folder, 'kubeconfig'), HOME: folder },
      input,
    });
    return stdout;
  };

  it('shows namespaces, workloads and single fields', async () => {
    expect(await kubectl('get namespaces')).toMatch(/^shop\s/m);
    expect(await kubectl('get deployments,pods -n shop')).toMatch(/deployment.apps\/web/);
    expect(await kubectl('get pods -A -o name')).toMatch(/^pod\/web-/m);
    expect(await kubectl('get deployment web -n shop -o jsonpath={.spec.replicas}')).toBe('3');
    expect(await kubectl('get coupons -n shop -o yaml')).toContain('9007199254740993');
  });

  it('creates, applies twice, labels, deletes, and deletes the namespace', async () => {
    expect(await kubectl('create --validate=false -f -', manifest('web:1'))).toContain(
      'deployment.apps/web created',
    );
    expect(await kubectl('apply --validate=false -f -', manifest('web:2'))).toContain(
      'deployment.apps/web configured',
    );
    expect(standIn.store.get('deployments', 'web', 'made')).toMatchObject({
      spec: { template: { spec: { containers: [{ name: 'main', image: 'web:2' }] } } },
    });
    const applied = 'apply --validate=false --server-side --force-conflicts -f -';
    expect(await kubectl(applied, manifest('web:3'))).toContain('deployment.apps/web serverside-applied');
    expect(standIn.store.get('deployments', 'web', 'made')).toMatchObject({
      spec: { template: { spec: { containers: [{ name: 'main', image: 'web:3' }] } } },
    });
    expect(await kubectl('label configmap settings -n made tier=front')).toContain('labeled');
    expect(await kubectl('get configmaps -n made -l tier=front -o name')).toBe('configmap/settings');
    expect(await kubectl('scale deployment web -n made --replicas=5')).toContain('scaled');
    expect(await kubectl('delete configmap settings -n made')).toContain('deleted');
    expect(await kubectl('delete namespace made')).toContain('deleted');
    expect(standIn.store.hasNamespace('made')).toBe(false);
  });
});
