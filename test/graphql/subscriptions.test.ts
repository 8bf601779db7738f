import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import type { NewEvent } from '../../src/domain/event.js';
import type { Actor, Role } from '../../src/domain/identity.js';
import { aBackup, aCluster } from './builders.js';
import { ADA, type Running, startApi, TOKEN } from './running-api.js';
import { next, refusal, take } from './updates.js';

const running = aBackup({ state: 'IN_PROGRESS', stage: null, attempt: 0, objects: 0, bytes: 0 });
const UPDATES = `subscription ($id: ID, $after: String) { backupUpdated(id: $id, after: $after) {
  eventId type state stage attempt objects bytes message backupId backup { state } } }`;
const CHANGES = `subscription ($resource: Resource, $id: ID, $after: String) {
  resourceStateChanged(resource: $resource, id: $id, after: $after) { eventId resource subjectId from to reason message } }`;

type Event = Omit<NewEvent, 'actor'>;
function event(type: NewEvent['type'], data: object, subjectId = running.id): Event {
  const subjectType = type.startsWith('CLUSTER')
    ? 'Cluster'
    : type.startsWith('LOCATION')
      ? 'BackupLocation'
      : 'Backup';
  return { type, subjectType, subjectId, data: { ...data } };
}

const STORY: readonly Event[] = [
  event('BACKUP_CLAIMED', { attempt: 1 }),
  event('BACKUP_STAGE_ENTERED', { state: 'IN_PROGRESS', stage: 'PLAN', attempt: 1 }),
  event('BACKUP_STAGE_ENTERED', { state: 'IN_PROGRESS', stage: 'VOLUMES', attempt: 1 }),
  event('BACKUP_STAGE_ENTERED', { state: 'IN_PROGRESS', stage: 'RESOURCES', attempt: 1 }),
  event('BACKUP_PROGRESSED', {
    state: 'IN_PROGRESS',
    stage: 'RESOURCES',
    attempt: 1,
    objects: 12,
    bytes: 3_400,
  }),
  event('BACKUP_STAGE_ENTERED', { state: 'IN_PROGRESS', stage: 'COMMIT', attempt: 1 }),
  event('BACKUP_FINISHED', {
    from: 'IN_PROGRESS',
    to: 'PARTIAL_SUCCESS',
    reason: 'NAMESPACE_MISSING',
    attempt: 1,
    missing: ['billing'],
    lost: [],
  }),
];

let api: Running;
beforeEach(async () => {
  api = await startApi({ limits: { recheckTokenMs: 25 } });
  api.services.backupRows = [running];
});
afterEach(() => api.stop());

