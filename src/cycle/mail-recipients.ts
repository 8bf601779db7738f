/** Whom the mails of an alert go to: those that its schedule names, else the default ones. */
import type { Alert } from '../domain/alert.js';
import type { Stores } from '../domain/ports/stores.js';

export async function mailRecipientsOf(
  { schedules, mail }: Pick<Stores, 'schedules' | 'mail'>,
  alert: Pick<Alert, 'scheduleId'>,
): Promise<readonly string[]> {
  if (!mail.enabled) return [];
  const schedule = alert.scheduleId === null ? undefined : await schedules.find(alert.scheduleId);
  const own = schedule?.alertRecipients ?? [];
  return own.length > 0 ? own : mail.defaultRecipients;
}
