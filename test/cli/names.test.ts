import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { similarNames } from '../../src/client/similar-names.js';
import { apiBackup, apiCluster, apiLocation, apiPage, apiShownBackup, uuid } from '../support/api-things.js';
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

function twoClusters(): void {
  const all = [apiCluster({ id: uuid(1), name: 'production' }), apiCluster({ id: uuid(2), name: 'staging' })];
  answers.clusters = () => apiPage(all);
  answers.cluster = ({ id }: { id: string }) => all.find((each) => each.id === id) ?? null;
}

describe('a thing', () => {
  it('is found by its name and by its id', async () => {
    twoClusters();
    for (const reference of ['staging', uuid(2), uuid(2).toUpperCase()]) {
      const { stdout, exitCode } = await runCli(['cluster', 'show', reference, '--json'], { api });
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ name: 'staging' });
    }
  });

  it('with a name that is not known is refused with the names that may be meant', async () => {
    twoClusters();
    const { stderr, exitCode } = await runCli(['cluster', 'show', 'prodction'], { api });
    expect(stderr).toBe(
      'There is no cluster "prodction"; did you mean "production"? "holdfast cluster list" shows all (NOT_FOUND)\n',
    );
    expect(exitCode).toBe(1);
  });

  it('that resembles nothing is refused without a guess', async () => {
    answers.backupLocations = () => apiPage([apiLocation()]);
    const { stderr } = await runCli(['location', 'show', 'xyzzyxyzzy'], { api });
    expect(stderr).toBe(
      'There is no backup location "xyzzyxyzzy"; "holdfast location list" shows all (NOT_FOUND)\n',
    );
  });

  it('whose name is the id of another is ambiguous', async () => {
    answers.clusters = () =>
      apiPage([apiCluster({ id: uuid(1) }), apiCluster({ id: uuid(2), name: uuid(1) })]);
    const { stderr, exitCode } = await runCli(['cluster', 'show', uuid(1)], { api });
    expect(stderr).toContain('is the id of one cluster and the name of another');
    expect(exitCode).toBe(2);
  });

  it('is found on a later page', async () => {
    answers.clusters = ({ after }: { after?: string }) =>
      after === undefined || after === null
        ? apiPage([apiCluster()], { hasNextPage: true })
        : apiPage([apiCluster({ id: uuid(2), name: 'later' })]);
    answers.cluster = ({ id }: { id: string }) => apiCluster({ id, name: 'later' });
    expect((await runCli(['cluster', 'show', 'later'], { api })).exitCode).toBe(0);
  });
});

describe('a backup', () => {
  it('is found by a name that is part of other names', async () => {
    const all = [apiBackup({ id: uuid(4), name: 'nightly-2' }), apiBackup({ id: uuid(5), name: 'nightly' })];
    answers.backups = ({ filter }: { filter?: { nameContains: string } | null }) =>
      apiPage(all.filter(({ name }) => name.includes(filter?.nameContains ?? '')));
    answers.backup = ({ id }: { id: string }) => apiShownBackup(all.find((each) => each.id === id));
    const { stdout } = await runCli(['backup', 'show', 'nightly', '--json'], { api });
    expect(JSON.parse(stdout)).toMatchObject({ id: uuid(5) });
  });

  it('is looked for by its id alone when it is one', async () => {
    answers.backup = ({ id }: { id: string }) => apiShownBackup({ id });
    expect((await runCli(['backup', 'show', uuid(3)], { api })).exitCode).toBe(0);
  });

  it('whose id nobody knows is refused', async () => {
    answers.backup = () => refusal('NOT_FOUND', 'There is no Backup.');
    answers.backups = () => apiPage([apiBackup()]);
    const { stderr, exitCode } = await runCli(['backup', 'show', uuid(8)], { api });
    expect(stderr).toContain(`There is no backup "${uuid(8)}"`);
    expect(exitCode).toBe(1);
  });
});

describe('names that may be meant', () => {
  it('are near, or hold what was given, the nearest first', () => {
    expect(similarNames('shop', ['shap', 'billing', 'shop-eu', 'ship'])).toEqual(['shop-eu', 'shap', 'ship']);
  });

  it('are three at most and each one once', () => {
    expect(similarNames('a', ['a1', 'a2', 'a3', 'a4', 'a1'])).toHaveLength(3);
  });
});
