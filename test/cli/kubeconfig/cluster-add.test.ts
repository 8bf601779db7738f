import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { apiCluster, apiPage } from '../../support/api-things.js';
import { execCredential, execUser, writeKubeconfig, writePlugin } from '../../support/local-kubeconfig.js';
import { type CliRun, type CliWorld, runCli } from '../../support/run-cli.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../../support/stand-in-api.js';

const SECRET = 'sentinel-credential';
const answers: Answers = {};
let api: StandInApi;
let folder: string;
let config: string;

beforeAll(async () => {
  api = await startStandInApi(answers);
});
afterAll(() => api.close());
beforeEach(() => {
  answers.registerCluster = () => ({ cluster: apiCluster() });
  folder = mkdtempSync(join(tmpdir(), 'holdfast-kubeconfig-'));
  config = join(folder, 'config');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Adds a cluster, and sees to it that no output holds the credential. */
async function add(args: readonly string[] = [], world: CliWorld = {}): Promise<CliRun> {
  const all = ['cluster', 'add', 'prod', '--kubeconfig', config, ...args];
  const run = await runCli(all, {
    api,
    cwd: folder,
    home: folder,
    ...world,
    env: { PATH: process.env.PATH, HOLDFAST_URL: api.url, HOLDFAST_TOKEN: api.token, ...world.env },
  });
  expect(run.stdout + run.stderr).not.toContain(SECRET);
  return run;
}

interface Sent {
  readonly kubeconfig: string;
  readonly context: string | null;
}

function sent(): Sent {
  return api.asked.at(-1)?.variables.input as Sent;
}

interface SentConfig {
  readonly contexts: readonly { readonly name: string }[];
  readonly clusters: readonly { readonly cluster: Record<string, string> }[];
  readonly users: readonly { readonly user: Record<string, string> }[];
}

/** The one cluster and the one user that were sent. */
function sentHalves() {
  const { contexts, clusters, users } = parse(sent().kubeconfig) as SentConfig;
  expect([contexts.length, clusters.length, users.length]).toEqual([1, 1, 1]);
  return { context: contexts[0]?.name, cluster: clusters[0]?.cluster, user: users[0]?.user };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('a kubeconfig with one context and everything inline', () => {
  it('is sent as it is', async () => {
    writeKubeconfig(config);
    const { stdout, exitCode } = await add(['--label', 'env=live', '--mode', 'federated']);
    expect(sent()).toEqual({
      name: 'prod',
      kubeconfig: readFileSync(config, 'utf8'),
      context: null,
      mode: 'FEDERATED',
      labels: [{ key: 'env', value: 'live' }],
    });
    expect(stdout).toBe(
      'Registered cluster "prod": ACTIVE, answers, and grants every right that backups need\n',
    );
    expect(exitCode).toBe(0);
  });

  it('that the cluster refuses is registered, told with its reason, and exit code 4', async () => {
    writeKubeconfig(config);
    const stateMessage = 'the cluster refused the credential (401)';
    answers.registerCluster = () => ({ cluster: apiCluster({ state: 'DISCONNECTED', stateMessage }) });
    const { stdout, exitCode } = await add();
    expect(stdout).toContain(`DISCONNECTED, ${stateMessage}`);
    expect(exitCode).toBe(4);
  });

  it('that the server refuses is one line', async () => {
    writeKubeconfig(config);
    answers.registerCluster = () => refusal('BAD_USER_INPUT', 'kubeconfig.users.live.exec: runs a command');
    const { stderr, exitCode } = await add();
    expect(stderr).toMatch(/^kubeconfig\.users\.live\.exec: runs a command; .*\(BAD_USER_INPUT, .*\)\n$/);
    expect(exitCode).toBe(1);
  });
});

describe('a kubeconfig that names files', () => {
  it('is sent with their contents in it, wherever the command was started', async () => {
    writeFileSync(join(folder, 'ca.pem'), 'the authority');
    writeFileSync(join(folder, 'client.pem'), 'the certificate');
    writeFileSync(join(folder, 'key.pem'), SECRET);
    writeKubeconfig(config, {
      cluster: { 'certificate-authority': 'ca.pem', 'tls-server-name': 'kube', extensions: [] },
      user: { 'client-certificate': 'client.pem', 'client-key': join(folder, 'key.pem') },
    });
    expect((await add([], { cwd: tmpdir() })).exitCode).toBe(0);
    expect(sentHalves()).toEqual({
      context: 'live',
      cluster: {
        server: 'https://live.example:6443',
        'tls-server-name': 'kube',
        'certificate-authority-data': base64('the authority'),
      },
      user: { 'client-certificate-data': base64('the certificate'), 'client-key-data': base64(SECRET) },
    });
  });

  it('is sent with the token of its token file', async () => {
    writeFileSync(join(folder, 'token'), `${SECRET}\n`);
    writeKubeconfig(config, { user: { tokenFile: 'token', token: 'old' } });
    await add();
    expect(sentHalves().user).toEqual({ token: SECRET });
  });

  it('that are not there is refused with their names, and nothing is sent', async () => {
    writeKubeconfig(config, { user: { 'client-certificate': 'client.pem', 'client-key': 'key.pem' } });
    const before = api.asked.length;
    const { stderr, exitCode } = await add();
    expect(stderr).toBe(
      `There is no file ${join(folder, 'client.pem')}; correct the path, or its permissions\n`,
    );
    expect(exitCode).toBe(2);
    expect(api.asked.length).toBe(before);
  });

  it('is sent as it is when that is asked for', async () => {
    writeKubeconfig(config, { user: { tokenFile: 'token' } });
    await add(['--no-extract', '--context', 'live']);
    expect(sent()).toMatchObject({ kubeconfig: readFileSync(config, 'utf8'), context: 'live' });
  });
});

describe('a kubeconfig with several contexts', () => {
  const parts = [
    { name: 'live' },
    { name: 'other', user: { token: SECRET }, cluster: { 'certificate-authority-data': base64('ca') } },
  ];

  it('is sent with the current one alone: the credentials of the others stay', async () => {
    writeKubeconfig(config, ...parts);
    const { stderr } = await add();
    expect(sentHalves()).toMatchObject({ context: 'live', user: { token: 'token-of-live' } });
    expect(sent().kubeconfig).not.toContain(SECRET);
    expect(stderr).toBe('Sending context "live" alone: https://live.example:6443, everything inline.\n');
  });

  it('is sent with the one that was asked for', async () => {
    writeKubeconfig(config, ...parts);
    await add(['--context', 'other', '--json']);
    expect(sentHalves()).toMatchObject({ context: 'other', user: { token: SECRET } });
  });

  it('and none of them current is refused with their names', async () => {
    writeKubeconfig(config, { name: 'live', current: null }, { name: 'other' });
    const { stderr, exitCode } = await add();
    expect(stderr).toContain('choose one with --context: live, other');
    expect(exitCode).toBe(2);
  });

  it('but not the one that was asked for is refused with what may be meant', async () => {
    writeKubeconfig(config, ...parts);
    const { stderr } = await add(['--context', 'othr']);
    expect(stderr).toBe('The kubeconfig has no context "othr"; choose one with --context: other\n');
  });

  it('in several files of KUBECONFIG is merged, and the first file wins', async () => {
    const files = [join(folder, 'absent'), join(folder, 'a', 'config'), join(folder, 'b', 'config')];
    writeFileSync(join(folder, 'token'), 'wrong folder');
    writeKubeconfig(files[1]!, { name: 'live', user: { token: 'first' }, current: 'far' });
    writeKubeconfig(
      files[2]!,
      { name: 'live', user: { token: 'second' } },
      { name: 'far', user: { tokenFile: 'token' } },
    );
    writeFileSync(join(folder, 'b', 'token'), SECRET);
    const env = { HOLDFAST_URL: api.url, HOLDFAST_TOKEN: api.token, KUBECONFIG: files.join(delimiter) };
    await runCli(['cluster', 'add', 'prod'], { env, cwd: folder, home: folder });
    expect(sentHalves()).toMatchObject({ context: 'far', user: { token: SECRET } });
    await runCli(['cluster', 'add', 'prod', '--context', 'live'], { env, cwd: folder, home: folder });
    expect(sentHalves().user).toEqual({ token: 'first' });
  });

  it('is looked for in ~/.kube/config, and missed by name', async () => {
    const world = { api, cwd: folder, home: folder };
    const missing = await runCli(['cluster', 'add', 'prod'], world);
    expect(missing.stderr).toContain(`There is no kubeconfig (${join(folder, '.kube', 'config')})`);
    expect(missing.exitCode).toBe(2);
    writeKubeconfig(join(folder, '.kube', 'config'));
    expect((await runCli(['cluster', 'add', 'prod'], world)).exitCode).toBe(0);
  });
});

describe('a kubeconfig that gets its credential from a command', () => {
  it('runs it after a yes, without a shell, and sends the token', async () => {
    const plugin = writePlugin(
      folder,
      'login',
      `printf '%s' "$KUBERNETES_EXEC_INFO" > info; echo "$1|$REGION" > seen; cat answer`,
    );
    writeFileSync(join(folder, 'answer'), execCredential({ token: SECRET }));
    const env = [{ name: 'REGION', value: 'eu; echo $(id)' }];
    const wrapper = writePlugin(folder, 'in-folder', `cd ${folder} && exec ./login "$@"`);
    writeKubeconfig(config, {
      user: execUser(wrapper, { args: ['$(touch hacked)'], env, provideClusterInfo: true }),
    });
    const { stderr, exitCode } = await add([], { answer: true });
    expect(exitCode).toBe(0);
    expect(sentHalves().user).toEqual({ token: SECRET });
    expect(stderr).toContain(`${wrapper} "$(touch hacked)" (with REGION set)`);
    expect(stderr).not.toContain('echo $(id)');
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('$(touch hacked)|eu; echo $(id)\n');
    expect(JSON.parse(readFileSync(join(folder, 'info'), 'utf8'))).toEqual({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1',
      spec: { interactive: false, cluster: { server: 'https://live.example:6443', config: null } },
    });
    expect(plugin).toBeTruthy();
  });

  it.each([
    ['a no', { answer: false }, 'the answer was no'],
    ['nobody to ask', {}, 'give --yes'],
  ])('runs nothing after %s', async (_what, world, message) => {
    writePlugin(folder, 'login', 'touch ran');
    writeKubeconfig(config, { user: execUser('./login') });
    const { stderr, exitCode } = await add([], world);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(6);
    expect(() => readFileSync(join(folder, 'ran'))).toThrow();
  });

  it('runs it with --yes, beside the kubeconfig, and warns of an end that is near', async () => {
    const soon = new Date(Date.now() + 15.5 * 60_000).toISOString();
    writePlugin(folder, 'login', `echo '${execCredential({ token: SECRET, expirationTimestamp: soon })}'`);
    writeKubeconfig(config, { user: execUser('./login') });
    const { stderr, exitCode } = await add(['--yes', '--json'], { cwd: tmpdir() });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /This credential ends in 15 min \d+ s: backups fail from then on\. "holdfast cluster rbac"/,
    );
  });

  it('sends a client certificate that it issued', async () => {
    const status = { clientCertificateData: 'a certificate\n', clientKeyData: SECRET };
    writePlugin(folder, 'login', `cat <<'END'\n${execCredential(status)}\nEND`);
    writeKubeconfig(config, { user: execUser('./login') });
    await add(['--yes']);
    expect(sentHalves().user).toEqual({
      'client-certificate-data': base64('a certificate\n'),
      'client-key-data': base64(SECRET),
    });
  });

  it('lets the command speak to the person', async () => {
    writePlugin(
      folder,
      'login',
      `echo 'open https://login.example' >&2; echo '${execCredential({ token: SECRET })}'`,
    );
    writeKubeconfig(config, { user: execUser('./login') });
    expect((await add(['--yes'])).stderr).toContain('open https://login.example');
  });

  it('runs nothing when the user has a credential of its own', async () => {
    writePlugin(folder, 'login', 'touch ran');
    writeKubeconfig(config, { user: { ...execUser('./login'), token: SECRET } });
    await add(['--yes']);
    expect(sentHalves().user).toEqual({ token: SECRET });
    expect(() => readFileSync(join(folder, 'ran'))).toThrow();
  });

  it.each([
    ['fails', `echo ${SECRET}; exit 3`, /failed \(exit code 3\)/],
    ['prints something else', `echo '{"token": "${SECRET}"}'`, /did not print an ExecCredential/],
    ['prints no JSON', `echo ${SECRET}`, /did not print an ExecCredential/],
    [
      'speaks another version',
      `echo '${execCredential({ token: SECRET }, 'v2')}'`,
      /did not print an ExecCredential of/,
    ],
    ['prints an empty status', `echo '${execCredential({})}'`, /printed no token and no certificate/],
    [
      'prints half a certificate',
      `echo '${execCredential({ clientKeyData: SECRET })}'`,
      /a key without its certificate/,
    ],
    ['prints without end', `exec yes ${SECRET}`, /printed more than 1 MiB/],
    ['does not end', 'exec sleep 600', /did not end within 1 s/],
    ['leaves a child with its output', 'sleep 600 & echo $! > child; wait', /did not end within 1 s/],
  ])('is refused when the command %s, and nothing is sent', async (_what, body, message) => {
    writePlugin(folder, 'login', `cd ${folder}; ${body}`);
    writeKubeconfig(config, { user: execUser('./login') });
    const before = api.asked.length;
    const { stderr, exitCode } = await add(['--yes', '--exec-timeout', '1']);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
    expect(api.asked.length).toBe(before);
    endChild();
  });

  it('that is not installed says how it is', async () => {
    writeKubeconfig(config, { user: execUser('no-such-login', { installHint: 'install it with brew' }) });
    const { stderr, exitCode } = await add(['--yes']);
    expect(stderr).toContain('"no-such-login" is not installed; install it with brew\n');
    expect(exitCode).toBe(2);
  });

  it.each([
    [
      'an apiVersion that kubectl dropped',
      { apiVersion: 'client.authentication.k8s.io/v1alpha1' },
      /does not know any more/,
    ],
    ['no command', { command: '' }, /names no command/],
    ['a need to ask a person', { interactiveMode: 'Always' }, /wants to ask a person/],
  ])('with %s is refused', async (_what, more, message) => {
    writePlugin(folder, 'login', 'touch ran');
    writeKubeconfig(config, { user: execUser('./login', more) });
    const { stderr, exitCode } = await add(['--yes']);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });
});

/** What a plugin left behind: ended by its id. */
function endChild(): void {
  try {
    process.kill(Number(readFileSync(join(folder, 'child'), 'utf8')));
  } catch {
    // It left none.
  }
}

describe('a kubeconfig that cannot be used', () => {
  it.each([
    ['is no YAML', `token: "${SECRET}\nx: [`, /is not valid YAML \(line \d+\)/],
    ['is a text', SECRET, /is not a kubeconfig/],
    ['is empty', '', /is not a kubeconfig/],
    ['has no context', 'apiVersion: v1', /has no context/],
    [
      'names a cluster that it lacks',
      'contexts: [{name: a, context: {cluster: b, user: c}}]',
      /names a cluster/,
    ],
    ['is too large', `x: ${'x'.repeat(1024 * 1024)}`, /larger than 1 MiB/],
  ])('because it %s is refused without a line of it', async (_what, text, message) => {
    writeFileSync(config, text);
    const { stderr, exitCode } = await add();
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });

  it('because it is not there is refused by name', async () => {
    const { stderr } = await add(['--kubeconfig', 'absent']);
    expect(stderr).toContain(`There is no file ${join(folder, 'absent')}`);
  });

  it.each([
    ['auth-provider', { 'auth-provider': { name: 'gcp', config: { 'cmd-path': SECRET } } }],
    ['username', { username: 'me', password: SECRET }],
  ])(
    'because its user has %s is refused here: the secret does not leave the machine',
    async (field, user) => {
      writeKubeconfig(config, { user }, { name: 'other' });
      const before = api.asked.length;
      const { stderr, exitCode } = await add();
      expect(stderr).toContain(`has ${field}, which Holdfast cannot use`);
      expect(exitCode).toBe(2);
      expect(api.asked.length).toBe(before);
    },
  );

  it('keeps what the server must refuse by name', async () => {
    writeKubeconfig(
      config,
      { cluster: { 'proxy-url': 'http://proxy' }, user: { token: SECRET, as: 'root' } },
      { name: 'b' },
    );
    await add();
    expect(sentHalves()).toMatchObject({ cluster: { 'proxy-url': 'http://proxy' }, user: { as: 'root' } });
  });
});

describe('a new kubeconfig for a cluster', () => {
  it('is extracted in the same way', async () => {
    answers.clusters = () => apiPage([apiCluster()]);
    answers.cluster = () => apiCluster();
    answers.editCluster = () => ({ cluster: apiCluster() });
    writeFileSync(join(folder, 'token'), SECRET);
    writeKubeconfig(config, { user: { tokenFile: 'token' } });
    const { exitCode } = await runCli(['cluster', 'edit', 'prod', '--kubeconfig', config], { api });
    expect(exitCode).toBe(0);
    expect(sentHalves().user).toEqual({ token: SECRET });
    expect(api.asked.at(-1)?.variables.input).toMatchObject({ expectedVersion: 3, name: null, labels: null });
  });
});
