import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from './silent-logger.js';
import { type SlackStandIn, startSlackStandIn } from './slack-stand-in.js';
import { stillClock, testWorld } from './test-app.js';

let slack: SlackStandIn;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlackStandIn({ world: testWorld, clock: stillClock() });
  client = clientWith(slack.installation.botToken);
});

afterEach(() => slack.stop());

function clientWith(token?: string): WebClient {
  const retryConfig = { retries: 0 };
  return new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig, logger: silentLogger });
}

/** What Slack would answer, also when it is a refusal. */
async function answerOf(call: Promise<object>): Promise<Record<string, unknown>> {
  try {
    return { ...(await call) };
  } catch (error) {
    const { data } = error as { data?: Record<string, unknown> };
    if (data === undefined) throw error;
    return data;
  }
}

const post = (more: object = {}) => client.chat.postMessage({ channel: 'alerts', text: 'hello', ...more });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('who asks', () => {
  it('is told by auth.test', async () => {
    const { botUserId, botId } = slack.installation;
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      user_id: botUserId,
      bot_id: botId,
      team_id: slack.workspace.team.id,
    });
  });

  it.each([
    ['nobody', undefined, 'not_authed'],
    ['a stranger', 'xoxb-wrong', 'invalid_auth'],
  ])('is refused when it is %s', async (_, token, error) => {
    expect(await answerOf(clientWith(token).auth.test())).toMatchObject({ ok: false, error });
  });

  it('is refused with an app token, or a bot token where an app token is meant', async () => {
    const { appToken } = slack.installation;
    expect(await answerOf(clientWith(appToken).auth.test())).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect(await answerOf(client.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' });
  });

  it('is refused once the token is revoked', async () => {
    slack.revokeToken();
    expect(await answerOf(post())).toMatchObject({ error: 'token_revoked' });
  });

  it('is told which scope is missing', async () => {
    slack.setScopes(['commands']);
    expect(await answerOf(post())).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'commands',
    });
  });

  it('is told that a method is unknown', async () => {
    expect(await answerOf(client.apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
  });
});

