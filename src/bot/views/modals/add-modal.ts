/** "Add namespaces": a search over what the cluster was last seen to have and the schedule does not name. */
import type { ModalView } from '@slack/types';
import { context, plain, section } from '../blocks.js';
import { type AdditionChoices, refusalOf } from '../data.js';
import { counted, moment } from '../numbers.js';
import { INPUTS, MODALS, type ModalContext } from '../references.js';
import { fromWhen } from '../schedule-words.js';
import { code } from '../text.js';
import { modal, tellingModal } from './modal.js';
import { whyNotModal } from './why-not-modal.js';

const TITLE = 'Add namespaces';

export interface AddParts {
  readonly choices: AdditionChoices;
  readonly context: Omit<ModalContext, 'scheduleId' | 'selectionVersion'>;
  /** Said first: what changed since the person looked, as mrkdwn. */
  readonly notice?: string | undefined;
}

export function addModal({ choices, context: more, notice }: AddParts): ModalView {
  const { backupSchedule: schedule, total, observedAt } = choices;
  if (refusalOf(schedule, 'addNamespaces') !== undefined)
    return whyNotModal(schedule, 'addNamespaces', notice);
  const cluster = schedule.cluster === null ? 'its cluster' : `cluster ${code(schedule.cluster.name)}`;
  if (observedAt === null) {
    return tellingModal(
      TITLE,
      `The namespaces of ${cluster} are not known yet. Try again when it has been looked at.`,
    );
  }
  if (total === 0) {
    return tellingModal(
      TITLE,
      `Schedule ${code(schedule.name)} names every namespace that ${cluster} was seen to have ${moment(observedAt)}.`,
    );
  }
  const { id: scheduleId, selectionVersion } = schedule;
  return modal({
    title: TITLE,
    submit: 'Add to Schedule',
    callback: MODALS.add,
    context: { ...more, scheduleId, selectionVersion },
    blocks: [
      ...(notice === undefined ? [] : [section(`*Changed meanwhile.* ${notice}`)]),
      section(`Choose what schedule ${code(schedule.name)} backs up as well, ${fromWhen(schedule)}.`),
      {
        type: 'input',
        block_id: INPUTS.namesSearch,
        label: plain('Namespaces'),
        element: {
          type: 'multi_external_select',
          action_id: INPUTS.namesSearch,
          placeholder: plain('Type a part of a name', 150),
          min_query_length: 0,
        },
      },
      context(`${counted(total, 'namespace')} of ${cluster} can be added, as seen ${moment(observedAt)}.`),
    ],
  });
}
