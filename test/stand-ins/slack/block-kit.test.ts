import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBlocks, checkView } from './block-kit/check-blocks.js';
import { silentLogger } from './silent-logger.js';
import { type SlackStandIn, startSlackStandIn } from './slack-stand-in.js';
import { testWorld } from './test-app.js';

const x = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string, text = value) => ({ text: plain(text), value });
const options = (count: number) => Array.from({ length: count }, (_, at) => option(`o${at}`));
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('L'),
  element,
  ...more,
});
const section = (more: object) => ({ type: 'section', ...more });
const divider = { type: 'divider' };
const select = (more: object) => ({ type: 'static_select', action_id: 'a', ...more });

describe('each limit of a message is kept to the last character', () => {
  it.each<[string, object, object, string]>([
    [
      'header text',
      { type: 'header', text: plain(x(150)) },
      { type: 'header', text: plain(x(151)) },
      '/text/text',
    ],
    ['section text', section({ text: mrkdwn(x(3_000)) }), section({ text: mrkdwn(x(3_001)) }), '/text/text'],
    [
      'field of a section',
      section({ fields: [mrkdwn(x(2_000))] }),
      section({ fields: [mrkdwn(x(2_001))] }),
      '/fields/0/text',
    ],
    [
      'fields of a section',
      section({ fields: Array(10).fill(mrkdwn('x')) }),
      section({ fields: Array(11).fill(mrkdwn('x')) }),
      '/fields',
    ],
    [
      'elements of a context',
      { type: 'context', elements: Array(10).fill(mrkdwn('x')) },
      { type: 'context', elements: Array(11).fill(mrkdwn('x')) },
      '/elements',
    ],
    [
      'elements of actions',
      actions(...Array(25).fill(button())),
      actions(...Array(26).fill(button())),
      '/elements',
    ],
    [
      'button text',
      actions(button({ text: plain(x(75)) })),
      actions(button({ text: plain(x(76)) })),
      '/elements/0/text/text',
    ],
    [
      'button value',
      actions(button({ value: x(2_000) })),
      actions(button({ value: x(2_001) })),
      '/elements/0/value',
    ],
    ['button url', actions(button({ url: x(3_000) })), actions(button({ url: x(3_001) })), '/elements/0/url'],
    ['block_id', { ...divider, block_id: x(255) }, { ...divider, block_id: x(256) }, '/block_id'],
    [
      'action_id',
      actions(button({ action_id: x(255) })),
      actions(button({ action_id: x(256) })),
      '/elements/0/action_id',
    ],
    [
      'confirm title',
      actions(button({ confirm: { text: mrkdwn('x'), title: plain(x(100)) } })),
      actions(button({ confirm: { text: mrkdwn('x'), title: plain(x(101)) } })),
      '/elements/0/confirm/title/text',
    ],
    [
      'confirm text',
      actions(button({ confirm: { text: mrkdwn(x(300)) } })),
      actions(button({ confirm: { text: mrkdwn(x(301)) } })),
      '/elements/0/confirm/text/text',
    ],
    [
      'confirm button',
      actions(button({ confirm: { text: mrkdwn('x'), confirm: plain(x(30)) } })),
      actions(button({ confirm: { text: mrkdwn('x'), confirm: plain(x(31)) } })),
      '/elements/0/confirm/confirm/text',
    ],
    [
      'deny button',
      actions(button({ confirm: { text: mrkdwn('x'), deny: plain(x(30)) } })),
      actions(button({ confirm: { text: mrkdwn('x'), deny: plain(x(31)) } })),
      '/elements/0/confirm/deny/text',
    ],
    [
      'option text',
      actions(select({ options: [option('v', x(75))] })),
      actions(select({ options: [option('v', x(76))] })),
      '/elements/0/options/0/text/text',
    ],
    [
      'option value',
      actions(select({ options: [option(x(75), 't')] })),
      actions(select({ options: [option(x(76), 't')] })),
      '/elements/0/options/0/value',
    ],
    [
      'options of a select',
      actions(select({ options: options(100) })),
      actions(select({ options: options(101) })),
      '/elements/0/options',
    ],
    [
      'groups of a select',
      actions(select({ option_groups: Array(100).fill({ label: plain('g'), options: options(1) }) })),
      actions(select({ option_groups: Array(101).fill({ label: plain('g'), options: options(1) }) })),
      '/elements/0/option_groups',
    ],
    [
      'placeholder',
      actions(select({ options: options(1), placeholder: plain(x(150)) })),
      actions(select({ options: options(1), placeholder: plain(x(151)) })),
      '/elements/0/placeholder/text',
    ],
    [
      'checkboxes',
      actions({ type: 'checkboxes', options: options(10) }),
      actions({ type: 'checkboxes', options: options(11) }),
      '/elements/0/options',
    ],
    [
      'overflow menu',
      actions({ type: 'overflow', options: options(5) }),
      actions({ type: 'overflow', options: options(6) }),
      '/elements/0/options',
    ],
    [
      'overflow menu, fewest',
      actions({ type: 'overflow', options: options(2) }),
      actions({ type: 'overflow', options: options(1) }),
      '/elements/0/options',
    ],
    [
      'input label',
      input({ type: 'plain_text_input' }, { label: plain(x(2_000)) }),
      input({ type: 'plain_text_input' }, { label: plain(x(2_001)) }),
      '/label/text',
    ],
    [
      'max_length of a text input',
      input({ type: 'plain_text_input', max_length: 3_000 }),
      input({ type: 'plain_text_input', max_length: 3_001 }),
      '/element/max_length',
    ],
    [
      'rows of a table',
      { type: 'table', rows: Array(100).fill([{ type: 'raw_text', text: 'x' }]) },
      { type: 'table', rows: Array(101).fill([{ type: 'raw_text', text: 'x' }]) },
      '/rows',
    ],
    [
      'columns of a table',
      { type: 'table', rows: [Array(20).fill({ type: 'raw_text', text: 'x' })] },
      { type: 'table', rows: [Array(21).fill({ type: 'raw_text', text: 'x' })] },
      '/rows/0',
    ],
    ['markdown', { type: 'markdown', text: x(12_000) }, { type: 'markdown', text: x(12_001) }, '/text'],
    [
      'alt text of an image',
      { type: 'image', image_url: 'https://x', alt_text: x(2_000) },
      { type: 'image', image_url: 'https://x', alt_text: x(2_001) },
      '/alt_text',
    ],
  ])('%s', (_, fits, breaks, pointer) => {
    expect(checkBlocks([fits], 'message')).toEqual([]);
    expect(checkBlocks([breaks], 'message').map((one) => one.pointer)).toContain(`/blocks/0${pointer}`);
  });
});

