import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from './silent-logger.js';
import { type SlackStandIn, startSlackStandIn } from './slack-stand-in.js';
import { stillClock, testWorld } from './test-app.js';

let slack: SlackStandIn;
let client: WebClient;
let ada: string;

beforeEach(async () => {
  slack = await startSlackStandIn({ world: testWorld, clock: stillClock() });
  const { botToken } = slack.installation;
  client = new WebClient(botToken, { slackApiUrl: slack.apiUrl, logger: silentLogger });
  ada = slack.workspace.user('ada').id;
});

afterEach(() => slack.stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const note = (element: object, more: object = {}) => ({
  type: 'input',
  block_id: 'note',
  label: plain('Note'),
  element,
  ...more,
});
const textInput = { type: 'plain_text_input', action_id: 'text' };
const modal = (more: object = {}) => ({
  type: 'modal' as const,
  title: plain('Exclude'),
  blocks: [{ type: 'divider' }],
  ...more,
});
const form = (element: object = textInput, more: object = {}) =>
  modal({ submit: plain('Go'), blocks: [note(element)], ...more });
const trigger = (viewId?: string) => slack.triggers.make(ada, viewId);
const open = (view: object = modal(), trigger_id = trigger()) =>
  client.views.open({ trigger_id, view: view as ReturnType<typeof modal> });
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: { data?: { error?: string } }) => thrown.data?.error,
  );
  return error;
};

describe('a trigger', () => {
  it('is good once', async () => {
    const id = trigger();
    await open(modal(), id);
    expect(await refusal(open(modal(), id))).toBe('exchanged_trigger_id');
  });

  it('is good for three seconds', async () => {
    const [young, old] = [trigger(), trigger()];
    slack.clock.advance(2_900);
    await open(modal(), young);
    slack.clock.advance(200);
    expect(await refusal(open(modal(), old))).toBe('expired_trigger_id');
  });

  it('must be one', async () => {
    expect(await refusal(open(modal(), 'made.up'))).toBe('invalid_trigger_id');
  });

  it('is not used up by a view that is refused', async () => {
    const id = trigger();
    expect(await refusal(open(modal({ title: plain('x'.repeat(25)) }), id))).toBe('invalid_arguments');
    await open(modal(), id);
  });
});

describe('a view', () => {
  it('comes with id, hash, root, state and what the app put into it', async () => {
    const { view } = await open(form(textInput, { private_metadata: 'alert-1', callback_id: 'exclude' }));
    expect(view).toMatchObject({
      team_id: slack.workspace.team.id,
      root_view_id: view?.id,
      previous_view_id: null,
      private_metadata: 'alert-1',
      callback_id: 'exclude',
      state: { values: { note: { text: { type: 'plain_text_input', value: null } } } },
    });
    expect(view?.id).toMatch(/^V/);
    expect(view?.hash).toBeTruthy();
  });

  it('may be pushed onto another twice', async () => {
    const first = (await open()).view?.id as string;
    const push = (from: string) =>
      client.views.push({ trigger_id: trigger(from), view: modal() as ReturnType<typeof modal> });
    const second = await push(first);
    expect(second.view).toMatchObject({ root_view_id: first, previous_view_id: first });
    const third = await push(second.view?.id as string);
    expect(third.view).toMatchObject({ root_view_id: first, previous_view_id: second.view?.id });
    expect(await refusal(push(third.view?.id as string))).toBe('push_limit_reached');
  });

  it('is not updated over a change that the app has not seen', async () => {
    const { view } = await open();
    const update = (hash?: string) =>
      client.views.update({ view_id: view?.id as string, view: modal(), ...(hash ? { hash } : {}) });
    const seen = view?.hash as string;
    const second = await update(seen);
    expect(second.view?.hash).not.toBe(seen);
    expect(await refusal(update(seen))).toBe('hash_conflict');
    await update();
  });

  it('is found by its external_id, which no other open view may have', async () => {
    await open(modal({ external_id: 'alert-1' }));
    slack.clock.advance(1);
    await client.views.update({ external_id: 'alert-1', view: modal({ external_id: 'alert-1' }) });
    expect(await refusal(open(modal({ external_id: 'alert-1' })))).toBe('duplicate_external_id');
  });

  it('is gone once it was closed', async () => {
    const id = (await open()).view?.id as string;
    await slack.people.closeView(id, 'ada');
    expect(await refusal(client.views.update({ view_id: id, view: modal() }))).toBe('not_found');
  });

  it('of more than 250 KB is refused', async () => {
    const options = Array.from({ length: 100 }, (_, at) => ({
      text: plain('n'.repeat(75)),
      value: `${at}${'v'.repeat(70)}`,
    }));
    const blocks = Array.from({ length: 14 }, () => ({
      type: 'input',
      label: plain('L'),
      element: { type: 'static_select', options },
    }));
    expect(await refusal(open(modal({ submit: plain('Go'), blocks })))).toBe('view_too_large');
  });

  it('as a Home tab is published per person, and again with its hash', async () => {
    const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    const first = await client.views.publish({ user_id: ada, view: home });
    expect(slack.views.home(ada)?.id).toBe(first.view?.id);
    expect(slack.views.home(slack.workspace.user('grace').id)).toBeUndefined();
    const again = await client.views.publish({ user_id: ada, view: home, hash: first.view?.hash as string });
    expect(again.view?.id).toBe(first.view?.id);
    const stale = client.views.publish({ user_id: ada, view: home, hash: first.view?.hash as string });
    expect(await refusal(stale)).toBe('hash_conflict');
  });
});

