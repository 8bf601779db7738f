import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BackupVerificationFieldsFragment } from '../../src/client/generated/graphql.js';
import { apiBackup, apiPartialBackup, apiVerification, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';
import { CONTENTS, onePerList, VOLUMES } from './one-per-list.js';

const answers: Answers = {};
let api: StandInApi;

beforeAll(async () => {
  api = await startStandInApi(answers);
});
afterAll(() => api.close());
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
});

/** The input of the last operation. */
function lastInput(): unknown {
  return api.asked.at(-1)?.variables.input;
}

describe('backup show', () => {
  it('says what it holds, what is missing and why', async () => {
    onePerList(answers);
    const { stdout, exitCode } = await runCli(['backup', 'show', 'nightly'], { api });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^state +PARTIAL_SUCCESS \(NAMESPACE_MISSING\)/m);
    expect(stdout).toMatch(/^missing +billing$/m);
    expect(stdout).toMatch(/billing +MISSING +0 +0 bytes +not found/);
    expect(stdout).toMatch(/PARTIAL_SUCCESS +NAMESPACE_MISSING +billing +Namespace billing was not found\./);
    expect(stdout).toMatch(/deployments\.apps +5 +2 +3\.0 KiB/);
    expect(stdout).toMatch(/storageclasses\.storage\.k8s\.io +1 +0 +100 bytes/);
  });

  it('says where the data of volumes lies, or why it is nowhere', async () => {
    onePerList(answers);
    const { stdout } = await runCli(['backup', 'show', 'nightly'], { api });
    expect(stdout).toMatch(/shop\/data +READY +IN_CLUSTER +nightly +10\.0 GiB/);
    expect(stdout).toMatch(/shop\/share +SKIPPED \(NOT_CSI\) +- /);
    expect(stdout).toContain('not a copy in the location');
  });

  it('with --json is everything in one document', async () => {
    onePerList(answers);
    const { stdout } = await runCli(['backup', 'show', 'nightly', '--json'], { api });
    const more = { ...VOLUMES, contents: CONTENTS, contentsError: null, ruleResults: [] };
    expect(JSON.parse(stdout)).toEqual({ ...apiPartialBackup(), ...more });
  });

  it('shows the rest when the location does not answer', async () => {
    onePerList(answers);
    answers.backup = () => ({
      ...apiPartialBackup(),
      ...VOLUMES,
      ruleResults: [],
      contents: () => refusal('BACKUP_LOCATION_INVALID', 'The folder is not there.'),
    });
    const human = await runCli(['backup', 'show', 'nightly'], { api });
    expect(human.stdout).toContain('Its contents cannot be read now: The folder is not there.');
    const machine = JSON.parse((await runCli(['backup', 'show', 'nightly', '--json'], { api })).stdout);
    expect(machine).toMatchObject({ contents: null, contentsError: { code: 'BACKUP_LOCATION_INVALID' } });
  });
});