describe('what is refused', () => {
  it.each<[string, object, string]>([
    ['an unknown block', { type: 'banner' }, 'unsupported type: banner'],
    ['an unknown element', actions({ type: 'slider' }), 'unsupported type: slider'],
    [
      'an element where it may not stand',
      actions({ type: 'plain_text_input' }),
      'unsupported type: plain_text_input',
    ],
    ['an alert in a message', { type: 'alert', text: plain('x') }, 'unsupported type: alert'],
    ['a field nobody knows', { ...divider, color: 'red' }, 'invalid additional property: color'],
    ['a missing field', { type: 'header' }, 'missing required field: text'],
    ['a section without anything', section({}), 'missing required field: text'],
    ['an empty text', section({ text: mrkdwn('') }), 'must be more than 0 characters'],
    ['mrkdwn where plain text must be', { type: 'header', text: mrkdwn('x') }, 'unsupported type: mrkdwn'],
    ['a value that is no text', actions(button({ value: 7 })), 'must be a string'],
    ['an unknown style', actions(button({ style: 'huge' })), 'must be one of: primary, danger'],
    [
      'one action_id twice in a block',
      actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
      'action_id "a" already exists',
    ],
    [
      'options and groups together',
      actions(select({ options: options(1), option_groups: [{ label: plain('g'), options: options(1) }] })),
      'only one of options, option_groups allowed',
    ],
    [
      'an initial option that is none',
      actions(select({ options: options(1), initial_option: option('other') })),
      'initial option is not among the options',
    ],
    [
      'a date that is none',
      actions({ type: 'datepicker', initial_date: 'today' }),
      'is not of the right format',
    ],
  ])('%s', (_, block, message) => {
    expect(checkBlocks([block], 'message').map((one) => one.message)).toContain(message);
  });

  it('one block_id twice on a surface', () => {
    const [found] = checkBlocks(
      [
        { ...divider, block_id: 'b' },
        { ...divider, block_id: 'b' },
      ],
      'message',
    );
    expect(found).toEqual({ pointer: '/blocks/1/block_id', message: 'block_id "b" already exists' });
  });

  it('more than 50 blocks in a message, more than 100 in a view', () => {
    expect(checkBlocks(Array(50).fill(divider), 'message')).toEqual([]);
    expect(checkBlocks(Array(51).fill(divider), 'message')).toMatchObject([{ pointer: '/blocks' }]);
    expect(checkBlocks(Array(100).fill(divider), 'home')).toEqual([]);
    expect(checkBlocks(Array(101).fill(divider), 'home')).toMatchObject([{ pointer: '/blocks' }]);
  });

  it('blocks of messages in views, and a second table', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    expect(checkBlocks([table], 'modal')).toMatchObject([{ message: 'unsupported type: table' }]);
    expect(checkBlocks([table], 'message')).toEqual([]);
    expect(checkBlocks([table, table], 'message')).toMatchObject([{ message: 'only_one_table_allowed' }]);
  });
});

