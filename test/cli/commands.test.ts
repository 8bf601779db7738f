import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  apiBackup,
  apiCluster,
  apiLocation,
  apiPage,
  apiPartialBackup,
  uuid,
} from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

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

function onePerList(): void {
  answers.clusters = () => apiPage([apiCluster()]);
  answers.cluster = () => apiCluster();
  answers.backupLocations = () => apiPage([apiLocation()]);
  answers.backupLocation = () => apiLocation();
  answers.backups = () => apiPage([apiPartialBackup()]);
  answers.backup = () => ({ ...apiPartialBackup(), contents: CONTENTS, ruleResults: [] });
}

const CONTENTS = {
  total: 3,
  entries: [
    { namespace: 'shop', resource: 'deployments.apps', objects: 3, bytes: 3000 },
    { namespace: 'blog', resource: 'deployments.apps', objects: 2, bytes: 72 },
    { namespace: '', resource: 'storageclasses.storage.k8s.io', objects: 1, bytes: 100 },
  ],
};

describe('lists', () => {
  it.each([
    ['cluster', 'prod', /^NAME +MODE +STATE/],
    ['location', 'main', /^NAME +STATE +SINCE +PATH/],
    ['backup', 'nightly', /^NAME +STATE +CLUSTER/],
  ])('of %ss are tables for people and one document for programs', async (group, name, heading) => {
    onePerList();
    const human = await runCli([group, 'list'], { api });
    expect(human.stdout).toMatch(heading);
    expect(human.stdout.split('\n')[1]).toMatch(new RegExp(`^${name} `));
    expect(human.stdout).not.toContain('\u001b');
    expect(human.stdout).not.toMatch(/[ \t]\n/);
    const machine = await runCli([group, 'list', '--json'], { api });
    expect(JSON.parse(machine.stdout)).toMatchObject([{ name }]);
    expect([human.stderr, machine.stderr, human.exitCode, machine.exitCode]).toEqual(['', '', 0, 0]);
  });

  it('that are empty are an empty document', async () => {
    answers.backups = () => apiPage([]);
    expect(JSON.parse((await runCli(['backup', 'list', '--json'], { api })).stdout)).toEqual([]);
  });

  it('ask page after page up to the limit, and say when there is more', async () => {
    answers.backups = ({ first, after }: { first: number; after?: string | null }) => {
      const page = Array.from({ length: first }, (_, index) => apiBackup({ id: uuid(index) }));
      return apiPage(page, { hasNextPage: after == null || first < 200, total: 999 });
    };
    const { stdout, stderr } = await runCli(['backup', 'list', '--limit', '250', '--json'], { api });
    expect(JSON.parse(stdout)).toHaveLength(250);
    expect(stderr).toBe('250 of 999 are shown; --limit 999 shows all.\n');
  });

  it('of backups are filtered by state, cluster and part of the name', async () => {
    onePerList();
    await runCli(
      [
        'backup',
        'list',
        '--state',
        'failure,partial-success',
        '--cluster',
        'prod',
        '--name-contains',
        'night',
      ],
      { api },
    );
    expect(api.asked.at(-1)?.variables.filter).toEqual({
      states: ['FAILURE', 'PARTIAL_SUCCESS'],
      clusterId: uuid(1),
      locationId: null,
      scheduleId: null,
      nameContains: 'night',
    });
  });
});

