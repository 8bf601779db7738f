import {
  ClusterDiscoveryDocument,
  type ClusterDiscoveryFieldsFragment,
  ResourceStateChangedDocument,
  type ResourceStateChangedSubscription,
} from '../../client/generated/graphql.js';
import { subscribe } from '../../client/subscribe.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { clock } from '../output/format.js';
import type { Session } from '../session.js';
import { found } from './results.js';
import { watchToEnd } from './watch-to-end.js';

type Change = ResourceStateChangedSubscription['resourceStateChanged'];

/** Follows a run to its end, over lost connections. With --json every change is one line of JSON on stdout. */
export async function watchDiscovery(
  session: Session,
  id: string,
  describe: (discovery: ClusterDiscoveryFieldsFragment) => string,
): Promise<ExitCode> {
  await watchToEnd<Change>(session, {
    updates: (note) => changes(session, id, note),
    line,
    isEnd: ({ to }) => to !== 'IN_PROGRESS',
  });
  const discovery = found((await session.ask(ClusterDiscoveryDocument, { id })).clusterDiscovery);
  session.show(discovery, () => describe(discovery));
  return discovery.state === 'SUCCESS' ? EXIT.done : EXIT.failure;
}

async function* changes({ connection }: Session, id: string, note: (message: string) => void) {
  const wanted = { resource: 'ClusterDiscovery' as const, id, after: null };
  const stream = subscribe(ResourceStateChangedDocument, wanted, connection, {
    cursorOf: ({ resourceStateChanged }) => resourceStateChanged.eventId,
    onLost: (reason) => note(`The connection was lost (${reason}); trying again. The run goes on.`),
  });
  for await (const { resourceStateChanged } of stream) yield resourceStateChanged;
}

function line({ at, to, message }: Change): string {
  return [clock(at), to ?? 'gone', message ?? ''].filter((part) => part !== '').join('  ');
}
