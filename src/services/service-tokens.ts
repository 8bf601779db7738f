/** Tokens of our own programs: one per process, renewed while it lives, or a lasting one for a bot that runs elsewhere. */
import { randomUUID } from 'node:crypto';
import type { ServiceName } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { hashOf, newToken } from './secret-token.js';

/** How long the token of a process outlives it, when it could not revoke it. */
const LIVES_MS = 10 * 60_000;
const RENEWED_EVERY_MS = 2 * 60_000;

export interface ServiceTokenPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export interface ProcessToken {
  readonly token: string;
  /** Revokes it. May be called twice. */
  stop(): Promise<void>;
}

export class ServiceTokens {
  constructor(private readonly ports: ServiceTokenPorts) {}

  /** A fresh token for this process. A renewal that fails is made up for by the next one, also after the token had run out. */
  async forProcess(service: ServiceName): Promise<ProcessToken> {
    const { work, clock } = this.ports;
    const { id, token } = await this.#make(service, this.#end());
    const renewal = setInterval(() => {
      work.stores.serviceTokens.prolong(id, this.#end()).catch(() => undefined);
    }, RENEWED_EVERY_MS);
    renewal.unref();
    const stop = async () => {
      clearInterval(renewal);
      await work.stores.serviceTokens.revoke(id, clock.now());
    };
    return { token, stop };
  }

  /** A token without an end, in place of every such one before. @returns it and how many were revoked */
  async lasting(service: ServiceName): Promise<{ readonly token: string; readonly revoked: number }> {
    const { work, clock } = this.ports;
    const revoked = await work.stores.serviceTokens.revokeLasting(service, clock.now());
    const { token } = await this.#make(service, null);
    return { token, revoked };
  }

  async #make(service: ServiceName, expiresAt: Date | null): Promise<{ id: string; token: string }> {
    const { work, clock } = this.ports;
    const token = newToken('SERVICE');
    const id = randomUUID();
    const hash = hashOf(token);
    const row = { id, service, hash, createdAt: clock.now(), expiresAt, revokedAt: null };
    await work.stores.serviceTokens.insert(row);
    return { id, token };
  }

  #end(): Date {
    return new Date(this.ports.clock.now().getTime() + LIVES_MS);
  }
}
