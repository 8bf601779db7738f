/** Discoveries, what they keep up, connections and schedules of virtual machines go from one installation into another by a file. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Running, startApi } from '../graphql/running-api.js';
import { aVirtualMachine } from '../stand-ins/kubernetes/worlds/machines.js';
import { Discovering } from '../support/discovering.js';
import { aPerson } from '../support/people.js';
import { type CliRun, runCli } from '../support/run-cli.js';

interface Side {
  readonly world: Discovering;
  readonly api: Running;
  readonly run: (...args: string[]) => Promise<CliRun>;
}
interface Entry {
  readonly name: string;
  readonly [field: string]: unknown;
}
type Document = Readonly<Record<string, readonly Entry[]>>;

let old: Side;
let fresh: Side;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-configuration-'));
  [old, fresh] = [await aSide(), await aSide()];
  old.world.garden.addShoot('blue', { labels: { env: 'prod' } });
  old.world.garden.addShoot('green', { labels: { env: 'test' } });
  await old.world.created({ project: 'dev', labelSelector: 'env=prod', intervalMinutes: 60 });
  await old.world.probe();
  const { cluster, location } = old.world.holdfast;
  await done(
    old.run('location', 'add', 'vault', '--access', 'WORKLOAD_IDENTITY', '--s3', 'none-there', ...ENDPOINT),
  );
  // No such bucket: the connection is INVALID, and there.
  expect((await old.run('location', 'connect', 'vault', 'dev--blue')).exitCode).toBe(4);
  const place = ['--cluster', cluster.name, '--location', location.name, '--daily', '02:30', '--keep', '7'];
  const create = (name: string, ...which: string[]) =>
    done(old.run('schedule', 'create', name, ...place, '--time-zone', 'UTC', ...which));
  await create('by-name', '--vm', 'shop/db,shop/web');
  await create('found', '--vm-namespaces', 'shop', '--vm-selector', 'tier=data', '--no-freeze');
  await create('all', '--all-vms');
});
afterAll(async () => {
  for (const side of [old, fresh]) {
    await side?.api.stop();
    await side?.world.stop();
  }
  await rm(folder, { recursive: true, force: true });
});

const ENDPOINT = ['--endpoint', 'https://store.example'];

async function aSide(): Promise<Side> {
  const world = await Discovering.start({
    namespaces: ['shop'],
    storkLocationTimes: { verdictMs: 5_000, againMs: 100, pollMs: 10, settleMs: 60, listMs: 5_000 },
    world: (store) => {
      store.serveVirtualMachines();
      for (const name of ['db', 'web']) aVirtualMachine('shop', name).into(store);
    },
  });
  const { product, actor } = world.holdfast;
  const { services } = product;
  const api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  const { token } = await aPerson(product, actor, { role: 'SUPER_ADMIN' });
  const run = (...args: string[]) => runCli(args, { api: { url: api.url, token }, cwd: folder });
  await world.probe();
  return { world, api, run };
}

async function done(run: Promise<CliRun>): Promise<CliRun> {
  const result = await run;
  expect(result.stderr + result.stdout, 'the command ends well').toSatisfy(() => result.exitCode === 0);
  return result;
}

async function exported(side: Side): Promise<Document> {
  return JSON.parse((await done(side.run('configuration', 'export', '--json'))).stdout);
}

/** Of the old side, for the new one, whose own cluster and folder bear other names. */
async function moved(): Promise<Document> {
  const document = await exported(old);
  const [cluster, location] = [fresh.world.holdfast.cluster.name, fresh.world.holdfast.location.name];
  return {
    ...document,
    clusters: (document.clusters ?? []).filter(({ discovery }) => discovery !== undefined),
    locations: (document.locations ?? []).filter(({ name }) => name === 'vault'),
    schedules: (document.schedules ?? []).map((schedule) => ({ ...schedule, cluster, location })),
  };
}

