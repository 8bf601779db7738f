import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ControlServer, serveControl } from './control-server.js';
import { startTestApp, type TestApp } from './test-app.js';

let running: TestApp;
let control: ControlServer;

const register = (app: App): void => {
  app.command('/backup', ({ ack, command }) => ack(`you said ${command.text}`));
  app.action('go', ({ ack }) => ack());
};

beforeEach(async () => {
  running = await startTestApp('HTTPReceiver', register);
  control = await serveControl(running.slack);
});

afterEach(async () => {
  await control.stop();
  await running.stop();
});

async function command(name: string, body: object = {}, headers = {}): Promise<Record<string, unknown>> {
  const answer = await fetch(`${control.url}/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}

const state = async () => (await (await fetch(`${control.url}/_state`)).json()) as Record<string, never>;

describe('another process', () => {
  it('does what people do and sees what came of it', async () => {
    const { ts } = await running.app.client.chat.postMessage({
      channel: 'alerts',
      text: 'alert',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
        },
      ],
    });
    const click = await command('click', { channel: 'alerts', ts, actionId: 'go', user: 'ada' });
    expect(click).toMatchObject({ status: 200, outcome: 'acknowledged' });
    const slash = await command('slash', { text: 'help', channel: 'alerts', user: 'ada' });
    expect(slash).toMatchObject({ outcome: 'acknowledged', reply: { text: 'you said help' } });
    const { channels, users } = await state();
    expect(users).toMatchObject([{}, { name: 'ada' }, { name: 'grace' }]);
    expect(channels).toMatchObject([
      {
        name: 'alerts',
        messages: [{ ts, text: 'alert' }, { ephemeral_to: running.slack.workspace.user('ada').id }],
      },
    ]);
  });

  it('sets faults and lists calls', async () => {
    await command('_fault', { method: '/^chat/', times: 1, do: { error: 'fatal_error' } });
    await expect(running.app.client.chat.postMessage({ channel: 'alerts', text: 'x' })).rejects.toThrow();
    await running.app.client.chat.postMessage({ channel: 'alerts', text: 'x' });
    const { calls } = await command('list-requests', { method: 'chat.postMessage' });
    expect(calls).toMatchObject([{ error: 'fatal_error' }, { status: 200 }]);
  });

  it('sends Slack away and back, and still reaches the control port', async () => {
    await command('go-away');
    expect(await state()).toMatchObject({ away: true });
    await command('come-back');
    expect(await state()).toMatchObject({ away: false });
  });

  it('hears of changes', async () => {
    const stream = await fetch(`${control.url}/_changes`);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await command('say', { text: 'hello', channel: 'alerts', user: 'ada' });
    const { value } = await reader.read();
    expect(Buffer.from(value as Uint8Array).toString()).toBe('data: changed\n\n');
    await reader.cancel();
  });

  it('is told what is not possible', async () => {
    expect(await command('click', { channel: 'nowhere', ts: '1', actionId: 'x', user: 'ada' })).toMatchObject(
      {
        status: 400,
        error: 'there is no channel nowhere',
      },
    );
    expect(await command('fly')).toMatchObject({ status: 400 });
  });

  it('learns no secret', async () => {
    const { botToken, appToken, signingSecret, verificationToken } = running.slack.installation;
    const text = JSON.stringify(await state());
    for (const secret of [botToken, appToken, signingSecret, verificationToken])
      expect(text).not.toContain(secret);
  });
});

describe('a page of another origin', () => {
  it('gets nothing', async () => {
    expect(await command('go-away', {}, { origin: 'https://evil.example' })).toMatchObject({ status: 400 });
    expect(running.slack.isAway).toBe(false);
  });
});
