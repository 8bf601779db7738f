/** The daily digest of each channel that asks for one: once per route and day, and not when there is nothing to tell. */
import { randomUUID } from 'node:crypto';
import { routesFor } from '../cycle/announce-alert.js';
import { ringForDue } from '../cycle/ring-for-due.js';
import type { Alert } from '../domain/alert.js';
import { type AlertRoute, type Concerned, routesOf } from '../domain/alert-route.js';
import { DIGEST_LINES, type Digest, isEmpty } from '../domain/digest.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import type { Timetable } from '../domain/ports/timetable.js';

const DAY_MS = 24 * 60 * 60_000;
/** One that could not be written in time is left to the next day. */
const GRACE_MS = 3 * 60 * 60_000;
/** Read at most; more than a channel's digest ever counts. */
const MOST_READ = 1_000;

export interface DigestPorts {
  readonly work: UnitOfWork;
  readonly timetable: Pick<Timetable, 'lastUpTo'>;
  readonly clock: Clock;
}

export class DigestService {
  constructor(private readonly ports: DigestPorts) {}

  /** @returns how many were written */
  async writeDue(signal: AbortSignal): Promise<number> {
    const { work, clock } = this.ports;
    let written = 0;
    for (const route of await work.stores.routes.all()) {
      const due = signal.aborted ? null : this.#dueOf(route);
      if (due === null) continue;
      const isLate = clock.now().getTime() - due.getTime() > GRACE_MS;
      written += await work.transaction((stores) => write(stores, route, { due, isLate }));
    }
    return written;
  }

  /** What the route's digest tells, as it is now. */
  async of(
    routeId: string,
    { since, until }: { readonly since: Date; readonly until: Date },
  ): Promise<Digest | null> {
    const { stores } = this.ports.work;
    const route = await stores.routes.find(routeId);
    return route === undefined ? null : digestOf(stores, route, { since, until });
  }

  #dueOf({ digestAt, timeZone, digestedUpTo }: AlertRoute): Date | null {
    if (digestAt === null) return null;
    const entry = { timing: { kind: 'DAILY', at: digestAt }, timeZone, anchor: digestedUpTo } as const;
    return this.ports.timetable.lastUpTo(entry, this.ports.clock.now(), digestedUpTo);
  }
}

async function write(
  stores: Stores,
  route: AlertRoute,
  { due, isLate }: { readonly due: Date; readonly isLate: boolean },
): Promise<number> {
  if (!(await stores.routes.advanceDigest(route.id, due)) || isLate) return 0;
  const span = { since: new Date(due.getTime() - DAY_MS), until: due };
  if (isEmpty(await digestOf(stores, route, span))) return 0;
  const { id: routeId, channelId: target } = route;
  await stores.deliveries.supersede({ routeId }, 'a newer digest says more', ['DIGEST']);
  const id = randomUUID();
  await stores.deliveries.insert({
    id,
    kind: 'DIGEST',
    medium: 'SLACK',
    target,
    routeId,
    data: { digest: span },
  });
  await ringForDue(stores);
  return 1;
}

async function digestOf(
  stores: Stores,
  route: AlertRoute,
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<Digest> {
  const routes = await stores.routes.all();
  const isOurs = (each: Concerned) => routesOf(routes, [each]).some(({ id }) => id === route.id);
  const open = await openAlertsOf(stores, route, routes);
  const edits = (await stores.digests.edits(since, until, MOST_READ)).filter(isOurs);
  const uncovered = (await stores.digests.uncovered(MOST_READ)).filter(isOurs);
  return {
    since,
    until,
    openAlerts: open.slice(0, DIGEST_LINES),
    openCount: open.length,
    edits: edits.slice(0, DIGEST_LINES),
    uncovered: uncovered.slice(0, DIGEST_LINES),
    uncoveredCount: uncovered.length,
  };
}

/** Oldest first: what has waited longest. */
async function openAlertsOf(
  stores: Stores,
  route: AlertRoute,
  routes: readonly AlertRoute[],
): Promise<readonly Alert[]> {
  const { items } = await stores.alerts.page({ first: MOST_READ, after: null }, { open: true });
  const ours: Alert[] = [];
  for (const { item } of items.toReversed())
    if ((await routesFor(stores, item, routes)).some(({ id }) => id === route.id)) ours.push(item);
  return ours;
}
