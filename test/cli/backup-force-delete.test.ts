/** `backup delete --force`: the record alone, after a yes that is the acknowledgement. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiBackup, apiPage } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const PATH = 'https://store.example/team/kube-system/nightly/1';
const answers: Answers = {};
let api: StandInApi;
let asked: unknown[] = [];

beforeAll(async () => {
  api = await startStandInApi(answers);
});
afterAll(() => api.close());
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
});

function offered(answer: () => unknown = () => ({ id: apiBackup().id, orphanedPath: PATH })): void {
  asked = [];
  answers.backups = () => apiPage([apiBackup()]);
  answers.backup = () => apiBackup();
  answers.forceDeleteBackup = ({ input }: { input: unknown }) => {
    asked.push(input);
    return answer();
  };
}

const FORCE = ['backup', 'delete', 'nightly', '--force'];

describe('backup delete --force', () => {
  it('says what stays before it asks, and where when it is done', async () => {
    offered();
    const { stdout, stderr, exitCode } = await runCli(FORCE, { api, answer: true });
    expect(stderr).toMatch(/data of backup "nightly" stays in/);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`Its data stays in ${PATH}.`)]);
    expect(asked).toEqual([{ id: apiBackup().id, acknowledgeOrphanedData: true }]);
  });

  it('with --yes asks nobody, and answers the path as JSON', async () => {
    offered();
    const { stdout, exitCode } = await runCli([...FORCE, '--yes', '--json'], { api });
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, { id: apiBackup().id, orphanedPath: PATH }]);
  });

  it('asks nothing of the API after a no, and when nobody can say yes', async () => {
    offered();
    expect((await runCli(FORCE, { api, answer: false })).exitCode).toBe(6);
    expect((await runCli(FORCE, { api })).exitCode).toBe(6);
    expect(asked).toEqual([]);
  });

  it('tells the refusal while a cluster could delete the data', async () => {
    offered(() => {
      throw refusal(
        'OPERATION_NOT_ALLOWED',
        'A cluster reaches its location: delete the backup with its data.',
      );
    });
    const { stderr, exitCode } = await runCli([...FORCE, '--yes'], { api });
    expect(stderr).toContain('delete the backup with its data');
    expect(exitCode).not.toBe(0);
  });

  it('is not what a deletion without it does', async () => {
    offered();
    answers.deleteBackup = () => ({ backup: apiBackup({ state: 'DELETING' }) });
    expect((await runCli(['backup', 'delete', 'nightly', '--yes'], { api })).exitCode).toBe(0);
    expect(asked).toEqual([]);
  });
});
