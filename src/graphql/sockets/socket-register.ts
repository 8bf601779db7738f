import type { WebSocket } from 'ws';
import type { Actor } from '../../domain/identity.js';
import type { ApiLimits } from '../limits.js';

/** The rights of a person may change while a socket stands: they are looked up for each operation, as over HTTP. */
export interface SignedIn {
  readonly token: string;
  readonly actor: Actor;
  /** Ids of the operations under way on the socket, as graphql-ws counts them. */
  readonly underWay: () => readonly string[];
}

type SocketLimits = Pick<
  ApiLimits,
  'sockets' | 'socketsUnsigned' | 'socketsPerIdentity' | 'operationsPerSocket' | 'operationsPerIdentity'
>;

/** Which sockets stand, whose they are and what runs on them: the counts behind the limits, of all doors of one process. */
export class SocketRegister {
  readonly #sockets = new Map<WebSocket, SignedIn | undefined>();
  readonly #ofIdentity = new Map<string, Set<WebSocket>>();

  constructor(private readonly limits: SocketLimits) {}

  get count(): number {
    return this.#sockets.size;
  }

  get unsigned(): number {
    let signedIn = 0;
    for (const { size } of this.#ofIdentity.values()) signedIn += size;
    return this.count - signedIn;
  }

  /** Sockets that never sign in have a room of their own: filling it closes no socket that stands. */
  get hasRoom(): boolean {
    return this.count < this.limits.sockets && this.unsigned < this.limits.socketsUnsigned;
  }

  opened(socket: WebSocket): void {
    this.#sockets.set(socket, undefined);
  }

  /** False: the identity has as many as it may. */
  signIn(socket: WebSocket, signedIn: SignedIn): boolean {
    if (!this.#sockets.has(socket)) return false;
    const key = identityOf(signedIn.actor);
    const others = this.#ofIdentity.get(key) ?? new Set();
    if (others.size >= this.limits.socketsPerIdentity) return false;
    this.#ofIdentity.set(key, others.add(socket));
    this.#sockets.set(socket, signedIn);
    return true;
  }

  closed(socket: WebSocket): void {
    const signedIn = this.signedInOn(socket);
    this.#sockets.delete(socket);
    if (signedIn === undefined) return;
    const key = identityOf(signedIn.actor);
    const others = this.#ofIdentity.get(key);
    others?.delete(socket);
    if (others?.size === 0) this.#ofIdentity.delete(key);
  }

  signedInOn(socket: WebSocket): SignedIn | undefined {
    return this.#sockets.get(socket);
  }

  /** Sockets that are signed in, with whom. */
  *signedIn(): Iterable<readonly [WebSocket, SignedIn]> {
    for (const [socket, signedIn] of this.#sockets) if (signedIn !== undefined) yield [socket, signedIn];
  }

  /** Why the operation `id`, which is counted already, is one too many; undefined when it is not. */
  operationRefusal(socket: WebSocket, id: string): string | undefined {
    const { operationsPerSocket, operationsPerIdentity } = this.limits;
    const here = this.#underWay(socket).filter((each) => each !== id).length;
    if (here >= operationsPerSocket)
      return `${operationsPerSocket} operations are under way on this socket: end one first.`;
    const signedIn = this.signedInOn(socket);
    const all = signedIn === undefined ? [] : [...(this.#ofIdentity.get(identityOf(signedIn.actor)) ?? [])];
    const count = all.reduce((sum, each) => sum + this.#underWay(each).length, 0);
    if (count <= operationsPerIdentity) return undefined;
    return `${operationsPerIdentity} operations are under way on all sockets of this identity: end one first.`;
  }

  #underWay(socket: WebSocket): readonly string[] {
    return this.signedInOn(socket)?.underWay() ?? [];
  }
}

/** Whose a socket is: a person with all their tokens, or a program of ours. */
function identityOf(actor: Actor): string {
  return actor.kind === 'USER' ? `USER ${actor.userId}` : `${actor.kind} ${actor.name}`;
}
