/** What housekeeping clears of people, and what it leaves. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Interaction } from '../../../src/domain/interaction.js';
import type { SlackLinkCode } from '../../../src/domain/slack-link.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const NOW = new Date('2026-11-20T12:00:00.000Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

function anInteraction(change: Partial<Interaction> = {}): Interaction {
  return {
    id: randomUUID(),
    key: randomUUID(),
    kind: 'BUTTON',
    action: 'exclude',
    teamId: 'T1',
    slackUserId: 'U1',
    slackUserName: 'kim',
    channelId: null,
    messageTs: null,
    outcome: 'GRANTED',
    userId: world.user.id,
    hash: randomUUID(),
    operations: ['viewer'],
    createdAt: NOW,
    expiresAt: at(1),
    ...change,
  };
}

function aCode(change: Partial<SlackLinkCode> = {}): SlackLinkCode {
  const who = { teamId: 'T1', teamName: 'Acme', slackUserId: 'U1', slackUserName: 'kim' };
  return { id: randomUUID(), hash: randomUUID(), ...who, createdAt: NOW, expiresAt: at(1), ...change };
}

it('keys of payloads are remembered until they are forgotten by age', async () => {
  const { interactions } = world.stores;
  const [old, fresh] = [anInteraction({ createdAt: at(-25) }), anInteraction()];
  expect([await interactions.insert(old), await interactions.insert(fresh)]).toEqual([true, true]);
  expect(await interactions.insert(anInteraction({ key: old.key }))).toBe(false);
  expect(await interactions.forget(at(-24))).toBe(1);
  expect(await interactions.insert(anInteraction({ key: old.key }))).toBe(true);
  expect(await interactions.insert(anInteraction({ key: fresh.key }))).toBe(false);
});

it('tokens of clicks are taken back for one Slack user alone', async () => {
  const { interactions } = world.stores;
  const [theirs, another] = [anInteraction({ slackUserId: 'U8' }), anInteraction({ slackUserId: 'U9' })];
  await interactions.insert(theirs);
  await interactions.insert(another);
  await interactions.takeBackTokens('T1', 'U8');
  expect(await interactions.findLive(theirs.hash!, NOW)).toBeUndefined();
  expect(await interactions.findLive(another.hash!, NOW)).toMatchObject({ user: { id: world.user.id } });
});

it('a code is one per Slack user, taken once, and cleared with the tries when it is over', async () => {
  const { slackLinks } = world.stores;
  const [first, second] = [aCode(), aCode()];
  await slackLinks.putCode(first);
  await slackLinks.putCode(second);
  expect(await slackLinks.takeCode(first.hash, NOW)).toBeUndefined();
  const taken = await Promise.all([1, 2, 3, 4].map(() => slackLinks.takeCode(second.hash, NOW)));
  expect(taken.filter((each) => each !== undefined)).toHaveLength(1);
  await slackLinks.putCode(aCode({ expiresAt: at(-1) }));
  await slackLinks.noteTry(world.user.id, at(-2));
  await slackLinks.noteTry(world.user.id, NOW);
  expect(await slackLinks.forget(NOW)).toBe(2);
  expect(await slackLinks.countTries(world.user.id, at(-9))).toBe(1);
});

it('tokens of services run out, are prolonged afterwards too, but never when they were revoked', async () => {
  const { serviceTokens } = world.stores;
  const token = {
    id: randomUUID(),
    service: 'slack-bot',
    hash: randomUUID(),
    createdAt: NOW,
    expiresAt: at(1),
    revokedAt: null,
  } as const;
  await serviceTokens.insert(token);
  expect(await serviceTokens.findLive(token.hash, at(1))).toBeUndefined();
  expect(await serviceTokens.prolong(token.id, at(3))).toBe(true);
  expect(await serviceTokens.findLive(token.hash, at(2))).toMatchObject({ id: token.id });
  await serviceTokens.revoke(token.id, at(2));
  expect(await serviceTokens.prolong(token.id, at(9))).toBe(false);
  expect(await serviceTokens.forget(at(4))).toBe(1);
});
