import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiCluster, apiPage } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const SDL = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
const ERROR_CODES = ((type) => (isEnumType(type) ? type.getValues().map(({ name }) => name) : []))(
  buildSchema(SDL).getType('ErrorCode'),
);
const answers: Answers = {};
let api: StandInApi;
let folder: string;

beforeAll(async () => {
  api = await startStandInApi(answers);
});
afterAll(() => api.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
});
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
  rmSync(folder, { recursive: true });
});

describe('a refusal', () => {
  it.each(ERROR_CODES)('%s is one line that says what and what to do, and exit code 1', async (code) => {
    answers.viewer = () => refusal(code, 'It is so.', { errorId: 'id-in-the-log' });
    const { stdout, stderr, exitCode } = await runCli(['whoami'], { api });
    expect(stderr).toMatch(new RegExp(`^It is so; .{10,} \\(${code}, id-in-the-log\\)\\n$`));
    expect(stdout).toBe('');
    expect(exitCode).toBe(1);
  });

  it('stays one line whatever its message holds', async () => {
    answers.viewer = () => refusal('BAD_USER_INPUT', 'first\nsecond\u001b[2J\r\u202ethird');
    const { stderr } = await runCli(['whoami'], { api });
    expect(stderr).toMatch(/^first second\u{FFFD}\[2J \u{FFFD}third; [^\n]+\n$/u);
  });

  it('with --json is a document on stdout, with its details', async () => {
    const details = { fields: [{ path: 'name', message: 'is no name' }] };
    answers.viewer = () => refusal('BAD_USER_INPUT', 'name: is no name', { details, retryable: true });
    const { stdout, stderr, exitCode } = await runCli(['whoami', '--json'], { api });
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'BAD_USER_INPUT',
        message: 'name: is no name',
        advice: expect.any(String) as string,
        details,
        retryable: true,
        errorId: 'e0e0e0e0-0000-4000-8000-000000000000',
      },
    });
    expect(stderr.split('\n')).toHaveLength(2);
    expect(exitCode).toBe(1);
  });

  it('for want of a token says where one comes from', async () => {
    const { stderr, exitCode } = await runCli(['whoami'], { env: { HOLDFAST_URL: api.url }, cwd: folder });
    expect(stderr).toContain('no token was sent: set HOLDFAST_TOKEN_FILE');
    expect(stderr).toContain('UNAUTHENTICATED');
    expect(exitCode).toBe(1);
  });
});

describe('a server that cannot be reached', () => {
  it('is one line with its address, and exit code 5', async () => {
    const gone = await startStandInApi({});
    await gone.close();
    const { stdout, stderr, exitCode } = await runCli(['cluster', 'list'], { api: gone });
    expect(stderr).toBe(
      `Cannot reach Holdfast at ${gone.url}: nothing listens there; check that it runs ("holdfast start") and that --url or HOLDFAST_URL names it\n`,
    );
    expect(stdout).toBe('');
    expect(exitCode).toBe(5);
  });
});

describe('bad usage', () => {
  it.each([
    ['an unknown command', ['cluster', 'lisst'], /unknown command 'lisst'/],
    ['an unknown option', ['backup', 'list', '--colour'], /unknown option '--colour'/],
    ['a missing argument', ['backup', 'show'], /missing required argument 'backup'/],
    ['a missing option', ['backup', 'plan', '--cluster', 'prod'], /required option '--namespaces <names>'/],
    ['an empty list', ['backup', 'plan', '--cluster', 'prod', '--namespaces', ','], /at least one name/],
    ['an unknown state', ['backup', 'list', '--state', 'done'], /Use one of IN_PROGRESS, SUCCESS/],
    ['a label without a value', ['location', 'add', 'x', '--label', 'env'], /key=value/],
    ['a limit of nothing', ['backup', 'list', '--limit', '0'], /from 1 to/],
    ['an address that is none', ['whoami', '--url', 'holdfast'], /--url is not usable/],
    ['an option of a single command', ['whoami', '--nobody'], /unknown option/],
  ])('%s is exit code 2 and asks nobody', async (_what, args, message) => {
    const before = api.asked.length;
    const { stdout, stderr, exitCode } = await runCli(args, { api });
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
    expect(api.asked.length).toBe(before);
  });

  it('is not to ask for help', async () => {
    const { stdout, exitCode } = await runCli(['backup', 'create', '--help']);
    expect(stdout).toContain('--namespaces <names>');
    expect(exitCode).toBe(0);
  });
});

