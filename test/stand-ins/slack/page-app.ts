import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';

// A small Bolt app as the counterpart of the page in its tests: one of everything.

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (value: string) => ({ text: plain(value), value });

export const NAMES = ['billing', 'cart', 'checkout', 'ledger', 'search', 'shop', 'shop-eu', 'warehouse'];

const AT = 1_788_000_000;

export const alertBlocks: KnownBlock[] = [
  { type: 'header', text: plain('Partial Success: 3 namespaces are missing') },
  {
    type: 'section',
    text: mrkdwn(
      `Schedule *nightly* on cluster *prod-eu* could not find \`shop\`, \`cart\` and \`billing\`.\n_Backup_ taken <!date^${AT}^{date_short_pretty} at {time}|on 29 August 2026>, see <https://example.com/backups/7|the backup>.`,
    ),
    fields: [mrkdwn('*Schedule*\nActive'), mrkdwn('*Backup*\nPartial Success')],
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('Snooze until it changes'), option('Watch the next cycle')],
    },
  },
  {
    type: 'actions',
    block_id: 'what',
    elements: [
      {
        type: 'button',
        action_id: 'exclude-all',
        style: 'danger',
        text: plain('Exclude all'),
        value: 'alert-1',
        confirm: {
          title: plain('Exclude 3 namespaces?'),
          text: mrkdwn('`shop`, `cart`, `billing` leave *nightly* from the next cycle on.'),
          confirm: plain('Exclude'),
          deny: plain('Keep them'),
          style: 'danger',
        },
      },
      {
        type: 'button',
        action_id: 'choose',
        style: 'primary',
        text: plain('Exclude from Schedule…'),
        value: 'alert-1',
      },
      { type: 'button', action_id: 'silent', text: plain('Say nothing') },
    ],
  },
  { type: 'divider' },
  { type: 'context', elements: [mrkdwn('Missing since 2 cycles · *from the next cycle* means 2:00')] },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: NAMES.slice(0, 2).map((name) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text: name, style: { code: true } }],
        })),
      },
    ],
  },
];

export const modal: ModalView = {
  type: 'modal',
  callback_id: 'exclude',
  private_metadata: 'alert-1',
  title: plain('Exclude from Schedule'),
  submit: plain('Exclude'),
  close: plain('Cancel'),
  blocks: [
    { type: 'section', text: mrkdwn('What is ticked leaves *nightly* from the next cycle on.') },
    {
      type: 'input',
      block_id: 'missing',
      label: plain('Missing namespaces'),
      element: {
        type: 'checkboxes',
        action_id: 'ticked',
        options: ['shop', 'cart', 'billing'].map((name) => ({
          ...option(name),
          description: plain('last backup 28 August, held until 27 September'),
        })),
        initial_options: [
          { ...option('shop'), description: plain('last backup 28 August, held until 27 September') },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'others',
      optional: true,
      label: plain('More namespaces'),
      hint: plain('Searches the cluster as it was seen last.'),
      element: {
        type: 'multi_external_select',
        action_id: 'chosen',
        min_query_length: 0,
        placeholder: plain('Search by name'),
      },
    },
    {
      type: 'input',
      block_id: 'mode',
      label: plain('What about the backups?'),
      element: {
        type: 'radio_buttons',
        action_id: 'kept',
        options: [option('keep until they expire'), option('delete now')],
        initial_option: option('keep until they expire'),
      },
    },
    {
      type: 'input',
      block_id: 'since',
      optional: true,
      label: plain('Not before'),
      element: { type: 'datepicker', action_id: 'date' },
    },
    {
      type: 'input',
      block_id: 'why',
      label: plain('Why?'),
      element: {
        type: 'plain_text_input',
        action_id: 'reason',
        max_length: 200,
        placeholder: plain('One sentence'),
      },
    },
  ],
};

/** Registers everything the page is tried with. */
export function pageApp(app: App): void {
  app.action<BlockAction<ButtonAction>>('exclude-all', async ({ ack, body, client }) => {
    await ack();
    const channel = body.channel?.id as string;
    const ts = body.message?.ts as string;
    const text = `Excluded by <@${body.user.id}> — waiting for the next cycle`;
    await client.chat.update({ channel, ts, text, blocks: [{ type: 'section', text: mrkdwn(text) }] });
    await client.chat.postMessage({ channel, thread_ts: ts, text: '3 namespaces were excluded.' });
  });
  app.action('choose', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    await client.views.open({ trigger_id: body.trigger_id, view: modal });
  });
  app.action('more', async ({ ack, respond, action }) => {
    await ack();
    const { selected_option: chosen } = action as { selected_option?: { value: string } };
    await respond({ text: `You chose *${chosen?.value}*.`, response_type: 'ephemeral' });
  });
  app.action('silent', async () => undefined);
  app.options('chosen', async ({ ack, payload }) => {
    await ack({ options: NAMES.filter((name) => name.includes(payload.value)).map(option) });
  });
  app.view('exclude', async ({ ack, view }) => {
    const { reason } = view.state.values.why as Record<string, { value: string }>;
    if (reason?.value === 'no') {
      await ack({ response_action: 'errors', errors: { why: 'That is no reason.' } });
      return;
    }
    const ticked = view.state.values.missing?.ticked?.selected_options ?? [];
    const others = view.state.values.others?.chosen?.selected_options ?? [];
    const names = [...ticked, ...others].map(({ value }) => `\`${value}\``).join(', ');
    const text = `Applied: ${names} leave *nightly* from the next cycle on.`;
    await ack({
      response_action: 'update',
      view: { type: 'modal', title: plain('Excluded'), blocks: [{ type: 'section', text: mrkdwn(text) }] },
    });
  });
  app.command('/backup', async ({ ack, command }) => {
    await ack({ text: `*prod-eu* is healthy. You asked for \`${command.text}\`.` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: plain('Your open alerts') },
          {
            type: 'section',
            text: mrkdwn('*nightly* on prod-eu: 3 namespaces are missing'),
            accessory: { type: 'button', action_id: 'choose', text: plain('Look') },
          },
        ],
      },
    });
  });
}
