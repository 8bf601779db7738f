import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiBackup, apiCluster, apiLocation, apiPage, uuid } from '../support/api-things.js';
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

describe('lists', () => {
  it.each([
    ['cluster', 'prod', /^NAME +MODE +STATE/],
    ['location', 'main', /^NAME +ACCESS +STATE +SINCE +PATH/],
    ['backup', 'nightly', /^NAME +STATE +CLUSTER/],
  ])('of %ss are tables for people and one document for programs', async (group, name, heading) => {
    onePerList(answers);
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
    onePerList(answers);
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
    expect(api.asked.at(-1)?.variables.filter).toMatchObject({
      states: ['FAILURE', 'PARTIAL_SUCCESS'],
      clusterId: uuid(1),
      locationId: null,
      scheduleId: null,
      nameContains: 'night',
    });
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
      onePerList(answers);
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
    onePerList(answers);
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
    onePerList(answers);
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
      onePerList(answers);
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
    expect(lastInput()).toEqual({
      name: 'main',
      path: '/backups/main',
      s3: null,
      labels: null,
      access: null,
      adopt: null,
    });
    expect(exitCode).toBe(0);
  });

  it('a folder of a lost database is taken over when that is asked for', async () => {
    answers.createBackupLocation = () => ({ backupLocation: apiLocation() });
    const { stdout } = await runCli(['location', 'add', 'main', '--adopt'], { api });
    expect(stdout).toMatch(/^Adopted backup location "main": VALID/);
    expect(lastInput()).toMatchObject({ adopt: true, path: null });
  });

  it('a location that is rescanned shows what was found and what is damaged', async () => {
    onePerList(answers);
    answers.rescanBackupLocation = () => ({
      backupLocation: apiLocation(),
      found: [apiBackup({ name: 'from-before' })],
      damaged: [{ key: 'backups/x', message: 'no manifest' }],
      locked: [{ key: 'backups/y', message: 'no key for backups is configured' }],
      skipped: 4,
    });
    const { stdout, exitCode } = await runCli(['location', 'rescan', 'main'], { api });
    expect(stdout).toMatch(/^Found 1 backup .* 4 known or empty; 1 damaged\.$/m);
    expect(stdout).toContain('from-before');
    expect(stdout).toMatch(/backups\/x +no manifest/);
    expect(stdout).toMatch(/backups\/y +no key for backups is configured/);
    expect(exitCode).toBe(4);
  });

  it('says loudly of a location and a backup that they are in the clear, and of an encrypted one which keys open it', async () => {
    onePerList(answers);
    answers.backupLocation = () => apiLocation({ encrypted: false });
    expect((await runCli(['location', 'show', 'main'], { api })).stdout).toMatch(
      /encryption +NONE: .*in the clear/,
    );
    answers.createBackupLocation = () => ({ backupLocation: apiLocation({ encrypted: false }) });
    expect((await runCli(['location', 'add', 'main'], { api })).stderr).toMatch(
      /stored in the clear, with all Secrets/,
    );
    expect((await runCli(['backup', 'show', 'nightly'], { api })).stdout).toMatch(/stored +IN THE CLEAR/);
    const encryption = { state: 'ENCRYPTED' as const, keyIds: ['0a1b2c3d', '4e5f6a7b'] };
    answers.backup = () => ({
      ...apiBackup({ encryption }),
      ...VOLUMES,
      contents: CONTENTS,
      ruleResults: [],
    });
    expect((await runCli(['backup', 'show', 'nightly'], { api })).stdout).toMatch(
      /stored +encrypted, opens with key 0a1b2c3d or 4e5f6a7b/,
    );
  });

  it('lists the keys of backups', async () => {
    answers.server = () => ({ encryption: { state: 'NONE', keys: [] } });
    expect((await runCli(['backup-key', 'list'], { api })).stdout).toMatch(/IN THE CLEAR/);
    const keys = [
      { keyId: '0a1b2c3d', kind: 'KEY_FILE', current: true },
      { keyId: '4e5f6a7b', kind: 'PASSPHRASE', current: false },
    ];
    answers.server = () => ({ encryption: { state: 'ENCRYPTED', keys } });
    const { stdout } = await runCli(['backup-key', 'list'], { api });
    expect(stdout).toMatch(/0a1b2c3d +KEY_FILE +encrypts new backups/);
    expect(stdout).toMatch(/4e5f6a7b +PASSPHRASE +opens older ones/);
  });

  it('wraps all encrypted backups anew, batch after batch, and names what is refused', async () => {
    const inputs: unknown[] = [];
    answers.rewrapBackups = ({ input }: { input: { after: string | null } }) => {
      inputs.push(input);
      return input.after === null
        ? {
            rewrapped: 99,
            unchanged: 0,
            refused: [{ backup: { id: uuid(3), name: 'lost' }, message: 'no key' }],
            next: uuid(9),
          }
        : { rewrapped: 2, unchanged: 5, refused: [], next: null };
    };
    const { stdout, exitCode } = await runCli(['backup-key', 'rewrap'], { api });
    expect(inputs).toEqual([
      { first: 100, after: null },
      { first: 100, after: uuid(9) },
    ]);
    expect(stdout).toMatch(/^101 backups wrapped anew; 5 had the present keys already; 1 refused\./);
    expect(stdout).toMatch(/lost +no key/);
    expect(exitCode).toBe(4);
  });

  it('a cluster shows its namespaces', async () => {
    onePerList(answers);
    const at = '2026-11-20T12:00:00.000Z';
    const namespaces = [
      { name: 'shop', uid: uuid(70), terminating: false, system: false, createdAt: at, labels: [] },
      {
        ...{ name: 'old', uid: uuid(71), terminating: true, system: false, createdAt: at },
        labels: [{ key: 'a', value: 'b' }],
      },
      { name: 'disks', uid: uuid(72), terminating: false, system: true, createdAt: at, labels: [] },
    ];
    answers.cluster = () => ({ ...apiCluster(), namespaces });
    const { stdout } = await runCli(['cluster', 'namespaces', 'prod'], { api });
    expect(stdout).toMatch(/shop +Active {2}/);
    expect(stdout).toMatch(/old +Terminating .* a=b/);
    expect(stdout).toMatch(/disks +Active, of the system/);
    const machine = await runCli(['cluster', 'namespaces', 'prod', '--json'], { api });
    expect(JSON.parse(machine.stdout)).toEqual(namespaces);
  });
});

describe('the rest', () => {
  it('whoami names the person, the server and what it does not do yet', async () => {
    answers.viewer = () => ({
      id: uuid(1),
      name: 'admin',
      role: 'SUPER_ADMIN',
      groups: [{ id: uuid(9), name: 'ops' }],
    });
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
    onePerList(answers);
    answers.cancelBackup = () => ({ backup: apiBackup({ state: 'IN_PROGRESS' }) });
    const { stdout } = await runCli(['backup', 'cancel', 'nightly'], { api });
    expect(stdout).toBe('Backup "nightly" will stop at its next step.\n');
  });

  it('a backup that is not running cannot be cancelled', async () => {
    onePerList(answers);
    answers.cancelBackup = () => refusal('OPERATION_NOT_ALLOWED', 'Backup nightly is SUCCESS.');
    const { stderr, exitCode } = await runCli(['backup', 'cancel', 'nightly'], { api });
    expect(stderr).toContain('OPERATION_NOT_ALLOWED');
    expect(exitCode).toBe(1);
  });
});
