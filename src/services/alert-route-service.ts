/** Alert routes: which channel hears of what. Created, edited, tested, removed; the default one comes from the configuration. */
import { randomUUID } from 'node:crypto';
import { ringForDue } from '../cycle/ring-for-due.js';
import { sightOf } from '../domain/access.js';
import { type AlertRoute, DEFAULT_ROUTE_NAME, type RouteDetail, routeFaults } from '../domain/alert-route.js';
import type { Delivery } from '../domain/delivery.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { AlreadyExists, NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import type { EventType } from '../domain/event.js';
import { type Actor, systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import type { Timetable } from '../domain/ports/timetable.js';
import { assertRight } from '../domain/rights.js';
import { tellAgain } from './delivery-settling.js';
import { refuse } from './faults.js';
import { ownerOf } from './owner.js';

export interface AlertRoutePorts {
  readonly work: UnitOfWork;
  readonly timetable: Pick<Timetable, 'faults'>;
  readonly clock: Clock;
}

/** What a person may say of a route. Null takes a filter or the digest away. */
export interface RouteFields {
  readonly name?: string;
  readonly channelId?: string;
  readonly isDefault?: boolean;
  readonly clusterId?: string | null;
  readonly scheduleId?: string | null;
  readonly labelSelector?: string | null;
  readonly detail?: RouteDetail;
  readonly buttons?: boolean;
  readonly digestAt?: string | null;
  readonly timeZone?: string;
}
export type NewRoute = RouteFields & { readonly name: string; readonly channelId: string };

const CONFIGURATION = systemActor('configuration');
const WHY_SUPERSEDED = 'the route goes to another channel';

export class AlertRouteService {
  constructor(private readonly ports: AlertRoutePorts) {}

  /** Open alerts that match are told there at once. @throws Forbidden, InvalidInput, NotFound, AlreadyExists */
  async create(input: NewRoute, actor: Actor): Promise<AlertRoute> {
    assertRight(actor, 'AlertRoute.create', null);
    const route = this.#newRoute(input, ownerOf(actor));
    this.#refuseFaults(route, route);
    await this.ports.work.transaction(async (stores) => {
      await assertFilter(stores, route);
      await insert(stores, route, actor);
    });
    return route;
  }

  /** Another channel begins anew: its open alerts are told there. @throws Forbidden, NotFound, InvalidInput, VersionConflict, AlreadyExists */
  async edit(id: string, expectedVersion: number, fields: RouteFields, actor: Actor): Promise<AlertRoute> {
    await this.ports.work.transaction(async (stores) => {
      const route = await found(stores, id);
      assertRight(actor, 'AlertRoute.edit', route.ownerId);
      if (route.version !== expectedVersion)
        throw new VersionConflict({
          resource: 'AlertRoute',
          id,
          name: route.name,
          expected: expectedVersion,
          actual: route.version,
        });
      await this.#edit(stores, route, fields, actor);
    });
    return this.get(id, actor);
  }

  /** What waits for it is not told any more. @throws Forbidden, NotFound */
  async remove(id: string, actor: Actor): Promise<void> {
    await this.ports.work.transaction(async (stores) => {
      const route = await found(stores, id);
      assertRight(actor, 'AlertRoute.delete', route.ownerId);
      await stores.deliveries.supersede({ routeId: id }, 'the route was deleted');
      await stores.routes.remove(id);
      await append(stores, 'ROUTE_DELETED', route, actor);
    });
  }

  /** A message to its channel that says that it works. @throws Forbidden, NotFound */
  async test(id: string, actor: Actor): Promise<Delivery> {
    const deliveryId = randomUUID();
    await this.ports.work.transaction(async (stores) => {
      const { channelId, ownerId } = await found(stores, id);
      assertRight(actor, 'AlertRoute.test', ownerId);
      const to = { target: channelId, routeId: id };
      await stores.deliveries.insert({ id: deliveryId, kind: 'TEST', medium: 'SLACK', ...to });
      await ringForDue(stores);
    });
    const delivery = await this.ports.work.stores.deliveries.find(deliveryId);
    if (delivery === undefined) throw new NotFound('Delivery', deliveryId);
    return delivery;
  }

  /** The default route is what the configuration says; without it, what people made of it. Safe to call at every start. */
  async ensureDefault(channelId: string): Promise<void> {
    try {
      await this.#ensureDefault(channelId);
    } catch (error) {
      if (!(error instanceof AlreadyExists) && !(error instanceof VersionConflict)) throw error;
      // Another process that starts at this moment was first: what is left to do is seen now.
      await this.#ensureDefault(channelId);
    }
  }

  async #ensureDefault(channelId: string): Promise<void> {
    await this.ports.work.transaction(async (stores) => {
      const routes = await stores.routes.all();
      const known = routes.find((each) => each.isDefault);
      if (known !== undefined) {
        if (known.channelId !== channelId) await this.#edit(stores, known, { channelId }, CONFIGURATION);
        return;
      }
      const owner = await stores.users.firstSuperAdmin();
      if (owner === undefined) return;
      const taken = routes.some((each) => each.name === DEFAULT_ROUTE_NAME);
      const name = taken ? `${DEFAULT_ROUTE_NAME}-${channelId.toLowerCase()}` : DEFAULT_ROUTE_NAME;
      await insert(stores, this.#newRoute({ name, channelId, isDefault: true }, owner.id), CONFIGURATION);
    });
  }

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<AlertRoute> {
    if (sightOf(viewer) !== 'ALL') throw new NotFound('AlertRoute', id);
    return found(this.ports.work.stores, id);
  }

  /** Routes tell of everybody's things: who sees only their own sees none. */
  async getMany(ids: readonly string[], viewer: Actor): Promise<readonly AlertRoute[]> {
    return sightOf(viewer) === 'ALL' ? this.ports.work.stores.routes.findMany(ids) : [];
  }

  async page(request: PageRequest, viewer: Actor): Promise<Page<AlertRoute>> {
    if (sightOf(viewer) !== 'ALL') return { items: [], hasNext: false };
    return this.ports.work.stores.routes.page(request);
  }

  async count(viewer: Actor): Promise<number> {
    return sightOf(viewer) === 'ALL' ? this.ports.work.stores.routes.count() : 0;
  }

  #newRoute(input: NewRoute, ownerId: string): AlertRoute {
    const now = this.ports.clock.now();
    return {
      id: randomUUID(),
      ownerId,
      isDefault: false,
      clusterId: null,
      scheduleId: null,
      labelSelector: null,
      detail: 'FULL',
      buttons: true,
      digestAt: null,
      timeZone: 'UTC',
      ...input,
      digestedUpTo: now,
      state: 'UNCHECKED',
      stateReason: null,
      stateChangedAt: now,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
  }

  async #edit(stores: Stores, route: AlertRoute, fields: RouteFields, actor: Actor): Promise<void> {
    const now = this.ports.clock.now();
    const after: AlertRoute = { ...route, ...fields };
    this.#refuseFaults(fields, after);
    await assertFilter(stores, fields);
    const moved = after.channelId !== route.channelId;
    const redated = after.digestAt !== route.digestAt || after.timeZone !== route.timeZone;
    const change: Partial<AlertRoute> = {
      ...fields,
      updatedAt: now,
      ...(redated && { digestedUpTo: now }),
      ...(moved && { state: 'UNCHECKED', stateReason: null, stateChangedAt: now }),
    };
    if (!(await stores.routes.edit(route.id, route.version, change))) throw await conflict(stores, route);
    await append(stores, 'ROUTE_EDITED', after, actor);
    if (!moved) return;
    await stores.deliveries.supersede({ routeId: route.id }, WHY_SUPERSEDED);
    await stores.deliveries.forgetMessagesOf(route.id);
    await tellAgain(stores, after);
    await ringForDue(stores);
  }

  #refuseFaults(given: RouteFields, { digestAt, timeZone }: AlertRoute): void {
    const entry = { timing: { kind: 'DAILY', at: digestAt ?? '00:00' }, timeZone } as const;
    refuse(routeFaults(given), this.ports.timetable.faults('', entry).map(ofTheDigest));
  }
}

