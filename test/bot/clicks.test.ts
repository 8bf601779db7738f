import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASKING_AT_ONCE } from '../../src/bot/turns.js';
import { refusal } from '../support/stand-in-api.js';
import { BotWorld, CHANNEL, PATIENCE, TRANSPORTS } from './world/bot-world.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let world: BotWorld;
  beforeEach(async () => {
    world = await BotWorld.start({ transport });
  });
  afterEach(async () => {
    expect(world.slack.operationErrors).toEqual([]);
    await world.stop();
  });

  it('one missing namespace is excluded with one click, as the person who clicked', async () => {
    const ts = await world.alert();
    const click = await world.slack.people.click(CHANNEL, ts, 'exclude_one', 'ada');
    expect(click).toMatchObject({
      outcome: 'acknowledged',
      confirm: { title: { text: 'Exclude from Schedule' } },
    });
    expect(await world.lastTold('ada')).toContain('Excluded: `billing`');
    expect(world.schedule.edits).toEqual([
      expect.objectContaining({ kind: 'EXCLUDE', namespaces: ['billing'], by: 'ada' }),
    ]);
    expect(world.people.begun).toEqual([
      expect.objectContaining({
        kind: 'BUTTON',
        action: 'exclude_one',
        slackUserId: world.idOf('ada'),
        standing: 'MEMBER',
        channelId: world.channelId,
        messageTs: ts,
      }),
    ]);
  });

  it('two people at once: one excludes, the other is told who did', async () => {
    const ts = await world.alert();
    await Promise.all(
      ['ada', 'grace'].map((name) =>
        world.slack.people.click(CHANNEL, ts, 'exclude_one', name, { stale: true }),
      ),
    );
    await vi.waitFor(() => expect([...world.told('ada'), ...world.told('grace')]).toHaveLength(2), PATIENCE);
    expect(world.schedule.edits).toHaveLength(1);
  });

  it('many clicks at once are all acknowledged before the API has answered one, and ask it for a few at a time', async () => {
    const ts = await world.alert();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let atOnce = 0;
    let most = 0;
    world.schedule.before = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await held;
      atOnce -= 1;
    };
    const clicks = await Promise.all(
      Array.from({ length: 30 }, () =>
        world.slack.people.click(CHANNEL, ts, 'exclude_one', 'ada', { stale: true }),
      ),
    );
    expect(new Set(clicks.map(({ outcome }) => outcome))).toEqual(new Set(['acknowledged']));
    await vi.waitFor(() => expect(atOnce).toBe(ASKING_AT_ONCE), PATIENCE);
    letGo();
    await vi.waitFor(() => expect(world.people.begun).toHaveLength(30), PATIENCE);
    await vi.waitFor(() => expect(atOnce).toBe(0), PATIENCE);
    expect(most).toBe(ASKING_AT_ONCE);
    expect(world.schedule.edits).toHaveLength(1);
  });

  it('somebody who is not linked changes nothing and gets a code to link with', async () => {
    const ts = await world.alert();
    await world.slack.people.click(CHANNEL, ts, 'exclude_one', 'mallory');
    expect(await world.lastTold('mallory')).toContain('does not know who you are');
    expect(world.schedule.edits).toEqual([]);
    const [told] = world.slack.ephemerals(CHANNEL, 'mallory');
    await world.slack.people.click(CHANNEL, told!.ts, 'link_begin', 'mallory');
    expect(await world.lastTold('mallory', 2)).toContain('K7QM-2RWD');
    expect(world.people.codesFor).toEqual([
      expect.objectContaining({ slackUserId: world.idOf('mallory'), slackUserName: 'mallory' }),
    ]);
  });

  it('somebody who is not linked gets the code where they look: in the modal that told them so', async () => {
    world.schedule.missing = ['billing', 'cart'];
    const ts = await world.alert();
    await world.slack.people.click(CHANNEL, ts, 'exclude_choose', 'mallory');
    const told = await world.filledModal('mallory');
    expect(JSON.stringify(told.content)).toContain('does not know who you are');
    await world.slack.people.press(told.id, 'link_begin', 'mallory');
    await vi.waitFor(
      () => expect(JSON.stringify(world.modal('mallory')?.content)).toContain('K7QM-2RWD'),
      PATIENCE,
    );
    expect(world.modal('mallory')?.id).toBe(told.id);
    expect(world.told('mallory')).toEqual([]);
  });

  it('a guest is refused, and gets no code', async () => {
    const ts = await world.alert();
    await world.slack.people.click(CHANNEL, ts, 'exclude_one', 'guest');
    expect(await world.lastTold('guest')).toContain('Guests');
    await world.slack.people.slash('link', { user: 'guest', channel: CHANNEL });
    await world.lastTold('guest', 2);
    expect(world.people.codesFor).toEqual([]);
    expect(world.people.begun.map(({ standing }) => standing)).toEqual(['GUEST', 'GUEST']);
  });

  it('a command is answered to the one who typed it', async () => {
    const outcome = await world.slack.people.slash('whoami', { user: 'ada', channel: CHANNEL });
    expect(outcome.outcome).toBe('acknowledged');
    expect(await world.lastTold('ada')).toContain('ada');
    await world.slack.people.slash('hlep', { user: 'mallory', channel: CHANNEL });
    expect(await world.lastTold('mallory')).toContain('help');
  });

  it('the home tab is shown', async () => {
    await world.slack.people.openHome('ada');
    await vi.waitFor(() => expect(world.slack.views.home(world.idOf('ada'))).toBeDefined(), PATIENCE);
  });
});

