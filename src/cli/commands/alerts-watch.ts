import {
  AlertChangedDocument,
  type AlertChangedSubscription,
  type AlertEventType,
} from '../../client/generated/graphql.js';
import { subscribe } from '../../client/subscribe.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { scheduleId } from '../find-by-name.js';
import { counted, time } from '../output/format.js';
import { plain } from '../output/plain.js';
import type { Session } from '../session.js';
import { stateOf, subjectOf } from './alert-words.js';
import { notes } from './stream-notes.js';

type Update = AlertChangedSubscription['alertChanged'];

const WORDS: Readonly<Record<AlertEventType, string>> = {
  ALERT_OPENED: 'OPENED',
  ALERT_COUNTED: 'AGAIN',
  ALERT_CHANGED: 'CHANGED',
  ALERT_ACKNOWLEDGED: 'ACKNOWLEDGED',
  ALERT_SNOOZED: 'SNOOZED',
  ALERT_UNSNOOZED: 'UNSNOOZED',
  ALERT_REMINDED: 'REMINDED',
  ALERT_CLOSED: 'CLOSED',
};

/** One line for every open alert, then for every change of one, over lost connections, until the person ends it. With --json one document a line. */
export async function watchAlerts(session: Session, reference: string | undefined): Promise<never> {
  const { io, json, connection } = session;
  const id = reference === undefined ? null : await scheduleId(session, reference);
  const updates = subscribe(AlertChangedDocument, { scheduleId: id, after: null }, connection, {
    cursorOf: ({ alertChanged }) => alertChanged.eventId,
    ...notes(io),
  });
  for await (const { alertChanged } of updates) {
    io.stdout.write(`${json ? JSON.stringify(alertChanged) : line(alertChanged)}\n`);
  }
  throw new CliError('The server ended the stream', 'watch again', { exitCode: EXIT.unreachable });
}

/** An alert is told as it is now, which may be later than the event: only the event says what happened. */
function line({ at, type, alert, alertId }: Update): string {
  const happened = `${time(at)}  ${type === null ? 'OPEN' : WORDS[type]}`;
  if (alert === null) return `${happened}  ${plain(alertId)}, which is gone`;
  const { kind, message, count } = alert;
  const how = type === 'ALERT_ACKNOWLEDGED' || type === 'ALERT_CLOSED' ? stateOf(alert) : message;
  return [happened, kind, plain(subjectOf(alert)), counted(count, 'time'), plain(how)].join('  ');
}
