/** "Add namespaces" (issue: add namespaces; design 7). */
import { ApiRefusal } from '../../client/api-refusal.js';
import { AdditionChoicesDocument, SlackAddDocument } from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import { goneAnswer } from '../views/answers/done-answers.js';
import { editAnswer } from '../views/answers/edit-answer.js';
import { addModal } from '../views/modals/add-modal.js';
import { chosenNames, namesBlockOf } from '../views/modals/name-options.js';
import type { ModalContext } from '../views/references.js';
import { type ButtonAction, placeOf, type Shown, type SubmitAction } from './action.js';
import { alertOfSchedule } from './alert-schedule.js';
import { CHANGED_MEANWHILE } from './changed-meanwhile.js';

export const addChoose: ButtonAction = {
  operations: ['alert', 'additionChoices'],
  opens: 'Add namespaces',
  async run({ ask }, clicked) {
    const found = await alertOfSchedule(ask, clicked);
    if (found === undefined) return { message: goneAnswer() };
    return choose(ask, found.schedule.id, placeOf(clicked));
  },
};

export const addSubmit: SubmitAction = {
  operations: ['additionChoices', 'addNamespacesToSchedule'],
  faults({ state }) {
    const chosen = chosenNames(state);
    if (!chosen.all && chosen.names.length > 0) return undefined;
    return { [namesBlockOf(state)]: 'Choose at least one namespace.' };
  },
  async run({ ask }, { context: { scheduleId, selectionVersion, ...place }, state }) {
    const chosen = chosenNames(state);
    const namespaces = chosen.all ? [] : [...chosen.names];
    try {
      const input = { scheduleId, selectionVersion, namespaces };
      const { addNamespacesToSchedule: outcome } = await ask(SlackAddDocument, { input });
      return { message: editAnswer('ADD', outcome) };
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.code !== 'CONFLICT') throw error;
      return choose(ask, scheduleId, place, CHANGED_MEANWHILE);
    }
  },
};

async function choose(
  ask: Ask,
  scheduleId: string,
  context: Omit<ModalContext, 'scheduleId' | 'selectionVersion'>,
  notice?: string,
): Promise<Shown> {
  const { additionChoices: choices } = await ask(AdditionChoicesDocument, { scheduleId, first: 1 });
  return { view: addModal({ choices, context, notice }) };
}