describe('several missing namespaces', () => {
  let world: BotWorld;
  beforeEach(async () => {
    world = await BotWorld.start({ missing: ['billing', 'cart'] });
  });
  afterEach(() => world.stop());

  async function choose(name = 'ada') {
    const ts = await world.alert();
    await world.slack.people.click(CHANNEL, ts, 'exclude_choose', name);
    return world.filledModal(name);
  }

  it('are chosen in a modal, ticked in advance', async () => {
    const modal = await choose();
    const submitted = await world.slack.people.submit(modal.id, {}, 'ada');
    expect(submitted.outcome).toBe('acknowledged');
    await vi.waitFor(() => expect(world.schedule.edits).toHaveLength(1), PATIENCE);
    expect(world.schedule.edits[0]).toMatchObject({ namespaces: ['billing', 'cart'], by: 'ada' });
    const told = await world.filledModal('ada');
    expect(JSON.stringify(told.content)).toContain('Excluded');
  });

  it('the modal opens at once, however slow the API is', async () => {
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    world.schedule.before = () => held;
    const ts = await world.alert();
    const click = await world.slack.people.click(CHANNEL, ts, 'exclude_choose', 'ada');
    expect(click.outcome).toBe('acknowledged');
    await vi.waitFor(
      () => expect(JSON.stringify(world.modal('ada')?.content)).toContain('Loading'),
      PATIENCE,
    );
    go();
    await world.filledModal('ada');
  });

  it('a schedule that was changed meanwhile is shown again, and nothing is done', async () => {
    const modal = await choose();
    world.schedule.selectionVersion += 1;
    await world.slack.people.submit(modal.id, {}, 'ada');
    const again = await world.filledModal('ada');
    expect(JSON.stringify(again.content)).toContain('Changed meanwhile');
    expect(world.schedule.edits).toEqual([]);
    await world.slack.people.submit(again.id, {}, 'ada');
    await vi.waitFor(() => expect(world.schedule.edits).toHaveLength(1), PATIENCE);
  });

  it('nothing chosen is said in the modal', async () => {
    const modal = await choose();
    const submitted = await world.slack.people.submit(modal.id, { names_checkboxes: [] }, 'ada');
    expect(JSON.stringify(submitted.errors)).toMatch(/Choose|required|complete/i);
    expect(world.schedule.edits).toEqual([]);
  });

  it('what the API refuses is said in the modal', async () => {
    world.people.readers.add('user-ada');
    const modal = await choose();
    await world.slack.people.submit(modal.id, {}, 'ada');
    expect(JSON.stringify((await world.filledModal('ada')).content)).toContain('Your role may not do that');
    expect(world.schedule.edits).toEqual([]);
  });

  it('a modal that was closed before the answer: the person is told all the same', async () => {
    const modal = await choose();
    world.slack.faults.add({ method: 'views.update', do: { error: 'not_found' } });
    await world.slack.people.submit(modal.id, {}, 'ada');
    expect(await world.lastTold('ada')).toContain('Excluded');
  });

  it('a window that Slack does not open any more: told to click again, nothing swallowed', async () => {
    world.slack.faults.add({ method: 'views.open', do: { error: 'expired_trigger_id' } });
    const ts = await world.alert();
    await world.slack.people.click(CHANNEL, ts, 'exclude_choose', 'ada');
    expect(await world.lastTold('ada')).toContain('Click again');
  });

  it('names that the payload was given by hand are only what the API makes of them', async () => {
    const ts = await world.alert();
    const tamper = (payload: Record<string, unknown>) => {
      const [action] = payload.actions as Record<string, unknown>[];
      action!.value = 'another-alert:1';
    };
    await world.slack.people.click(CHANNEL, ts, 'exclude_choose', 'ada', { tamper });
    expect(JSON.stringify((await world.filledModal('ada')).content)).toContain('gone');
  });
});

