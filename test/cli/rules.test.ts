import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExecRuleFieldsFragment } from '../../src/client/generated/graphql.js';
import { apiSchedule } from '../support/api-schedules.js';
import { apiBackup, apiCluster, apiLocation, apiPage, apiShownBackup, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const answers: Answers = {};
let api: StandInApi;
let folder: string;
beforeAll(async () => {
  api = await startStandInApi(answers);
  folder = await mkdtemp(join(tmpdir(), 'holdfast-rules-'));
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
});

const AT = '2026-11-20T12:00:00.000Z';
const RULE: ExecRuleFieldsFragment = {
  id: uuid(80),
  name: 'freeze-db',
  kind: 'PRE',
  actions: [
    {
      podSelector: 'app=db',
      podName: null,
      namespaces: null,
      container: null,
      command: ['sh', '-c', 'sync && freeze'],
      timeoutSeconds: 60,
      onePodOnly: false,
      onFailure: 'FAIL',
    },
  ],
  usedBy: { total: 1, users: [{ resource: 'BackupSchedule', id: uuid(9), name: 'nightly' }] },
  version: 4,
  createdAt: AT,
  updatedAt: AT,
  owner: { id: uuid(7), name: 'ada' },
};
const lastInput = () => api.asked.at(-1)?.variables.input;

function oneRule(): void {
  answers.execRules = () => apiPage([RULE]);
  answers.execRule = () => RULE;
  answers.createExecRule = () => ({ execRule: RULE });
  answers.editExecRule = () => ({ execRule: RULE });
}

async function file(text: string): Promise<string> {
  const path = join(folder, 'rule.yaml');
  await writeFile(path, text);
  return path;
}

describe('rule create', () => {
  it('makes a rule of one command, with a shell where that is asked', async () => {
    oneRule();
    const what = [
      '--pods',
      'app=db',
      '--shell',
      'sync && freeze',
      '--timeout',
      '60',
      '--continue',
      '--one-pod',
    ];
    const { exitCode, stdout } = await runCli(['rule', 'create', 'freeze-db', '--kind', 'pre', ...what], {
      api,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--pre-rule freeze-db');
    expect(lastInput()).toEqual({
      name: 'freeze-db',
      kind: 'PRE',
      actions: [
        {
          podSelector: 'app=db',
          command: ['sh', '-c', 'sync && freeze'],
          timeoutSeconds: 60,
          onePodOnly: true,
          onFailure: 'CONTINUE',
        },
      ],
    });
  });

  it('takes the words of a command one by one', async () => {
    oneRule();
    const words = ['--command', 'fsfreeze', '--command=-f', '--command', '/data'];
    await runCli(['rule', 'create', 'x', '--kind', 'POST', '--pod', 'db-0', ...words], { api });
    expect(lastInput()).toMatchObject({
      kind: 'POST',
      actions: [{ podName: 'db-0', command: ['fsfreeze', '-f', '/data'] }],
    });
  });

  it.each([
    ['YAML', 'kind: POST\nactions:\n  - podSelector: app=db\n    command: [thaw]\n'],
    ['JSON', '{"kind":"POST","actions":[{"podSelector":"app=db","command":["thaw"]}]}'],
  ])('reads a file of %s', async (_form, text) => {
    oneRule();
    await runCli(['rule', 'create', 'x', '--file', await file(text)], { api });
    expect(lastInput()).toEqual({
      name: 'x',
      kind: 'POST',
      actions: [{ podSelector: 'app=db', command: ['thaw'] }],
    });
  });

  it('names every fault of a file and asks for nothing', async () => {
    oneRule();
    const asked = api.asked.length;
    const text = 'kind: LATER\nwhen: now\nactions:\n  - podSelector: 7\n    comand: [x]\n';
    const { exitCode, stderr } = await runCli(['rule', 'create', 'x', '--file', await file(text)], { api });
    expect(exitCode).not.toBe(0);
    for (const fault of [
      'when is unknown',
      'kind must be',
      'actions.0.podSelector must be',
      'actions.0.comand is unknown',
      'actions.0.command is missing',
    ])
      expect(stderr).toContain(fault);
    expect(api.asked).toHaveLength(asked);
  });

  it('says what lacks', async () => {
    oneRule();
    const { stderr } = await runCli(['rule', 'create', 'x', '--kind', 'PRE', '--command', 'freeze'], { api });
    expect(stderr).toContain('--pods or --pod');
  });
});

it('rule show says what it runs, where, and who uses it', async () => {
  oneRule();
  const { stdout } = await runCli(['rule', 'show', 'freeze-db'], { api });
  expect(stdout).toMatch(/^used by +BackupSchedule nightly$/m);
  expect(stdout).toMatch(/app=db +all of the backup +the first +sh -c "sync && freeze" +60 s +no +FAIL/);
});

it('rule edit hands the version back and changes only what was given', async () => {
  oneRule();
  await runCli(['rule', 'edit', 'freeze-db', '--name', 'quiet-db'], { api });
  expect(lastInput()).toEqual({ id: uuid(80), expectedVersion: 4, name: 'quiet-db' });
});

describe('rules and filters of schedules and backups', () => {
  it('are named on creation', async () => {
    oneRule();
    answers.clusters = () => apiPage([apiCluster({ name: 'prod' })]);
    answers.backupLocations = () => apiPage([apiLocation({ name: 'main' })]);
    answers.createBackup = () => ({ backup: apiBackup({ state: 'IN_PROGRESS' }) });
    const place = ['--cluster', 'prod', '--location', 'main', '--namespaces', 'shop'];
    const what = ['--pre-rule', 'freeze-db', '--include', 'pods,*.apps', '--object-selector', 'app=db'];
    await runCli(['backup', 'create', ...place, ...what], { api });
    expect(lastInput()).toMatchObject({
      preRuleId: uuid(80),
      filter: { includeResources: ['pods', '*.apps'], excludeResources: null, labelSelector: 'app=db' },
    });
    expect(lastInput()).not.toHaveProperty('postRuleId');
  });

  it('are taken away by name', async () => {
    oneRule();
    answers.backupSchedules = () => apiPage([apiSchedule()]);
    answers.backupSchedule = () => apiSchedule();
    answers.editBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    await runCli(['schedule', 'edit', 'nightly', '--post-rule', 'none', '--no-filter'], { api });
    expect(lastInput()).toMatchObject({ postRuleId: null, filter: null });
    expect(lastInput()).not.toHaveProperty('preRuleId');
  });
});

it('backup show has a row for each command, and what those wrote that did not end well', async () => {
  const result = {
    id: uuid(81),
    attempt: 2,
    kind: 'PRE',
    ruleName: 'freeze-db',
    action: 0,
    namespace: 'shop',
    pod: 'db-0',
    container: 'main',
    state: 'FAILED',
    exitCode: 3,
    message: 'The command exited with 3.',
    startedAt: AT,
    durationMs: 1500,
    output: { stdout: 'busy\u001b[2J', stderr: '' },
  };
  answers.backups = () => apiPage([apiBackup()]);
  answers.backup = () => ({
    ...apiShownBackup(),
    contents: { total: 0, entries: [] },
    ruleResults: [result, { ...result, id: uuid(82), pod: 'db-1', output: null }],
  });
  const { stdout } = await runCli(['backup', 'show', 'nightly'], { api });
  expect(stdout).toMatch(/PRE, attempt 2 +freeze-db +1 +shop\/db-0\/main +FAILED +3/);
  expect(stdout).toContain('shop/db-0:\n  busy');
  expect(stdout).not.toContain('\u001b');
  expect(stdout).not.toContain('shop/db-1:\n');
});
