import { setTimeout as delay } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boltLog } from '../../../src/bot/slack/bolt-log.js';
import { oneTryClient, socketClientOptions } from '../../../src/bot/slack/slack-clients.js';
import { type Inlet, SlackConnection } from '../../../src/bot/slack/slack-connection.js';
import { HTTP_INLET, socketInlet } from '../../../src/bot/slack/socket-inlet.js';
import { type SlackStandIn, startSlackStandIn } from '../../stand-ins/slack/slack-stand-in.js';
import { recordingLog } from '../../support/recording-log.js';

const PAUSES = { firstMs: 10, longestMs: 40 };

let slack: SlackStandIn;
let log: ReturnType<typeof recordingLog>;
let connection: SlackConnection | undefined;

beforeEach(async () => {
  slack = await startSlackStandIn();
  log = recordingLog();
});
afterEach(async () => {
  await connection?.stop();
  connection = undefined;
  await slack.stop();
});

function connect({
  botToken = slack.installation.botToken,
  inlet = HTTP_INLET as Inlet,
} = {}): SlackConnection {
  const client = oneTryClient({ botToken, apiUrl: slack.apiUrl, log });
  connection = new SlackConnection({ client, inlet, log, pauses: PAUSES });
  connection.start();
  return connection;
}
function overSocket(): SlackConnection {
  const client = { botToken: slack.installation.botToken, apiUrl: slack.apiUrl, log };
  const receiver = new SocketModeReceiver({
    appToken: slack.installation.appToken,
    logger: boltLog(log, 'test'),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: socketClientOptions(client) },
  });
  return connect({ inlet: socketInlet(receiver) });
}
const stateIs = (ok: boolean) => vi.waitFor(() => expect(connection?.state.ok).toBe(ok), { timeout: 10_000 });

describe('a connection to Slack', () => {
  it('knows where the app is installed, and says so without its token', async () => {
    connect();
    await stateIs(true);
    expect(connection?.installation).toMatchObject({
      teamId: slack.workspace.team.id,
      botUserId: slack.installation.botUserId,
    });
    expect(JSON.stringify(log.lines)).not.toContain('xoxb');
  });

  it('is tried again while Slack is away at the start', async () => {
    await slack.goAway();
    connect();
    const away = { ok: false, message: 'no connection to Slack: ECONNREFUSED' };
    await vi.waitFor(() => expect(connection?.state).toEqual(away));
    await slack.comeBack();
    await stateIs(true);
  });

  it('is no failure of the process when the token is wrong: it is told to a person, and asked again', async () => {
    connect({ botToken: 'xoxb-wrong-token' });
    await vi.waitFor(() => expect(slack.requests.count('auth.test')).toBeGreaterThan(1));
    expect(connection?.state).toEqual({ ok: false, message: 'no connection to Slack: invalid_auth' });
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { code: 'invalid_auth' } });
    expect(JSON.stringify(log.lines)).not.toContain('xoxb-wrong');
  });

  it('ends when the token is revoked, and stands again when it is good again', async () => {
    connect();
    await stateIs(true);
    slack.revokeToken();
    connection?.lost('token_revoked');
    await stateIs(false);
    expect(connection?.installation).toBeUndefined();
    slack.revokeToken(false);
    await stateIs(true);
  });

  it('that Slack leaves unanswered does not keep the bot from ending', async () => {
    slack.faults.add({ method: 'auth.test', do: { delayMs: 6_000 } });
    connect();
    await vi.waitFor(() => expect(slack.requests.count('auth.test')).toBe(1));
    const ended = connection?.stop().then(() => 'ended');
    const tooLate = delay(4_000, 'too late', { ref: false });
    expect(await Promise.race([ended, tooLate])).toBe('ended');
  });

  it('is waited for by those who need it, and they are let go when it stops', async () => {
    await slack.goAway();
    connect();
    const waiting = connection?.connected();
    await slack.comeBack();
    await waiting;
    expect(connection?.state.ok).toBe(true);
    await slack.goAway();
    connection?.lost('gone');
    const again = connection?.connected();
    await connection?.stop();
    await again;
    expect(connection?.state).toEqual({ ok: false, message: 'stopped' });
  });
});

describe('in Socket Mode', () => {
  it('is opened, and again whenever Slack asks for it or cuts it', async () => {
    overSocket();
    await stateIs(true);
    for (let renewals = 1; renewals <= 3; renewals += 1) {
      slack.disconnectSockets();
      await vi.waitFor(() => expect(slack.requests.count('apps.connections.open')).toBe(renewals + 1));
      await stateIs(true);
    }
    await slack.goAway();
    await stateIs(false);
    await slack.comeBack();
    await stateIs(true);
  });

  it('an app-level token that is refused is told, and asked again', async () => {
    slack.faults.add({ method: 'apps.connections.open', times: 2, do: { error: 'invalid_auth' } });
    overSocket();
    await stateIs(true);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
  });
});
