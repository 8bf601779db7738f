import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultAction } from './faults.js';
import { silentLogger } from './silent-logger.js';
import { type SlackStandIn, startSlackStandIn } from './slack-stand-in.js';
import { startTestApp, testWorld } from './test-app.js';

let slack: SlackStandIn;

beforeEach(async () => {
  slack = await startSlackStandIn({ world: testWorld });
});

afterEach(() => slack.stop());

function post(retries = 0): Promise<unknown> {
  const client = new WebClient(slack.installation.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries, minTimeout: 1, maxTimeout: 2 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
  });
  return client.chat.postMessage({ channel: 'alerts', text: 'hello' });
}

describe('a call meets', () => {
  it.each<[string, FaultAction, object, number]>([
    ['429 with Retry-After', { status: 429, retryAfter: 7 }, { retryAfter: 7 }, 0],
    ['500', { status: 500 }, { statusCode: 500 }, 0],
    ['a refusal', { error: 'fatal_error' }, { data: { error: 'fatal_error' } }, 0],
    ['a reset before it was handled', 'reset-before', { code: 'slack_webapi_request_error' }, 0],
    ['a reset after it was handled', 'reset-after', { code: 'slack_webapi_request_error' }, 1],
    ['an answer that is no JSON, after it was handled', 'malformed-json', {}, 1],
  ])('%s', async (_, fault, error, delivered) => {
    slack.faults.add({ method: 'chat.postMessage', times: 1, do: fault });
    await expect(post()).rejects.toMatchObject(error);
    expect(slack.messages('alerts')).toHaveLength(delivered);
    await post();
    expect(slack.messages('alerts')).toHaveLength(delivered + 1);
  });

  it('a reset after it was handled, and a client that tries again makes a second message', async () => {
    slack.faults.add({ method: 'chat.postMessage', times: 1, do: 'reset-after' });
    await post(1);
    expect(slack.messages('alerts')).toHaveLength(2);
  });

  it('something that happens just before', async () => {
    const fault = slack.faults.add({ method: /^chat\./, after: 1, do: () => slack.archiveChannel('alerts') });
    await post();
    await expect(post()).rejects.toMatchObject({ data: { error: 'is_archived' } });
    expect(fault.fired).toBe(1);
    fault.remove();
    slack.archiveChannel('alerts', false);
    await post();
  });

  it('a delay', async () => {
    slack.faults.add({ method: 'chat.postMessage', do: { delayMs: 20 } });
    await post();
    slack.faults.clear();
    await post();
    expect(slack.requests.count('chat.postMessage')).toBe(2);
  });
});

describe('Slack away', () => {
  it('refuses connections, and is as it was when it is back', async () => {
    await post();
    await slack.goAway();
    expect(slack.isAway).toBe(true);
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    await slack.comeBack();
    await post();
    expect(slack.messages('alerts')).toHaveLength(2);
  });

  it('drops sockets; the app connects anew', async () => {
    const running = await startTestApp('SocketModeReceiver', (app) =>
      app.command('/backup', ({ ack }) => ack()),
    );
    expect(running.slack.sockets.connections).toBe(1);
    running.slack.disconnectSockets('refresh_requested');
    await expect
      .poll(() => running.slack.requests.count('apps.connections.open'), { timeout: 20_000 })
      .toBe(2);
    await expect.poll(() => running.slack.sockets.connections).toBe(1);
    const slash = await running.slack.people.slash('help', { user: 'ada', channel: 'alerts' });
    expect(slash.outcome).toBe('acknowledged');
    await running.stop();
  });
});

describe('the request log', () => {
  it('holds what was asked and answered, without tokens', async () => {
    await post();
    slack.revokeToken();
    await expect(post()).rejects.toThrow();
    expect(slack.requests.of('chat.postMessage')).toMatchObject([
      { status: 200, arguments: { channel: 'alerts', text: 'hello' } },
      { status: 200, error: 'token_revoked' },
    ]);
    expect(JSON.stringify(slack.requests.all())).not.toContain('xox');
  });
});
