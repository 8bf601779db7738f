/** "Exclude from Schedule" (issue: exclude; design 7). */
import { ApiRefusal } from '../../client/api-refusal.js';
import { ExclusionChoicesDocument, SlackExcludeDocument } from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import { alertButtons } from '../views/alert/alert-buttons.js';
import { goneAnswer } from '../views/answers/done-answers.js';
import { editAnswer } from '../views/answers/edit-answer.js';
import type { Alert, ExclusionChoices } from '../views/data.js';
import { excludeModal } from '../views/modals/exclude-modal.js';
import { choiceFault, chosenNames, OPTIONS_MOST } from '../views/modals/name-options.js';
import type { ModalContext } from '../views/references.js';
import { type ButtonAction, type Clicked, placeOf, type Shown, type SubmitAction } from './action.js';
import { alertOfSchedule } from './alert-schedule.js';
import { CHANGED_MEANWHILE } from './changed-meanwhile.js';

type Place = Omit<ModalContext, 'scheduleId' | 'selectionVersion'>;

/** The one missing namespace, as its confirm dialog named it. Anything changed since: chosen afresh, in a modal. */
export const excludeOne: ButtonAction = {
  operations: ['alert', 'exclusionChoices', 'excludeNamespacesFromSchedule'],
  async run({ ask }, clicked) {
    const found = await alertOfSchedule(ask, clicked);
    if (found === undefined) return { message: goneAnswer() };
    const { alert, schedule } = found;
    const left = alert.names.filter(({ onSchedule }) => onSchedule).map(({ name }) => name);
    const place = placeOf(clicked);
    if (left.length !== 1 || !isAsShown(alert, clicked))
      return choose(ask, schedule.id, place, CHANGED_MEANWHILE);
    const selectionVersion = clicked.alert?.selectionVersion ?? schedule.selectionVersion;
    return exclude(ask, { scheduleId: schedule.id, selectionVersion, ...place }, left);
  },
};

export const excludeChoose: ButtonAction = {
  operations: ['alert', 'exclusionChoices'],
  opens: 'Exclude from Schedule',
  async run({ ask }, clicked) {
    const found = await alertOfSchedule(ask, clicked);
    if (found === undefined) return { message: goneAnswer() };
    return choose(ask, found.schedule.id, placeOf(clicked));
  },
};

export const excludeSubmit: SubmitAction = {
  operations: ['exclusionChoices', 'excludeNamespacesFromSchedule'],
  faults({ state }) {
    const fault = choiceFault(state);
    return fault && { [fault.block]: fault.words };
  },
  async run({ ask }, { context, state }) {
    const chosen = chosenNames(state);
    const names = chosen.all ? missing(await choicesOf(ask, context.scheduleId)) : chosen.names;
    return exclude(ask, context, names);
  },
};

/** All that its last cycle missed and that are still on it, beyond what a list shows. */
function missing({ backupSchedule: { missingNamespaces, selection } }: ExclusionChoices): readonly string[] {
  const listed = new Set(selection.names ?? []);
  return missingNamespaces.filter((name) => listed.has(name));
}

/** The block of the buttons changes its id with every change of the alert. */
function isAsShown(alert: Alert, { blockId }: Clicked): boolean {
  return alertButtons(alert, { detail: 'FULL', buttons: true })?.block_id === blockId;
}

async function exclude(ask: Ask, context: ModalContext, names: readonly string[]): Promise<Shown> {
  const { scheduleId, selectionVersion, ...place } = context;
  try {
    const input = { scheduleId, selectionVersion, namespaces: [...names] };
    const { excludeNamespacesFromSchedule: outcome } = await ask(SlackExcludeDocument, { input });
    return { message: editAnswer('EXCLUDE', outcome) };
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.code !== 'CONFLICT') throw error;
    return choose(ask, scheduleId, place, CHANGED_MEANWHILE);
  }
}

async function choose(ask: Ask, scheduleId: string, context: Place, notice?: string): Promise<Shown> {
  return { view: excludeModal({ choices: await choicesOf(ask, scheduleId), context, notice }) };
}

async function choicesOf(ask: Ask, scheduleId: string): Promise<ExclusionChoices> {
  const { exclusionChoices } = await ask(ExclusionChoicesDocument, { scheduleId, first: OPTIONS_MOST });
  return exclusionChoices;
}
