import { SlackAlertByIdDocument } from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import type { Alert, Schedule } from '../views/data.js';
import type { Clicked } from './action.js';

export interface AlertOfSchedule {
  readonly alert: Alert;
  readonly schedule: Schedule;
}

/** The alert of a click as it is now, seen with the person's rights; undefined: it is gone, or its schedule is. */
export async function alertOf(ask: Ask, { alert }: Clicked): Promise<Alert | undefined> {
  if (alert === undefined) return undefined;
  const found = await ask(SlackAlertByIdDocument, { id: alert.alertId });
  return found.alert ?? undefined;
}

export async function alertOfSchedule(ask: Ask, clicked: Clicked): Promise<AlertOfSchedule | undefined> {
  const alert = await alertOf(ask, clicked);
  const schedule = alert?.schedule;
  return alert === undefined || schedule == null ? undefined : { alert, schedule };
}
