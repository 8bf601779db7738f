/**
 * What the identity provider's directory says of the people and groups that are known here, written down as often as configured. Who is not found
 * in its list is asked for by id: only a plain "no" is DELETED. What cannot be asked changes nothing for an hour, and then is NOT_RESOLVED.
 */
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { User, UserReason } from '../domain/identity.js';
import { USER_REASONS } from '../domain/identity.js';
import type { DirectoryUser, IdentityDirectory } from '../domain/ports/identity-provider.js';
import type { Log } from '../domain/ports/log.js';
import { DIRECTORY_PATIENCE_MS } from '../domain/user-group.js';
import { DirectoryGroups, type DirectoryGroupsPorts } from './directory-groups.js';
import { PROVIDER, stateData } from './provider-sign-in.js';

export interface DirectoryRefreshPorts extends DirectoryGroupsPorts {
  readonly log: Log;
  /** Absent: no client is configured that may read users. */
  readonly directory?: IdentityDirectory;
}

const PAGE = 200;

/** What was found out of one person; undefined: it could not be. */
type Finding = DirectoryUser | 'DELETED' | undefined;

export class DirectoryRefresh {
  constructor(private readonly ports: DirectoryRefreshPorts) {}

  /** One round. What fails is logged, and the next round tries again. */
  async run(signal: AbortSignal): Promise<void> {
    const { directory, log } = this.ports;
    if (directory === undefined) return;
    const listed = await this.#list(directory, signal);
    for (let after: string | null = null; ; ) {
      const users: readonly User[] = await this.ports.work.stores.users.ofProvider(
        directory.issuer,
        after,
        PAGE,
      );
      for (const user of users) {
        signal.throwIfAborted();
        await this.#write(user, await this.#find(directory, user, { listed, signal }));
      }
      const last = users.at(-1);
      if (users.length < PAGE || last === undefined) break;
      after = last.id;
    }
    const groups = new DirectoryGroups(this.ports);
    if (listed === undefined) return groups.unheard(directory);
    try {
      await groups.follow(directory, signal);
    } catch (err) {
      if (!(err instanceof DependencyFailure)) throw err;
      log.warn({ err }, 'groups of the identity provider could not be read');
      await groups.unheard(directory);
    }
  }

  /** By subject. Undefined: the provider cannot be asked now. */
  async #list(
    directory: IdentityDirectory,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, DirectoryUser> | undefined> {
    try {
      const all = new Map<string, DirectoryUser>();
      for await (const user of directory.users(signal)) all.set(user.subject, user);
      return all;
    } catch (err) {
      if (!(err instanceof DependencyFailure)) throw err;
      this.ports.log.warn({ err }, 'users of the identity provider could not be read');
      return undefined;
    }
  }

  async #find(
    directory: IdentityDirectory,
    { subject }: User,
    {
      listed,
      signal,
    }: { readonly listed: ReadonlyMap<string, DirectoryUser> | undefined; readonly signal: AbortSignal },
  ): Promise<Finding> {
    if (listed === undefined || subject === null) return undefined;
    const found = listed.get(subject);
    if (found !== undefined) return found;
    try {
      // A list is read page by page while people come and go: who is missing from it may be there all the same.
      return (await directory.user(subject, signal)) ?? 'DELETED';
    } catch (err) {
      if (!(err instanceof DependencyFailure)) throw err;
      return undefined;
    }
  }

  async #write({ id }: User, finding: Finding): Promise<void> {
    const { work, clock } = this.ports;
    await work.transaction(async (stores) => {
      const user = await stores.users.lock(id);
      if (user === undefined) return;
      const now = clock.now();
      const reason = reasonAfter(user, finding, now);
      const state = reason === null ? ('ACTIVE' as const) : USER_REASONS[reason].state;
      const changed = state !== user.state || reason !== user.stateReason;
      await stores.users.follow(id, {
        ...(typeof finding === 'object' && { name: finding.name, email: finding.email }),
        ...(finding !== undefined && { stateCheckedAt: now }),
        ...(changed && { state, stateReason: reason, stateChangedAt: now }),
      });
      if (!changed) return;
      const data = stateData(user, state, reason);
      await stores.events.append({
        type: 'USER_STATE_CHANGED',
        subjectType: 'User',
        subjectId: id,
        actor: PROVIDER,
        data,
      });
    });
  }
}

/** Null: ACTIVE. Who was deactivated here stays so, whatever the provider says: only somebody here takes that back. */
function reasonAfter(user: User, finding: Finding, now: Date): UserReason | null {
  if (user.stateReason === 'DEACTIVATED') return 'DEACTIVATED';
  if (finding === 'DELETED') return 'DELETED';
  if (finding !== undefined) return finding.enabled ? null : 'DISABLED';
  const heard = user.stateCheckedAt ?? user.createdAt;
  const isLong = now.getTime() - heard.getTime() > DIRECTORY_PATIENCE_MS;
  return isLong && user.state === 'ACTIVE' ? 'NOT_RESOLVED' : user.stateReason;
}
