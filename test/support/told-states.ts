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

  /** As the API answers it now: `STATE REASON`. */
  async stateOf(
    field: 'cluster' | 'backupLocation' | 'backup' | 'restore' | 'backupSchedule',
    id: string,
  ): Promise<string> {
    const query = `query ($id: ID!) { ${field}(id: $id) { state stateReason } }`;
    const response = await fetch(`${this.api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables: { id } }),
    });
    const { data, errors } = (await response.json()) as {
      data: Record<string, { state: string; stateReason: string }>;
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    const { state, stateReason } = data[field]!;
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
