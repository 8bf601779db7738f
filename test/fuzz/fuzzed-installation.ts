/** A whole installation with people, backups and schedules, served over HTTP and WebSocket, that keeps what it must never tell. */
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { ROLES } from '../../src/domain/identity.js';
import { Installation } from '../support/installation.js';
import { recordingLog } from '../support/recording-log.js';
import { serveInstallation } from '../support/serve-installation.js';
import type { MadeOperation } from './operation-maker.js';

export interface Sent {
  readonly status: number;
  readonly text: string;
}

export interface FuzzedInstallation {
  readonly url: string;
  /** Of people of every role. */
  readonly tokens: readonly string[];
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly secrets: readonly string[];
  /** What the API called a fault of its own. */
  readonly faults: () => readonly string[];
  send(operation: MadeOperation, token: string): Promise<Sent>;
  stop(): Promise<void>;
}

const SUBSCRIPTION_MS = 60;

export async function startFuzzed(): Promise<FuzzedInstallation> {
  const log = recordingLog();
  const installation = await Installation.start({ namespaces: ['shop', 'billing'], log });
  const { product, cluster, location, actor } = installation;
  const { services } = product;
  const backup = await installation.backUp('shop', 'billing');
  const partial = await installation.backUp('shop', 'gone');
  const schedule = await services.schedules.create(
    {
      name: 'nightly',
      clusterId: cluster.id,
      locationId: location.id,
      selection: { kind: 'NAMED', names: ['shop', 'billing'] },
      timing: { kind: 'DAILY', at: '02:30' },
      timeZone: 'Europe/Berlin',
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    actor,
  );
  const people = await Promise.all(
    ROLES.map(async (role) => {
      const user = await services.users.create({ name: `fuzz-${role.toLowerCase()}`, role }, actor);
      return { user, actor: { kind: 'USER' as const, userId: user.id, name: user.name, role, groups: [] } };
    }),
  );
  const tokens = people.map(({ user }) => `hf_${user.name}`);
  const byToken = new Map(people.map((each, index) => [tokens[index], each.actor]));
  const { url, stop } = await serveInstallation(installation, {
    log,
    authenticate: async (token) => byToken.get(token),
  });
  const sockets = new Map<string, Client>();

  function socketOf(token: string): Client {
    const known = sockets.get(token);
    if (known !== undefined) return known;
    const connectionParams = { authorization: `Bearer ${token}` };
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams,
    });
    sockets.set(token, client);
    return client;
  }

  /** What came in a moment; a subscription that says nothing yet is fine. */
  function subscribed({ query, variables }: MadeOperation, token: string): Promise<Sent> {
    return new Promise((resolve) => {
      const heard: unknown[] = [];
      const end = () => resolve({ status: 200, text: JSON.stringify(heard) });
      const dispose = socketOf(token).subscribe(
        { query, variables: { ...variables } },
        {
          next: (value) => void heard.push(value),
          error: (error) => {
            heard.push(error instanceof Error ? error.message : error);
            end();
          },
          complete: end,
        },
      );
      setTimeout(dispose, SUBSCRIPTION_MS);
    });
  }

  const kubeconfig = installation.kubernetes.kubeconfig();
  const bearer = /token: (\S+)/.exec(kubeconfig)?.[1];
  return {
    url,
    tokens,
    ids: [
      ...[
        cluster.id,
        location.id,
        schedule.id,
        backup.backup.id,
        partial.backup.id,
        actor.kind === 'USER' ? actor.userId : '',
      ],
      ...people.map(({ user }) => user.id),
      ...[cluster.id.toUpperCase(), '7d0b8f0a-0000-4000-8000-000000000001'],
    ],
    names: [
      'prod',
      'folder',
      'shop',
      'billing',
      'gone',
      'kube-system',
      'team',
      'configmaps',
      'pods',
      '02:30',
      'Europe/Berlin',
      '0 3 * * *',
    ],
    secrets: [kubeconfig, ...(bearer === undefined ? [] : [bearer]), ...tokens],
    faults: () =>
      log.lines
        .filter(({ level }) => level === 'error')
        .map(({ message, fields }) =>
          `${message}: ${(fields as { err?: Error }).err?.stack ?? ''}`.slice(0, 1_500),
        ),
    async send(operation, token) {
      if (operation.kind === 'subscription') return subscribed(operation, token);
      const { query, variables } = operation;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, text: await response.text() };
    },
    async stop() {
      for (const client of sockets.values()) await client.dispose();
      await stop();
      await installation.stop();
    },
  };
}