describe('messages', () => {
  it('have a ts that only grows, and keep their metadata', async () => {
    const metadata = { event_type: 'alert', event_payload: { outbox_id: '7', names: ['a', 'b'] } };
    const answers = await Promise.all([1, 2, 3].map(() => post({ metadata })));
    const order = answers.map(({ ts }) => Number(ts));
    expect(new Set(order).size).toBe(3);
    const channel = slack.workspace.channel('alerts').id;
    const listed = await client.conversations.history({ channel, include_all_metadata: true });
    expect(listed.messages?.map(({ ts }) => Number(ts))).toEqual(order.toSorted().reverse());
    expect(listed.messages?.[0]?.metadata).toEqual(metadata);
    const plain = await client.conversations.history({ channel });
    expect(plain.messages?.[0]).not.toHaveProperty('metadata');
  });

  it.each([
    [
      'nested too deep',
      { event_type: 'x', event_payload: { a: { b: { c: 1 } } } },
      'invalid_metadata_format',
    ],
    ['too large', { event_type: 'x', event_payload: { a: 'x'.repeat(20_000) } }, 'metadata_too_large'],
  ])('are refused with metadata %s', async (_, metadata, error) => {
    expect(await answerOf(post({ metadata }))).toMatchObject({ error });
  });

  it('need a channel that is there, not archived, and that the app is in', async () => {
    expect(await answerOf(post({ channel: 'C404' }))).toMatchObject({ error: 'channel_not_found' });
    slack.removeBotFrom('alerts');
    expect(await answerOf(post())).toMatchObject({ error: 'not_in_channel' });
    slack.archiveChannel('alerts');
    expect(await answerOf(post())).toMatchObject({ error: 'is_archived' });
  });

  it('do not reach a private channel that the app is not in', async () => {
    slack.workspace.addChannel({ name: 'secret', isPrivate: true, withBot: false });
    expect(await answerOf(post({ channel: 'secret' }))).toMatchObject({ error: 'channel_not_found' });
  });

  it('need some content', async () => {
    expect(await answerOf(post({ text: '' }))).toMatchObject({ error: 'no_text' });
  });

  it('say when a screen reader has nothing to say', async () => {
    const answer = await answerOf(post({ text: undefined, blocks: [section('x')] }));
    expect(answer).toMatchObject({ ok: true, warning: 'missing_text_in_message' });
  });

  it('can be changed by their author only, with at most 4,000 characters', async () => {
    const { ts, channel } = (await post({ blocks: [section('x')] })) as { ts: string; channel: string };
    await client.chat.update({ channel, ts, text: 'changed' });
    expect(slack.messages('alerts')).toMatchObject([{ ts, text: 'changed', blocks: [], earlier: [[{}]] }]);
    const long = { channel, ts, text: 'x'.repeat(4_001) };
    expect(await answerOf(client.chat.update(long))).toMatchObject({ error: 'msg_too_long' });
    const other = slack.people.say('mine', { user: 'ada', channel: 'alerts' }).ts;
    const update = answerOf(client.chat.update({ channel, ts: other, text: 'x' }));
    expect(await update).toMatchObject({ error: 'cant_update_message' });
    const missing = answerOf(client.chat.update({ channel, ts: '1.000001', text: 'x' }));
    expect(await missing).toMatchObject({ error: 'message_not_found' });
  });

  it('are gone after a delete, and leave a tombstone when there are replies', async () => {
    const { ts, channel } = (await post()) as { ts: string; channel: string };
    await post({ thread_ts: ts });
    await client.chat.delete({ channel, ts });
    expect(slack.messages('alerts')).toMatchObject([{ ts, tombstone: true }, { threadTs: ts }]);
    expect(await answerOf(client.chat.delete({ channel, ts }))).toMatchObject({ error: 'message_not_found' });
    const alone = (await post()).ts as string;
    await client.chat.delete({ channel, ts: alone });
    expect(slack.messages('alerts').map((message) => message.ts)).not.toContain(alone);
  });

  it('stand in threads: a reply to a reply goes to the root, and replies are not in the history', async () => {
    const { ts, channel } = (await post()) as { ts: string; channel: string };
    const reply = (await post({ thread_ts: ts, text: 'one' })).ts as string;
    await post({ thread_ts: reply, text: 'two' });
    const thread = await client.conversations.replies({ channel, ts });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['hello', 'one', 'two']);
    expect(thread.messages?.[0]).toMatchObject({ reply_count: 2, thread_ts: ts });
    const history = await client.conversations.history({ channel });
    expect(history.messages?.map(({ text }) => text)).toEqual(['hello']);
    expect(await answerOf(post({ thread_ts: '1.000001' }))).toMatchObject({ error: 'thread_not_found' });
  });

  it('for one person are seen by nobody else, and cannot be changed', async () => {
    const user = slack.workspace.user('ada').id;
    const answer = await client.chat.postEphemeral({ channel: 'alerts', user, text: 'only you' });
    expect(slack.ephemerals('alerts', 'ada')).toMatchObject([{ text: 'only you' }]);
    expect(slack.messages('alerts')).toEqual([]);
    const ts = answer.message_ts as string;
    const change = answerOf(client.chat.update({ channel: 'alerts', ts, text: 'x' }));
    expect(await change).toMatchObject({ error: 'message_not_found' });
    const outsider = slack.workspace.addUser({ name: 'eve' }).id;
    const refused = answerOf(client.chat.postEphemeral({ channel: 'alerts', user: outsider, text: 'x' }));
    expect(await refused).toMatchObject({ error: 'user_not_in_channel' });
  });

  it('have a permalink', async () => {
    const { ts, channel } = (await post()) as { ts: string; channel: string };
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    expect(permalink).toBe(`https://stand-in.slack.com/archives/${channel}/p${ts.replace('.', '')}`);
  });

  it('come page by page', async () => {
    for (const text of ['1', '2', '3']) await post({ text });
    const channel = slack.workspace.channel('alerts').id;
    const first = await client.conversations.history({ channel, limit: 2 });
    expect(first.messages?.map(({ text }) => text)).toEqual(['3', '2']);
    const cursor = first.response_metadata?.next_cursor as string;
    const second = await client.conversations.history({ channel, limit: 2, cursor });
    expect(second.messages?.map(({ text }) => text)).toEqual(['1']);
    expect(second.has_more).toBe(false);
  });
});

