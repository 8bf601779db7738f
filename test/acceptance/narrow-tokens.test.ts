/** Tokens that are good for less, service accounts, and what ends a socket, on the real services over HTTP and WebSocket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';
import { runCli } from '../support/run-cli.js';
import { type StreamingApi, startStreamingApi } from '../support/streaming-api.js';

let world: Installation;
let api: Running;
let streaming: StreamingApi;
let admin: Person;
beforeAll(async () => {
  world = await Installation.start();
  streaming = await startStreamingApi(world);
  ({ api } = streaming);
  admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' });
});
afterAll(async () => {
  await streaming.stop();
  await world.stop();
});

const run = (line: string, token = admin.token) => runCli(line.split(' '), { api: { url: api.url, token } });
const made = async (line: string, token = admin.token) => {
  const { stdout, stderr } = await run(`${line} --json`, token);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as { token: string; accessToken: { id: string } };
};
const MAKE_GROUP = 'mutation { createUserGroup(input: { name: "narrow" }) { userGroup { id } } }';

describe('a token for reading', () => {
  it('asks and changes nothing, also where its person may, and the refusal is in the trail', async () => {
    const { token } = await made('token create reader --read-only');
    const ask = asking(api, token);
    expect((await ask('{ userGroups { totalCount } viewer { name } }')).data).toMatchObject({
      viewer: { name: 'root' },
    });
    expect(await ask(MAKE_GROUP)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await run('audit --outcome refused')).stdout).toMatch(/createUserGroup +\S+ +REFUSED/);
    expect((await run('token list')).stdout).toMatch(/reader +reading/);
  });
});

describe('a token for named operations', () => {
  it('is good for them and for saying who it is, and for nothing else', async () => {
    const ask = asking(api, (await made('token create ci --operation clusters --operation backup')).token);
    expect((await ask('{ clusters { totalCount } viewer { name } }')).errors).toEqual([]);
    for (const other of [
      '{ users { totalCount } }',
      '{ clusters { totalCount } schedules: users { totalCount } }',
    ])
      expect(await ask(other)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await ask('{ __schema { types { name } } }')).code).toBe('FORBIDDEN');
  });

  it('is refused with every word that is no root field', async () => {
    const { stderr, exitCode } = await run('token create ci --operation clusters --operation everything');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('operations.1')]);
    expect((await run('token create ci --operation clusters --read-only')).exitCode).toBe(2);
  });

  it('makes no other token: that one could be good for more', async () => {
    const { token } = await made('token create minter --operation createAccessToken');
    expect((await run('token create more', token)).stderr).toContain('makes no tokens');
  });
});

describe('a service account', () => {
  it('is made, gets a token, does what its role may, and is let go', async () => {
    expect((await run('service-account create ci --role app-admin')).stdout).toContain(
      'Created "ci", APP_ADMIN.',
    );
    const { token } = await made('service-account token ci deploys --expires 1d');
    expect((await run('whoami', token)).stdout).toMatch(/^role +APP_ADMIN$/m);
    expect((await run('user create other --role auditor', token)).stderr).toContain('FORBIDDEN');
    expect((await run('service-account list')).stdout).toMatch(/ci +APP_ADMIN +ACTIVE/);
    expect((await run('user list')).stdout).not.toMatch(/^ci /m);
    expect((await run('service-account edit ci --state inactive')).stdout).toMatch(
      /^state +INACTIVE \(DEACTIVATED\)/m,
    );
    expect((await run('whoami', token)).stderr).toContain('UNAUTHENTICATED');
  });

  it('makes no tokens for itself, and nobody but a super admin makes them', async () => {
    await run('service-account create robot --role app-user');
    const { token } = await made('service-account token robot nightly');
    expect((await run('token create another', token)).stderr).toContain('make tokens of service accounts');
    const { token: other } = await aPerson(world.product, world.actor, { role: 'APP_ADMIN' });
    expect((await run('service-account token robot stolen', other)).exitCode).toBe(1);
  });
});

describe('a socket', () => {
  /** Its close, once it is signed in. */
  async function signedIn(token: string): Promise<Promise<{ code: number; reason: string }>[]> {
    const client = api.socketClient(token);
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      client.on('closed', (event) => resolve(event as { code: number; reason: string }));
    });
    const connected = new Promise<void>((resolve) => client.on('connected', () => resolve()));
    const stream = client.iterate({ query: 'subscription { resourceStateChanged { __typename } }' });
    stream.next().catch(() => undefined);
    await connected;
    return [closed];
  }

  it('is closed at once when its token is revoked in the middle of a subscription', async () => {
    const { token, accessToken } = await made('token create stream');
    const [closed] = await signedIn(token);
    await run(`token revoke ${accessToken.id}`);
    expect(await closed).toMatchObject({ code: 4403, reason: 'Forbidden' });
  });

  it('is closed when its person is deactivated, and stays when somebody else is', async () => {
    const kim = await aPerson(world.product, world.actor, { name: 'kim' });
    const lee = await aPerson(world.product, world.actor, { name: 'lee' });
    const [ofKim] = await signedIn(kim.token);
    const [ofLee] = await signedIn(lee.token);
    await run('user edit kim --state inactive');
    expect(await ofKim).toMatchObject({ code: 4403 });
    expect(await Promise.race([ofLee, Promise.resolve('open')])).toBe('open');
  });

  it('is sent away to come again when its person joins a group: what may be seen is another now', async () => {
    const { token } = await aPerson(world.product, world.actor, { name: 'max' });
    const [closed] = await signedIn(token);
    await run('group create circle');
    await run('group edit circle --add max');
    expect(await closed).toMatchObject({ code: 1013 });
  });
});