describe('backup create', () => {
  it('takes names of cluster and location and a list of namespaces', async () => {
    onePerList(answers);
    answers.createBackup = () => ({ backup: apiBackup({ state: 'IN_PROGRESS', stage: 'PLAN' }) });
    const args = ['--cluster', 'prod', '--location', 'main', '--namespaces', 'shop, blog,billing'];
    const { stdout, exitCode } = await runCli(['backup', 'create', ...args, '--label', 'by=hand'], { api });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"holdfast backup watch nightly" follows it');
    expect(lastInput()).toEqual({
      clusterId: uuid(1),
      locationId: uuid(2),
      namespaces: ['shop', 'blog', 'billing'],
      name: null,
      labels: [{ key: 'by', value: 'hand' }],
      volumes: null,
    });
  });

  it('takes what is said of volumes', async () => {
    onePerList(answers);
    answers.createBackup = () => ({ backup: apiBackup({ state: 'IN_PROGRESS', stage: 'PLAN' }) });
    const args = ['backup', 'create', '--cluster', 'prod', '--location', 'main', '--namespaces', 'shop'];
    const classes = ['--snapshot-class', 'a.example.com=one', '--snapshot-class', 'b.example.com=two'];
    await runCli([...args, ...classes, '--accept-skipped-volumes'], { api });
    expect(lastInput()).toMatchObject({
      volumes: {
        mode: null,
        acceptSkipped: true,
        snapshotClasses: [
          { driver: 'a.example.com', snapshotClass: 'one' },
          { driver: 'b.example.com', snapshotClass: 'two' },
        ],
      },
    });
    await runCli([...args, '--no-volumes'], { api });
    expect(lastInput()).toMatchObject({ volumes: { mode: 'NONE', acceptSkipped: null } });
    const bad = await runCli([...args, '--snapshot-class', 'nightly'], { api });
    expect(bad.stderr).toContain('driver=class');
    expect(bad.exitCode).not.toBe(0);
  });

  it('is planned before it is made', async () => {
    onePerList(answers);
    const plan = {
      included: [{ name: 'shop', uid: uuid(70) }],
      missing: [{ name: 'billing', reason: 'not found' }],
      unlisted: ['kube-system'],
      virtualMachines: null,
    };
    answers.planBackup = () => plan;
    const args = ['backup', 'plan', '--cluster', 'prod', '--namespaces', 'shop', '--namespaces', 'billing'];
    const { stdout } = await runCli(args, { api });
    expect(stdout).toMatch(
      /would include +shop\nwould miss +billing \(not found\)\nnot asked for +kube-system/,
    );
    expect(lastInput()).toEqual({ clusterId: uuid(1), namespaces: ['shop', 'billing'] });
    expect(JSON.parse((await runCli([...args, '--json'], { api })).stdout)).toEqual(plan);
  });
});

describe('backup verify', () => {
  const asked = () => {
    onePerList(answers);
    answers.verifyBackup = () => ({ backup: apiBackup(), verification: apiVerification() });
  };
  /** What the client sees, look by look; the last one stays. */
  const looks = (...states: readonly Partial<BackupVerificationFieldsFragment>[]) => {
    const left = states.map((state) => apiVerification({ startedAt: '2026-11-20T12:00:00.000Z', ...state }));
    answers.backup = () =>
      apiBackup({ lastVerification: left.length > 1 ? (left.shift() ?? null) : (left[0] ?? null) });
  };

  it('waits for the end, shows how it goes, and is exit code 0 when everything is as it was', async () => {
    asked();
    looks({ objects: 600, bytes: 524_288 }, { state: 'INTACT', frames: 1, objects: 1234 });
    const { stdout, stderr, exitCode } = await runCli(['backup', 'verify', 'nightly'], { api });
    expect(stdout).toBe('Backup "nightly" is intact: 1 frame, 1,234 objects read back.\n');
    expect(stderr).toContain('512.0 KiB of about 1.0 MiB, 600 objects read back');
    expect(exitCode).toBe(0);
  });

  it('that finds damage names it and is exit code 4', async () => {
    asked();
    looks({ state: 'DAMAGED', damages: ['frame 1: digest differs'] });
    const { stdout, exitCode } = await runCli(['backup', 'verify', 'nightly'], { api });
    expect(stdout).toContain('frame 1: digest differs');
    expect(exitCode).toBe(4);
  });

  it.each([
    ['FAILED', 'could not be read back: It is away.'],
    ['CANCELLED', 'was cancelled: nothing was found out'],
  ] as const)('that ends %s is exit code 4 and says so', async (state, words) => {
    asked();
    looks({ state, error: 'It is away.' });
    const { stdout, exitCode } = await runCli(['backup', 'verify', 'nightly'], { api });
    expect(stdout).toContain(words);
    expect(exitCode).toBe(4);
  });

  const TRIAL = {
    restorable: 'YES',
    clusterName: 'prod',
    objects: 1234,
    unchecked: 0,
    refused: 0,
    reasons: [],
    at: '2026-11-20T12:01:00.000Z',
  } as const;

  it('tries a restore where that is asked, and says what the cluster would refuse', async () => {
    asked();
    looks({ state: 'INTACT', frames: 1, objects: 1234, trial: TRIAL });
    const good = await runCli(['backup', 'verify', 'nightly', '--try-restore'], { api });
    expect(api.asked.map(({ variables }) => variables.input)).toContainEqual({
      id: uuid(3),
      tryRestore: true,
    });
    expect(good.stdout).toContain('It can be restored: "prod" would take 1,234 objects. Nothing was written');
    expect(good.exitCode).toBe(0);
    const reasons = ['services shop/web: refused'];
    looks({ state: 'INTACT', trial: { ...TRIAL, restorable: 'PARTLY', refused: 1, reasons } });
    const bad = await runCli(['backup', 'verify', 'nightly', '--try-restore'], { api });
    expect(bad.stdout).toMatch(/in PART.*refuse 1 object\.\n(.*\n)*services shop\/web: refused/);
    expect(bad.exitCode).toBe(4);
  });

  it('does not take an older trial for one of today', async () => {
    asked();
    looks({ state: 'INTACT', trial: { ...TRIAL, at: '2026-11-19T12:00:00.000Z' } });
    const { stdout, exitCode } = await runCli(['backup', 'verify', 'nightly', '--try-restore'], { api });
    expect(stdout).not.toContain('can be restored');
    expect(exitCode).toBe(4);
  });

  it('does not wait where it need not, and stops the one that is under way', async () => {
    asked();
    const { stdout, exitCode } = await runCli(['backup', 'verify', 'nightly', '--no-wait'], { api });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('is being read back')]);
    answers.cancelBackupVerification = () => ({ backup: apiBackup(), verification: apiVerification() });
    const cancelled = await runCli(['backup', 'verify', 'nightly', '--cancel'], { api });
    expect(cancelled.stdout).toContain('will stop at its next step');
  });
});