describe('what stands in the inputs', () => {
  const option = (value: string) => ({ text: plain(value), value });
  const two = [option('shop'), option('cart')];
  const values = (id: string) => slack.views.byId(id)?.values.note;

  it.each<[string, object, object]>([
    ['text', { initial_value: 'x', ...textInput }, { value: 'x' }],
    [
      'checkboxes',
      { type: 'checkboxes', action_id: 'text', options: two, initial_options: two },
      { selected_options: two },
    ],
    ['radio', { type: 'radio_buttons', action_id: 'text', options: two }, { selected_option: null }],
    [
      'several of an external select',
      { type: 'multi_external_select', action_id: 'text', initial_options: two },
      { selected_options: two },
    ],
    [
      'a date',
      { type: 'datepicker', action_id: 'text', initial_date: '2026-09-01' },
      { selected_date: '2026-09-01' },
    ],
    ['people', { type: 'multi_users_select', action_id: 'text' }, { selected_users: [] }],
  ])('begins as the app said: %s', async (_, element, state) => {
    const id = (await open(form(element))).view?.id as string;
    expect(values(id)).toMatchObject({ text: state });
  });

  it('survives an update when block_id, action_id and type stay, and begins anew otherwise', async () => {
    const id = (await open(form())).view?.id as string;
    await slack.people.type(id, 'text', 'typed', 'ada');
    await client.views.update({ view_id: id, view: form() as ReturnType<typeof modal> });
    expect(values(id)).toMatchObject({ text: { value: 'typed' } });
    const renamed = modal({ submit: plain('Go'), blocks: [note(textInput, { block_id: 'note2' })] });
    await client.views.update({ view_id: id, view: renamed });
    expect(slack.views.byId(id)?.values).toEqual({
      note2: { text: { type: 'plain_text_input', value: null } },
    });
  });

  it('is not sent while a required input is empty or a text too long', async () => {
    const id = (await open(form({ ...textInput, max_length: 3 }))).view?.id as string;
    expect(await slack.people.submit(id, {}, 'ada')).toMatchObject({
      outcome: 'local',
      errors: { note: expect.stringContaining('required') },
    });
    const long = await slack.people.submit(id, { text: 'long' }, 'ada');
    expect(long).toMatchObject({ outcome: 'local', errors: { note: expect.stringContaining('3') } });
    expect(slack.operationErrors).toEqual([]);
  });

  it('is only what is offered, to the person who looks at it, in the view in front', async () => {
    const id = (await open(form({ type: 'static_select', action_id: 'text', options: two }))).view
      ?.id as string;
    await expect(slack.people.select(id, 'text', 'billing', 'ada')).rejects.toThrow(
      'offers no option "billing"',
    );
    await expect(slack.people.select(id, 'text', 'shop', 'grace')).rejects.toThrow('does not see');
    expect(await slack.people.select(id, 'text', 'shop', 'ada')).toMatchObject({ outcome: 'local' });
    expect(values(id)).toMatchObject({ text: { selected_option: { value: 'shop' } } });
    await client.views.push({ trigger_id: trigger(id), view: modal() });
    await expect(slack.people.select(id, 'text', 'cart', 'ada')).rejects.toThrow('behind another');
  });

  it('may be people and channels of the workspace, by name, and no others', async () => {
    const blocks = [
      note({ type: 'multi_users_select', action_id: 'who' }),
      note(
        { type: 'conversations_select', action_id: 'where', response_url_enabled: true },
        { block_id: 'place' },
      ),
    ];
    const id = (await open(modal({ submit: plain('Go'), blocks }))).view?.id as string;
    await slack.people.select(id, 'who', ['ada', 'grace'], 'ada');
    expect(values(id)).toMatchObject({ who: { selected_users: [ada, slack.workspace.user('grace').id] } });
    await expect(slack.people.select(id, 'who', ['nobody'], 'ada')).rejects.toThrow('no user nobody');
    const channel = slack.workspace.channel('alerts').id;
    const { payload } = await slack.people.submit(id, { where: 'alerts' }, 'ada');
    expect(payload).toMatchObject({ response_urls: [{ block_id: 'place', channel_id: channel }] });
  });
});
