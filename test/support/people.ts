/** People, their tokens and links, and the API as each of them asks it over HTTP. */
import type { Product } from '../../src/compose.js';
import type { Actor, Role, User } from '../../src/domain/identity.js';
import type { NewInteraction } from '../../src/services/interaction-service.js';
import type { ApiError, Running } from '../graphql/running-api.js';

export interface Person {
  readonly user: User;
  readonly token: string;
  /** As the services see them. */
  readonly actor: Actor;
}

/** A person with a token. The admin is one who may make users. */
export async function aPerson(
  { services }: Product,
  admin: Actor,
  {
    role = 'APP_USER',
    name = `${role.toLowerCase()}-${Math.random().toString(36).slice(2, 8)}`,
  }: {
    readonly role?: Role;
    readonly name?: string;
  } = {},
): Promise<Person> {
  const user = await services.users.create({ name, role }, admin);
  const { token } = await services.accessTokens.create({ userId: user.id, name: 'test' }, admin);
  return { user, token, actor: { kind: 'USER', userId: user.id, name, role, groups: [] } };
}

export interface Answer {
  readonly status: number;
  readonly data: Record<string, never> & Record<string, unknown>;
  readonly errors: readonly ApiError[];
  /** Of the first error; undefined: there is none. */
  readonly code: string | undefined;
}

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Answer>;

/** The API with this token. */
export function asking(api: Running, token: string): Ask {
  return async (query, variables = {}) => {
    const { status, body } = await api.post({ query, variables }, { authorization: `Bearer ${token}` });
    const errors = body.errors ?? [];
    return { status, data: (body.data ?? {}) as Answer['data'], errors, code: errors[0]?.extensions.code };
  };
}

let clicks = 0;

/** A click on a button in Slack by U1 of T1. */
export function aClick(change: Partial<NewInteraction> = {}): NewInteraction {
  clicks += 1;
  return {
    key: `T1.A1.${clicks}`,
    kind: 'BUTTON',
    action: 'exclude',
    teamId: 'T1',
    slackUserId: 'U1',
    slackUserName: 'kim.slack',
    standing: 'MEMBER',
    channelId: 'C1',
    messageTs: '1405894322.002768',
    operations: ['viewer'],
    ...change,
  };
}
