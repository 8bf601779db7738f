/** What was set up in one installation is set up in another from a file: the day after a lost database. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson } from '../support/people.js';
import { type CliRun, runCli } from '../support/run-cli.js';

interface Side {
  readonly world: Installation;
  readonly api: Running;
  readonly run: (...args: string[]) => Promise<CliRun>;
}

let old: Side;
let fresh: Side;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-configuration-'));
  old = await aSide();
  fresh = await aSide();
  const place = ['--cluster', old.world.cluster.name, '--location', old.world.location.name, '--keep', '7'];
  await writeFile(
    join(folder, 'rule.yaml'),
    'kind: PRE\nactions: [{ podSelector: app=db, command: [sync] }]\n',
  );
  await done(old.run('rule', 'create', 'flush', '--file', join(folder, 'rule.yaml')));
  await done(
    old.run(
      ...['schedule', 'create', 'nightly', ...place, '--namespaces', 'shop,blog', '--daily', '02:30'],
      ...['--time-zone', 'Europe/Berlin', '--label', 'team=shop', '--pre-rule', 'flush'],
    ),
  );
  await done(
    old.run('schedule', 'create', 'often', ...place, '--all', '--every', '30m', '--time-zone', 'UTC'),
  );
  await done(old.run('schedule', 'suspend', 'often'));
  await done(
    old.run(
      'alert-route',
      'create',
      'shop-alerts',
      '--channel',
      'C0123ABCD',
      '--schedule',
      'nightly',
      '--full',
    ),
  );
});
afterAll(async () => {
  for (const side of [old, fresh]) {
    await side?.api.stop();
    await side?.world.stop();
  }
  await rm(folder, { recursive: true, force: true });
});

async function aSide(): Promise<Side> {
  const world = await Installation.start({ namespaces: ['shop', 'blog'] });
  const { services } = world.product;
  const api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  const { token } = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN' });
  const run = (...args: string[]) => runCli(args, { api: { url: api.url, token }, cwd: folder });
  return { world, api, run };
}

async function done(run: Promise<CliRun>): Promise<CliRun> {
  const result = await run;
  expect(result.stderr + result.stdout, 'the command ends well').toSatisfy(() => result.exitCode === 0);
  return result;
}

async function exported(side: Side) {
  return JSON.parse((await done(side.run('configuration', 'export', '--json'))).stdout);
}

/** The document of the old side for the new one, whose cluster and folder bear other names. */
async function moved() {
  const document = await exported(old);
  const [cluster, location] = [fresh.world.cluster.name, fresh.world.location.name];
  for (const schedule of document.schedules) Object.assign(schedule, { cluster, location });
  return { ...document, clusters: [], locations: [] };
}

async function aFile(name: string, document: unknown): Promise<string> {
  await writeFile(join(folder, name), stringify(document, { aliasDuplicateObjects: false }));
  return name;
}

describe('an export', () => {
  it('names everything that was set up, and holds no secret', async () => {
    const { stdout } = await done(old.run('configuration', 'export'));
    const document = parse(stdout);
    expect(document).toMatchObject({
      apiVersion: 'holdfast/v1',
      kind: 'Configuration',
      rules: [{ name: 'flush', kind: 'PRE' }],
      clusters: [
        { name: old.world.cluster.name, kubeconfigFile: `kubeconfigs/${old.world.cluster.name}.yaml` },
      ],
      locations: [{ name: old.world.location.name, path: old.world.location.path }],
      schedules: [
        {
          name: 'nightly',
          cluster: old.world.cluster.name,
          preRule: 'flush',
          labels: { team: 'shop' },
          suspended: false,
        },
        { name: 'often', suspended: true, selection: { kind: 'ALL' } },
      ],
      alertRoutes: [{ name: 'shop-alerts', schedule: 'nightly', detail: 'FULL' }],
    });
    expect(stdout).not.toMatch(/certificate-data|client-key|token:/);
  });

  it('goes into a new file that others cannot read, and never over one that is there', async () => {
    await done(old.run('configuration', 'export', '--output', 'all.yaml'));
    expect((await stat(join(folder, 'all.yaml'))).mode & 0o777).toBe(0o600);
    const before = await readFile(join(folder, 'all.yaml'), 'utf8');
    const again = await old.run('configuration', 'export', '--output', 'all.yaml');
    expect(again).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is there already') });
    expect(await readFile(join(folder, 'all.yaml'), 'utf8')).toBe(before);
  });
});

