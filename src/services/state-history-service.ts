/** The history of states, read by those who see the things, and forgotten when it is old. */
import { reaches, type Sight, sightOf, type Viewer } from '../domain/access.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { StateHistoryFilter } from '../domain/ports/state-history.js';
import type { Page, PageRequest, UnitOfWork } from '../domain/ports/stores.js';
import type { StateChange } from '../domain/state-change.js';

const FORGOTTEN_AT_ONCE = 10_000;
const DAY_MS = 24 * 60 * 60_000;

export interface StateHistoryPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  /** How long changes are kept; 0: for ever. */
  readonly keepDays: number;
}

export class StateHistoryService {
  constructor(private readonly ports: StateHistoryPorts) {}

  /**
   * Newest first, of what the viewer sees; what is gone is seen by those who see everything.
   * @throws NotFound for a subject that the viewer does not see, or that never was; InvalidInput for a bad cursor
   */
  async page(request: PageRequest, filter: StateHistoryFilter, viewer: Actor): Promise<Page<StateChange>> {
    const { stateHistory } = this.ports.work.stores;
    const sight = sightOf(viewer);
    const page = await stateHistory.page(request, filter, sight);
    const { subjectId, resource } = filter;
    if (page.items.length === 0 && subjectId !== undefined && !(await stateHistory.knows(subjectId, sight)))
      throw new NotFound(resource ?? 'resource', subjectId);
    return this.#withoutForeign(page, sight);
  }

  /** @returns how many */
  async forgetOld(): Promise<number> {
    const { work, clock, keepDays } = this.ports;
    if (keepDays === 0) return 0;
    const before = new Date(clock.now().getTime() - keepDays * DAY_MS);
    let forgotten = 0;
    for (let gone = FORGOTTEN_AT_ONCE; gone === FORGOTTEN_AT_ONCE; forgotten += gone) {
      gone = await work.stores.stateHistory.forget(before, FORGOTTEN_AT_ONCE);
    }
    return forgotten;
  }

  /** Of a cluster that is known by its name only, states and codes are told, and no words: they may name its servers. */
  async #withoutForeign(page: Page<StateChange>, sight: Sight): Promise<Page<StateChange>> {
    if (sight === 'ALL') return page;
    const named = await this.#namedOnly(page, sight);
    if (named.size === 0) return page;
    const items = page.items.map(({ item, cursor }) => ({
      item: named.has(item.subjectId) ? { ...item, message: null } : item,
      cursor,
    }));
    return { ...page, items };
  }

  async #namedOnly({ items }: Page<StateChange>, viewer: Viewer): Promise<ReadonlySet<string>> {
    const clusters = items.flatMap(({ item }) => (item.resource === 'Cluster' ? [item.subjectId] : []));
    const ids = [...new Set(clusters)];
    if (ids.length === 0) return new Set();
    const access = await this.ports.work.stores.shares.accessTo(viewer, 'Cluster', ids);
    return new Set(ids.filter((id) => !reaches(access.get(id), 'VIEW')));
  }
}