async function imported(): Promise<{ readonly exitCode: number; readonly outcomes: readonly string[] }> {
  await writeFile(join(folder, 'moved.yaml'), stringify(await moved(), { aliasDuplicateObjects: false }));
  const { stdout, stderr, exitCode } = await fresh.run('configuration', 'import', 'moved.yaml', '--json');
  const results = JSON.parse(stdout || '[]') as { section: string; name: string; outcome: string }[];
  expect(results, stderr).not.toEqual([]);
  return {
    exitCode: Number(exitCode),
    outcomes: results.map(({ section, name, outcome }) => `${section}/${name} ${outcome}`),
  };
}

it('an export names a discovery, what it keeps up, and connections, and holds no secret of the garden', async () => {
  const document = await exported(old);
  expect(document).toMatchObject({
    discoveries: [
      {
        ...{ name: 'dev', project: 'dev', labelSelector: 'env=prod', intervalMinutes: 60 },
        kubeconfigFile: 'kubeconfigs/garden-dev.yaml',
      },
    ],
    locationConnections: [{ name: 'dev--blue – vault', location: 'vault', cluster: 'dev--blue' }],
  });
  const blue = document.clusters?.find(({ name }) => name === 'dev--blue');
  expect(blue).toMatchObject({ mode: 'FEDERATED', discovery: 'dev', labels: { env: 'prod' } });
  expect(blue).not.toHaveProperty('kubeconfigFile');
  expect(document.schedules?.map(({ name, selection }) => [name, selection])).toMatchObject([
    [
      'all',
      { kind: 'VIRTUAL_MACHINES', virtualMachines: { machines: null, namespaces: null, freeze: true } },
    ],
    [
      'by-name',
      {
        virtualMachines: {
          machines: [
            { namespace: 'shop', name: 'db' },
            { namespace: 'shop', name: 'web' },
          ],
        },
      },
    ],
    ['found', { virtualMachines: { namespaces: ['shop'], selector: 'tier=data', freeze: false } }],
  ]);
  expect(JSON.stringify(document)).not.toContain(old.world.garden.kubernetes.adminToken);
});

it('an import begins with nothing while the kubeconfig of the garden is missing', async () => {
  await writeFile(join(folder, 'moved.yaml'), stringify(await moved(), { aliasDuplicateObjects: false }));
  const { exitCode, stderr } = await fresh.run('configuration', 'import', 'moved.yaml');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('kubeconfigs/garden-dev.yaml');
  expect((await exported(fresh)).discoveries).toEqual([]);
});

it('an import makes the discovery and waits for what it registers; the next one makes the rest, and all is the same', async () => {
  await mkdir(join(folder, 'kubeconfigs'), { recursive: true });
  await writeFile(join(folder, 'kubeconfigs', 'garden-dev.yaml'), old.world.garden.kubeconfig());
  const schedules = ['all', 'by-name', 'found'];
  expect(await imported()).toEqual({
    exitCode: 4,
    outcomes: [
      'discoveries/dev CREATED',
      'clusters/dev--blue AWAIT',
      'locations/vault CREATED',
      'locationConnections/dev--blue – vault FAILED',
      ...schedules.map((name) => `schedules/${name} CREATED`),
    ],
  });
  await fresh.world.bell.settle(fresh.world.holdfast.product.handlers);
  await fresh.world.probe();
  expect(await imported()).toEqual({
    exitCode: 0,
    outcomes: [
      'discoveries/dev SAME',
      'clusters/dev--blue SAME',
      'locations/vault SAME',
      'locationConnections/dev--blue – vault CREATED',
      ...schedules.map((name) => `schedules/${name} SAME`),
    ],
  });
  const [there, wanted] = [await exported(fresh), await moved()];
  for (const section of ['discoveries', 'locationConnections', 'schedules'])
    expect(there[section]).toEqual(wanted[section]);
  for (const { name } of wanted.clusters ?? [])
    expect(there.clusters?.find((each) => each.name === name)).toEqual(
      wanted.clusters?.find((each) => each.name === name),
    );
});

it('a cluster that names a discovery which is nowhere is a fault of the file', async () => {
  const document = {
    apiVersion: 'holdfast/v1',
    kind: 'Configuration',
    clusters: [{ name: 'x', discovery: 'none' }],
  };
  await writeFile(join(folder, 'bad.yaml'), stringify(document));
  const { exitCode, stderr } = await fresh.run('configuration', 'import', 'bad.yaml');
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('"none"')]);
});
