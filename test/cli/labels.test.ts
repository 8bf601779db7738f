import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiBackup, apiPage, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const backup = apiBackup({
  id: uuid(7),
  name: 'shop-1',
  version: 4,
  labels: [{ key: 'team', value: 'shop' }],
});
const answers: Answers = {
  backups: () => apiPage([backup]),
  backup: () => backup,
  changeLabels: () => ({ id: uuid(7), version: 5, labels: [{ key: 'tier', value: 'web' }] }),
  search: () =>
    apiPage([{ kind: 'BACKUP', id: uuid(7), name: 'shop-1', match: 'LABEL', label: 'team=shop' }], {
      hasNextPage: true,
    }),
};
let api: StandInApi;
beforeAll(async () => {
  api = await startStandInApi(answers);
});
afterAll(() => api.close());

it('labels of one are listed', async () => {
  const { stdout, exitCode } = await runCli(['label', 'list', 'backup', 'shop-1'], { api });
  expect(stdout).toMatch(/^team +shop$/m);
  expect(exitCode).toBe(0);
});

it.each([
  [
    ['set', 'backup', 'shop-1', 'tier=web', 'team='],
    {
      set: [
        { key: 'tier', value: 'web' },
        { key: 'team', value: '' },
      ],
      remove: [],
    },
  ],
  [['remove', 'backup', 'shop-1', 'team', 'old'], { set: [], remove: ['team', 'old'] }],
])('label %j names the version that it read', async (args, change) => {
  const { stdout, exitCode } = await runCli(['label', ...args], { api });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^tier +web$/m);
  expect(api.asked.at(-1)?.variables.input).toEqual({
    resource: 'Backup',
    id: uuid(7),
    expectedVersion: 4,
    ...change,
  });
});

it.each([
  ['a kind that has none', ['label', 'set', 'restore', 'x', 'a=b'], /Use one of cluster, location/],
  ['no key', ['label', 'set', 'backup', 'x', '=b'], /key=value/],
  ['nothing', ['label', 'remove', 'backup', 'x'], /missing required argument/],
])('%s is bad usage, and nobody is asked', async (_what, args, message) => {
  const before = api.asked.length;
  const { stderr, exitCode } = await runCli(args, { api });
  expect(stderr).toMatch(message);
  expect([exitCode, api.asked.length]).toEqual([2, before]);
});

it('a search is a table, and says when there is more', async () => {
  const { stdout, stderr } = await runCli(['search', 'shop', '--kind', 'backup', '--limit', '1'], { api });
  expect(stdout).toMatch(/^BACKUP +shop-1 +LABEL +team=shop/m);
  expect(stderr).toBe('Only the first 1 are shown; --limit shows more.\n');
  expect(api.asked.at(-1)?.variables).toEqual({ text: 'shop', kinds: ['BACKUP'], first: 1, after: null });
});

it('a list of backups takes labels, times, namespaces and an order', async () => {
  const args = [
    '--label',
    'team=shop',
    '--since',
    'last-week',
    '--until',
    '2026-11-20',
    '--missing',
    'billing',
  ];
  await runCli(['backup', 'list', ...args, '--namespace', 'shop', '--sort', 'size'], { api });
  expect(api.asked.at(-1)?.variables).toMatchObject({
    filter: {
      labels: [{ key: 'team', values: ['shop'] }],
      createdWithin: 'LAST_WEEK',
      createdBefore: '2026-11-20T00:00:00.000Z',
      includesNamespace: 'shop',
      missesNamespace: 'billing',
    },
    sort: { by: 'SIZE', direction: null },
  });
});

it.each([
  ['--since', 'yesterday'],
  ['--until', '2026-13-45'],
  ['--label', '=x'],
  ['--sort', 'colour'],
  ['--sort', 'size:up'],
])('%s %s is bad usage', async (option, text) => {
  expect((await runCli(['backup', 'list', option, text], { api })).exitCode).toBe(2);
});
