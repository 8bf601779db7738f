/** What only the one who clicked sees: one plain sentence. */
import type { KnownBlock } from '@slack/types';
import type { InteractionOutcome } from '../../../client/generated/graphql.js';
import { SENTENCE_MOST } from '../alert/alert-sentence.js';
import { actions, button, context, type Message, section } from '../blocks.js';
import { moment } from '../numbers.js';
import { ACTIONS } from '../references.js';
import { code } from '../text.js';
import { refusalWords } from './refusal-words.js';

/** `words` is mrkdwn. The sentence for screen readers is the same where it is short, else `short`. */
export function answer(words: string, short?: string, more: readonly KnownBlock[] = []): Message {
  const text = short ?? words;
  return {
    text: text.length <= SENTENCE_MOST ? text : firstSentence(text),
    blocks: [section(words), ...more],
  };
}

function firstSentence(text: string): string {
  const first = /^.{10,290}?[.!?](?=\s)/.exec(text)?.[0];
  return first ?? 'Holdfast has answered: see the message.';
}

/** Nobody's click is swallowed: whatever was thrown is said. */
export function refusalAnswer(thrown: unknown): Message {
  return answer(refusalWords(thrown));
}

/** Why the click of this person does nothing; undefined when it was granted. */
export function outcomeAnswer(outcome: InteractionOutcome): Message | undefined {
  switch (outcome) {
    case 'GRANTED':
      return undefined;
    case 'UNLINKED':
      return unlinkedAnswer();
    default:
      return answer(OUTCOMES[outcome]);
  }
}

const OUTCOMES: Readonly<Record<Exclude<InteractionOutcome, 'GRANTED' | 'UNLINKED'>, string>> = {
  DUPLICATE: 'This click is being seen to already; it was not done twice.',
  INACTIVE:
    'Your user of Holdfast is not active any more. Nothing was changed; ask an administrator of Holdfast.',
  REFUSED_STANDING:
    'Guests, people of other organisations and bots cannot change backups from Slack. Ask a member of this workspace.',
  FOREIGN_TEAM:
    'You belong to another workspace: only members of the workspace that Holdfast is installed in can change backups.',
};

function unlinkedAnswer(): Message {
  const told =
    'Holdfast does not know who you are yet, so nothing was changed. Link your Slack account to your user first.';
  const label = 'Link my account';
  return answer(told, undefined, [
    actions([
      button({
        action: ACTIONS.linkBegin,
        label,
        style: 'primary',
        spoken: 'Link my Slack account to my user of Holdfast',
      }),
    ]),
    context(
      'You get a code that you confirm in the command line, signed in as yourself. `/backup help link` says more.',
    ),
  ]);
}

/** The one-time code. Shown to this person alone. */
export function linkCodeAnswer({
  code: oneTime,
  expiresAt,
}: {
  readonly code: string;
  readonly expiresAt: string;
}): Message {
  const command = `holdfast slack link ${oneTime}`;
  return answer(
    `Run this where you are signed in to Holdfast as yourself, until ${moment(expiresAt)}:\n${code(command, 200)}\nGive the code to nobody: whoever confirms it decides whose rights your clicks have.`,
    'Your one-time code is in the message: confirm it in the command line, signed in as yourself.',
  );
}
