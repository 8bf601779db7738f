/** Whether one who listens may see an event: asked for each event that is about to be delivered. */
import { type Audience, isAmong, isGranted, type OwnedResource, sightOf } from '../domain/access.js';
import type { DomainEvent, EventSubject } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

import { grantedOn } from './authorisation.js';

/** A thousand listeners to one event ask once; a share that was taken back counts again after this. */
const REMEMBERED_MS = 2_000;
const REMEMBERED_EVENTS = 1_000;

/** What everybody who signed in may see; the rest is for those who see everything. */
const FOR_EVERYBODY: ReadonlySet<EventSubject> = new Set(['BackupLocation', 'BackupSync', 'ExecRule']);
const OWNED: ReadonlySet<EventSubject> = new Set<OwnedResource>([
  'Cluster',
  'BackupSchedule',
  'Backup',
  'Restore',
  'Alert',
]);

export class EventSight {
  readonly #audiences = new Map<string, { readonly at: number; readonly audience: Promise<Audience> }>();

  constructor(private readonly ports: { readonly work: UnitOfWork; readonly clock: Clock }) {}

  /**
   * By the rights of this moment, not of when it happened. What is gone is seen by nobody who does not see everything, but its
   * own deletion is by those who saw it.
   */
  async maySee(actor: Actor, event: DomainEvent): Promise<boolean> {
    const sight = sightOf(actor);
    if (sight === 'ALL') return true;
    if (FOR_EVERYBODY.has(event.subjectType)) return true;
    if (event.subjectType === 'VirtualMachine') return this.#maySeeMachine(actor, event);
    return OWNED.has(event.subjectType) && isAmong(await this.#audience(event), sight);
  }

  /** As the namespace in which it is: of the cluster only what is shared. */
  async #maySeeMachine(actor: Actor, { data }: DomainEvent): Promise<boolean> {
    const { clusterId, namespace } = data;
    if (typeof clusterId !== 'string' || typeof namespace !== 'string') return false;
    return isGranted(await grantedOn(this.ports.work.stores, actor, clusterId), namespace);
  }

  /** One question to the database per event, however many listen. */
  #audience(event: DomainEvent): Promise<Audience> {
    const known = this.#audiences.get(event.cursor);
    const now = this.ports.clock.now().getTime();
    if (known !== undefined && now - known.at < REMEMBERED_MS) return known.audience;
    const audience = this.#read(event);
    this.#audiences.delete(event.cursor);
    this.#audiences.set(event.cursor, { at: now, audience });
    audience.catch(() => this.#audiences.delete(event.cursor));
    const [oldest] = this.#audiences.keys();
    if (this.#audiences.size > REMEMBERED_EVENTS && oldest !== undefined) this.#audiences.delete(oldest);
    return audience;
  }

  async #read({ subjectType, subjectId, data }: DomainEvent): Promise<Audience> {
    const audience = await this.ports.work.stores.shares.audienceOf(subjectType as OwnedResource, subjectId);
    return audience === 'ALL' || audience.users.length > 0 ? audience : audienceIn(data);
  }
}

/** The event of a deletion says who saw what is gone. */
function audienceIn({ audience }: DomainEvent['data']): Audience {
  const { users, groups } = Object(audience) as { readonly users?: unknown; readonly groups?: unknown };
  return { users: texts(users), groups: texts(groups) };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