describe('backup delete', () => {
  const refused = () => {
    onePerList(answers);
    const confirmed: unknown[] = [];
    answers.deleteBackup = ({ input }: { input: { confirmLastCopy: boolean } }) => {
      confirmed.push(input.confirmLastCopy);
      if (input.confirmLastCopy) return { backup: apiBackup({ state: 'DELETING' }) };
      throw refusal('LAST_COPY', 'It holds the only intact copy of shop.', {
        details: { namespaces: ['shop', 'blog'] },
      });
    };
    return confirmed;
  };

  it('of the only intact copy names the namespaces and does it after a second yes', async () => {
    const confirmed = refused();
    const { stdout, stderr, exitCode } = await runCli(['backup', 'delete', 'nightly'], { api, answer: true });
    expect(stderr).toContain('holds the only intact copy of: shop, blog');
    expect([exitCode, stdout, confirmed]).toEqual([
      0,
      expect.stringContaining('is being deleted'),
      [false, true],
    ]);
  });

  it('of the only intact copy of virtual machines names these', async () => {
    onePerList(answers);
    answers.deleteBackup = ({ input }: { input: { confirmLastCopy: boolean } }) => {
      if (input.confirmLastCopy) return { backup: apiBackup({ state: 'DELETING' }) };
      const details = { namespaces: [], virtualMachines: ['shop/db', 'shop/web'] };
      throw refusal('LAST_COPY', 'It holds the only intact copy of two virtual machines.', { details });
    };
    const { stderr, exitCode } = await runCli(['backup', 'delete', 'nightly'], { api, answer: true });
    expect(stderr).toContain('holds the only intact copy of: shop/db, shop/web');
    expect(exitCode).toBe(0);
  });

  it('with --yes asks nobody and still names them', async () => {
    const confirmed = refused();
    const { stderr, exitCode } = await runCli(['backup', 'delete', 'nightly', '--yes'], { api });
    expect([exitCode, confirmed]).toEqual([0, [false, true]]);
    expect(stderr).toContain('shop, blog');
  });

  it('does nothing after a no', async () => {
    const confirmed = refused();
    expect((await runCli(['backup', 'delete', 'nightly'], { api, answer: false })).exitCode).toBe(6);
    expect(confirmed).toEqual([]);
  });
});