function ofTheDigest({ path, message }: FieldFault): FieldFault {
  return { path: path.endsWith('timeZone') ? 'timeZone' : 'digestAt', message };
}

async function insert(stores: Stores, route: AlertRoute, actor: Actor): Promise<void> {
  await stores.routes.insert(route);
  await append(stores, 'ROUTE_CREATED', route, actor);
  await tellAgain(stores, route);
  await ringForDue(stores);
}

/** @throws NotFound for a cluster or schedule that is not there */
async function assertFilter(stores: Stores, { clusterId, scheduleId }: RouteFields): Promise<void> {
  if (clusterId != null && (await stores.clusters.find(clusterId)) === undefined)
    throw new NotFound('Cluster', clusterId);
  if (scheduleId != null && (await stores.schedules.find(scheduleId)) === undefined)
    throw new NotFound('BackupSchedule', scheduleId);
}

async function found(stores: Stores, id: string): Promise<AlertRoute> {
  const route = await stores.routes.find(id);
  if (route === undefined) throw new NotFound('AlertRoute', id);
  return route;
}

async function conflict(stores: Stores, { id, name, version }: AlertRoute): Promise<VersionConflict> {
  const actual = (await stores.routes.find(id))?.version ?? version;
  return new VersionConflict({ resource: 'AlertRoute', id, name, expected: version, actual });
}

async function append({ events }: Stores, type: EventType, route: AlertRoute, actor: Actor): Promise<void> {
  const {
    name,
    channelId,
    isDefault,
    clusterId,
    scheduleId,
    labelSelector,
    detail,
    buttons,
    digestAt,
    timeZone,
  } = route;
  const filter = { clusterId, scheduleId, labelSelector };
  const data = { name, channelId, isDefault, ...filter, detail, buttons, digestAt, timeZone };
  await events.append({ type, subjectType: 'AlertRoute', subjectId: route.id, actor, data });
}
