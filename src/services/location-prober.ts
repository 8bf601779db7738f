/** Looks at backup locations and writes down what it saw, guarded by the look before it. */
import pLimit from 'p-limit';
import { settleAlert } from '../cycle/incidents.js';
import { type BackupLocation, LOCATION_REASONS, type LocationCheck } from '../domain/backup-location.js';
import { NotFound } from '../domain/errors.js';
import { type Actor, systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

const AT_ONCE = 4;
const LOCATION = { subjectType: 'BackupLocation', kind: 'LOCATION_BAD' } as const;

export interface LocationProberPorts {
  readonly work: UnitOfWork;
  readonly locations: Pick<LocationGateway, 'check'>;
  readonly clock: Clock;
  readonly log: Log;
}

export class LocationProber {
  constructor(private readonly ports: LocationProberPorts) {}

  async lookAtAll(signal: AbortSignal): Promise<number> {
    const locations = await this.ports.work.stores.locations.all();
    const limit = pLimit(AT_ONCE);
    const actor = systemActor('location prober');
    await Promise.all(
      locations.map((location) =>
        limit(async () => {
          if (signal.aborted) return;
          try {
            await this.look(location.id, actor, signal);
          } catch (error) {
            this.ports.log.warn({ locationId: location.id, err: error }, 'a location could not be looked at');
          }
        }),
      ),
    );
    return locations.length;
  }

  /** One look at one location. @returns the location as it stands afterwards. @throws NotFound */
  async look(locationId: string, actor: Actor, signal?: AbortSignal): Promise<BackupLocation> {
    const { work, locations } = this.ports;
    const before = await work.stores.locations.find(locationId);
    if (before === undefined) throw new NotFound('BackupLocation', locationId);
    // Its state is that of its connections: only clusters look at it.
    if (before.access !== 'CREDENTIALS') return before;
    const check = await locations.check(before, signal);
    if (!signal?.aborted) await this.#writeDown(before, check, actor);
    return (await work.stores.locations.find(locationId)) ?? before;
  }

  async #writeDown(before: BackupLocation, check: LocationCheck, actor: Actor): Promise<void> {
    const at = this.ports.clock.now();
    const state = check.ok ? 'VALID' : 'INVALID';
    const reason = check.ok ? 'OK' : check.reason;
    const seen = {
      state,
      stateReason: reason,
      stateMessage: check.ok ? LOCATION_REASONS.OK : check.message,
      stateChangedAt: state === before.state ? before.stateChangedAt : at,
      stateCheckedAt: at,
      // What is not seen now is not unseen: a store that is away is able to do what it was.
      capabilities: check.ok ? check.capabilities : before.capabilities,
    } as const;
    await this.ports.work.transaction(async (stores) => {
      const guard = { checkedBefore: before.stateCheckedAt };
      if (!(await stores.locations.observe(before.id, guard, seen))) return;
      // A cycle may have found the location bad between two good looks: the alert is open though no state moved.
      if (state === 'VALID') {
        const settled = { ...LOCATION, subjectId: before.id, reason: 'the location can be used again' };
        await settleAlert(stores, settled, { at, actor });
      }
      if (state === before.state && reason === before.stateReason) return;
      await stores.events.append({
        type: 'LOCATION_STATE_CHANGED',
        subjectType: 'BackupLocation',
        subjectId: before.id,
        actor,
        data: { name: before.name, from: before.state, to: state, reason, message: seen.stateMessage },
      });
    });
  }
}
