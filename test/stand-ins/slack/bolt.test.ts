import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp, TRANSPORTS } from './test-app.js';

let running: TestApp | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const alert = {
  channel: 'alerts',
  text: 'Partial Success: 2 namespaces are missing',
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: 'Partial Success' } },
    {
      type: 'actions',
      block_id: 'what',
      elements: [
        {
          type: 'button',
          action_id: 'exclude',
          text: { type: 'plain_text', text: 'Exclude' },
          value: 'alert-1',
          confirm: { text: { type: 'plain_text', text: 'Really?' } },
        },
        { type: 'button', action_id: 'choose', text: { type: 'plain_text', text: 'Choose…' } },
      ],
    },
  ],
};

const modal = {
  type: 'modal' as const,
  callback_id: 'exclude',
  private_metadata: 'alert-1',
  title: { type: 'plain_text' as const, text: 'Exclude' },
  submit: { type: 'plain_text' as const, text: 'Exclude' },
  blocks: [
    {
      type: 'input',
      block_id: 'names',
      label: { type: 'plain_text' as const, text: 'Namespaces' },
      element: {
        type: 'multi_external_select' as const,
        action_id: 'chosen',
        min_query_length: 0,
        initial_options: [{ text: { type: 'plain_text' as const, text: 'shop' }, value: 'shop' }],
      },
    },
  ],
};

function story(app: App): void {
  app.action<BlockAction<ButtonAction>>('exclude', async ({ ack, action, respond, body, client }) => {
    await ack();
    await client.chat.update({
      channel: body.channel?.id as string,
      ts: body.message?.ts as string,
      text: `excluded ${action.value} by <@${body.user.id}>`,
    });
    await respond({ text: 'Done.' });
  });
  app.action('choose', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const { view } = await client.views.open({ trigger_id: body.trigger_id, view: modal });
    await client.views.update({ view_id: view?.id as string, hash: view?.hash as string, view: modal });
  });
  app.options('chosen', async ({ ack, payload }) => {
    const names = ['shop', 'billing', 'cart'].filter((name) => name.startsWith(payload.value));
    await ack({ options: names.map((name) => ({ text: { type: 'plain_text', text: name }, value: name })) });
  });
  app.view('exclude', async ({ ack, view }) => {
    const chosen = view.state.values.names?.chosen?.selected_options?.map(({ value }) => value) ?? [];
    if (chosen.includes('billing')) {
      await ack({ response_action: 'errors', errors: { names: 'billing is back' } });
      return;
    }
    await ack({
      response_action: 'update',
      view: {
        type: 'modal',
        title: modal.title,
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `excluded ${chosen.join(', ')}` } }],
      },
    });
  });
  app.command('/backup', async ({ ack, command }) => {
    await ack({ response_type: 'ephemeral', text: `you said ${command.text}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Your alerts' } }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
}

describe.each(TRANSPORTS)('a real Bolt app with %s', (transport) => {
  it('gets a click with the value that the stored message holds, updates the message and answers', async () => {
    running = await startTestApp(transport, story);
    const { slack, app } = running;
    const { ts } = await app.client.chat.postMessage(alert);
    const click = await slack.people.click('alerts', ts as string, 'exclude', 'ada');
    expect(click).toMatchObject({
      outcome: 'acknowledged',
      status: 200,
      confirm: alert.blocks[1]?.elements?.[0]?.confirm,
    });
    await vi.waitFor(() =>
      expect(slack.ephemerals('alerts', 'ada').map(({ text }) => text)).toEqual(['Done.']),
    );
    const ada = slack.workspace.user('ada');
    expect(slack.messages('alerts')).toMatchObject([
      { ts, text: `excluded alert-1 by <@${ada.id}>`, blocks: [] },
    ]);
    expect(slack.ephemerals('alerts', 'grace')).toEqual([]);
    expect(slack.operationErrors).toEqual([]);
  });

  it('opens a modal with a trigger, searches, is told errors, is shown the next view', async () => {
    running = await startTestApp(transport, story);
    const { slack, app } = running;
    const { ts } = await app.client.chat.postMessage(alert);
    await slack.people.click('alerts', ts as string, 'choose', 'ada');
    await expect.poll(() => slack.requests.of('views.update')[0]?.status).toBe(200);
    const viewId = slack.views.stack(slack.workspace.user('ada').id)[0]?.id as string;
    const found = await slack.people.type(viewId, 'chosen', 'b', 'ada');
    expect(found.options.map(({ value }) => value)).toEqual(['billing']);
    const refused = await slack.people.submit(viewId, { chosen: ['shop', 'billing'] }, 'ada');
    expect(refused).toMatchObject({ responseAction: 'errors', errors: { names: 'billing is back' } });
    const done = await slack.people.submit(viewId, { chosen: ['shop'] }, 'ada');
    expect(done).toMatchObject({ responseAction: 'update', view: { id: viewId, errors: {} } });
    expect(JSON.stringify(done.view?.content.blocks)).toContain('excluded shop');
  });

  it('answers a command and publishes a Home tab', async () => {
    running = await startTestApp(transport, story);
    const { slack } = running;
    const answer = await slack.people.slash('status "my cluster"', { user: 'grace', channel: 'alerts' });
    expect(answer).toMatchObject({
      outcome: 'acknowledged',
      reply: { text: 'you said status "my cluster"' },
    });
    const grace = slack.workspace.user('grace');
    expect(answer.reply?.ephemeralTo).toBe(grace.id);
    expect(await slack.people.openHome('grace')).toMatchObject({ outcome: 'acknowledged' });
    await expect.poll(() => slack.views.home(grace.id)?.type).toBe('home');
  });
});
