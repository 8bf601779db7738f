/** Whether one who listens may see an event: asked for each event that is about to be delivered. */
import {
  type Audience,
  type Granted,
  isAmong,
  isGranted,
  type OwnedResource,
  sightOf,
  type Viewer,
} from '../domain/access.js';
import type { DomainEvent, EventSubject } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { grantedOn } from './authorisation.js';

/** A thousand listeners to one event ask once; a share that was taken back counts again after this. */
const REMEMBERED_MS = 2_000;
const REMEMBERED = 1_000;

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
  readonly #audiences: Remembered<Audience>;
  readonly #granted: Remembered<Granted>;

  constructor(private readonly ports: { readonly work: UnitOfWork; readonly clock: Clock }) {
    this.#audiences = new Remembered(ports.clock);
    this.#granted = new Remembered(ports.clock);
  }

  /**
   * By the rights of this moment, not of when it happened. What is gone is seen by nobody who does not see everything, but its
   * own deletion is by those who saw it.
   */
  async maySee(actor: Actor, event: DomainEvent): Promise<boolean> {
    const sight = sightOf(actor);
    if (sight === 'ALL') return true;
    if (FOR_EVERYBODY.has(event.subjectType)) return true;
    if (event.subjectType === 'VirtualMachine') return this.#maySeeMachine(actor, sight, event);
    return judgedBy(event) !== undefined && isAmong(await this.#audience(event), sight);
  }

  /** As the namespace in which it is: of the cluster only what is shared. A look that moves a thousand machines asks once for each listener. */
  async #maySeeMachine(actor: Actor, viewer: Viewer, { data }: DomainEvent): Promise<boolean> {
    const { userId, groups } = viewer;
    const { clusterId, namespace } = data;
    if (typeof clusterId !== 'string' || typeof namespace !== 'string') return false;
    const key = [clusterId, userId, ...groups].join('/');
    const granted = this.#granted.of(key, () => grantedOn(this.ports.work.stores, actor, clusterId));
    return isGranted(await granted, namespace) || isAmong(audienceOf(data), viewer);
  }

  /** One question to the database per event, however many listen. */
  #audience(event: DomainEvent): Promise<Audience> {
    return this.#audiences.of(event.cursor, () => this.#read(event));
  }

  async #read(event: DomainEvent): Promise<Audience> {
    const [resource, id] = judgedBy(event) ?? [];
    if (resource === undefined || id === undefined) return { users: [], groups: [] };
    const audience = await this.ports.work.stores.shares.audienceOf(resource, id);
    return audience === 'ALL' || audience.users.length > 0 ? audience : audienceOf(event.data);
  }
}

/** Whoever sees that sees the event; undefined: only who sees everything. A connection is its cluster's. */
function judgedBy({
  subjectType,
  subjectId,
  data,
}: DomainEvent): readonly [OwnedResource, string] | undefined {
  if (OWNED.has(subjectType)) return [subjectType as OwnedResource, subjectId];
  const { clusterId } = data;
  if (subjectType !== 'LocationConnection' || typeof clusterId !== 'string') return undefined;
  return ['Cluster', clusterId];
}

/** Answers of a moment ago, the newest ones. */
class Remembered<T> {
  readonly #known = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();

  constructor(private readonly clock: Clock) {}

  of(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    const now = this.clock.now().getTime();
    if (known !== undefined && now - known.at < REMEMBERED_MS) return known.answer;
    const answer = ask();
    this.#known.delete(key);
    this.#known.set(key, { at: now, answer });
    answer.catch(() => this.#known.delete(key));
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return answer;
  }
}

/** The event of a deletion says who saw what is gone. */
function audienceOf({ audience }: DomainEvent['data']): Audience {
  const { users, groups } = Object(audience) as { readonly users?: unknown; readonly groups?: unknown };
  return { users: texts(users), groups: texts(groups) };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
