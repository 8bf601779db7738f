/** The history of states: every change of every resource, with why and by whom, over HTTP, WebSocket and the command line. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { StateHistoryService } from '../../src/services/state-history-service.js';
import { aSync } from '../factories/federation.js';
import { restoreOptions } from '../factories/restores.js';
import { ScriptedRestoreEngine } from '../fakes/scripted-restore-engine.js';
import type { Running } from '../graphql/running-api.js';
import { next, take } from '../graphql/updates.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';
import { runCli } from '../support/run-cli.js';
import { SettableClock } from '../support/settable-clock.js';
import { type StreamingApi, startStreamingApi } from '../support/streaming-api.js';
import { keptMoves, seenMoves, watchStates } from '../support/watched-states.js';

const never = new AbortController().signal;
const KEEPING = { backups: 'KEEP' } as const;
const clock = new SettableClock(new Date());
let world: Installation;
let api: Running;
let streaming: StreamingApi;
let admin: Person;
let dana: Person;

beforeAll(async () => {
  world = await Installation.start({
    namespaces: ['shop', 'blog'],
    restoreEngine: new ScriptedRestoreEngine(),
  });
  streaming = await startStreamingApi(world);
  ({ api } = streaming);
  admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' });
  dana = await aPerson(world.product, world.actor, { name: 'dana' });
});
afterAll(async () => {
  await streaming.stop();
  await world.stop();
});

const services = () => world.product.services;
const handlers = () => world.product.handlers;

interface Change {
  readonly resource: string;
  readonly subjectId: string;
  readonly name: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly observer: string;
  readonly observerName: string;
}

const FIELDS =
  'edges { cursor node { resource subjectId name from to reason message observer observerName } } pageInfo { endCursor hasNextPage }';

async function historyFor(person: Person, filter: string): Promise<readonly Change[]> {
  const { data, errors } = await asking(api, person.token)(`{ stateHistory(${filter}) { ${FIELDS} } }`);
  expect(errors).toEqual([]);
  return (data.stateHistory as unknown as { edges: { node: Change }[] }).edges.map(({ node }) => node);
}

const moves = (changes: readonly Change[]) => changes.map(({ from, to }) => `${from ?? ''} → ${to ?? ''}`);

function aSchedule() {
  return services().schedules.create(
    {
      name: `s-${randomUUID()}`,
      clusterId: world.cluster.id,
      locationId: world.location.id,
      selection: { kind: 'NAMED', names: ['shop'] },
      timing: { kind: 'INTERVAL', minutes: 60 },
      timeZone: 'UTC',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    world.actor,
  );
}

it('says of every thing what its row went through, from its first state to its end', async () => {
  const tables = await watchStates(world.database);
  expect(tables).toEqual(
    expect.arrayContaining([
      'app_user',
      'backup',
      'backup_location',
      'backup_schedule',
      'cluster',
      'restore',
    ]),
  );
  const { actor, kubernetes, folder } = world;
  // A cluster with a refused token, mended, down, back, and removed.
  const bad = { name: 'bad', kubeconfig: kubernetes.kubeconfig({ token: 'wrong' }) };
  const cluster = await services().clusters.register(bad, actor);
  const mended = { expectedVersion: cluster.version, kubeconfig: kubernetes.kubeconfig() };
  await services().clusters.edit(cluster.id, mended, actor);
  kubernetes.faults.add({ match: /./, do: { status: 503 } });
  for (let look = 0; look < 3; look += 1) await handlers()['probe-clusters']({}, never);
  kubernetes.faults.clear();
  await handlers()['probe-clusters']({}, never);
  await services().clusters.remove(cluster.id, actor);
  // A folder that is lost and found to be lost, and forgotten.
  const location = await services().locations.create({ name: 'second' }, actor);
  await rm(join(folder, 'second'), { recursive: true, force: true });
  await handlers()['probe-locations']({}, never);
  await services().locations.remove(location.id, actor);
  // A schedule, its partial backup, one that is cancelled, a restore, and all of them removed.
  const schedule = await aSchedule();
  const made = await services().schedules.backUpNow(schedule.id, actor);
  expect((await world.run(made.id)).state).toBe('SUCCESS');
  expect((await world.backUp('shop', 'gone')).state).toBe('PARTIAL_SUCCESS');
  expect((await world.backUp('gone')).state).toBe('FAILURE');
  await services().schedules.suspend(schedule.id, actor);
  await services().schedules.resume(schedule.id, actor);
  const cancelled = await world.request('shop');
  await services().backups.cancel(cancelled.id, actor);
  await world.run(cancelled.id);
  const restore = await services().restores.create({ backupId: made.id, options: restoreOptions() }, actor);
  await runRestore(restore.id, world.product.world, never);
  const stopped = await services().restores.create({ backupId: made.id, options: restoreOptions() }, actor);
  await services().restores.cancel(stopped.id, actor);
  await services().restores.remove(restore.id, actor);
  await services().backups.remove(cancelled.id, { confirmLastCopy: true }, actor);
  await handlers()['delete-backup']({ backupId: cancelled.id }, never);
  await services().schedules.remove((await aSchedule()).id, KEEPING, actor);
  // Somebody who is let go and comes back.
  const { user } = await aPerson(world.product, actor);
  const let_go = await services().users.edit(
    user.id,
    { expectedVersion: user.version, state: 'INACTIVE' },
    actor,
  );
  await services().users.edit(user.id, { expectedVersion: let_go.version, state: 'ACTIVE' }, actor);

  const [seen, kept] = [await seenMoves(world.database), await keptMoves(world.database)];
  expect(seen.size).toBeGreaterThan(9);
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(seen));
  expect(seen.get(cluster.id)).toHaveLength(7);
});

describe('a line', () => {
  it('says why, what was seen, and who saw it: a person who asked, the prober, the worker', async () => {
    const { kubernetes, actor } = world;
    const name = `seen-${randomUUID()}`;
    const { id } = await services().clusters.register({ name, kubeconfig: kubernetes.kubeconfig() }, actor);
    kubernetes.faults.add({ match: /./, do: { status: 401 } });
    await handlers()['probe-clusters']({}, never);
    kubernetes.faults.clear();
    await services().clusters.validate(id, actor);
    await services().clusters.validate(world.cluster.id, actor);
    const [back, lost, first, registered] = await historyFor(admin, `resource: Cluster, id: "${id}"`);
    expect(registered).toMatchObject({
      name,
      from: null,
      to: 'UNCHECKED',
      observer: 'PERSON',
      observerName: 'admin',
    });
    expect(first).toMatchObject({ from: 'UNCHECKED', to: 'ACTIVE', reason: 'OK', observer: 'PERSON' });
    expect(lost).toMatchObject({
      ...{ resource: 'Cluster', subjectId: id, name, from: 'ACTIVE', to: 'DISCONNECTED' },
      ...{ reason: 'CREDENTIAL_REFUSED', observer: 'PROBER', observerName: 'cluster prober' },
    });
    expect(lost?.message).not.toBe('');
    expect(back).toMatchObject({
      from: 'DISCONNECTED',
      to: 'ACTIVE',
      observer: 'PERSON',
      observerName: 'admin',
    });

    const { backup } = await world.backUp('shop', 'gone');
    const [end, begin] = await historyFor(admin, `resource: Backup, id: "${backup.id}"`);
    expect(begin).toMatchObject({ name: backup.name, from: null, to: 'IN_PROGRESS', observer: 'PERSON' });
    expect(end).toMatchObject({ from: 'IN_PROGRESS', to: 'PARTIAL_SUCCESS', reason: 'NAMESPACE_MISSING' });
    expect(end).toMatchObject({ observer: 'WORKER', observerName: expect.stringContaining('test-') });
  });

  it('is found by state, observer and time, and stands as a field of the thing itself', async () => {
    const { backup } = await world.backUp('shop');
    const ofBackup = `resource: Backup, id: "${backup.id}"`;
    expect(moves(await historyFor(admin, `${ofBackup}, to: "SUCCESS"`))).toEqual(['IN_PROGRESS → SUCCESS']);
    expect(moves(await historyFor(admin, `${ofBackup}, observer: PERSON`))).toEqual([' → IN_PROGRESS']);
    expect(await historyFor(admin, `${ofBackup}, until: "2020-01-01T00:00:00Z"`)).toEqual([]);
    const ask = asking(api, admin.token);
    const { data } = await ask(`{ backup(id: "${backup.id}") { stateHistory(first: 1) { ${FIELDS} } } }`);
    const first = (
      data.backup as unknown as { stateHistory: { pageInfo: { endCursor: string; hasNextPage: boolean } } }
    ).stateHistory;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await historyFor(admin, `${ofBackup}, after: "${first.pageInfo.endCursor}"`);
    expect(moves(rest)).toEqual([' → IN_PROGRESS']);
    const word = await ask('{ stateHistory(resource: Cluster, to: "SUCCESS") { edges { node { id } } } }');
    expect(word.code).toBe('BAD_USER_INPUT');
    expect(word.errors[0]?.message).toContain('NOT_AVAILABLE');
  });
});

describe('who does not see a thing', () => {
  it('does not see its history either, word for word as of what never was; of a shared cluster they see all', async () => {
    const { id } = await services().clusters.register(
      { name: `hidden-${randomUUID()}`, kubeconfig: world.kubernetes.kubeconfig() },
      world.actor,
    );
    const ask = asking(api, dana.token);
    const of = (subject: string) =>
      `{ stateHistory(resource: Cluster, id: "${subject}") { edges { node { id } } } }`;
    const [hidden, nothing] = [await ask(of(id)), await ask(of(randomUUID()))];
    expect(hidden.code).toBe('NOT_FOUND');
    expect(nothing.code).toBe('NOT_FOUND');
    expect((await historyFor(dana, 'first: 200')).map(({ subjectId }) => subjectId)).not.toContain(id);
    expect(await historyFor(dana, 'resource: User')).toMatchObject([{ subjectId: dana.user.id }]);
    const share = {
      resource: 'Cluster',
      resourceId: id,
      userId: dana.user.id,
      namespaces: ['shop'],
    } as const;
    await services().shares.create({ ...share, access: 'VIEW' }, world.actor);
    expect(await historyFor(dana, `resource: Cluster, id: "${id}"`)).toMatchObject([{ reason: 'OK' }, {}]);
  });

  it('sees of a cluster that is known only by name how it was, with the code of its reason and no words', async () => {
    const { backup } = await world.backUp('shop');
    const share = { resource: 'Backup', resourceId: backup.id, userId: dana.user.id } as const;
    await services().shares.create({ ...share, access: 'VIEW' }, world.actor);
    const changes = await historyFor(dana, `resource: Cluster, id: "${world.cluster.id}"`);
    expect(changes.length).toBeGreaterThan(1);
    expect(changes.map(({ reason }) => reason)).toContain('OK');
    for (const { message } of changes) expect(message).toBeNull();
  });

  it('sees that of a group that they are in, and of no other', async () => {
    const { userGroups } = services();
    const lee = await aPerson(world.product, world.actor, { name: 'lee' });
    const group = (memberIds: readonly string[]) =>
      userGroups.create({ name: `g-${randomUUID()}`, memberIds }, world.actor);
    const [own, other] = [await group([lee.user.id]), await group([])];
    expect(await historyFor(lee, `resource: User, id: "${own.id}"`)).toMatchObject([{ to: 'ACTIVE' }]);
    const { code } = await asking(
      api,
      lee.token,
    )(`{ stateHistory(id: "${other.id}") { edges { node { id } } } }`);
    expect(code).toBe('NOT_FOUND');
  });

  it('ends the syncs of a location that is removed', async () => {
    const { id: locationId } = await services().locations.create({ name: `l-${randomUUID()}` }, world.actor);
    const requestedBy = admin.user.id;
    const sync = aSync({ locationId, requestedBy, state: 'PENDING', bucketKey: randomUUID() });
    await world.product.world.work.stores.syncs.insert(sync);
    await services().locations.remove(locationId, world.actor);
    expect(await historyFor(admin, `id: "${sync.id}"`)).toMatchObject([
      { resource: 'BackupSync', from: 'PENDING', to: null, message: 'its location was removed' },
    ]);
  });

  it('of what is gone only who sees everything reads on', async () => {
    const schedule = await aSchedule();
    await services().schedules.remove(schedule.id, KEEPING, world.actor);
    const gone = await historyFor(admin, `id: "${schedule.id}"`);
    expect(gone).toMatchObject([{ from: 'ACTIVE', to: null, name: schedule.name }, { to: 'ACTIVE' }]);
    const { code } = await asking(
      api,
      dana.token,
    )(`{ stateHistory(id: "${schedule.id}") { edges { node { id } } } }`);
    expect(code).toBe('NOT_FOUND');
  });
});

it('a subscription begins with how things are, then says each change with its observer, and goes on by its event id', async () => {
  const { id } = await services().clusters.register(
    { name: `live-${randomUUID()}`, kubeconfig: world.kubernetes.kubeconfig() },
    world.actor,
  );
  const STATES = `subscription ($id: ID, $after: String) { resourceStateChanged(id: $id, after: $after) {
    eventId isPresent resource subjectId from to reason observer observerName } }`;
  const client = api.socketClient(admin.token);
  const states = client.iterate({ query: STATES, variables: { id } });
  const present = await next(states, 'resourceStateChanged');
  expect(present).toMatchObject({ isPresent: true, from: null, to: 'ACTIVE', observer: null });
  world.kubernetes.faults.add({ match: /./, do: { status: 401 } });
  await handlers()['probe-clusters']({}, never);
  const change = await next(states, 'resourceStateChanged');
  const told = { from: 'ACTIVE', to: 'DISCONNECTED', reason: 'CREDENTIAL_REFUSED', observer: 'PROBER' };
  expect(change).toMatchObject({ isPresent: false, ...told, observerName: 'cluster prober' });
  await states.return?.();
  world.kubernetes.faults.clear();
  for (const each of [id, world.cluster.id]) await services().clusters.validate(each, world.actor);
  const again = client.iterate({ query: STATES, variables: { id, after: present.eventId } });
  expect((await take(again, 2, 'resourceStateChanged')).map(({ to }) => to)).toEqual([
    'DISCONNECTED',
    'ACTIVE',
  ]);
  await again.return?.();
  // People are told of by those who may see them alone.
  const ofUsers = `subscription { resourceStateChanged(resource: User) { subjectId to } }`;
  const users = client.iterate({ query: ofUsers });
  expect(await next(users, 'resourceStateChanged')).toMatchObject({ to: 'ACTIVE' });
  await users.return?.();
});

describe('holdfast history', () => {
  const run = (...words: string[]) =>
    runCli(['history', ...words], { api: { url: api.url, token: admin.token } });

  it('shows the changes of one thing by its name, of a kind, and as JSON', async () => {
    const schedule = await aSchedule();
    await services().schedules.suspend(schedule.id, world.actor);
    const { stdout, exitCode } = await run('schedule', schedule.name);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ACTIVE -> SUSPENDED +SUSPEND: suspended by admin +admin$/m);
    expect(stdout).toMatch(/-> ACTIVE/);
    const json = await run('schedules', schedule.id, '--to', 'suspended', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject([{ from: 'ACTIVE', to: 'SUSPENDED', name: schedule.name }]);
    const few = await run('--limit', '2');
    expect(few.stdout.trim().split('\n')).toHaveLength(3);
    expect(few.stderr).toContain('--limit');
  });

  it('says what is wrong with what it was given', async () => {
    expect(await run('planet')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('LocationConnection'),
    });
    expect(await run('schedule', 'nope')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('nope'),
    });
    expect(await run('cluster', '--to', 'success')).toMatchObject({ exitCode: 1 });
    expect((await run('cluster', randomUUID())).stderr).toContain('There is no Cluster');
  });
});

it('what is older than it is kept goes, but for the last line of what is still there', async () => {
  const [gone, there] = [await aSchedule(), await aSchedule()];
  await services().schedules.suspend(there.id, world.actor);
  await services().schedules.remove(gone.id, KEEPING, world.actor);
  const old = `UPDATE state_change SET at = at - interval '91 days' WHERE subject_id IN ('${gone.id}', '${there.id}')`;
  await world.database.query(old);
  const { work } = world.product.world;
  const forgetful = (keepDays: number) => new StateHistoryService({ work, clock, keepDays });
  const left = async () => [
    moves(await historyFor(admin, `id: "${there.id}"`)),
    (await asking(api, admin.token)(`{ stateHistory(id: "${gone.id}") { edges { node { id } } } }`)).code,
  ];
  expect(await forgetful(0).forgetOld()).toBe(0);
  expect(await forgetful(92).forgetOld()).toBe(0);
  expect(await forgetful(90).forgetOld()).toBe(3);
  expect(await left()).toEqual([['ACTIVE → SUSPENDED'], 'NOT_FOUND']);
  expect(await forgetful(90).forgetOld()).toBe(0);
});
