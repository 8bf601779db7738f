/**
 * What the identity provider's directory says of groups: who of the people known here is in which, and which are there at all. One that is
 * gone there is UNKNOWN here and empty, and keeps what is shared with it: it may come back, and an administrator may delete it.
 */
import type { User } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { IdentityDirectory } from '../domain/ports/identity-provider.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { groupReasonAfter, type UserGroup } from '../domain/user-group.js';
import { PROVIDER } from './provider-sign-in.js';

const PAGE = 200;

export interface DirectoryGroupsPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  /** How often the directory is read. */
  readonly everyMs: number;
}

export class DirectoryGroups {
  constructor(private readonly ports: DirectoryGroupsPorts) {}

  /** @throws DependencyFailure: the list is not whole, and nothing was written */
  async follow(directory: IdentityDirectory, signal: AbortSignal): Promise<void> {
    const { work, clock } = this.ports;
    const ofSubject = new Map<string, string[]>();
    const paths: string[] = [];
    for await (const { id, path } of directory.groups(signal)) {
      paths.push(path);
      for await (const subject of directory.members(id, signal)) {
        ofSubject.set(subject, [...(ofSubject.get(subject) ?? []), path]);
      }
    }
    const ids = await work.stores.groups.ensureOfProvider(directory.issuer, paths, clock.now());
    await this.#states(directory, new Set(ids.values()));
    await this.#members(directory, { ofSubject, ids }, signal);
  }

  /** It could not be asked. */
  unheard(directory: IdentityDirectory): Promise<void> {
    return this.#states(directory, undefined);
  }

  async #states({ issuer }: IdentityDirectory, there: ReadonlySet<string> | undefined): Promise<void> {
    const { work, clock, everyMs } = this.ports;
    await work.transaction(async (stores) => {
      const now = clock.now();
      for (const group of await stores.groups.lockOfProvider(issuer)) {
        const heard = { isThere: there?.has(group.id), now, everyMs };
        await move(stores, group, groupReasonAfter(group, heard), now);
      }
      if (there !== undefined) await stores.groups.markHeard([...there], now);
    });
  }

  async #members(
    { issuer }: IdentityDirectory,
    {
      ofSubject,
      ids,
    }: {
      readonly ofSubject: ReadonlyMap<string, readonly string[]>;
      readonly ids: ReadonlyMap<string, string>;
    },
    signal: AbortSignal,
  ): Promise<void> {
    const { stores } = this.ports.work;
    for (let after: string | null = null; ; ) {
      const users: readonly User[] = await stores.users.ofProvider(issuer, after, PAGE);
      for (const { id, subject } of users) {
        signal.throwIfAborted();
        const own = (ofSubject.get(subject ?? '') ?? []).flatMap((path) => ids.get(path) ?? []);
        await stores.groups.setOfProvider(issuer, id, own);
      }
      const last = users.at(-1);
      if (users.length < PAGE || last === undefined) return;
      after = last.id;
    }
  }
}

async function move(
  stores: Stores,
  { id, name, state: from, stateReason: before }: UserGroup,
  reason: UserGroup['stateReason'],
  at: Date,
): Promise<void> {
  if (reason === before) return;
  const state = reason === null ? 'ACTIVE' : 'UNKNOWN';
  await stores.groups.follow(id, { state, stateReason: reason, stateChangedAt: at });
  await stores.events.append({
    type: 'GROUP_STATE_CHANGED',
    subjectType: 'UserGroup',
    subjectId: id,
    actor: PROVIDER,
    data: { name, from, to: state, reason },
  });
}
