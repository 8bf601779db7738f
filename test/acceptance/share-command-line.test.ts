/** `holdfast share` as an app user who owns things has it, who may not list people: between the real command and the real API. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { Installation } from '../support/installation.js';
import { aPerson, type Person } from '../support/people.js';
import { runCli } from '../support/run-cli.js';
import { type ServedInstallation, serveInstallation } from '../support/serve-installation.js';
import { silentLog } from '../support/silent-log.js';

let world: Installation;
let served: ServedInstallation;
let priya: Person;
let kim: Person;
const schedule = `nightly-${randomUUID().slice(0, 8)}`;
const run = (line: string, { token }: Person) => runCli(line.split(' '), { api: { url: served.url, token } });

beforeAll(async () => {
  world = await Installation.start();
  const { product, actor, cluster, location } = world;
  served = await serveInstallation(world, { log: silentLog });
  priya = await aPerson(product, actor, { name: 'priya' });
  kim = await aPerson(product, actor, { name: 'kim' });
  const { services } = product;
  const onCluster = {
    resource: 'Cluster',
    resourceId: cluster.id,
    access: 'FULL',
    namespaces: ['*'],
  } as const;
  await services.shares.create({ ...onCluster, userId: priya.user.id }, actor);
  await services.schedules.create(
    {
      ...{ name: schedule, clusterId: cluster.id, locationId: location.id, timeZone: 'UTC' },
      selection: { kind: 'ALL' },
      timing: { kind: 'INTERVAL', minutes: 60 },
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    priya.actor,
  );
});
afterAll(async () => {
  await served.stop();
  await world.stop();
});

describe('sharing a schedule of their own', () => {
  it('with a person by name, who sees it from then on; listed, changed, and taken back', async () => {
    expect((await run(`schedule show ${schedule}`, kim)).exitCode).toBe(1);
    expect(await run(`share add --schedule ${schedule} --user KIM --access restore`, priya)).toEqual({
      stdout: 'Shared with kim: restore.\n',
      stderr: '',
      exitCode: 0,
    });
    expect((await run(`schedule show ${schedule}`, kim)).exitCode).toBe(0);
    const { stdout } = await run(`share list --schedule ${schedule}`, priya);
    expect(stdout).toMatch(
      /^ID +WITH +ACCESS +NAMESPACES +SINCE +BY\n[0-9a-f-]{36} +kim +restore +\S.* priya\n$/,
    );
    const [id = ''] = /[0-9a-f-]{36}/.exec(stdout) ?? [];
    expect((await run(`share edit ${id} --schedule ${schedule} --access full`, priya)).stdout).toBe(
      'Shared with kim: full.\n',
    );
    expect((await run(`schedule suspend ${schedule}`, kim)).exitCode).toBe(0);
    // No share lets anybody share on.
    expect((await run(`share add --schedule ${schedule} --user priya`, kim)).stderr).toContain('FORBIDDEN');
    expect((await run(`share remove ${id}`, priya)).stdout).toBe('Taken back.\n');
    expect((await run(`schedule show ${schedule}`, kim)).exitCode).toBe(1);
    expect((await run(`share list --schedule ${schedule} --json`, priya)).stdout).toBe('[]\n');
  });

  it('with a group by name', async () => {
    const { userGroups } = world.product.services;
    await userGroups.create({ name: 'shop-team', memberIds: [kim.user.id] }, world.actor);
    const { stdout } = await run(`share add --schedule ${schedule} --group shop-team`, priya);
    expect(stdout).toBe('Shared with group shop-team: view.\n');
    expect((await run(`schedule show ${schedule}`, kim)).exitCode).toBe(0);
  });

  it.each([
    ['--user nobody-at-all', 'user: is nobody who is known here by this name or address'],
    ['--group no-such-group', 'group: is the name of no group here'],
    [`--user ${randomUUID()}`, 'userId: is the id of nobody'],
  ])('with %s is refused, and says why', async (whom, why) => {
    const { stderr, exitCode } = await run(`share add --schedule ${schedule} ${whom}`, priya);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(why)]);
  });

  it('twice with the same person is refused', async () => {
    await run(`share add --schedule ${schedule} --user kim`, priya);
    expect((await run(`share add --schedule ${schedule} --user kim`, priya)).stderr).toContain(
      'ALREADY_EXISTS',
    );
  });

  it.each([
    ['share add --user kim', 'which thing?'],
    [`share add --schedule ${schedule} --cluster prod --user kim`, 'which thing?'],
    [`share add --schedule ${schedule}`, 'with whom?'],
    [`share add --schedule ${schedule} --user kim --group shop-team`, 'with whom?'],
    [`share edit ${randomUUID()} --schedule ${schedule} --access full`, 'no share'],
  ])('%s asks what is meant, and nothing is changed', async (line, question) => {
    const { stderr, exitCode } = await run(line, priya);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(question);
  });
});
