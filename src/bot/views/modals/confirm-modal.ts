/** Asked before a schedule runs now, is suspended or is resumed. */
import type { ModalView } from '@slack/types';
import { section } from '../blocks.js';
import { refusalOf, type Schedule } from '../data.js';
import { moment } from '../numbers.js';
import { type Ask, MODALS, type ModalContext } from '../references.js';
import { selectionWords } from '../schedule-words.js';
import { code } from '../text.js';
import { modal } from './modal.js';
import { whyNotModal } from './why-not-modal.js';

interface AskWords {
  readonly operation: 'backUpNow' | 'suspend' | 'resume';
  readonly title: string;
  readonly submit: string;
  readonly effect: (schedule: Schedule) => string;
}

const ASK_WORDS: Readonly<Record<Ask, AskWords>> = {
  run: {
    operation: 'backUpNow',
    title: 'Back up now',
    submit: 'Start backup',
    effect: ({ name, selection, cluster }) =>
      `Schedule ${code(name)} backs up its namespaces (${selectionWords(selection)})${cluster === null ? '' : ` of cluster ${code(cluster.name)}`} now. Its due times stay as they are.`,
  },
  suspend: {
    operation: 'suspend',
    title: 'Suspend schedule',
    submit: 'Suspend schedule',
    effect: ({ name, nextDueAt }) =>
      `Schedule ${code(name)} makes no more backups until somebody resumes it.${nextDueAt === null ? '' : ` The cycle due ${moment(nextDueAt)} does not happen.`} A backup that is under way goes on; existing backups stay.`,
  },
  resume: {
    operation: 'resume',
    title: 'Resume schedule',
    submit: 'Resume schedule',
    effect: ({ name, timing }) =>
      `Schedule ${code(name)} makes backups again: ${code(timing.description, 100)}.`,
  },
};

export interface ConfirmParts {
  readonly ask: Ask;
  readonly schedule: Schedule;
  readonly context: Omit<ModalContext, 'scheduleId' | 'selectionVersion' | 'ask'>;
}

export function confirmModal({ ask, schedule, context }: ConfirmParts): ModalView {
  const { operation, title, submit, effect } = ASK_WORDS[ask];
  if (refusalOf(schedule, operation) !== undefined) return whyNotModal(schedule, operation);
  const { id: scheduleId, selectionVersion } = schedule;
  return modal({
    title,
    submit,
    callback: MODALS.confirm,
    context: { ...context, scheduleId, selectionVersion, ask },
    blocks: [section(effect(schedule))],
  });
}
