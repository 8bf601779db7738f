/** From the submit of a modal to its answer: the modal stays, says that it waits, and then what came of it. */
import type { SlackViewAction } from '@slack/bolt';
import type { Shown, SubmitAction, Submitted } from '../actions/action.js';
import type { Submission } from '../handlers.js';
import { failureCode } from '../slack/slack-failure.js';
import { outcomeAnswer } from '../views/answers/answer.js';
import { loadingModal, tellingModal } from '../views/modals/modal.js';
import { readContext } from '../views/references.js';
import { faultAnswer } from './fault-answer.js';
import type { FlowParts } from './flow-parts.js';
import { ofViewAction } from './origin.js';

export function seeToSubmission(
  parts: FlowParts,
  actions: ReadonlyMap<string, SubmitAction>,
  body: SlackViewAction,
): Submission {
  const { view } = body;
  const action = actions.get(view.callback_id);
  const context = readContext(view.private_metadata);
  if (action === undefined || context === undefined)
    return {
      answer: { response_action: 'update', view: tellingModal('Holdfast', NOT_OURS) },
      work: async () => {},
    };
  const { channelId = null, messageTs = null } = context;
  const submitted: Submitted = {
    origin: { ...ofViewAction(body), channelId, messageTs },
    context,
    state: view.state.values,
  };
  const faults = action.faults?.(submitted);
  if (faults !== undefined)
    return { answer: { response_action: 'errors', errors: faults }, work: async () => {} };
  return {
    // A modal that closes can say nothing any more, and this may take longer than Slack waits.
    answer: { response_action: 'update', view: loadingModal(view.title.text) },
    work: () => finish(parts, action, submitted, view.id),
  };
}

const NOT_OURS =
  'This window is of another version of Holdfast. Nothing was changed; close it and open it again.';

async function finish(
  parts: FlowParts,
  action: SubmitAction,
  submitted: Submitted,
  viewId: string,
): Promise<void> {
  const { modals, answers, log } = parts;
  const shown = await parts.turns.ask(() => outcomeOf(parts, action, submitted));
  if (shown === undefined) return;
  try {
    await modals.replace(viewId, shown);
  } catch (error) {
    log.warn(
      { action: submitted.origin.action, code: failureCode(error) },
      'A modal could not say what came of it.',
    );
    if ('message' in shown) await answers.tell(submitted.origin, modals.fitting(shown.message));
  }
}

async function outcomeOf(
  parts: FlowParts,
  action: SubmitAction,
  submitted: Submitted,
): Promise<Shown | undefined> {
  const { gate, log } = parts;
  const { origin } = submitted;
  try {
    const admission = await gate.admit(origin, action.operations);
    if (admission.outcome === 'DUPLICATE') return undefined;
    if (admission.outcome === 'GRANTED') return await action.run(admission, submitted);
    const message = outcomeAnswer(admission.outcome);
    return message && { message };
  } catch (error) {
    return { message: faultAnswer(error, { action: origin.action, log }) };
  }
}
