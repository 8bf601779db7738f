/** One alert as a line of a list. For mrkdwn. */
import type { Alert } from '../data.js';
import { moment } from '../numbers.js';
import { code } from '../text.js';
import { type AlertHead, stateWord, subjectOf } from './alert-words.js';

export function alertRow(alert: AlertHead & Pick<Alert, 'openedAt'>): string {
  const { what, name } = subjectOf(alert);
  return `*${stateWord(alert)}* — ${what} ${code(name)}, since ${moment(alert.openedAt)}`;
}