describe('an import', () => {
  it('says what it would do and does nothing, then does it, then finds everything the same', async () => {
    const file = await aFile('moved.yaml', await moved());
    const planned = await done(fresh.run('configuration', 'import', file, '--dry-run'));
    expect(planned.stdout).toMatch(/schedules\s+nightly\s+CREATE/);
    expect((await exported(fresh)).schedules).toEqual([]);

    const made = await done(fresh.run('configuration', 'import', file, '--json'));
    expect(JSON.parse(made.stdout).map((each: { outcome: string }) => each.outcome)).toEqual(
      Array.from({ length: 4 }, () => 'CREATED'),
    );
    expect((await exported(fresh)).schedules).toEqual((await moved()).schedules);

    const again = await done(fresh.run('configuration', 'import', file));
    expect(again.stdout).toMatch(/schedules\s+often\s+SAME/);
    expect(again.stdout).not.toContain('CREATED');
  });

  it('leaves what is there and differs as it is, names the fields, and does not end with 0', async () => {
    const document = await moved();
    await done(fresh.run('configuration', 'import', await aFile('first.yaml', document)));
    const nightly = document.schedules.find(({ name }: { name: string }) => name === 'nightly');
    nightly.retention.keep = 30;
    nightly.labels = {};
    const { stdout, exitCode } = await fresh.run(
      'configuration',
      'import',
      await aFile('other.yaml', document),
    );
    expect(stdout).toMatch(/nightly\s+DIFFERS\s+.*labels, retention/);
    expect(exitCode).toBe(4);
    const kept = (await exported(fresh)).schedules.find(({ name }: { name: string }) => name === 'nightly');
    expect(kept).toMatchObject({ retention: { keep: 7 }, labels: { team: 'shop' } });
  });

  it('registers a cluster and adopts a location with the files that lie beside the document', async () => {
    const { world } = old;
    await mkdir(join(folder, 'kubeconfigs'), { recursive: true });
    const kubeconfigFile = 'kubeconfigs/second.yaml';
    await writeFile(join(folder, kubeconfigFile), world.kubernetes.kubeconfig());
    const document = {
      apiVersion: 'holdfast/v1',
      kind: 'Configuration',
      clusters: [{ name: 'second', kubeconfigFile }],
    };
    await done(old.run('configuration', 'import', await aFile('cluster.yaml', document)));
    expect((await exported(old)).clusters.map(({ name }: { name: string }) => name)).toContain('second');
  });

  it('begins with nothing when a name leads nowhere or a file is missing, and says all of it', async () => {
    const document = await moved();
    document.schedules.push({ ...document.schedules[0], name: 'lost', cluster: 'nowhere', preRule: 'none' });
    document.clusters = [{ name: 'third', kubeconfigFile: 'kubeconfigs/none.yaml' }];
    const before = await exported(fresh);
    const { stderr, exitCode } = await fresh.run(
      'configuration',
      'import',
      await aFile('bad.yaml', document),
    );
    expect(exitCode).toBe(2);
    for (const part of ['"nowhere"', '"none"', 'kubeconfigs/none.yaml']) expect(stderr).toContain(part);
    expect(await exported(fresh)).toEqual(before);
  });

  it('of what one refusal concerns makes the rest, and says why', async () => {
    const document = await moved();
    document.rules = [];
    document.alertRoutes = [];
    const [some] = document.schedules;
    document.schedules = [
      { ...some, name: 'NOT A NAME', preRule: null },
      { ...some, name: 'good', preRule: null },
    ];
    const { stdout, exitCode } = await fresh.run(
      'configuration',
      'import',
      await aFile('some.yaml', document),
    );
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/NOT A NAME\s+FAILED/);
    expect(stdout).toMatch(/good\s+CREATED/);
  });

  it.each([
    ['no YAML', '{', 'neither YAML nor JSON'],
    ['a list', '- a', 'is no configuration'],
    ['another version', 'apiVersion: holdfast/v9\nkind: Configuration', 'apiVersion'],
    ['unknown fields', 'apiVersion: holdfast/v1\nkind: Configuration\nsecrets: []', 'secrets'],
    [
      'a name that stands there twice',
      'apiVersion: holdfast/v1\nkind: Configuration\nclusters: [{ name: a }, { name: a }]',
      'twice',
    ],
  ])('refuses %s', async (_what, content, told) => {
    await writeFile(join(folder, 'wrong.yaml'), content);
    const { stderr, exitCode } = await fresh.run('configuration', 'import', 'wrong.yaml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(told);
  });

  it('of a file that is not there says so', async () => {
    expect((await fresh.run('configuration', 'import', 'none.yaml')).stderr).toContain('There is no file');
  });
});
