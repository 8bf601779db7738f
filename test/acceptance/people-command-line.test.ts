/** People, tokens, links and the trail by the command line, on the real services. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SERVICE_SCOPE } from '../../src/domain/interaction.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, type Person } from '../support/people.js';
import { type CliWorld, runCli } from '../support/run-cli.js';

let world: Installation;
let api: Running;
let admin: Person;
beforeAll(async () => {
  world = await Installation.start();
  const { services } = world.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' });
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

const as = (token: string, rest: CliWorld = {}): CliWorld => ({ ...rest, api: { url: api.url, token } });
const run = (line: string, token = admin.token, rest: CliWorld = {}) =>
  runCli(line.split(' '), as(token, rest));
const bot = { kind: 'SERVICE', name: 'slack-bot', scope: SERVICE_SCOPE } as const;
const aCode = async (slackUserId: string) => {
  const who = { teamId: 'T1', teamName: 'Acme', slackUserId, slackUserName: 'lee.slack' };
  return (await world.product.services.slackLinks.begin(who, bot)).code;
};

it('a person is made, gets a token that is printed alone, signs in, changes role and is let go', async () => {
  const created = await run('user create lee --role app-user --email lee@acme.test');
  expect(created.stdout).toContain('Created "lee", APP_USER.');
  const made = await run('token create laptop --user lee --expires 90d');
  expect(made.stdout).toMatch(/^hf_\S{43}\n$/);
  expect(made.stderr).toContain('not shown again');
  const token = made.stdout.trim();
  expect((await run('whoami', token)).stdout).toMatch(/^role +APP_USER$/m);
  expect((await run('user list')).stdout).toMatch(/lee +APP_USER +ACTIVE +lee@acme.test/);
  expect(await run('user list', token)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('An app user has no right to see users'),
  });
  expect((await run('token list', token)).stdout).toMatch(/laptop .* valid/);
  expect((await run('user edit lee --role auditor')).stdout).toMatch(/^role +AUDITOR$/m);
  expect((await run('user edit lee --state inactive')).stdout).toMatch(/revoked/);
  expect((await run('whoami', token)).stderr).toContain('UNAUTHENTICATED');
  expect((await run('user show leo')).stderr).toContain('did you mean "lee"');
});

it('a link shows workspace and Slack name, asks, and can be ended', async () => {
  const { token } = await aPerson(world.product, world.actor, { name: 'kim' });
  const code = await aCode('U7');
  const no = await run(`slack link ${code}`, token, { answer: false });
  expect(no).toMatchObject({ exitCode: 6, stdout: '' });
  expect(no.stderr).toContain('Workspace: Acme (T1)\nSlack user: lee.slack (U7)');
  expect((await run('slack links --json', token)).stdout.trim()).toBe('[]');
  const yes = await run(`slack link ${code.toLowerCase()}`, token, { answer: true });
  expect(yes.stdout).toBe('lee.slack in Acme acts as kim from now on.\n');
  expect((await run('slack links', token)).stdout).toMatch(/lee.slack +U7 +Acme \(T1\)/);
  expect((await run('slack links --user kim')).stdout).toContain('U7');
  expect((await run(`slack link ${code} --yes`, token)).stderr).toContain('ask for a new one');
  const taken = await run(`slack link ${await aCode('U7')} --yes`);
  expect(taken).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Remove that link first') });
  expect((await run('slack unlink --yes', token)).stdout).toBe('The link is removed.\n');
  expect((await run('slack unlink --yes', token)).exitCode).toBe(1);
});

it('a token without an end or with a bad one is told from each other, and revoked', async () => {
  expect((await run('token create ci --expires soon')).exitCode).toBe(2);
  const { stdout } = await run('token create ci --json');
  const { accessToken } = JSON.parse(stdout) as { accessToken: { id: string; expiresAt: null } };
  expect(accessToken.expiresAt).toBeNull();
  expect((await run(`token revoke ${accessToken.id}`)).stdout).toContain('Token "ci" is revoked');
});

it('the audit trail is filtered by person, door and outcome', async () => {
  await run('user create eve --role auditor');
  const all = await run('audit --user root --outcome applied --door command_line');
  expect(all.stdout).toMatch(/root +COMMAND_LINE +createUser .*APPLIED/);
  const refused = JSON.parse((await run('audit --outcome refused --json')).stdout) as { outcome: string }[];
  expect(refused.every(({ outcome }) => outcome === 'REFUSED')).toBe(true);
  expect((await run('audit --door window')).exitCode).toBe(2);
});

it('a group is made, shown, changed and deleted, its members by name', async () => {
  await aPerson(world.product, world.actor, { name: 'gus' });
  const { token } = await aPerson(world.product, world.actor, { name: 'gil' });
  expect((await run('group create ops --member gus')).stdout).toBe('Created group "ops", 1 member.\n');
  expect((await run('group edit ops --add gil --remove gus --name night')).stdout).toMatch(/^members +1$/m);
  const { stdout } = await run('group show night');
  expect(stdout).toMatch(/gil +APP_USER +ACTIVE/);
  expect(stdout).toMatch(/^ +Delete +yes$/m);
  expect((await run('group list')).stdout).toMatch(/night +ACTIVE +1 +here/);
  expect((await run('whoami', token)).stdout).toMatch(/^groups +night$/m);
  expect((await run('user show gil')).stdout).toMatch(/^groups +night$/m);
  expect((await run('group edit night')).exitCode).toBe(2);
  expect((await run('group create x --member nobody')).stderr).toContain('user list');
  expect((await run('group delete night', token)).stderr).toContain('An app user has no right to see users');
  expect((await run('group delete night --yes --json')).exitCode).toBe(0);
  expect(JSON.parse((await run('group list --json')).stdout)).toEqual([]);
});
