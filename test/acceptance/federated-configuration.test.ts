/** What was set up for a federated cluster is set up in another installation from a file, its connection before its schedules. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Running, startApi } from '../graphql/running-api.js';
import { installStork } from '../stand-ins/stork/stork-stand-in.js';
import { BUCKET, FederatedInstallation } from '../support/federated-installation.js';
import { Installation } from '../support/installation.js';
import { aPerson } from '../support/people.js';
import { type CliRun, runCli } from '../support/run-cli.js';

const storkLocationTimes = { pollMs: 10 };
let folder: string;
let harbour: FederatedInstallation;
let fresh: Installation;
const apis: Running[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-federated-configuration-'));
  harbour = await FederatedInstallation.start({ namespaces: ['shop'], storkLocationTimes });
  fresh = await Installation.start({
    namespaces: ['shop'],
    storkLocationTimes,
    world: (store) => void installStork(store).buckets.make(BUCKET),
  });
  const { product, actor } = harbour.holdfast;
  await product.services.schedules.create(
    {
      name: 'nightly',
      clusterId: harbour.cluster.id,
      locationId: harbour.location.id,
      selection: { kind: 'NAMED', names: ['shop'] },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, hourly: 0, daily: 0, weekly: 0, monthly: 0 },
    },
    actor,
  );
});
afterAll(async () => {
  for (const api of apis) await api.stop();
  await harbour?.stop();
  await fresh?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function commandLine(world: Installation): Promise<(...args: string[]) => Promise<CliRun>> {
  const { services } = world.product;
  const api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  apis.push(api);
  const { token } = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN' });
  return (...args) => runCli(args, { api: { url: api.url, token }, cwd: folder });
}

describe('a configuration file', () => {
  it('holds connections, and an import makes them before the schedules that need them', async () => {
    const [here, there] = [await commandLine(harbour.holdfast), await commandLine(fresh)];
    const exported = await here('configuration', 'export', '--json');
    expect(exported.exitCode, exported.stderr).toBe(0);
    const document = JSON.parse(exported.stdout);
    expect(document.locationConnections).toEqual([
      { name: 'harbour – vault', cluster: 'harbour', location: 'vault' },
    ]);
    // The same cluster and bucket, named by an installation that knows nothing of them.
    const moved = {
      ...document,
      clusters: document.clusters.filter(({ name }: { name: string }) => name === 'harbour'),
      locations: document.locations.filter(({ name }: { name: string }) => name === 'vault'),
      locationConnections: [{ cluster: 'harbour', location: 'vault' }],
    };
    await mkdir(join(folder, 'kubeconfigs'));
    await writeFile(join(folder, 'kubeconfigs/harbour.yaml'), fresh.kubernetes.kubeconfig(), { mode: 0o600 });
    await writeFile(join(folder, 'holdfast.yaml'), stringify(moved, { aliasDuplicateObjects: false }));
    const made = await there('configuration', 'import', 'holdfast.yaml', '--json');
    expect(made.exitCode, made.stderr + made.stdout).toBe(0);
    const told = JSON.parse(made.stdout).map(
      ({ section, name, outcome }: Record<string, string>) => `${section}/${name} ${outcome}`,
    );
    expect(told).toEqual([
      'clusters/harbour CREATED',
      'locations/vault CREATED',
      'locationConnections/harbour – vault CREATED',
      'schedules/nightly CREATED',
    ]);
    const again = JSON.parse((await there('configuration', 'import', 'holdfast.yaml', '--json')).stdout);
    expect(again.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(4).fill('SAME'));
  });

  it('whose connection names what is nowhere is refused before anything is made', async () => {
    const there = await commandLine(fresh);
    const document = {
      apiVersion: 'holdfast/v1',
      kind: 'Configuration',
      locationConnections: [{ cluster: 'nowhere', location: 'vault' }],
    };
    await writeFile(join(folder, 'odd.yaml'), stringify(document));
    const refused = await there('configuration', 'import', 'odd.yaml');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toContain(
      'location connection nowhere – vault names "nowhere", which is not in clusters',
    );
  });
});
