import { afterEach, describe, expect, it } from 'vitest';
import type { BackupFieldsFragment } from '../../src/client/generated/graphql.js';
import {
  apiBackup,
  apiCluster,
  apiLocation,
  apiPage,
  apiPartialBackup,
  apiUpdate,
  uuid,
} from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const open: StandInApi[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** An API with one backup that ends as `end`, told in three events. */
async function apiWith(end: BackupFieldsFragment, more: Answers = {}): Promise<StandInApi> {
  const server = await startStandInApi({
    backup: () => end,
    backups: () => apiPage([end]),
    backupUpdated: async function* ({ after }: { after?: string | null }) {
      if (after == null) yield apiUpdate({ eventId: null, type: null, stage: 'PLAN', objects: 0, bytes: 0 });
      yield apiUpdate({ eventId: '1', type: 'BACKUP_STAGE_ENTERED', objects: 0, bytes: 0 });
      yield apiUpdate({ eventId: '2', objects: 1204, bytes: 3_145_728 });
      yield apiUpdate({
        eventId: '3',
        type: 'BACKUP_FINISHED',
        state: end.state,
        stage: 'COMMIT',
        backup: end,
      });
    },
    ...more,
  });
  open.push(server);
  return server;
}

const WAITS = 'Waits for its turn: another backup holds the guest of shop/db.';

const FAILED = apiBackup({
  state: 'FAILURE',
  stateReason: 'NAMESPACE_LOST',
  includedNamespaces: ['shop'],
  lostNamespaces: ['blog'],
});

describe('watching a backup', () => {
  it.each([
    [apiBackup(), 0, 'Backup "nightly" is a Success: 2 namespaces, 1,234 objects, 1.0 MiB stored.\n'],
    [
      apiPartialBackup(),
      3,
      'Backup "nightly" is a Partial Success: 2 namespaces, 1,234 objects, 1.0 MiB stored; missing: billing. "holdfast backup show nightly" says more.\n',
    ],
    [
      FAILED,
      4,
      'Backup "nightly" is a Failure (NAMESPACE_LOST); lost while it ran: blog. "holdfast backup show nightly" says more.\n',
    ],
  ])('ends with a sentence and the exit code of its state', async (end, code, sentence) => {
    const api = await apiWith(end);
    const { stdout, exitCode } = await runCli(['backup', 'watch', 'nightly'], { api });
    expect(stdout).toBe(sentence);
    expect(exitCode).toBe(code);
  });

  it('writes one line for each event where nobody sits at a terminal', async () => {
    const api = await apiWith(apiBackup());
    const { stderr } = await runCli(['backup', 'watch', uuid(3)], { api });
    expect(stderr.trimEnd().split('\n')).toEqual([
      '12:00:00Z  PLAN  0 objects, 0 bytes',
      '12:00:00Z  RESOURCES  0 objects, 0 bytes',
      '12:00:00Z  RESOURCES  1,204 objects, 3.0 MiB',
      '12:00:00Z  SUCCESS  10 objects, 2.0 KiB',
    ]);
  });

  it('says what it waits for instead of numbers', async () => {
    const end = apiBackup();
    const api = await apiWith(end, {
      backupUpdated: async function* () {
        yield apiUpdate({ eventId: '1', stage: 'PRE_EXEC', message: WAITS });
        yield apiUpdate({ eventId: '2', type: 'BACKUP_FINISHED', state: end.state, backup: end });
      },
    });
    const { stderr } = await runCli(['backup', 'watch', 'nightly'], { api });
    expect(stderr.split('\n')[0]).toBe(`12:00:00Z  PRE_EXEC  ${WAITS}`);
  });

  it('writes one line anew on a terminal and takes it away at the end', async () => {
    const api = await apiWith(apiBackup());
    const { stderr } = await runCli(['backup', 'watch', 'nightly'], { api, isTTY: true });
    expect(stderr).not.toContain('\n');
    expect(stderr.split('\r\u001b[K')).toHaveLength(6);
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
  });

  it('with --json writes every update as a line and nothing else on stdout', async () => {
    const api = await apiWith(apiPartialBackup());
    const { stdout, stderr, exitCode } = await runCli(['backup', 'watch', 'nightly', '--json'], { api });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { eventId: string; state: string });
    expect(lines.map(({ eventId }) => eventId)).toEqual([null, '1', '2', '3']);
    expect(lines.at(-1)).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      backup: { missingNamespaces: ['billing'] },
    });
    expect(stderr).toBe('');
    expect(exitCode).toBe(3);
  });

  it('that ended before is told at once', async () => {
    const end = apiBackup();
    const api = await apiWith(end, {
      backupUpdated: async function* () {
        yield apiUpdate({ eventId: null, type: null, state: 'SUCCESS', stage: null, backup: end });
        await new Promise(() => undefined);
      },
    });
    const { exitCode, stdout } = await runCli(['backup', 'watch', 'nightly'], { api });
    expect(stdout).toContain('is a Success');
    expect(exitCode).toBe(0);
  });

  it('goes on where it was when the connection breaks', async () => {
    const end = apiPartialBackup();
    const asked: (string | null | undefined)[] = [];
    const api = await apiWith(end, {
      backupUpdated: async function* ({ after }: { after?: string | null }) {
        asked.push(after);
        if (after == null) {
          yield apiUpdate({ eventId: null, type: null });
          yield apiUpdate({ eventId: '7', objects: 5 });
          setImmediate(() => api.dropSockets());
          await new Promise(() => undefined);
        }
        yield apiUpdate({
          eventId: '8',
          type: 'BACKUP_FINISHED',
          state: end.state,
          stage: null,
          backup: end,
        });
      },
    });
    const { stdout, stderr, exitCode } = await runCli(['backup', 'watch', 'nightly'], { api });
    expect(asked).toEqual([null, '7']);
    expect(stderr).toContain('The connection was lost (the connection was cut); trying again.');
    expect(stdout).toContain('missing: billing');
    expect(exitCode).toBe(3);
  });

  it('that is deleted meanwhile says that it is gone', async () => {
    const api = await apiWith(apiBackup(), {
      backup: (
        (calls) => () =>
          calls++ === 0 ? apiBackup() : refusal('NOT_FOUND', 'There is no Backup.')
      )(0),
      backupUpdated: async function* () {
        yield apiUpdate({ eventId: '1', type: 'BACKUP_DELETED', state: null, backup: null });
      },
    });
    const { stderr, exitCode } = await runCli(['backup', 'watch', uuid(3)], { api });
    expect(stderr).toContain('There is no Backup');
    expect(exitCode).toBe(1);
  });

  it('that is refused by the server is one line', async () => {
    const api = await apiWith(apiBackup(), {
      backupUpdated: async function* () {
        yield { backupUpdated: refusal('FORBIDDEN', 'Not for you.') };
      },
    });
    const { stderr, exitCode } = await runCli(['backup', 'watch', 'nightly'], { api });
    expect(stderr).toMatch(/^Not for you; .*\(FORBIDDEN, .*\)\n$/);
    expect(exitCode).toBe(1);
  });

  it('begins with its creation when asked to', async () => {
    const end = apiPartialBackup();
    const api = await apiWith(end, {
      clusters: () => apiPage([apiCluster()]),
      backupLocations: () => apiPage([apiLocation()]),
      createBackup: () => ({ backup: apiBackup({ state: 'IN_PROGRESS', stage: 'PLAN' }) }),
    });
    const args = ['--cluster', 'prod', '--location', 'main', '--namespaces', 'shop,blog,billing', '--watch'];
    const human = await runCli(['backup', 'create', ...args], { api });
    expect(human.stderr).toMatch(/^Backup "nightly" has begun\.\n/);
    expect(human.exitCode).toBe(3);
    const machine = await runCli(['backup', 'create', ...args, '--json'], { api });
    expect(machine.stdout.trimEnd().split('\n')).toHaveLength(4);
    expect(machine.stderr).toBe('');
  });
});
