/**
 * Links between Slack users and people: begun in Slack by a code that only that Slack user sees, confirmed by the person who
 * signed in elsewhere and is shown whom they let act for them.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { ringForDue } from '../cycle/ring-for-due.js';
import type { NoticeKind } from '../domain/delivery.js';
import { type FieldFault, InvalidInput, TooManyAttempts } from '../domain/errors/request-errors.js';
import { AlreadyLinked, NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight, assertService, hasRight, isOwn } from '../domain/rights.js';
import {
  LINK_CODE_LIVES_MS,
  linkCode,
  MAX_CODE_TRIES,
  normalCode,
  type SlackIdentity,
  type SlackLink,
  type SlackLinkCode,
} from '../domain/slack-link.js';
import { refuse } from './faults.js';
import { ownerOf } from './owner.js';
import { hashOf } from './secret-token.js';
import { slackIdFaults, slackTextFaults } from './slack-input.js';

export interface SlackLinkPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export class SlackLinkService {
  constructor(private readonly ports: SlackLinkPorts) {}

  /** A code of ten minutes for that Slack user, in place of the one before. For the bot alone. @throws Forbidden, InvalidInput */
  async begin(
    who: SlackIdentity,
    actor: Actor,
  ): Promise<{ readonly code: string; readonly expiresAt: Date }> {
    const { work, clock } = this.ports;
    assertService(actor, 'beginSlackLink');
    refuse(
      slackIdFaults('teamId', who.teamId),
      slackTextFaults('teamName', who.teamName),
      slackIdFaults('slackUserId', who.slackUserId),
      slackTextFaults('slackUserName', who.slackUserName),
    );
    const code = linkCode(randomBytes(16));
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + LINK_CODE_LIVES_MS);
    const { teamId, teamName, slackUserId, slackUserName } = who;
    await work.stores.slackLinks.putCode({
      id: randomUUID(),
      hash: hashOf(normalCode(code) ?? code),
      teamId,
      teamName,
      slackUserId,
      slackUserName,
      createdAt: now,
      expiresAt,
    });
    return { code, expiresAt };
  }

  /** Whom the code would link: looked at before it is confirmed. @throws Forbidden, InvalidInput, TooManyAttempts */
  async request(code: string, actor: Actor): Promise<SlackLinkCode> {
    const { stores } = this.ports.work;
    return this.#tried(code, actor, (hash, now) => stores.slackLinks.findCode(hash, now));
  }

  /** Uses the code up and tells both sides. @throws Forbidden, InvalidInput, TooManyAttempts, AlreadyLinked */
  async confirm(code: string, actor: Actor): Promise<SlackLink> {
    const { work } = this.ports;
    const userId = ownerOf(actor);
    assertRight(actor, 'SlackLink.confirm', userId);
    return this.#tried(code, actor, (hash, now) =>
      work.transaction(async (stores) => {
        const taken = await stores.slackLinks.takeCode(hash, now);
        if (taken === undefined) return undefined;
        const present = await stores.slackLinks.ofSlackUser(taken.teamId, taken.slackUserId);
        if (present !== undefined && present.userId !== userId) throw new AlreadyLinked(taken);
        if (present !== undefined) return present;
        const { teamId, teamName, slackUserId, slackUserName } = taken;
        const who = { teamId, teamName, slackUserId, slackUserName };
        const link: SlackLink = { id: randomUUID(), userId, ...who, linkedAt: now };
        await stores.slackLinks.insert(link);
        await this.#tell(stores, 'SLACK_LINKED', link, actor);
        return link;
      }),
    );
  }

  /** One's own, or another's for a super admin. Tokens of clicks end with it. @throws NotFound, Forbidden */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.ports.work.transaction(async (stores) => {
      const link = await stores.slackLinks.find(id);
      if (link === undefined) throw new NotFound('SlackLink', id);
      assertRight(actor, 'SlackLink.remove', link.userId);
      if (!(await stores.slackLinks.remove(id))) throw new NotFound('SlackLink', id);
      await stores.interactions.takeBackTokens(link.teamId, link.slackUserId);
      await this.#tell(stores, 'SLACK_UNLINKED', link, actor);
    });
  }

  /** Of oneself, and of anybody for those who may see users; the others are missing from the answer. */
  async ofUsers(
    userIds: readonly string[],
    actor: Actor,
  ): Promise<ReadonlyMap<string, readonly SlackLink[]>> {
    const seen = userIds.filter((id) => isOwn(actor, id) || hasRight(actor, 'User.list', null));
    const found = await this.ports.work.stores.slackLinks.ofUsers(seen);
    return new Map(seen.map((id) => [id, found.get(id) ?? []]));
  }

  /** Every try counts, right or wrong, and outside the transaction that it may fail in. */
  async #tried<T>(
    typed: string,
    actor: Actor,
    find: (hash: string, now: Date) => Promise<T | undefined>,
  ): Promise<T> {
    const { work, clock } = this.ports;
    const userId = ownerOf(actor);
    const now = clock.now();
    const since = new Date(now.getTime() - LINK_CODE_LIVES_MS);
    // Noted before it is counted and looked for: trying many in parallel gains nothing.
    await work.stores.slackLinks.noteTry(userId, now);
    if ((await work.stores.slackLinks.countTries(userId, since)) > MAX_CODE_TRIES) {
      throw new TooManyAttempts('Too many codes were tried: wait ten minutes, then ask for a new one.', {
        retryAfterSeconds: LINK_CODE_LIVES_MS / 1_000,
      });
    }
    const code = normalCode(typed);
    const found = code === undefined ? undefined : await find(hashOf(code), now);
    if (found === undefined) throw new InvalidInput([UNKNOWN_CODE]);
    return found;
  }

  async #tell(stores: Stores, kind: NoticeKind, link: SlackLink, actor: Actor): Promise<void> {
    const { id, userId, teamId, teamName, slackUserId, slackUserName } = link;
    const user = await stores.users.find(userId);
    await stores.events.append({
      type: kind,
      subjectType: 'User',
      subjectId: userId,
      actor,
      data: { linkId: id, teamId, teamName, slackUserId, slackUserName },
    });
    const notice = { kind, userName: user?.name ?? '', at: this.ports.clock.now() };
    const to = { target: slackUserId, teamId, data: { notice } };
    await stores.deliveries.insert({ id: randomUUID(), kind: 'NOTICE', medium: 'SLACK', ...to });
    await ringForDue(stores);
  }
}

const UNKNOWN_CODE: FieldFault = {
  path: 'code',
  message: 'is unknown, used, or older than ten minutes: ask for a new one with "/backup link" in Slack',
};
