/**
 * A person or a group by what people call them. Who has never been here is looked for in the directory of the identity provider and made known:
 * so that things can be shared with a colleague before their first sign-in.
 */
import { randomUUID } from 'node:crypto';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { AlreadyExists } from '../domain/errors/resource-errors.js';
import { madeHere, type User } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { DirectoryUser, IdentityDirectory } from '../domain/ports/identity-provider.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { PROVIDER } from './provider-sign-in.js';

export interface PeopleLookupPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  /** Absent: no client is configured that may read users. */
  readonly directory?: IdentityDirectory;
}

/** The id that was meant, or why there is none. */
export type Found = { readonly id: string } | { readonly fault: string };

const LONGEST = 254;
const ASK_MS = 5_000;

export class PeopleLookup {
  constructor(private readonly ports: PeopleLookupPorts) {}

  /**
   * @param text a name, or an e-mail address: in any case, and nothing in it is a wildcard
   * @throws DependencyFailure where the directory must be asked and does not answer
   */
  async person(text: string): Promise<Found> {
    const { work, directory } = this.ports;
    if (text === '' || text.length > LONGEST) return { fault: `must be 1 to ${LONGEST} characters` };
    const known = (await work.stores.users.called(text)).filter(
      ({ stateReason }) => stateReason !== 'DELETED',
    );
    if (known.length > 0) return theOnly(known);
    if (directory === undefined) return { fault: UNKNOWN_WITHOUT_DIRECTORY };
    const there = await directory.called(text, AbortSignal.timeout(ASK_MS));
    if (there.length !== 1) return there.length === 0 ? { fault: UNKNOWN } : { fault: SEVERAL };
    return { id: await this.#makeKnown(directory.issuer, there[0] as DirectoryUser) };
  }

  /** A group that was made here by its name, or one of the provider by its path. */
  async group(name: string): Promise<Found> {
    const groups = await this.ports.work.stores.groups.called(name);
    return groups.length > 0 ? theOnly(groups) : { fault: 'is the name of no group here' };
  }

  /** With the least role: their first token says which one they have. */
  async #makeKnown(provider: string, { subject, name, email, enabled }: DirectoryUser): Promise<string> {
    const { work, clock } = this.ports;
    const now = clock.now();
    const state = enabled ? {} : ({ state: 'INACTIVE', stateReason: 'DISABLED' } as const);
    const who = { id: randomUUID(), kind: 'PERSON', name, email, role: 'APP_USER' } as const;
    const user: User = { ...who, ...madeHere(now), ...state, provider, subject, stateCheckedAt: now };
    try {
      await work.transaction(async (stores) => {
        await stores.users.insert(user);
        const data = { name, role: user.role, provider, state: user.state, reason: user.stateReason };
        const event = { type: 'USER_CREATED', subjectType: 'User', subjectId: user.id } as const;
        await stores.events.append({ ...event, actor: PROVIDER, data });
      });
      return user.id;
    } catch (error) {
      // They are known by another name here, or came just now.
      const found = await work.stores.users.findOfProvider(provider, subject);
      if (found === undefined || !(error instanceof AlreadyExists)) throw error;
      return found.user.id;
    }
  }
}

const UNKNOWN = 'is nobody who is known by this name or address, here or at the identity provider';
const UNKNOWN_WITHOUT_DIRECTORY =
  'is nobody who is known here by this name or address. Who comes by an identity provider is known after the first sign-in; ' +
  'with HOLDFAST_OIDC_CLIENT_ID Holdfast looks in its directory, too';
const SEVERAL = 'is the name of several people: use the e-mail address, or the id';

function theOnly([first, ...more]: readonly { readonly id: string }[]): Found {
  return first === undefined || more.length > 0 ? { fault: SEVERAL } : { id: first.id };
}

/** The fault of a field, if there is one. */
export function faultOf(path: string, found: Found | undefined): FieldFault[] {
  return found !== undefined && 'fault' in found ? [{ path, message: found.fault }] : [];
}
