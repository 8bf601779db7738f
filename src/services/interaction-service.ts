/**
 * What somebody did in Slack: resolved to the person behind it, once per payload, and answered with a token of a minute that
 * acts as that person and asks nothing but what this click is about (design 5). Who is refused is written to the audit trail.
 */
import { randomUUID } from 'node:crypto';
import { auditEntry } from '../domain/audit.js';
import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';
import { type Actor, maySignIn, type User } from '../domain/identity.js';
import {
  CLICK_TOKEN_LIVES_MS,
  grantedScope,
  type Interaction,
  type InteractionKind,
  type InteractionOutcome,
  outcomeFor,
  type SlackStanding,
} from '../domain/interaction.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertService } from '../domain/rights.js';
import { refuse } from './faults.js';
import { hashOf, newToken } from './secret-token.js';
import { messageTsFaults, slackIdFaults, slackTextFaults } from './slack-input.js';

const MAX_OPERATIONS = 30;

export interface InteractionPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

/** The bot vouches for team and user: it verified the signature of the request that named them. */
export interface NewInteraction {
  readonly key: string;
  readonly kind: InteractionKind;
  readonly action: string;
  readonly teamId: string;
  readonly slackUserId: string;
  readonly slackUserName: string;
  readonly standing: SlackStanding;
  readonly channelId?: string;
  readonly messageTs?: string;
  readonly operations: readonly string[];
}

export interface BegunInteraction {
  readonly outcome: InteractionOutcome;
  readonly interactionId: string | null;
  readonly token: string | null;
  readonly expiresAt: Date | null;
  readonly user: User | null;
}

const NOTHING: Omit<BegunInteraction, 'outcome'> = {
  interactionId: null,
  token: null,
  expiresAt: null,
  user: null,
};

export class InteractionService {
  constructor(private readonly ports: InteractionPorts) {}

  /** Of two with the same key one begins and the other is a DUPLICATE. For the bot alone. @throws Forbidden, InvalidInput */
  async begin(input: NewInteraction, actor: Actor): Promise<BegunInteraction> {
    assertService(actor, 'beginInteraction');
    refuse(faultsOf(input));
    const operations = grantedScope(input.operations);
    if (operations.length === 0) throw new InvalidInput([NOTHING_GRANTABLE]);
    return this.ports.work.transaction(async (stores) => {
      const { user, outcome } = await clickerOf(stores, input);
      const granted = outcome === 'GRANTED';
      const token = granted ? newToken('INTERACTION') : null;
      const interaction = this.#interaction(input, {
        outcome,
        userId: user?.id ?? null,
        hash: token === null ? null : hashOf(token),
        operations: granted ? operations : [],
      });
      if (!(await stores.interactions.insert(interaction))) return { outcome: 'DUPLICATE', ...NOTHING };
      if (!granted) {
        await this.#noteRefusal(stores, interaction, { actor, user });
        return { outcome, ...NOTHING, interactionId: interaction.id };
      }
      const { id: interactionId, expiresAt } = interaction;
      return { outcome, interactionId, token, expiresAt, user: user ?? null };
    });
  }

  #interaction(
    input: NewInteraction,
    rest: Pick<Interaction, 'outcome' | 'userId' | 'hash' | 'operations'>,
  ): Interaction {
    const { key, kind, action, teamId, slackUserId, slackUserName } = input;
    const createdAt = this.ports.clock.now();
    return {
      id: randomUUID(),
      key,
      kind,
      action,
      teamId,
      slackUserId,
      slackUserName,
      channelId: input.channelId ?? null,
      messageTs: input.messageTs ?? null,
      ...rest,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + CLICK_TOKEN_LIVES_MS),
    };
  }

  /** The person where there is one (INACTIVE), else the bot that asked. */
  #noteRefusal(
    stores: Stores,
    interaction: Interaction,
    { actor, user }: { readonly actor: Actor; readonly user: User | undefined },
  ): Promise<void> {
    const { id: interactionId, outcome, createdAt } = interaction;
    const { teamId, slackUserId, slackUserName, channelId, messageTs, action } = interaction;
    const who: Actor = user
      ? { kind: 'USER', userId: user.id, name: user.name, role: user.role, groups: [] }
      : actor;
    return stores.audit.append(
      auditEntry(randomUUID(), createdAt, who, {
        operation: 'beginInteraction',
        outcome: 'REFUSED',
        code: outcome,
        interactionId,
        slack: { teamId, slackUserId, slackUserName, channelId, messageTs, action },
      }),
    );
  }
}

async function clickerOf(
  stores: Stores,
  { teamId, slackUserId, standing }: NewInteraction,
): Promise<{ readonly user: User | undefined; readonly outcome: Interaction['outcome'] }> {
  const link = await stores.slackLinks.ofSlackUser(teamId, slackUserId);
  const user = link && (await stores.users.find(link.userId));
  const known = await stores.slackLinks.teamIsKnown(teamId);
  // Whom the provider could not be asked about may go on, as with a token of their own.
  const state = user === undefined ? null : maySignIn(user) ? 'ACTIVE' : user.state;
  return {
    user,
    outcome: outcomeFor({ standing, state, teamIsKnown: known.team, anyTeamIsKnown: known.any }),
  };
}

const NOTHING_GRANTABLE: FieldFault = {
  path: 'operations',
  message: 'names nothing that a bot may ask in the name of a person',
};

function faultsOf(input: NewInteraction): FieldFault[] {
  const { channelId, messageTs, operations } = input;
  return [
    ...slackTextFaults('key', input.key),
    ...slackTextFaults('action', input.action),
    ...slackIdFaults('teamId', input.teamId),
    ...slackIdFaults('slackUserId', input.slackUserId),
    ...slackTextFaults('slackUserName', input.slackUserName),
    ...(channelId === undefined ? [] : slackIdFaults('channelId', channelId)),
    ...(messageTs === undefined ? [] : messageTsFaults('messageTs', messageTs)),
    ...(operations.length <= MAX_OPERATIONS
      ? []
      : [{ path: 'operations', message: `are too many: ${MAX_OPERATIONS} at most` }]),
  ];
}
