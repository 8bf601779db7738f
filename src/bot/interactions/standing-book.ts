/** What Slack says of somebody who acts: guests, people of other workspaces, bots and those who left may not (design 5: trust). */
import type { SlackStanding } from '../../client/generated/graphql.js';
import type { WebClient } from '../slack/slack-clients.js';
import type { Installation } from '../slack/slack-connection.js';
import { failureCode } from '../slack/slack-failure.js';
import type { Origin } from './origin.js';

export interface Standing {
  readonly standing: SlackStanding;
  /** As others see it: the display name, else the real one. */
  readonly name: string;
}

/** Slack did not say. */
export class StandingUnknown extends Error {
  override readonly name = 'StandingUnknown';
}

interface Known {
  readonly until: number;
  readonly standing: Promise<Standing>;
}

const FRESH_MS = 5 * 60_000;
const MOST_KNOWN = 10_000;

export class StandingBook {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly client: WebClient,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws StandingUnknown: who cannot be looked up may do nothing */
  of(origin: Origin, { teamId }: Installation): Promise<Standing> {
    const { userId, userName } = origin;
    if (origin.teamId !== null && origin.teamId !== teamId)
      return Promise.resolve({ standing: 'EXTERNAL', name: oneLine(userName) || userId });
    const known = this.#known.get(userId);
    if (known !== undefined && known.until > this.now()) return known.standing;
    const standing = this.#look(userId, userName, teamId);
    this.#known.set(userId, { until: this.now() + FRESH_MS, standing });
    standing.catch(() => this.#known.delete(userId));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return standing;
  }

  async #look(userId: string, userName: string, teamId: string): Promise<Standing> {
    const user = await this.#user(userId);
    const names = [user?.profile?.display_name, user?.real_name, user?.name, userName, userId].map(oneLine);
    return {
      standing: user === undefined ? 'DELETED' : standingOf(user, teamId),
      name: names.find((name) => name !== '') ?? userId,
    };
  }

  async #user(user: string): Promise<User | undefined> {
    try {
      return (await this.client.users.info({ user })).user;
    } catch (error) {
      if (failureCode(error) === 'user_not_found') return undefined;
      throw new StandingUnknown('Slack did not say who that is.', { cause: error });
    }
  }
}

/** Names are what people wrote; the record of what they did takes one line. */
function oneLine(name = ''): string {
  return name
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 100);
}

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

function standingOf(user: User, teamId: string): SlackStanding {
  if (user.deleted === true) return 'DELETED';
  if (user.is_bot === true || user.id === 'USLACKBOT') return 'BOT';
  // Of an organisation: somebody may be a member of several workspaces.
  const isOfTeam = user.team_id === teamId || user.enterprise_user?.teams?.includes(teamId) === true;
  if (!isOfTeam || (user as { readonly is_stranger?: boolean }).is_stranger === true) return 'EXTERNAL';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'GUEST' : 'MEMBER';
}
