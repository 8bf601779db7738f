/** The audit trail: written after every mutation, read by those who oversee. */
import { randomUUID } from 'node:crypto';
import { type AuditEntry, type AuditNote, auditEntry } from '../domain/audit.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { AuditFilter } from '../domain/ports/people-stores.js';
import type { Page, PageRequest, UnitOfWork } from '../domain/ports/stores.js';
import { assertRight } from '../domain/rights.js';

export interface AuditPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

export class AuditService {
  constructor(private readonly ports: AuditPorts) {}

  /**
   * Right after the change and before it is answered; a change that was made stands although it cannot be noted here. Then the
   * log says so, with the whole entry; the event of the change, written in its transaction, names the same actor.
   */
  async record(actor: Actor, note: AuditNote): Promise<void> {
    const { work, clock, log } = this.ports;
    const entry = auditEntry(randomUUID(), clock.now(), actor, note);
    try {
      await work.stores.audit.append(entry);
    } catch (err) {
      log.error({ err, entry }, 'an entry of the audit trail could not be written: it is here');
    }
  }

  /** Newest first. @throws Forbidden */
  async page(request: PageRequest, filter: AuditFilter, actor: Actor): Promise<Page<AuditEntry>> {
    assertRight(actor, 'AuditTrail.read', null);
    return this.ports.work.stores.audit.page(request, filter);
  }

  count(filter: AuditFilter): Promise<number> {
    return this.ports.work.stores.audit.count(filter);
  }
}