describe('backupUpdated of one backup', () => {
  it('begins with the present value and then shows every event in order, whatever the backup is by now', async () => {
    const updates = api.subscribe(UPDATES, { id: running.id });
    expect(await next(updates)).toMatchObject({
      eventId: '000000',
      type: null,
      state: 'IN_PROGRESS',
      stage: null,
      attempt: 0,
      backupId: running.id,
    });
    api.services.backupRows = [aBackup({ id: running.id, state: 'PARTIAL_SUCCESS' })];
    api.feed.append(...STORY);
    const seen = await take(updates, STORY.length);
    expect(seen.map(({ type, state, stage, attempt }) => [type, state, stage, attempt])).toEqual([
      ['BACKUP_CLAIMED', 'IN_PROGRESS', null, 1],
      ['BACKUP_STAGE_ENTERED', 'IN_PROGRESS', 'PLAN', 1],
      ['BACKUP_STAGE_ENTERED', 'IN_PROGRESS', 'VOLUMES', 1],
      ['BACKUP_STAGE_ENTERED', 'IN_PROGRESS', 'RESOURCES', 1],
      ['BACKUP_PROGRESSED', 'IN_PROGRESS', 'RESOURCES', 1],
      ['BACKUP_STAGE_ENTERED', 'IN_PROGRESS', 'COMMIT', 1],
      ['BACKUP_FINISHED', 'PARTIAL_SUCCESS', null, 1],
    ]);
    expect(seen[4]).toMatchObject({ objects: 12, bytes: 3_400 });
    expect(seen.map(({ eventId }) => eventId)).toEqual(api.feed.events.map(({ cursor }) => cursor));
    expect(seen.every(({ backup }) => (backup as { state: string }).state === 'PARTIAL_SUCCESS')).toBe(true);
  });

  it('says what it waits for, and nothing of the kind in what follows', async () => {
    const updates = api.subscribe(UPDATES, { id: running.id });
    expect(await next(updates)).toMatchObject({ message: null });
    const message = 'Waits for its turn: another backup holds the guest of shop/db.';
    const stage = 'PRE_EXEC';
    api.feed.append(
      event('BACKUP_PROGRESSED', { stage, message }),
      event('BACKUP_STAGE_ENTERED', { stage: 'VOLUMES' }),
    );
    expect(await next(updates)).toMatchObject({ stage, message });
    expect(await next(updates)).toMatchObject({ stage: 'VOLUMES', message: null });
  });

  it('goes on after the last event that was seen, without a gap and without the present value', async () => {
    const first = api.subscribe(UPDATES, { id: running.id });
    await next(first);
    api.feed.append(...STORY.slice(0, 3));
    const seen = await take(first, 3);
    await first.return?.();
    api.feed.append(...STORY.slice(3));
    const again = api.subscribe(UPDATES, { id: running.id, after: seen.at(-1)?.eventId });
    expect((await take(again, 4)).map(({ eventId }) => eventId)).toEqual([
      '000004',
      '000005',
      '000006',
      '000007',
    ]);
  });

  it('shows nothing of other backups', async () => {
    const other = aBackup();
    const updates = api.subscribe(UPDATES, { id: running.id });
    await next(updates);
    api.feed.append(event('BACKUP_CLAIMED', { attempt: 1 }, other.id), ...STORY.slice(0, 1));
    expect(await next(updates)).toMatchObject({ eventId: '000002', backupId: running.id });
  });

  it('sees the backup afresh with each event', async () => {
    const updates = api.subscribe(UPDATES, { id: running.id });
    expect(await next(updates)).toMatchObject({ backup: { state: 'IN_PROGRESS' } });
    api.services.backupRows = [];
    api.feed.append(event('BACKUP_EDITED', {}));
    expect(await next(updates)).toMatchObject({ backup: null, state: null });
  });

  it('ends when the backup is deleted', async () => {
    const updates = api.subscribe(UPDATES, { id: running.id });
    await next(updates);
    api.feed.append(
      event('BACKUP_DELETING', { from: 'FAILURE', to: 'DELETING' }),
      event('BACKUP_DELETED', {}),
    );
    expect((await take(updates, 2)).map(({ type, state }) => [type, state])).toEqual([
      ['BACKUP_DELETING', 'DELETING'],
      ['BACKUP_DELETED', null],
    ]);
    expect(await updates.next()).toMatchObject({ done: true });
    expect(api.feed.open).toBe(0);
  });

  it.each([
    ['an unknown id', { id: 'no-such-id' }, 'NOT_FOUND'],
    ['an id of nothing', { id: '7d0b8f0a-0000-4000-8000-00000000000f' }, 'NOT_FOUND'],
    ['a cursor that is none', { id: running.id, after: 'garbage' }, 'BAD_USER_INPUT'],
    ['a cursor of absurd length', { after: 'x'.repeat(1_000) }, 'BAD_USER_INPUT'],
    ['a variable of another type', { id: { a: 1 } }, 'BAD_USER_INPUT'],
  ])('%s is refused and leaves nothing open', async (_name, variables, code) => {
    expect(await refusal(api.subscribe(UPDATES, variables))).toMatchObject([{ extensions: { code } }]);
    expect(api.feed.open).toBe(0);
  });

  it('a feed that fails ends this subscription with an error and not the socket', async () => {
    const client = api.socketClient();
    const updates = client.iterate({ query: UPDATES, variables: { id: running.id } });
    await next(updates);
    const pending = updates.next();
    api.feed.fail(new DependencyFailure('More than 1000 events wait.', { dependency: 'event feed' }));
    expect(await pending).toMatchObject({
      value: {
        errors: [
          {
            message: 'More than 1000 events wait.',
            extensions: { code: 'DEPENDENCY_FAILURE', retryable: true },
          },
        ],
      },
    });
    expect(await updates.next()).toMatchObject({ done: true });
    const version = client.iterate({ query: '{ server { version } }' });
    expect(await version.next()).toMatchObject({ value: { data: { server: { version: '9.9.9' } } } });
  });

  it('a fault of ours in the feed is masked', async () => {
    const updates = api.subscribe(UPDATES, { id: running.id });
    await next(updates);
    const pending = updates.next();
    api.feed.fail(new TypeError('secret detail'));
    const { value } = await pending;
    expect(JSON.stringify(value)).toContain('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(value)).not.toContain('secret detail');
  });
});

describe('a subscriber that leaves', () => {
  it('leaves no stream open, whether it says so or its socket breaks', async () => {
    const updates = api.subscribe(UPDATES, { after: '000000' });
    const pending = updates.next();
    await expect.poll(() => api.feed.open).toBe(1);
    await updates.return?.();
    await pending;
    await expect.poll(() => api.feed.open).toBe(0);

    const client = api.socketClient();
    const broken = client.iterate({ query: UPDATES, variables: { after: '000000' } });
    const ended = broken.next().catch(() => 'ended');
    await expect.poll(() => api.feed.open).toBe(1);
    client.terminate();
    expect(await ended).toBe('ended');
    await expect.poll(() => api.feed.open).toBe(0);
  });
});

describe('backupUpdated of all backups', () => {
  it('shows events of every backup, also one that is gone', async () => {
    api.feed.append(...STORY);
    const updates = api.subscribe(UPDATES, { after: '000007' });
    const pending = next(updates);
    await expect.poll(() => api.feed.open).toBe(1);
    api.feed.append(
      event('CLUSTER_EDITED', {}),
      event('BACKUP_REQUESTED', { state: 'IN_PROGRESS' }, aBackup().id),
    );
    expect(await pending).toMatchObject({ type: 'BACKUP_REQUESTED', state: 'IN_PROGRESS', backup: null });
  });
});

describe('resourceStateChanged', () => {
  const cluster = aCluster();
  const moves: readonly Event[] = [
    event('BACKUP_REQUESTED', { state: 'IN_PROGRESS', name: 'n' }),
    event('BACKUP_STAGE_ENTERED', { state: 'IN_PROGRESS', stage: 'PLAN', attempt: 1 }),
    event('CLUSTER_EDITED', {}, cluster.id),
    event(
      'CLUSTER_STATE_CHANGED',
      { from: 'ACTIVE', to: 'NOT_AVAILABLE', reason: 'TIMEOUT', message: 'no answer in 10 s' },
      cluster.id,
    ),
    event(
      'LOCATION_STATE_CHANGED',
      { from: 'VALID', to: 'INVALID', reason: 'NO_SPACE', message: 'full' },
      cluster.id,
    ),
    event('BACKUP_FINISHED', {
      from: 'IN_PROGRESS',
      to: 'FAILURE',
      reason: 'CLUSTER_UNAVAILABLE',
      attempt: 1,
    }),
  ];

  it('shows every move of a state, in order, and nothing else', async () => {
    const changes = api.subscribe(CHANGES, { after: '000000' });
    api.feed.append(...moves);
    const seen = await take(changes, 4, 'resourceStateChanged');
    expect(seen.map(({ resource, from, to, reason }) => [resource, from, to, reason])).toEqual([
      ['Backup', null, 'IN_PROGRESS', null],
      ['Cluster', 'ACTIVE', 'NOT_AVAILABLE', 'TIMEOUT'],
      ['BackupLocation', 'VALID', 'INVALID', 'NO_SPACE'],
      ['Backup', 'IN_PROGRESS', 'FAILURE', 'CLUSTER_UNAVAILABLE'],
    ]);
    expect(seen[1]).toMatchObject({ message: 'no answer in 10 s', subjectId: cluster.id });
  });

  it('can be asked for one resource, or one thing', async () => {
    api.feed.append(...moves);
    const ofClusters = api.subscribe(CHANGES, { resource: 'Cluster', after: '000000' });
    expect(await next(ofClusters, 'resourceStateChanged')).toMatchObject({
      resource: 'Cluster',
      eventId: '000004',
    });
    const ofBackup = api.subscribe(CHANGES, { id: running.id.toUpperCase(), after: '000001' });
    expect(await next(ofBackup, 'resourceStateChanged')).toMatchObject({ to: 'FAILURE', eventId: '000006' });
  });
});

describe('a socket', () => {
  function closeOf(init: object | undefined): Promise<[number, string]> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: init })));
      socket.on('close', (code, reason) => resolve([code, reason.toString()]));
      socket.on('error', reject);
    });
  }

  it.each([
    ['no token', undefined],
    ['an unknown token', { authorization: 'Bearer hf_wrong' }],
    ['a token without its scheme', { authorization: TOKEN }],
    ['something else than a text', { authorization: { a: 1 } }],
  ])('with %s is closed with 4403 Forbidden', async (_name, init) => {
    expect(await closeOf(init)).toEqual([4403, 'Forbidden']);
  });

  it('whose token cannot be checked now is closed with 1013, to try again, without the cause', async () => {
    const failing = await startApi({
      authenticate: async () => {
        throw new DependencyFailure('10.0.0.7 does not answer', { dependency: 'PostgreSQL' });
      },
    });
    const before = api;
    api = failing;
    try {
      expect(await closeOf({ authorization: `Bearer ${TOKEN}` })).toEqual([1013, 'Try again later']);
    } finally {
      api = before;
      await failing.stop();
    }
  });

  it('whose token is revoked is closed within the time of the next look', async () => {
    const client = api.socketClient();
    const code = new Promise<number>((resolve) => {
      client.on('closed', (closed) => resolve((closed as { code: number }).code));
    });
    const updates = client.iterate({ query: UPDATES, variables: { after: '000000' } });
    const ended = updates.next().catch(() => 'ended');
    await expect.poll(() => api.feed.open).toBe(1);
    api.goodTokens.delete(TOKEN);
    expect(await code).toBe(4403);
    expect(await ended).toBe('ended');
    await expect.poll(() => api.feed.open).toBe(0);
  });

  it.each(['/elsewhere', '//', '/%E0%A4%A', '/graphql/'])('on another path (%s) is refused', async (path) => {
    const { port } = new URL(api.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const stream = connect(Number(port), '127.0.0.1');
      stream.on('data', (data) => resolve(data.toString()));
      stream.on('error', reject);
      stream.write(
        `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
    });
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    expect((await api.request('/healthz')).status).toBe(200);
  });

  it('that sends something else than the protocol is closed', async () => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const code = await new Promise<number>((resolve) => {
      socket.on('open', () => socket.send('garbage'));
      socket.on('close', resolve);
    });
    expect(code).toBe(4400);
  });

  describe('of a person whose rights change', () => {
    let role: Role;
    let before: Running;
    beforeEach(async () => {
      role = 'SUPER_ADMIN';
      before = api;
    });
    afterEach(async () => {
      await api.stop();
      api = before;
    });
    const start = async (recheckTokenMs: number) => {
      api = await startApi({
        limits: { recheckTokenMs },
        authenticate: async (token) => (token === TOKEN ? ({ ...ADA, role } as Actor) : undefined),
      });
    };

    it('asks each operation with the rights of that moment', async () => {
      await start(60_000);
      const client = api.socketClient();
      const roleOf = async () => (await client.iterate({ query: '{ viewer { role } }' }).next()).value;
      const streaming = client.iterate({ query: UPDATES, variables: { after: '000000' } });
      void streaming.next();
      expect(await roleOf()).toEqual({ data: { viewer: { role: 'SUPER_ADMIN' } } });
      role = 'AUDITOR';
      expect(await roleOf()).toEqual({ data: { viewer: { role: 'AUDITOR' } } });
      await streaming.return?.();
    });

    it('is closed with 1013 within the time of the next look, so that streams begin again with those it has now', async () => {
      await start(25);
      const client = api.socketClient();
      const code = new Promise<number>((resolve) => {
        client.on('closed', (closed) => resolve((closed as { code: number }).code));
      });
      const updates = client.iterate({ query: UPDATES, variables: { after: '000000' } });
      const ended = updates.next().catch(() => 'ended');
      await expect.poll(() => api.feed.open).toBe(1);
      role = 'AUDITOR';
      expect(await code).toBe(1013);
      expect(await ended).toBe('ended');
    });
  });

  it('takes queries and mutations too, with the same errors', async () => {
    const answer = await api.subscribe('{ server { version } cluster(id: "x") { id } }').next();
    expect(answer.value).toMatchObject({
      data: { server: { version: '9.9.9' }, cluster: null },
      errors: [
        { path: ['cluster'], extensions: { code: 'NOT_FOUND', details: { resource: 'Cluster', id: 'x' } } },
      ],
    });
  });
});