describe('a view', () => {
  const modal = (more: object = {}) => ({ type: 'modal', title: plain('T'), blocks: [divider], ...more });

  it.each<[string, object, string]>([
    ['title', { title: plain(x(25)) }, '/view/title/text'],
    ['submit', { submit: plain(x(25)) }, '/view/submit/text'],
    ['close', { close: plain(x(25)) }, '/view/close/text'],
    ['private_metadata', { private_metadata: x(3_001) }, '/view/private_metadata'],
    ['callback_id', { callback_id: x(256) }, '/view/callback_id'],
    ['external_id', { external_id: x(256) }, '/view/external_id'],
  ])('has a limit for %s', (_, more, pointer) => {
    expect(checkView(modal())).toEqual([]);
    expect(checkView(modal(more))).toMatchObject([{ pointer }]);
  });

  it('with inputs needs a submit button', () => {
    const blocks = [input({ type: 'plain_text_input' })];
    expect(checkView(modal({ blocks }))).toMatchObject([{ pointer: '/view' }]);
    expect(checkView(modal({ blocks, submit: plain('Go') }))).toEqual([]);
  });
});

describe('over the Web API', () => {
  let slack: SlackStandIn;
  let client: WebClient;
  beforeAll(async () => {
    slack = await startSlackStandIn({ world: testWorld });
    const { botToken } = slack.installation;
    client = new WebClient(botToken, { slackApiUrl: slack.apiUrl, logger: silentLogger });
  });
  afterAll(() => slack.stop());

  const post = (blocks: object[]) =>
    client.apiCall('chat.postMessage', { channel: 'alerts', text: 'x', blocks: JSON.stringify(blocks) });

  it('a message is refused with invalid_blocks and a JSON pointer', async () => {
    await expect(post([{ type: 'header', text: plain(x(151)) }])).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
        response_metadata: {
          messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
        },
      },
    });
    expect(slack.messages('alerts')).toEqual([]);
  });

  it('a message with too much text in all blocks is refused, though each block is within its limit', async () => {
    const texts = (count: number) => Array.from({ length: count }, () => section({ text: mrkdwn(x(2_835)) }));
    await post(texts(4));
    await expect(post(texts(5))).rejects.toMatchObject({ data: { error: 'msg_blocks_too_long' } });
  });

  it('blocks, messages and views are validated without a token', async () => {
    const nobody = new WebClient(undefined, { slackApiUrl: slack.apiUrl, logger: silentLogger });
    const validate = (args: Record<string, string>) => nobody.apiCall('blocks.validate', args);
    expect(await validate({ blocks: JSON.stringify([divider]) })).toMatchObject({ ok: true });
    await expect(
      validate({ blocks: '[{"type":"section","text":{"type":"invalid","text":"x"}}]' }),
    ).rejects.toMatchObject({
      data: { error: 'invalid_blocks', errors: [{ pointer: '/0/text/type', code: 'failed_constraint' }] },
    });
    await expect(validate({})).rejects.toMatchObject({ data: { error: 'invalid_arguments' } });
  });
});
