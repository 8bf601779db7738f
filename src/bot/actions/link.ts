/** The one-time code that links a Slack user to a user of Holdfast. It changes nothing until that user confirms it, signed in. */
import { BeginSlackLinkDocument } from '../../client/generated/graphql.js';
import type { FlowParts } from '../interactions/flow-parts.js';
import type { Origin } from '../interactions/origin.js';
import { answer, linkCodeAnswer, outcomeAnswer } from '../views/answers/answer.js';
import type { Message } from '../views/blocks.js';
import { prose } from '../views/text.js';

/** Undefined: the same payload is seen to already. @throws what the API or Slack refuse */
export async function linkMessage(
  { gate, serviceAsk }: FlowParts,
  origin: Origin,
): Promise<Message | undefined> {
  const admission = await gate.admit(origin, ['viewer']);
  const { outcome } = admission;
  if (outcome === 'DUPLICATE') return undefined;
  if (outcome === 'GRANTED')
    return answer(
      `You are linked already: what you click here is done as ${prose(admission.user.name, 60)}.`,
    );
  if (outcome !== 'UNLINKED') return outcomeAnswer(outcome);
  const input = await gate.identityOf(origin);
  const { beginSlackLink } = await serviceAsk(BeginSlackLinkDocument, { input });
  return linkCodeAnswer(beginSlackLink);
}
