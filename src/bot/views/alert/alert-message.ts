/** The message of an alert, made from what the alert is now: posted once, made again at every change. */
import type { KnownBlock } from '@slack/types';
import { context, facts, header, type Message, section } from '../blocks.js';
import type { Alert, Route } from '../data.js';
import { fromWhen } from '../schedule-words.js';
import { plainWords, prose, sentence } from '../text.js';
import { alertButtons, refusedSentences } from './alert-buttons.js';
import { factsOf, footerLines, repeatLine, warningLines } from './alert-facts.js';
import { namesParagraph } from './alert-names.js';
import { alertSentence } from './alert-sentence.js';
import { stateWord, subjectOf } from './alert-words.js';

/** `asOf`: ISO time at which `alert` was read. */
export function alertMessage(alert: Alert, route: Route, asOf: string): Message {
  const { what, name } = subjectOf(alert);
  const buttons = alertButtons(alert, route);
  const small = [repeatLine(alert, asOf), ...footerLines(alert, route)];
  const blocks: KnownBlock[] = [
    header(`${stateWord(alert)} — ${what} ${plainWords(name, 90)}`),
    ...paragraphs([cause(alert, route), ...warningLines(alert)]),
    facts(factsOf(alert)),
    ...paragraphs([namesParagraph(alert, route)]),
    ...paragraphs(refusedSentences(alert)),
    ...(buttons === undefined ? [] : [buttons]),
    // Blocks of their own: Slack sets the elements of one block in a row.
    ...small.map((line) => context(line)),
  ];
  return { text: alertSentence(alert), blocks };
}

/** What happened. The words of a backup may name namespaces: where names are not shown, its kind has to do. */
function cause({ kind, message, meaning, standing, schedule }: Alert, { detail }: Route): string | undefined {
  if (standing === 'CLOSED') return undefined;
  if (standing === 'WAITING_FOR_NEXT_CYCLE' && schedule !== null) {
    return `Nothing more to do. The change counts ${fromWhen(schedule)}; when that is a Success, this closes.`;
  }
  const told = kind === 'MISSING_NAMESPACES' || detail === 'COUNTS' ? meaning : message;
  return sentence(prose(told, 400));
}

function paragraphs(lines: readonly (string | undefined)[]): readonly KnownBlock[] {
  return lines.flatMap((line) => (line === undefined || line === '' ? [] : [section(line)]));
}
