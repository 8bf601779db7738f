/** From a click to an answer: a modal that opens at once, who it is, what is asked in their name, what they are shown. */
import type { ButtonAction, Clicked, Shown } from '../actions/action.js';
import { failureCode } from '../slack/slack-failure.js';
import { answer, outcomeAnswer } from '../views/answers/answer.js';
import { loadingModal } from '../views/modals/modal.js';
import { faultAnswer } from './fault-answer.js';
import type { FlowParts } from './flow-parts.js';

/** Where a click came from that has a place of its own to be answered in. */
export interface ClickPlace {
  /** The modal that the button stands in; undefined: a message or the home tab. */
  readonly modalId: string | undefined;
}

export async function seeToClick(
  parts: FlowParts,
  action: ButtonAction,
  clicked: Clicked,
  { modalId }: ClickPlace,
): Promise<void> {
  const opens = modalId === undefined && action.opens !== undefined;
  const [opened, shown] = await Promise.all([
    opens ? open(parts, clicked, action.opens) : undefined,
    parts.turns.ask(() => outcomeOf(parts, action, clicked)),
  ]);
  if (shown === undefined) return;
  const waiting = modalId ?? opened;
  await show(parts, clicked, shown, waiting);
}

async function open(
  { modals, log }: FlowParts,
  { origin }: Clicked,
  title: string,
): Promise<string | undefined> {
  if (origin.triggerId === null) return undefined;
  try {
    return await modals.open(origin.triggerId, loadingModal(title));
  } catch (error) {
    log.warn({ action: origin.action, code: failureCode(error) }, 'A modal could not be opened.');
    return undefined;
  }
}

/** Undefined: the same payload is seen to already, and its first coming is answered. */
async function outcomeOf(
  parts: FlowParts,
  action: ButtonAction,
  clicked: Clicked,
): Promise<Shown | undefined> {
  const { gate, log } = parts;
  const { origin } = clicked;
  try {
    const admission = await gate.admit(origin, action.operations);
    if (admission.outcome === 'DUPLICATE') return undefined;
    if (admission.outcome !== 'GRANTED') {
      const message = outcomeAnswer(admission.outcome);
      return message && { message };
    }
    return await action.run(admission, clicked);
  } catch (error) {
    return { message: faultAnswer(error, { action: origin.action, log }) };
  }
}

async function show(
  parts: FlowParts,
  { origin }: Clicked,
  shown: Shown,
  waiting: string | undefined,
): Promise<void> {
  const { modals, answers, log } = parts;
  if (waiting !== undefined) {
    try {
      return await modals.replace(waiting, shown);
    } catch (error) {
      log.warn({ action: origin.action, code: failureCode(error) }, 'A modal could not be filled.');
    }
  }
  if ('message' in shown) return answers.tell(origin, modals.fitting(shown.message));
  if (waiting === undefined && (await openLate(parts, { origin }, shown.view))) return;
  await answers.tell(origin, answer(TOO_SLOW));
}

/** A modal that turned out to be needed: the trigger may live still. */
async function openLate(
  { modals }: FlowParts,
  { origin }: Pick<Clicked, 'origin'>,
  view: Extract<Shown, { view: unknown }>['view'],
): Promise<boolean> {
  if (origin.triggerId === null) return false;
  return modals.open(origin.triggerId, view).then(
    () => true,
    () => false,
  );
}

const TOO_SLOW =
  'Slack did not let Holdfast open a window in time, or you closed it. Nothing was changed; the message shows how it stands now. Click again.';
