/** The audit trail: written after every mutation, read and exported by those who oversee, and forgotten when it is old. */
import { randomUUID } from 'node:crypto';
import {
  type AuditEntry,
  type AuditNote,
  type AuditOrigin,
  auditEntry,
  refusedSignIn,
} from '../domain/audit.js';
import { type AuditSubject, auditFields } from '../domain/audit-fields.js';
import { type AuditFilter, auditWordFaults } from '../domain/audit-filter.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { Page, PageRequest, Stores, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';
import { SignInNotes } from './sign-in-notes.js';

const EXPORTED_AT_ONCE = 500;
const FORGOTTEN_AT_ONCE = 10_000;
const DAY_MS = 24 * 60 * 60_000;

export interface AuditPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
  /** How long entries are kept; 0 and absent: for ever. */
  readonly keepDays?: number;
}

/** A resource at one moment, as far as it may stand in the trail. */
export interface AuditLook {
  readonly name: string | null;
  readonly fields: ReturnType<typeof auditFields>;
}

export class AuditService {
  readonly #signIns: SignInNotes;

  constructor(private readonly ports: AuditPorts) {
    this.#signIns = new SignInNotes(ports.clock);
  }

  /**
   * Right after the change and before it is answered; a change that was made stands although it cannot be noted here. Then the
   * log says so, with the whole entry; the event of the change, written in its transaction, names the same actor.
   */
  record(actor: Actor, note: AuditNote): Promise<void> {
    return this.#append(auditEntry(randomUUID(), this.ports.clock.now(), actor, note));
  }

  /** Somebody came with a token that is not good. Of many in a short time only some are written, with how many were not. */
  async refusedSignIn(origin: AuditOrigin, code: string, message: string): Promise<void> {
    const unwritten = this.#signIns.admit(origin.remoteAddress ?? '');
    if (unwritten === undefined) return;
    const more = unwritten === 0 ? '' : ` ${unwritten} more before this one were not written down.`;
    await this.#append(
      refusedSignIn(randomUUID(), this.ports.clock.now(), origin, code, `${message}${more}`),
    );
  }

  /** The resource as it is now; undefined: there is none, or it cannot be told. Never throws. */
  async look(subject: AuditSubject, id: string): Promise<AuditLook | undefined> {
    try {
      const row = await storeOf(this.ports.work.stores, subject).find(id);
      if (row === undefined) return undefined;
      const { name = null } = row as { readonly name?: string };
      return { name, fields: auditFields(subject, row) };
    } catch (err) {
      this.ports.log.warn({ err, subject, id }, 'what the audit trail says of a resource could not be read');
      return undefined;
    }
  }

  /** Newest first. @throws Forbidden, InvalidInput */
  async page(request: PageRequest, filter: AuditFilter, actor: Actor): Promise<Page<AuditEntry>> {
    assertReads(actor, filter);
    return this.ports.work.stores.audit.page(request, filter);
  }

  count(filter: AuditFilter): Promise<number> {
    return this.ports.work.stores.audit.count(filter);
  }

  /** Oldest first, a few hundred at a time: as fast as they are taken. @throws Forbidden, InvalidInput at once */
  export(filter: AuditFilter, actor: Actor): AsyncIterable<readonly AuditEntry[]> {
    assertReads(actor, filter);
    return forwards(this.ports.work.stores, filter);
  }

  /** Forgets what is older than it is to be kept. @returns how many */
  async forgetOld(): Promise<number> {
    const { work, clock, keepDays = 0 } = this.ports;
    if (keepDays === 0) return 0;
    const before = new Date(clock.now().getTime() - keepDays * DAY_MS);
    let forgotten = 0;
    for (let gone = FORGOTTEN_AT_ONCE; gone === FORGOTTEN_AT_ONCE; forgotten += gone) {
      gone = await work.stores.audit.forget(before, FORGOTTEN_AT_ONCE);
    }
    if (forgotten > 0) {
      await this.record(
        { kind: 'SYSTEM', name: 'retention of the audit trail' },
        {
          ...{ operation: 'forgetAuditEntries', outcome: 'APPLIED', door: 'JOB' },
          message: `${forgotten} entries from before ${before.toISOString()} are forgotten.`,
        },
      );
    }
    return forgotten;
  }

  async #append(entry: AuditEntry): Promise<void> {
    const { work, log } = this.ports;
    try {
      await work.stores.audit.append(entry);
    } catch (err) {
      log.error({ err, entry }, 'an entry of the audit trail could not be written: it is here');
    }
  }
}

function assertReads(actor: Actor, filter: AuditFilter): void {
  assertRight(actor, 'AuditTrail.read', null);
  const faults = auditWordFaults(filter);
  if (faults.length > 0) throw new InvalidInput(faults);
}

async function* forwards(stores: Stores, filter: AuditFilter): AsyncGenerator<readonly AuditEntry[]> {
  let last: AuditEntry | undefined;
  for (;;) {
    const entries = await stores.audit.forwards(filter, last, EXPORTED_AT_ONCE);
    if (entries.length > 0) yield entries;
    last = entries.at(-1);
    if (entries.length < EXPORTED_AT_ONCE) return;
  }
}

function storeOf(stores: Stores, subject: AuditSubject): { find(id: string): Promise<object | undefined> } {
  const all = {
    Cluster: stores.clusters,
    ClusterDiscovery: stores.discoveries,
    BackupLocation: stores.locations,
    LocationConnection: stores.connections,
    BackupSchedule: stores.schedules,
    Backup: stores.backups,
    Restore: stores.restores,
    Alert: stores.alerts,
    AlertRoute: stores.routes,
    Share: stores.shares,
    Delivery: stores.deliveries,
    ExecRule: stores.execRules,
    User: stores.users,
    UserGroup: stores.groups,
    AccessToken: stores.tokens,
    SlackLink: stores.slackLinks,
  } as const satisfies Record<AuditSubject, object>;
  return all[subject];
}