describe('the token', () => {
  const SENTINEL = 'hf_sentinel-of-a-token';

  it('comes from a file, from the variable, or from the data folder of this machine', async () => {
    answers.clusters = () => apiPage([]);
    await mkdir(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'admin-token'), `${api.token}\n`);
    writeFileSync(join(folder, 'other'), api.token);
    const url = { HOLDFAST_URL: api.url };
    const exitCodes = await Promise.all(
      [
        runCli(['cluster', 'list'], { env: url, cwd: folder }),
        runCli(['cluster', 'list'], { env: { ...url, HOLDFAST_TOKEN_FILE: 'other' }, cwd: folder }),
        runCli(['cluster', 'list'], { env: { ...url, HOLDFAST_TOKEN: api.token } }),
        runCli(['cluster', 'list', '--token', api.token], { env: { ...url, HOLDFAST_TOKEN: 'another' } }),
      ].map(async (run) => (await run).exitCode),
    );
    expect(exitCodes).toEqual([0, 0, 0, 0]);
  });

  it('of the data folder goes to no other machine', async () => {
    await mkdir(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'admin-token'), SENTINEL);
    const { connectionFrom } = await import('../../src/cli/cli-environment.js');
    const world = { env: {}, cwd: folder };
    expect(connectionFrom({ url: 'http://127.0.0.1:4000' }, world).token).toBe(SENTINEL);
    expect(connectionFrom({ url: 'https://holdfast.example' }, world).token).toBeUndefined();
  });

  it('file that is not there is named', async () => {
    const { stderr, exitCode } = await runCli(['whoami'], {
      env: { HOLDFAST_TOKEN_FILE: 'absent' },
      cwd: folder,
    });
    expect(stderr).toContain(join(folder, 'absent'));
    expect(stderr).toContain('ENOENT');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['several words', `${SENTINEL} and more`],
    ['two lines', `${SENTINEL}\n${SENTINEL}`],
    ['not ASCII', `${SENTINEL}é`],
  ])('that is %s is refused without being repeated', async (_what, token) => {
    writeFileSync(join(folder, 'token'), token);
    for (const world of [{ env: { HOLDFAST_TOKEN: token } }, { env: { HOLDFAST_TOKEN_FILE: 'token' } }]) {
      const run = await runCli(['whoami', '--json'], { ...world, cwd: folder });
      expect(run.exitCode).toBe(2);
      expect(run.stdout + run.stderr).not.toContain(SENTINEL);
    }
    const run = await runCli(['whoami', '--token', token]);
    expect(run.exitCode).toBe(2);
    expect(run.stdout + run.stderr).not.toContain(SENTINEL);
  });

  it('stands in no output, not even when a server repeats it', async () => {
    const server = await startStandInApi(
      {
        viewer: () => refusal('FORBIDDEN', `not with ${SENTINEL}`, { details: { header: SENTINEL } }),
        clusters: () => apiPage([apiCluster({ stateMessage: SENTINEL, server: SENTINEL })]),
      },
      { token: SENTINEL },
    );
    const runs = await Promise.all(
      [['whoami'], ['whoami', '--json'], ['cluster', 'list'], ['cluster', 'list', '--json']].map((args) =>
        runCli(args, { api: server }),
      ),
    );
    await server.close();
    runs.push(await runCli(['whoami', '--json'], { api: server }));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1, 0, 0, 5]);
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toContain(SENTINEL);
  });
});
