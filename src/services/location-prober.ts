/** Looks at backup locations and writes down what it saw, guarded by the look before it. */
import { settleAlert } from '../cycle/incidents.js';
import {
  type BackupLocation,
  judgeCheck,
  LOCATION_REASONS,
  type LocationCheck,
} from '../domain/backup-location.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import { systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { LocationGateway } from '../domain/ports/object-store.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { LookOptions } from './cluster-prober.js';
import { lookRound } from './look-round.js';

/** A look writes and reads back; one at a share or a store that hangs takes up to 15 s. */
const ROUND = { atOnce: 4, atMost: 16, patienceMs: 3_000 } as const;
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
    const options = { actor: systemActor('location prober'), asked: false, signal };
    const look = async ({ id }: BackupLocation) => {
      try {
        await this.look(id, options);
      } catch (error) {
        this.ports.log.warn({ locationId: id, err: error }, 'a location could not be looked at');
      }
    };
    await lookRound(locations, { ...ROUND, look, signal });
    return locations.length;
  }

  /** One look at one location. @returns the location as it stands afterwards. @throws NotFound */
  async look(locationId: string, options: LookOptions): Promise<BackupLocation> {
    const { signal } = options;
    const { work, locations } = this.ports;
    const before = await work.stores.locations.find(locationId);
    if (before === undefined) throw new NotFound('BackupLocation', locationId);
    // Its state is that of its connections: only clusters look at it.
    if (before.access !== 'CREDENTIALS') return before;
    const check = await locations.check(before, signal);
    if (!signal?.aborted) await this.#writeDown(before, check, options);
    return (await work.stores.locations.find(locationId)) ?? before;
  }

  async #writeDown(
    before: BackupLocation,
    check: LocationCheck,
    { actor, asked }: LookOptions,
  ): Promise<void> {
    const at = this.ports.clock.now();
    const { state, reason, looks } = judgeCheck(check, before, asked);
    const seen = {
      state,
      stateReason: reason,
      // A patient prober keeps the state, and says beside it what the last look saw.
      stateMessage: check.ok ? LOCATION_REASONS.OK : check.message,
      stateChangedAt: state === before.state ? before.stateChangedAt : at,
      stateCheckedAt: at,
      looks,
      // What is not seen now is not unseen: a store that is away is able to do what it was.
      capabilities: check.ok ? check.capabilities : before.capabilities,
    } as const;
    await this.ports.work.transaction(async (stores) => {
      const guard = { checkedBefore: before.stateCheckedAt };
      if (!(await stores.locations.observe(before.id, guard, seen))) return;
      // A cycle may have found the location bad between two good looks: the alert is open though no state moved.
      if (check.ok && state === 'VALID') {
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
