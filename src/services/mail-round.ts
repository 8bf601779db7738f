/** Sends the mails that are due. Nothing else waits for it: a mail server that is away or slow holds no message to Slack back. */
import type { Delivery, DeliveryOutcome, DeliveryState } from '../domain/delivery.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { AlertLetter, Mailer, MailReport } from '../domain/ports/mailer.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { settle } from './delivery-settling.js';

const AT_ONCE = 5;
/** Longer than one mail to a slow server takes. */
const MAIL_LEASE_MS = 5 * 60_000;

export interface MailRoundPorts {
  readonly work: UnitOfWork;
  /** Absent: mails are not configured. */
  readonly mailer: Mailer | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the process that sends. */
  readonly worker: string;
}

export class MailRound {
  constructor(private readonly ports: MailRoundPorts) {}

  /** @returns how many were tried */
  async run(signal: AbortSignal): Promise<number> {
    const { work, mailer, worker } = this.ports;
    let tried = 0;
    while (mailer !== undefined && !signal.aborted) {
      const taken = await work.stores.deliveries.claimMails(worker, AT_ONCE, MAIL_LEASE_MS);
      if (taken.length === 0) break;
      tried += taken.length;
      await Promise.all(taken.map((delivery) => this.#send(mailer, delivery)));
    }
    return tried;
  }

  async #send(mailer: Mailer, delivery: Delivery): Promise<void> {
    const letter = await this.#letterOf(delivery);
    const report = letter === undefined ? NOTHING_TO_SAY : await mailer.send(letter);
    const state = await this.#settle(delivery, report);
    if (report.error === null) return;
    const { deferred, refused, errorCode } = report;
    this.ports.log.warn(
      { deliveryId: delivery.id, state, errorCode, deferred: deferred.length, refused: refused.length },
      'a mail about an alert was not sent to everybody',
    );
  }

  async #settle(delivery: Delivery, report: MailReport): Promise<DeliveryState | undefined> {
    const { work, clock } = this.ports;
    return work.transaction(async (stores) => {
      const mine = await stores.deliveries.lock(delivery.id);
      if (mine?.state !== 'CLAIMED' || mine.claim !== delivery.claim) return undefined;
      const open = [...report.deferred, ...report.refused];
      const answer = {
        outcome: outcomeOf(report),
        errorCode: report.errorCode,
        error: report.error,
      } as const;
      if (open.length > 0) await stores.deliveries.move(mine.id, { state: 'CLAIMED', recipients: open });
      const verdict = await settle(stores, mine, {
        ...answer,
        retryAfterSeconds: null,
        posted: null,
        at: clock.now(),
      });
      return verdict.state;
    });
  }

  async #letterOf({ id, alertId, backupId, recipients, data }: Delivery): Promise<AlertLetter | undefined> {
    const { alerts, schedules, clusters, locations, backups } = this.ports.work.stores;
    const alert = alertId === null ? undefined : await alerts.find(alertId);
    if (alert === undefined) return undefined;
    const schedule = alert.scheduleId === null ? undefined : await schedules.find(alert.scheduleId);
    const isCluster = alert.subjectType === 'Cluster';
    const clusterId = isCluster ? alert.subjectId : schedule?.clusterId;
    const locationId = alert.subjectType === 'BackupLocation' ? alert.subjectId : schedule?.locationId;
    const cluster = clusterId === undefined ? undefined : await clusters.find(clusterId);
    const location = locationId === undefined ? undefined : await locations.find(locationId);
    const backup = backupId === null ? undefined : await backups.find(backupId);
    return {
      deliveryId: id,
      recipients,
      alert,
      data,
      scheduleName: schedule?.name ?? null,
      clusterName: cluster?.name ?? null,
      locationName: location?.name ?? null,
      backup: backup === undefined ? null : { id: backup.id, name: backup.name, state: backup.state },
    };
  }
}

/** The alert is gone: its mails go with it. */
const NOTHING_TO_SAY: MailReport = { deferred: [], refused: [], error: null, errorCode: null };

/** As long as one address may still get it, it is tried again; those that never will are kept, and named at the end. */
function outcomeOf({ deferred, refused }: MailReport): DeliveryOutcome {
  if (deferred.length > 0) return 'UNSENT';
  return refused.length > 0 ? 'REFUSED' : 'DELIVERED';
}
