/** What came of the other clicks: acknowledged, snoozed, started, suspended, resumed, followed, unlinked. */
import type { Message } from '../blocks.js';
import { moment } from '../numbers.js';
import type { Ask } from '../references.js';
import { code, prose } from '../text.js';
import { answer } from './answer.js';

/** `by`: who had done it before; null: it is this person's doing. */
export function acknowledgedAnswer(by: { readonly name: string; readonly at: string } | null): Message {
  if (by === null) return answer('Acknowledged: the others see in the message that you look after it.');
  return answer(`Nothing was changed: ${prose(by.name, 60)} acknowledged it already, ${moment(by.at)}.`);
}

export function snoozedAnswer({
  scheduleName,
  until,
  changed,
}: {
  readonly scheduleName: string;
  readonly until: string | null;
  readonly changed: boolean;
}): Message {
  if (!changed)
    return answer(
      `Nothing was changed: schedule ${code(scheduleName)} has no open alert to snooze, or it is snoozed so already.`,
    );
  const end = until === null ? 'until they change' : `until ${moment(until)}`;
  return answer(`The alerts of schedule ${code(scheduleName)} are snoozed ${end}. Backups and e-mail go on.`);
}

export function unsnoozedAnswer({
  scheduleName,
  changed,
}: {
  readonly scheduleName: string;
  readonly changed: boolean;
}): Message {
  return answer(
    changed
      ? `The snooze of schedule ${code(scheduleName)} is over.`
      : `Nothing was changed: schedule ${code(scheduleName)} is not snoozed.`,
  );
}

const ASKED: Readonly<Record<Ask, (name: string) => string>> = {
  run: (name) => `A backup of schedule ${name} has begun; \`/backup watch\` follows it.`,
  suspend: (name) => `Schedule ${name} is suspended: no backups are made until somebody resumes it.`,
  resume: (name) => `Schedule ${name} is active again.`,
};

/** The same as a paragraph of mrkdwn, for a modal. */
export function askedWords(ask: Ask, scheduleName: string): string {
  return ASKED[ask](code(scheduleName));
}

export function askedAnswer(ask: Ask, scheduleName: string): Message {
  return answer(askedWords(ask, scheduleName));
}

/** The alert, or what it is about, is not there any more or over. */
export function goneAnswer(): Message {
  return answer(
    'This alert is over or what it was about is gone. Nothing was changed; the message shows how things stand.',
  );
}
