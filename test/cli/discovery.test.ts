import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { ClusterDiscoveryFieldsFragment } from '../../src/client/generated/graphql.js';
import { apiPage, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const answers: Answers = {};
let api: StandInApi;
let folder: string;
let kubeconfig: string;
beforeAll(async () => {
  api = await startStandInApi(answers);
  folder = await mkdtemp(join(tmpdir(), 'holdfast-discovery-'));
  kubeconfig = join(folder, 'garden.kubeconfig');
  await writeFile(kubeconfig, KUBECONFIG);
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
});

const KUBECONFIG = stringify({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'garden', cluster: { server: 'https://api.garden.example' } }],
  users: [{ name: 'garden', user: { token: 'robot' } }],
  contexts: [{ name: 'garden', context: { cluster: 'garden', user: 'garden' } }],
  'current-context': 'garden',
});
const AT = '2026-11-20T12:00:00.000Z';
const DEV: ClusterDiscoveryFieldsFragment = {
  id: uuid(60),
  name: 'dev',
  project: 'dev',
  labelSelector: 'env=prod',
  intervalMinutes: 60,
  server: 'https://api.garden.example',
  credentialExpiresAt: null,
  state: 'FAILED',
  stateReason: 'SHOOTS_FAILED',
  stateMessage: '1 of 3 shoots could not be registered or updated.',
  stateChangedAt: AT,
  run: 'DISCOVER',
  requestedAt: AT,
  startedAt: AT,
  endedAt: AT,
  nextDueAt: '2026-11-20T13:00:00.000Z',
  lastSucceededAt: null,
  processed: 3,
  total: 3,
  counts: {
    found: 3,
    registered: 2,
    updated: 0,
    unchanged: 0,
    hibernated: 1,
    skipped: 0,
    failed: 1,
    unmanaged: 0,
    remanaged: 0,
    renewed: 1,
  },
  problems: [{ shoot: 'garden-dev/evil', message: 'Its kubeconfig cannot be used: it runs a command.' }],
  clusters: { managed: 2, hibernated: 1 },
  owner: { id: uuid(7), name: 'ada' },
  version: 4,
  createdAt: AT,
  updatedAt: AT,
};
const lastInput = () => api.asked.at(-1)?.variables.input;

function oneDiscovery(): void {
  answers.clusterDiscoveries = () => apiPage([DEV]);
  answers.clusterDiscovery = () => ({ ...DEV, allowedOperations: [] });
  for (const field of ['create', 'edit', 'run', 'refresh', 'delete'])
    answers[`${field}ClusterDiscovery`] = () => ({ clusterDiscovery: DEV });
}

const run = (...args: string[]) => runCli(['discovery', ...args], { api });

describe('holdfast discovery', () => {
  it('create sends the kubeconfig and what is wanted', async () => {
    oneDiscovery();
    const { exitCode, stdout } = await run(
      ...['create', 'dev', '--kubeconfig', kubeconfig, '--project', 'dev'],
      ...['--selector', 'env=prod', '--interval', '60'],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Created cluster discovery "dev"');
    expect(lastInput()).toMatchObject({
      name: 'dev',
      kubeconfig: KUBECONFIG,
      project: 'dev',
      labelSelector: 'env=prod',
      intervalMinutes: 60,
    });
    expect(stdout).not.toContain('robot');
  });

  it('list shows state, clusters and when it runs next; --json gives the rows themselves', async () => {
    oneDiscovery();
    const { stdout } = await run('list');
    expect(stdout).toMatch(/dev\s+FAILED\s+.*dev\s+2\s+1\s+.*SHOOTS_FAILED/);
    const json = await run('list', '--state', 'failed', '--json');
    expect(JSON.parse(json.stdout)).toEqual([DEV]);
    expect(api.asked.at(-1)?.variables).toMatchObject({ states: ['FAILED'] });
  });

  it('show says why, and which shoots it was', async () => {
    oneDiscovery();
    const { stdout } = await run('show', 'dev');
    expect(stdout).toContain('SHOOTS_FAILED');
    expect(stdout).toContain('garden-dev/evil');
    expect(stdout).toContain('2, 1 of them asleep');
  });

  it('edit changes what is given, and takes away what is to go', async () => {
    oneDiscovery();
    await run('edit', 'dev', '--all-projects', '--no-interval', '--name', 'all');
    expect(lastInput()).toEqual({
      id: DEV.id,
      expectedVersion: 4,
      name: 'all',
      project: null,
      intervalMinutes: null,
    });
  });

  it('edit without anything to change is bad usage, and nothing is asked of the API but who it is', async () => {
    oneDiscovery();
    const { exitCode, stderr } = await run('edit', 'dev');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing to change');
  });

  it.each([
    ['discover', 'runClusterDiscovery'],
    ['refresh', 'refreshClusterDiscovery'],
  ])('%s asks for a run', async (command, field) => {
    oneDiscovery();
    const { exitCode } = await run(command, 'dev');
    expect(exitCode).toBe(0);
    expect(api.asked.at(-1)?.query).toContain(field);
    expect(lastInput()).toEqual({ id: DEV.id });
  });

  it('delete asks first, says how many clusters are kept, and does nothing without a yes', async () => {
    oneDiscovery();
    const declined = await runCli(['discovery', 'delete', 'dev', '--clusters', 'keep'], {
      api,
      isTTY: true,
      answer: false,
    });
    expect(declined.exitCode).toBe(6);
    expect(declined.stderr).toContain('2 clusters will be kept');
    expect(api.asked.at(-1)?.query).not.toContain('deleteClusterDiscovery');
    await run('delete', 'dev', '--clusters', 'keep', '--yes');
    expect(lastInput()).toEqual({ id: DEV.id, clusters: 'KEEP' });
  });

  it('names another one when there is none of that name', async () => {
    oneDiscovery();
    const { exitCode, stderr } = await run('show', 'dve');
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('dev');
  });
});