describe('backup show', () => {
  it('says what it holds, what is missing and why', async () => {
    onePerList();
    const { stdout, exitCode } = await runCli(['backup', 'show', 'nightly'], { api });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^state +PARTIAL_SUCCESS \(NAMESPACE_MISSING\)/m);
    expect(stdout).toMatch(/^missing +billing$/m);
    expect(stdout).toMatch(/billing +MISSING +0 +0 bytes +not found/);
    expect(stdout).toMatch(/PARTIAL_SUCCESS +NAMESPACE_MISSING +billing +Namespace billing was not found\./);
    expect(stdout).toMatch(/deployments\.apps +5 +2 +3\.0 KiB/);
    expect(stdout).toMatch(/storageclasses\.storage\.k8s\.io +1 +0 +100 bytes/);
  });

  it('with --json is everything in one document', async () => {
    onePerList();
    const { stdout } = await runCli(['backup', 'show', 'nightly', '--json'], { api });
    const more = { contents: CONTENTS, contentsError: null, ruleResults: [] };
    expect(JSON.parse(stdout)).toEqual({ ...apiPartialBackup(), ...more });
  });

  it('shows the rest when the location does not answer', async () => {
    onePerList();
    answers.backup = () => ({
      ...apiPartialBackup(),
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
    onePerList();
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
    });
  });

  it('is planned before it is made', async () => {
    onePerList();
    const plan = {
      included: [{ name: 'shop', uid: uuid(70) }],
      missing: [{ name: 'billing', reason: 'not found' }],
      unlisted: ['kube-system'],
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
  it('that finds everything as it was is exit code 0', async () => {
    onePerList();
    answers.verifyBackup = () => ({
      backup: apiBackup(),
      verification: { intact: true, frames: 1, objects: 1234, damages: [] },
    });
    const { stdout, exitCode } = await runCli(['backup', 'verify', 'nightly'], { api });
    expect(stdout).toBe('Backup "nightly" is intact: 1 frame, 1,234 objects read back.\n');
    expect(exitCode).toBe(0);
  });

  it('that finds damage names it and is exit code 4', async () => {
    onePerList();
    answers.verifyBackup = () => ({
      backup: apiBackup(),
      verification: { intact: false, frames: 1, objects: 0, damages: ['frame 1: digest differs'] },
    });
    const { stdout, exitCode } = await runCli(['backup', 'verify', 'nightly'], { api });
    expect(stdout).toContain('frame 1: digest differs');
    expect(exitCode).toBe(4);
  });
});

describe('what cannot be taken back', () => {
  const DELETIONS: [string, string, string, () => unknown][] = [
    ['backup', 'nightly', 'deleteBackup', () => ({ backup: apiBackup({ state: 'DELETING' }) })],
    ['cluster', 'prod', 'deleteCluster', () => ({ id: uuid(1) })],
    ['location', 'main', 'deleteBackupLocation', () => ({ id: uuid(2) })],
  ];

  it.each(DELETIONS)(
    'deleting a %s happens after a yes, and not after a no or to nobody',
    async (...given) => {
      const [group, name, mutation, answer] = given;
      onePerList();
      let deleted = 0;
      answers[mutation] = () => {
        deleted += 1;
        return answer();
      };
      const no = await runCli([group, 'delete', name], { api, answer: false });
      expect([no.exitCode, deleted]).toEqual([6, 0]);
      const nobody = await runCli([group, 'delete', name], { api });
      expect(nobody.stderr).toContain('give --yes');
      expect([nobody.exitCode, deleted]).toEqual([6, 0]);
      expect((await runCli([group, 'delete', name], { api, answer: true })).exitCode).toBe(0);
      expect((await runCli([group, 'delete', name, '--yes', '--json'], { api })).exitCode).toBe(0);
      expect(deleted).toBe(2);
    },
  );
});

describe('edits', () => {
  it('name the version they saw, keep the other labels and leave the rest', async () => {
    onePerList();
    answers.editCluster = () => ({ cluster: apiCluster() });
    const edits = ['--label', 'team=a=b', '--remove-label', 'env', '--name', 'prod-eu'];
    expect((await runCli(['cluster', 'edit', 'prod', ...edits], { api })).exitCode).toBe(0);
    expect(lastInput()).toEqual({
      id: uuid(1),
      expectedVersion: 3,
      name: 'prod-eu',
      labels: [{ key: 'team', value: 'a=b' }],
    });
  });

  it('without labels send none', async () => {
    onePerList();
    answers.editBackup = () => ({ backup: apiBackup() });
    answers.editBackupLocation = () => ({ backupLocation: apiLocation() });
    await runCli(['backup', 'edit', 'nightly', '--name', 'x'], { api });
    expect(lastInput()).toMatchObject({ name: 'x', labels: null, expectedVersion: 2 });
    await runCli(['location', 'edit', 'main', '--label', 'a=1'], { api });
    expect(lastInput()).toMatchObject({ name: null, labels: [{ key: 'a', value: '1' }] });
  });
});

describe('what is looked at', () => {
  it.each([
    ['cluster', 'prod', 'validateCluster', () => ({ cluster: apiCluster({ state: 'DISCONNECTED' }) })],
    [
      'location',
      'main',
      'validateBackupLocation',
      () => ({ backupLocation: apiLocation({ state: 'INVALID' }) }),
    ],
  ] as const)(
    'a %s that does not work is exit code 4, with its reason',
    async (group, name, mutation, answer) => {
      onePerList();
      answers[mutation] = answer;
      const { stdout, exitCode } = await runCli([group, 'validate', name], { api });
      expect(stdout).toMatch(/DISCONNECTED|INVALID/);
      expect(exitCode).toBe(4);
    },
  );

  it('a location that is added says how it was found', async () => {
    answers.createBackupLocation = () => ({ backupLocation: apiLocation() });
    const { stdout, exitCode } = await runCli(['location', 'add', 'main', '--path', '/backups/main'], {
      api,
    });
    expect(stdout).toBe(
      'Created backup location "main": VALID, listed, wrote, read back and deleted a file\n',
    );
    expect(lastInput()).toEqual({ name: 'main', path: '/backups/main', labels: null, adopt: null });
    expect(exitCode).toBe(0);
  });

  it('a folder of a lost database is taken over when that is asked for', async () => {
    answers.createBackupLocation = () => ({ backupLocation: apiLocation() });
    const { stdout } = await runCli(['location', 'add', 'main', '--adopt'], { api });
    expect(stdout).toMatch(/^Adopted backup location "main": VALID/);
    expect(lastInput()).toMatchObject({ adopt: true, path: null });
  });

  it('a location that is rescanned shows what was found and what is damaged', async () => {
    onePerList();
    answers.rescanBackupLocation = () => ({
      backupLocation: apiLocation(),
      found: [apiBackup({ name: 'from-before' })],
      damaged: [{ key: 'backups/x', message: 'no manifest' }],
      skipped: 4,
    });
    const { stdout, exitCode } = await runCli(['location', 'rescan', 'main'], { api });
    expect(stdout).toMatch(/^Found 1 backup .* 4 known or empty; 1 damaged\.$/m);
    expect(stdout).toContain('from-before');
    expect(stdout).toMatch(/backups\/x +no manifest/);
    expect(exitCode).toBe(4);
  });

  it('a cluster shows its namespaces', async () => {
    onePerList();
    const at = '2026-11-20T12:00:00.000Z';
    const namespaces = [
      { name: 'shop', uid: uuid(70), terminating: false, createdAt: at, labels: [] },
      { name: 'old', uid: uuid(71), terminating: true, createdAt: at, labels: [{ key: 'a', value: 'b' }] },
    ];
    answers.cluster = () => ({ ...apiCluster(), namespaces });
    expect((await runCli(['cluster', 'namespaces', 'prod'], { api })).stdout).toMatch(
      /old +Terminating .* a=b/,
    );
    const machine = await runCli(['cluster', 'namespaces', 'prod', '--json'], { api });
    expect(JSON.parse(machine.stdout)).toEqual(namespaces);
  });
});

describe('the rest', () => {
  it('whoami names the person, the server and what it does not do yet', async () => {
    answers.viewer = () => ({ id: uuid(1), name: 'admin', role: 'SUPER_ADMIN' });
    answers.server = () => ({
      version: '0.1.0',
      notices: [{ code: 'NO_VOLUMES', message: 'Volumes are not copied.' }],
    });
    const { stdout } = await runCli(['whoami'], { api });
    expect(stdout).toMatch(/^name +admin$/m);
    expect(stdout).toContain('Volumes are not copied.');
    const machine = JSON.parse((await runCli(['whoami', '--json'], { api })).stdout);
    expect(machine).toMatchObject({ name: 'admin', server: { url: api.url, version: '0.1.0' } });
  });

  it('states shows the matrix, filtered by mode and resource', async () => {
    const operation = { operation: 'verify', label: 'Verify', built: true };
    const notBuilt = { operation: 'restore', label: 'Restore', built: false };
    const state = {
      state: 'SUCCESS',
      label: 'Success',
      meaning: 'all of it is backed up',
      documented: true,
      transitions: ['DELETING'],
      operations: [operation, notBuilt],
      count: 3,
    };
    answers.stateMatrix = () => [
      {
        resource: 'Backup',
        label: 'Backups',
        kind: 'LIFECYCLE',
        initial: 'IN_PROGRESS',
        modes: ['CLASSIC'],
        modeNotes: [{ mode: 'CLASSIC', note: 'a note' }],
        states: [state],
      },
    ];
    const { stdout } = await runCli(['states', '--mode', 'classic', '--resource', 'backup'], { api });
    expect(stdout).toMatch(/SUCCESS +3 +verify +all of it is backed up/);
    expect(stdout).not.toContain('restore');
    expect(api.asked.at(-1)?.variables).toEqual({ mode: 'CLASSIC', resource: 'Backup' });
  });

  it('cluster rbac prints the manifest and nothing else, for kubectl to read', async () => {
    answers.clusterAccessManifest = ({ namespace, name }: { namespace: string; name: string }) =>
      `# for ${namespace}/${name}\nkind: Namespace\n`;
    const { stdout, stderr } = await runCli(['cluster', 'rbac', '--namespace', 'backup'], { api });
    expect(stdout).toBe('# for backup/holdfast\nkind: Namespace\n');
    expect(stderr).toBe('');
    const machine = await runCli(['cluster', 'rbac', '--json'], { api });
    expect(JSON.parse(machine.stdout)).toEqual({ manifest: '# for holdfast/holdfast\nkind: Namespace\n' });
  });

  it('a cancelled backup stops at its next step', async () => {
    onePerList();
    answers.cancelBackup = () => ({ backup: apiBackup({ state: 'IN_PROGRESS' }) });
    const { stdout } = await runCli(['backup', 'cancel', 'nightly'], { api });
    expect(stdout).toBe('Backup "nightly" will stop at its next step.\n');
  });

  it('a backup that is not running cannot be cancelled', async () => {
    onePerList();
    answers.cancelBackup = () => refusal('OPERATION_NOT_ALLOWED', 'Backup nightly is SUCCESS.');
    const { stderr, exitCode } = await runCli(['backup', 'cancel', 'nightly'], { api });
    expect(stderr).toContain('OPERATION_NOT_ALLOWED');
    expect(exitCode).toBe(1);
  });
});
