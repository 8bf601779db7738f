/** "Exclude from Schedule": the missing namespaces to choose from, what will remain, and what is held for how long. */
import type { KnownBlock, ModalView } from '@slack/types';
import { context, section } from '../blocks.js';
import { type ExclusionChoices, refusalOf, type Schedule } from '../data.js';
import { count, counted, moment } from '../numbers.js';
import { MODALS, type ModalContext } from '../references.js';
import { fromWhen } from '../schedule-words.js';
import { code } from '../text.js';
import { excludeInputs } from './exclude-inputs.js';
import { copiesParagraph } from './exclude-words.js';
import { modal, tellingModal } from './modal.js';
import { whyNotModal } from './why-not-modal.js';

const TITLE = 'Exclude from Schedule';

export interface ExcludeParts {
  readonly choices: ExclusionChoices;
  readonly context: Omit<ModalContext, 'scheduleId' | 'selectionVersion'>;
  /** Said first: what changed since the person looked, as mrkdwn. */
  readonly notice?: string | undefined;
}

/** Made from a fresh reading, never from the message that was clicked on. */
export function excludeModal({ choices, context: more, notice }: ExcludeParts): ModalView {
  const { backupSchedule: schedule, missingTotal } = choices;
  if (refusalOf(schedule, 'excludeNamespaces') !== undefined) {
    return whyNotModal(schedule, 'excludeNamespaces', notice);
  }
  if (missingTotal === 0 || choices.choices.length === 0) return nothingLeft(schedule, notice);
  const remaining = remainingAfterAll(choices);
  const blocks: KnownBlock[] = [
    ...(notice === undefined ? [] : [section(`*Changed meanwhile.* ${notice}`)]),
    section(intro(schedule, missingTotal)),
    ...excludeInputs(choices, remaining > 0),
    section(remainsSentence(remaining)),
    ...copiesParagraph(choices.choices).map(section),
    context(observedLine(choices)),
  ];
  const { id: scheduleId, selectionVersion } = schedule;
  return modal({
    title: TITLE,
    blocks,
    submit: TITLE,
    callback: MODALS.exclude,
    context: { ...more, scheduleId, selectionVersion },
  });
}

/** How many names stay on the schedule when all that are missing go. */
export function remainingAfterAll({ backupSchedule, missingTotal }: ExclusionChoices): number {
  return Math.max(0, (backupSchedule.selection.names?.length ?? 0) - missingTotal);
}

function intro(schedule: Schedule, missing: number): string {
  return `Choose what schedule ${code(schedule.name)} no longer backs up, ${fromWhen(schedule)}. ${counted(missing, 'namespace')} of it ${missing === 1 ? 'is' : 'are'} missing. Existing backups stay.`;
}

function remainsSentence(remaining: number): string {
  if (remaining === 0) {
    return '*All namespaces of the schedule are missing.* They cannot all be excluded: leave at least one, or suspend or delete the schedule instead.';
  }
  const words = `If you exclude all of them, ${counted(remaining, 'namespace')} ${remaining === 1 ? 'stays' : 'stay'} on the schedule.`;
  return remaining === 1
    ? `*Only one is left then.* ${words} If it is deleted, no more backups are made.`
    : words;
}

function observedLine({ observedAt, choices, missingTotal }: ExclusionChoices): string {
  const shown =
    choices.length < missingTotal
      ? `The first ${count(choices.length)} of ${count(missingTotal)} are shown. `
      : '';
  if (observedAt === null)
    return `${shown}The cluster did not answer: whether any of them exists again is not known.`;
  const back = choices.filter(({ isBack }) => isBack === true).length;
  const again =
    back === 0
      ? ''
      : ` ${counted(back, 'namespace')} of them ${back === 1 ? 'exists' : 'exist'} again and would be backed up by the next cycle if kept.`;
  return `${shown}The cluster was looked at ${moment(observedAt)}.${again}`;
}

function nothingLeft({ name }: Schedule, notice: string | undefined): ModalView {
  const told = `Nothing is left to exclude from schedule ${code(name)}: what its last cycle missed is not on it any more.`;
  return tellingModal(TITLE, ...(notice === undefined ? [] : [notice]), told);
}
