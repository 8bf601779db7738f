import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionFailed } from '../../src/client/connection-failed.js';
import { BackupUpdatedDocument, type BackupUpdatedSubscription } from '../../src/client/generated/graphql.js';
import type { Patience } from '../../src/client/reconnection.js';
import { subscribe } from '../../src/client/subscribe.js';
import { apiUpdate, uuid } from '../support/api-things.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const QUICK: Patience = { giveUpAfterMs: 20_000, firstWaitMs: 1, longestWaitMs: 20 };
const open: StandInApi[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function api(answers: Answers, options?: { port?: number; token?: string }): Promise<StandInApi> {
  const started = await startStandInApi(answers, options);
  open.push(started);
  return started;
}

interface Watching {
  readonly patience?: Patience;
  readonly onLost?: (reason: string) => void;
  readonly signal?: AbortSignal;
}

function updates(
  { url, token }: { url: string; token: string },
  { patience = QUICK, onLost, signal }: Watching = {},
): AsyncGenerator<BackupUpdatedSubscription> {
  return subscribe(
    BackupUpdatedDocument,
    { id: uuid(3), after: null },
    { url, token, signal },
    { cursorOf: ({ backupUpdated }) => backupUpdated.eventId, onLost, patience },
  );
}

async function eventIds(stream: AsyncIterable<BackupUpdatedSubscription>): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  for await (const { backupUpdated } of stream) ids.push(backupUpdated.eventId);
  return ids;
}

/** The present value, then the events after `after`, as the API sends them; `before` runs before each. */
function eventsUpTo(
  last: number,
  before: (event: number) => Promise<void> | void = () => undefined,
): Answers {
  return {
    async *backupUpdated({ after }: { after?: string | null }) {
      if (after == null) yield apiUpdate({ eventId: null, type: null });
      for (let event = Number(after ?? 0) + 1; event <= last; event += 1) {
        await before(event);
        yield apiUpdate({ eventId: String(event) });
      }
    },
  };
}

describe('a subscription', () => {
  it('gives the values in order and ends when the server ends it', async () => {
    const server = await api(eventsUpTo(3));
    expect(await eventIds(updates(server))).toEqual([null, '1', '2', '3']);
  });

  it('goes on after its last event when the socket is cut: nothing missed, nothing twice', async () => {
    let cuts = 0;
    const server = await api(eventsUpTo(6));
    const lost: string[] = [];
    const ids: (string | null)[] = [];
    for await (const { backupUpdated } of updates(server, { onLost: (reason) => lost.push(reason) })) {
      ids.push(backupUpdated.eventId);
      if (backupUpdated.eventId === '2' || backupUpdated.eventId === '4') {
        cuts += 1;
        server.dropSockets();
        await vi.waitFor(() => expect(server.sockets.size).toBe(0));
      }
    }
    expect(cuts).toBe(2);
    // What was on its way when the socket was cut may have come; the rest is asked for anew.
    expect(ids).toEqual([null, '1', '2', '3', '4', '5', '6']);
    expect(lost.every((reason) => reason === 'the connection was cut')).toBe(true);
  });

  it('asks for what comes after the last event it gave', async () => {
    const held = Promise.withResolvers<void>();
    const server = await api(
      eventsUpTo(3, (event) => (event === 3 && server.asked.length < 2 ? held.promise : undefined)),
    );
    const stream = updates(server);
    for (const expected of [null, '1', '2']) {
      expect((await stream.next()).value?.backupUpdated.eventId).toBe(expected);
    }
    server.dropSockets();
    expect((await stream.next()).value?.backupUpdated.eventId).toBe('3');
    expect(server.asked.map(({ variables }) => variables.after)).toEqual([null, '2']);
    held.resolve();
    await stream.return(undefined);
  });

  it('begins with the present value again when it had no event yet', async () => {
    const held = Promise.withResolvers<void>();
    const server = await api(eventsUpTo(1, () => (server.asked.length < 2 ? held.promise : undefined)));
    const stream = updates(server);
    expect((await stream.next()).value?.backupUpdated.type).toBeNull();
    server.dropSockets();
    expect((await stream.next()).value?.backupUpdated.type).toBeNull();
    held.resolve();
    await stream.return(undefined);
  });

  it('outlives a restart of the server', async () => {
    const held = Promise.withResolvers<void>();
    const first = await api(eventsUpTo(2, (event) => (event === 2 ? held.promise : undefined)));
    const lost: string[] = [];
    const stream = updates(first, { onLost: (reason) => lost.push(reason) });
    await stream.next();
    await stream.next();
    const next = stream.next();
    await first.close();
    open.splice(open.indexOf(first), 1);
    const { port } = new URL(first.url);
    await vi.waitFor(() => expect(lost.length).toBeGreaterThan(1));
    await api(eventsUpTo(2), { port: Number(port), token: first.token });
    expect((await next).value?.backupUpdated.eventId).toBe('2');
    expect(lost[0]).toBe('the server is shutting down');
    expect(lost).toContain('nothing listens there');
    held.resolve();
    await stream.return(undefined);
  });

  it('tries again after an error that may pass, and throws one that does not', async () => {
    let tries = 0;
    const server = await api({
      async *backupUpdated() {
        tries += 1;
        if (tries === 1)
          yield {
            backupUpdated: refusal('DEPENDENCY_FAILURE', 'The database is away.', { retryable: true }),
          };
        yield apiUpdate({ eventId: '7' });
        yield { backupUpdated: refusal('NOT_FOUND', 'There is no Backup.') };
      },
    });
    const stream = updates(server);
    expect((await stream.next()).value?.backupUpdated.eventId).toBe('7');
    await expect(stream.next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(tries).toBe(2);
  });

  it('with a token that is not known is refused and not tried again', async () => {
    const server = await api(eventsUpTo(1));
    const onLost = vi.fn();
    await expect(eventIds(updates({ url: server.url, token: 'other' }, { onLost }))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(onLost).not.toHaveBeenCalled();
  });

  it('fails at once when the first connection fails', async () => {
    const server = await startStandInApi({});
    await server.close();
    const onLost = vi.fn();
    const failure = eventIds(updates(server, { onLost }));
    await expect(failure).rejects.toThrow(ConnectionFailed);
    await expect(failure).rejects.toThrow(/nothing listens there/);
    expect(onLost).not.toHaveBeenCalled();
  });

  it('gives up when its patience has run out', async () => {
    const server = await api(eventsUpTo(3, () => new Promise(() => undefined)));
    const stream = updates(server, { patience: { ...QUICK, giveUpAfterMs: 50 } });
    await stream.next();
    const next = stream.next();
    const failure = expect(next).rejects.toThrow(ConnectionFailed);
    await server.close();
    open.splice(0);
    await failure;
  });

  it('closes its socket when the reader leaves the loop', async () => {
    const server = await api(eventsUpTo(100));
    for await (const { backupUpdated } of updates(server)) if (backupUpdated.eventId === '2') break;
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  });

  it('ends when it is aborted', async () => {
    const abort = new AbortController();
    const server = await api(
      eventsUpTo(3, (event) => (event === 2 ? new Promise(() => undefined) : undefined)),
    );
    const stream = updates(server, { signal: abort.signal });
    await stream.next();
    await stream.next();
    const next = stream.next();
    abort.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  });
});
