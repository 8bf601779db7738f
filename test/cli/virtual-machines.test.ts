import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiSchedule, scheduleAnswers } from '../support/api-schedules.js';
import { apiBackup, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const answers: Answers = {};
let api: StandInApi;

beforeEach(async () => {
  api = await startStandInApi(answers);
});
afterEach(async () => {
  for (const name of Object.keys(answers)) delete answers[name];
  await api.close();
});

/** What was asked last, by its input. */
const lastInput = () => api.asked.at(-1)?.variables.input;
const isAsked = (field: string) => api.asked.some(({ query }) => query.includes(`${field}(`));
const EVERY = { machines: null, namespaces: null, selector: null, freeze: true };
const DB = { namespace: 'shop', name: 'db' };
const WEB = { namespace: 'shop', name: 'web' };

/** Options → the selection that they mean. */
const CHOICES: readonly (readonly [readonly string[], object])[] = [
  [['--vm', 'shop/db,shop/web'], { ...EVERY, machines: [DB, WEB] }],
  [['--vm', 'shop/db', '--vm', 'shop/web', '--no-freeze'], { ...EVERY, machines: [DB, WEB], freeze: false }],
  [
    ['--vm-namespaces', 'shop,blog', '--vm-selector', 'tier=data'],
    { ...EVERY, namespaces: ['shop', 'blog'], selector: 'tier=data' },
  ],
  [['--vm-selector', 'tier=data'], { ...EVERY, selector: 'tier=data' }],
  [['--all-vms'], EVERY],
];

/** What is no choice of machines: nobody is asked. */
const BAD: readonly (readonly string[])[] = [
  ['--vm', 'db'],
  ['--vm', 'shop/db/root'],
  ['--vm', ' , '],
  ['--vm-selector', 'x'.repeat(1_025)],
];

describe('vm back-up', () => {
  const WHERE = ['--cluster', 'prod', '--location', 'main'];
  const backUp = (...args: readonly string[]) => runCli(['vm', 'back-up', ...WHERE, ...args], { api });

  it.each(CHOICES)('%j asks for those machines and no namespaces', async (args, virtualMachines) => {
    Object.assign(answers, scheduleAnswers());
    answers.createBackup = () => ({ backup: apiBackup({ name: 'machines-1' }) });
    const { stdout, stderr, exitCode } = await backUp(...args, '--label', 'env=live', '--name', 'machines-1');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toContain('Began backup "machines-1"');
    expect(lastInput()).toMatchObject({
      clusterId: uuid(1),
      locationId: uuid(2),
      virtualMachines,
      name: 'machines-1',
      labels: [{ key: 'env', value: 'live' }],
    });
    expect(lastInput()).not.toHaveProperty('namespaces');
  });

  it('without a choice of machines is bad usage, not a backup of all', async () => {
    const { stderr, exitCode } = await backUp();
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('--all-vms');
    expect(isAsked('createBackup')).toBe(false);
  });

  it.each(BAD)('%s %s is bad usage, and nobody is asked', async (...bad) => {
    expect((await backUp(...bad)).exitCode).toBe(2);
    expect(api.asked).toEqual([]);
  });
});

describe('vm plan', () => {
  const planned = {
    included: [{ name: 'shop', uid: 'u1' }],
    missing: [{ name: 'gone', reason: 'not found' }],
    unlisted: ['blog'],
    virtualMachines: { included: [{ ...DB, state: 'RUNNING' }], missing: [WEB], served: true },
  };
  const plan = (...args: readonly string[]) => runCli(['vm', 'plan', '--cluster', 'prod', ...args], { api });

  it('says which machines a backup would hold now, and which it would miss; nothing is begun', async () => {
    Object.assign(answers, scheduleAnswers());
    answers.planBackup = () => planned;
    const { stdout, exitCode } = await plan('--vm', 'shop/db,shop/web');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^would include +shop\/db \(RUNNING\)$/m);
    expect(stdout).toMatch(/^not there +shop\/web$/m);
    expect(stdout).toMatch(/would miss +gone \(not found\)$/m);
    expect(lastInput()).toEqual({ clusterId: uuid(1), virtualMachines: { ...EVERY, machines: [DB, WEB] } });
    const machine = await plan('--all-vms', '--json');
    expect(JSON.parse(machine.stdout)).toEqual(planned);
    expect(isAsked('createBackup')).toBe(false);
  });

  it('says so where the cluster has no KubeVirt', async () => {
    Object.assign(answers, scheduleAnswers());
    const virtualMachines = { included: [], missing: [], served: false };
    answers.planBackup = () => ({ ...planned, virtualMachines });
    expect((await plan('--all-vms')).stdout).toContain('The cluster has no KubeVirt.');
  });

  it('without a choice of machines is bad usage', async () => {
    expect((await plan()).exitCode).not.toBe(0);
    expect(isAsked('planBackup')).toBe(false);
  });
});

describe('schedule create', () => {
  const create = (...args: readonly string[]) =>
    runCli(
      [
        ...['schedule', 'create', 'machines', '--cluster', 'prod', '--location', 'main'],
        ...['--daily', '02:30', '--time-zone', 'UTC', '--keep', '14', ...args],
      ],
      { api },
    );

  it.each(CHOICES)('%j makes a schedule of those machines', async (args, virtualMachines) => {
    Object.assign(answers, scheduleAnswers());
    answers.createBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    const { stderr, exitCode } = await create(...args);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(lastInput()).toMatchObject({ selection: { kind: 'VIRTUAL_MACHINES', virtualMachines } });
  });

  it('takes machines or namespaces, not both', async () => {
    const { stderr, exitCode } = await create('--all-vms', '--namespaces', 'shop');
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('says what is backed up');
    expect(isAsked('createBackupSchedule')).toBe(false);
  });

  it.each(BAD)('%s %s is bad usage, and nobody is asked', async (...bad) => {
    expect((await create(...bad)).exitCode).toBe(2);
    expect(api.asked).toEqual([]);
  });
});