describe('namespaces to add', () => {
  it('are searched and added; a search that takes too long answers nothing, in time', async () => {
    const world = await BotWorld.start();
    const ts = await world.alert();
    await world.slack.people.click(CHANNEL, ts, 'add_choose', 'ada');
    const modal = await world.filledModal('ada');
    const found = await world.slack.people.type(modal.id, 'names_search', 'led', 'ada');
    expect(found.options.map(({ value }) => value)).toEqual(['ledger']);
    await world.slack.people.submit(modal.id, { names_search: ['ledger'] }, 'ada');
    await vi.waitFor(() => expect(world.schedule.names).toContain('ledger'), PATIENCE);

    await world.slack.people.click(CHANNEL, ts, 'add_choose', 'grace');
    const slow = await world.filledModal('grace');
    world.schedule.before = () => new Promise(() => {});
    const nothing = await world.slack.people.type(slow.id, 'names_search', 'sea', 'grace');
    expect(nothing).toMatchObject({ outcome: 'acknowledged', options: [] });
    world.schedule.before = async () => {};
    await world.stop();
  });
});

describe('whatever goes wrong, the one who clicked is answered', () => {
  let world: BotWorld;
  beforeEach(async () => {
    world = await BotWorld.start();
  });
  afterEach(() => world.stop());

  it('the API is away', async () => {
    const ts = await world.alert();
    await world.stopApi();
    await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada');
    expect(await world.lastTold('ada')).toContain('cannot be reached');
  });

  it('the API fails', async () => {
    const ts = await world.alert();
    world.schedule.before = () => Promise.reject(refusal('INTERNAL_SERVER_ERROR', 'unforeseen hunter2'));
    await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada');
    const told = await world.lastTold('ada');
    expect(told).toContain('e0e0e0e0-0000-4000-8000-000000000000');
    expect(told).not.toContain('hunter2');
  });

  it('Slack does not say who it is: nothing is done', async () => {
    const ts = await world.alert();
    world.slack.faults.add({ method: 'users.info', do: { error: 'missing_scope' } });
    await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada');
    expect(await world.lastTold('ada')).toContain('who you are');
    expect(world.schedule.acknowledgedBy).toBeNull();
  });

  it('the response URL is used up: in the channel instead', async () => {
    const ts = await world.alert();
    world.slack.faults.add({ method: 'hook', do: { status: 404 } });
    await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada');
    expect(await world.lastTold('ada')).toContain('Acknowledged');
  });

  it('a button of another version', async () => {
    const ts = await world.alert();
    const tamper = (payload: Record<string, unknown>) => {
      const [action] = payload.actions as Record<string, unknown>[];
      action!.action_id = 'self_destruct';
    };
    await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada', { tamper });
    expect(await world.lastTold('ada')).toContain('another version');
  });

  it('a click after a restart', async () => {
    const ts = await world.alert();
    await world.stopBot();
    await world.startBot();
    await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada');
    expect(await world.lastTold('ada')).toContain('Acknowledged');
  });

  it('a day-old click on an alert that is over', async () => {
    const ts = await world.alert();
    world.schedule.isOpen = false;
    await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada');
    expect(await world.lastTold('ada')).toContain('over');
  });

  it('a snooze ends when it says', async () => {
    const ts = await world.alert();
    await world.slack.people.select({ channel: CHANNEL, ts }, 'snooze', '7d', 'ada');
    expect(await world.lastTold('ada')).toContain('snoozed');
    const days = (Date.parse(world.schedule.snoozedUntil ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
  });

  it('an undo takes back what the message showed, and nothing that came after', async () => {
    const ts = await world.alert();
    await world.slack.people.click(CHANNEL, ts, 'exclude_one', 'ada');
    await world.lastTold('ada');
    const after = await world.alert();
    world.schedule.selectionVersion += 1;
    await world.slack.people.click(CHANNEL, after, 'undo', 'ada');
    expect(await world.lastTold('ada', 2)).toContain('Somebody changed the schedule');
    expect(world.schedule.edits).toHaveLength(1);
    const fresh = await world.alert();
    await world.slack.people.click(CHANNEL, fresh, 'undo', 'ada');
    expect(await world.lastTold('ada', 3)).toContain('Taken back');
  });
});

it('no token, secret, response URL or trigger reaches the log', async () => {
  const world = await BotWorld.start();
  const ts = await world.alert();
  const click = await world.slack.people.click(CHANNEL, ts, 'acknowledge', 'ada');
  await world.lastTold('ada');
  world.slack.faults.add({ method: /./, do: { status: 500 } });
  await world.slack.people.click(CHANNEL, ts, 'unsnooze', 'ada', { stale: true }).catch(() => undefined);
  await world.slack.people.slash('whoami', { user: 'ada', channel: CHANNEL });
  await world.stop();
  const lines = JSON.stringify(world.log.lines);
  const { botToken, appToken, signingSecret } = world.slack.installation;
  const { trigger_id, response_url } = click.payload as Record<string, string>;
  for (const secret of [
    botToken,
    appToken,
    signingSecret,
    trigger_id,
    response_url,
    world.api.token,
    'click-1',
  ])
    expect(lines).not.toContain(secret);
});