describe('people and channels', () => {
  it('tell who is a guest, a bot, gone, of another team', async () => {
    const { workspace } = slack;
    const partner = workspace.addTeam({ domain: 'partner', name: 'Partner' });
    const guest = workspace.addUser({ name: 'guest', guest: 'single-channel', tz: 'Asia/Kolkata' });
    const stranger = workspace.addUser({ name: 'tom', team: partner });
    expect((await client.users.info({ user: guest.id })).user).toMatchObject({
      is_restricted: true,
      is_ultra_restricted: true,
      tz_offset: 19_800,
      profile: { email: 'guest@example.com' },
    });
    const { user } = await client.users.info({ user: stranger.id });
    expect(user).toMatchObject({ is_stranger: true, team_id: partner.id });
    expect(user?.profile).not.toHaveProperty('email');
    expect(await answerOf(client.users.info({ user: 'U404' }))).toMatchObject({ error: 'user_not_found' });
  });

  it('are found by e-mail, unless they left; without the scope the address is not told', async () => {
    const ada = slack.workspace.user('ada');
    const found = await client.users.lookupByEmail({ email: 'ADA@example.com' });
    expect(found.user?.id).toBe(ada.id);
    slack.workspace.change('ada', { deleted: true });
    const gone = answerOf(client.users.lookupByEmail({ email: 'ada@example.com' }));
    expect(await gone).toMatchObject({ error: 'users_not_found' });
    slack.setScopes(['users:read']);
    expect((await client.users.info({ user: ada.id })).user?.profile).not.toHaveProperty('email');
  });

  it('tell whether a channel is shared, archived, entered', async () => {
    const { id } = slack.workspace.addChannel({ name: 'shared', isExtShared: true, withBot: false });
    expect((await client.conversations.info({ channel: id })).channel).toMatchObject({
      is_ext_shared: true,
      is_member: false,
      is_archived: false,
    });
    const channel = slack.workspace.channel('alerts').id;
    const { members } = await client.conversations.members({ channel });
    expect(members).toContain(slack.workspace.user('ada').id);
  });

  it('have one direct message each', async () => {
    const users = slack.workspace.user('ada').id;
    const first = await client.conversations.open({ users });
    const second = await client.conversations.open({ users });
    expect(first.channel?.id).toMatch(/^D/);
    expect(second.channel?.id).toBe(first.channel?.id);
    expect((await post({ channel: users })).channel).toBe(first.channel?.id);
  });
});

describe('files', () => {
  it('are uploaded in three steps', async () => {
    const text = Buffer.from('shop\nbilling\n');
    const channel = slack.workspace.channel('alerts').id;
    const file = { file: text, filename: 'names.txt', channel_id: channel, initial_comment: 'all of them' };
    expect(await client.filesUploadV2(file)).toMatchObject({ ok: true });
    expect(slack.messages('alerts')).toMatchObject([{ attachments: [{ title: 'names.txt' }] }]);
  });

  it('are refused when the length is not as told', async () => {
    const asked = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    const answer = await fetch(asked.upload_url as string, { method: 'POST', body: 'four' });
    expect(answer.status).toBe(400);
  });
});

describe('rate limits', () => {
  it('answer 429 with Retry-After to the sixth post at once into a channel, and not to another channel', async () => {
    slack.rateLimits.on();
    slack.workspace.addChannel({ name: 'other' });
    for (let at = 0; at < 5; at += 1) await post();
    const refused = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.installation.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'alerts', text: 'x' }),
    });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    await post({ channel: 'other' });
    slack.clock.advance(1_000);
    await post();
  });

  it('hold a method to its tier', async () => {
    slack.rateLimits.on();
    const raw = new WebClient(slack.installation.botToken, {
      slackApiUrl: slack.apiUrl,
      rejectRateLimitedCalls: true,
      logger: silentLogger,
    });
    const channel = slack.workspace.channel('alerts').id;
    for (let at = 0; at < 50; at += 1) await raw.conversations.info({ channel });
    await expect(raw.conversations.info({ channel })).rejects.toMatchObject({ retryAfter: 60 });
    slack.clock.advance(60_000);
    await raw.conversations.info({ channel });
  });
});

describe('bodies', () => {
  it('may be JSON, and must be of a known type', async () => {
    const send = async (body: string, contentType: string) => {
      const headers = { authorization: `Bearer ${slack.installation.botToken}`, 'content-type': contentType };
      const answer = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
      return (await answer.json()) as object;
    };
    const json = JSON.stringify({ channel: 'alerts', text: 'x', blocks: [section('y')] });
    expect(await send(json, 'application/json; charset=utf-8')).toMatchObject({ ok: true });
    expect(await send('{', 'application/json')).toMatchObject({ error: 'invalid_json' });
    expect(await send('channel=alerts&blocks=[', 'application/x-www-form-urlencoded')).toMatchObject({
      error: 'invalid_blocks_format',
    });
    expect(await send('x', 'text/xml')).toMatchObject({ error: 'invalid_post_type' });
  });
});
