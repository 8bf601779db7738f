/** The state of one thing as people see it: asked by GraphQL, and told by a subscription, over a real socket. */
import { createClient } from 'graphql-ws';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import type { Resource } from '../../src/domain/state-matrix.js';
import type { Installation } from './installation.js';
import { aPerson } from './people.js';
import { type ServedInstallation, serveInstallation } from './serve-installation.js';
import { silentLog } from './silent-log.js';

export interface Told {
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
}

/** Fields that give one thing by its id, with its state. */
export type WatchedField =
  | 'cluster'
  | 'backupLocation'
  | 'backup'
  | 'restore'
  | 'backupSchedule'
  | 'user'
  | 'userGroup'
  | 'locationConnection';

interface Answered {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

const CHANGES = `subscription ($resource: Resource!, $id: ID!) {
  resourceStateChanged(resource: $resource, id: $id) { isPresent from to reason } }`;

export class StateWatch {
  private constructor(
    private readonly api: ServedInstallation,
    private readonly token: string,
  ) {}

  static async start(holdfast: Installation): Promise<StateWatch> {
    const api = await serveInstallation(holdfast, { log: silentLog });
    const { token } = await aPerson(holdfast.product, holdfast.actor, { role: 'SUPER_ADMIN' });
    return new StateWatch(api, token);
  }

  /** What the API answers over HTTP to the super admin who watches, or to somebody else. */
  async ask(query: string, variables: object = {}, token = this.token): Promise<Answered> {
    const response = await fetch(`${this.api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answered = (await response.json()) as Answered;
    return { ...answered, data: answered.data ?? {} };
  }

  /** As the API answers it now: `STATE REASON`. */
  async stateOf(field: WatchedField, id: string): Promise<string> {
    const query = `query ($id: ID!) { ${field}(id: $id) { state stateReason } }`;
    const { data, errors } = await this.ask(query, { id });
    expect(errors).toBeUndefined();
    const { state, stateReason } = data[field] as { state: string; stateReason: string };
    return `${state} ${stateReason}`;
  }

  /** Every change of it from now on, in order; ready when the present state was told. */
  async changesOf(resource: Resource, id: string): Promise<{ readonly told: Told[]; stop(): Promise<void> }> {
    const client = createClient({
      url: `${this.api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${this.token}` },
    });
    const told: Told[] = [];
    const seen: { isPresent: boolean }[] = [];
    const stream = client.iterate<{ resourceStateChanged: Told & { isPresent: boolean } }>({
      query: CHANGES,
      variables: { resource, id },
    });
    const reading = (async () => {
      for await (const { data } of stream) {
        if (!data) continue;
        const { isPresent, ...change } = data.resourceStateChanged;
        seen.push({ isPresent });
        if (!isPresent) told.push(change);
      }
    })().catch(() => undefined);
    await expect.poll(() => seen.some(({ isPresent }) => isPresent)).toBe(true);
    const stop = async () => {
      await client.dispose();
      await reading;
    };
    return { told, stop };
  }

  stop(): Promise<void> {
    return this.api.stop();
  }
}
