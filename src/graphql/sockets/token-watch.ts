/** Sockets end with the tokens that opened them: at the moment of their end, when somebody revokes them, or by a round of every minute. */
import type { WebSocket } from 'ws';
import { Forbidden, Unauthenticated } from '../../domain/errors/access-errors.js';
import type { EventType } from '../../domain/event.js';
import type { Actor } from '../../domain/identity.js';
import type { EventFeed } from '../../domain/ports/event-feed.js';
import type { Log } from '../../domain/ports/log.js';
import type { Authenticate } from '../bearer.js';
import { CLOSE } from './close-codes.js';
import { closeFor } from './socket-line.js';
import type { SignedIn, SocketRegister } from './socket-register.js';

export interface TokenWatchOptions {
  readonly authenticate: Authenticate;
  readonly register: SocketRegister;
  readonly log: Log;
  readonly limits: { readonly recheckTokenMs: number };
  /** What happens to people, their tokens and groups: who is concerned is looked at anew at once, and not at the next round. */
  readonly people?: EventFeed;
}

/** Undefined for a token that is refused, whatever the reason: a close frame carries none. @throws when it cannot be told now */
export async function actorBehind(token: string, authenticate: Authenticate): Promise<Actor | undefined> {
  try {
    return await authenticate(token);
  } catch (error) {
    if (error instanceof Unauthenticated || error instanceof Forbidden) return undefined;
    throw error;
  }
}

/** Node.js has no longer timer: what ends later is seen by the round. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Closes the socket when the token of the actor ends. */
export function closeAtEnd(socket: WebSocket, actor: Actor): void {
  if (actor.kind !== 'USER' || actor.expiresAt === undefined) return;
  const ms = actor.expiresAt.getTime() - Date.now();
  if (ms > LONGEST_TIMER_MS) return;
  const timer = setTimeout(() => closeFor(socket, CLOSE.tokenExpired), Math.max(0, ms)).unref();
  socket.once('close', () => clearTimeout(timer));
}

const ABOUT_PEOPLE: ReadonlySet<EventType> = new Set<EventType>([
  'TOKEN_REVOKED',
  'USER_EDITED',
  'USER_STATE_CHANGED',
  'GROUP_EDITED',
  'GROUP_DELETED',
]);

export function watchTokens(options: TokenWatchOptions): { stop(): Promise<void> } {
  const { log, limits, people } = options;
  const round = setInterval(() => {
    recheck(options, () => true).catch((err: unknown) => log.warn({ err }, 'tokens not rechecked'));
  }, limits.recheckTokenMs);
  const events = people?.subscribe({ types: ABOUT_PEOPLE });
  const look = async () => {
    for await (const { subjectType, subjectId } of events ?? []) {
      const concerns = ({ actor }: SignedIn) =>
        subjectType !== 'User' || (actor.kind === 'USER' && actor.userId === subjectId);
      await recheck(options, concerns).catch((err: unknown) => log.warn({ err }, 'tokens not rechecked'));
    }
  };
  look().catch((err: unknown) => log.warn({ err }, 'what happens to tokens is seen every minute only'));
  return {
    async stop() {
      clearInterval(round);
      await events?.return?.();
    },
  };
}

/**
 * A token that was revoked ends the sockets that it opened, and so do other rights: what streams was allowed by the ones before, and a
 * client that connects again is seen with those it has now. A token that cannot be checked now ends nothing.
 */
async function recheck(
  { authenticate, register }: TokenWatchOptions,
  concerns: (signedIn: SignedIn) => boolean,
): Promise<void> {
  const concerned = [...register.signedIn()].filter(([, signedIn]) => concerns(signedIn));
  for (const token of new Set(concerned.map(([, signedIn]) => signedIn.token))) {
    const actor = await actorBehind(token, authenticate);
    for (const [socket, each] of register.signedIn()) {
      if (each.token !== token) continue;
      if (actor === undefined) closeFor(socket, CLOSE.forbidden);
      else if (rightsOf(actor) !== rightsOf(each.actor)) closeFor(socket, CLOSE.tryAgain);
    }
  }
}

function rightsOf(actor: Actor): string {
  return actor.kind === 'USER' ? [actor.role, ...actor.groups].join(' ') : actor.kind;
}
