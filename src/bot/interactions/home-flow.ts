/** The home tab, made anew whenever somebody opens it. */
import type { HomeView, KnownBlock } from '@slack/types';
import { SlackAlertsDocument } from '../../client/generated/graphql.js';
import type { WebClient } from '../slack/slack-clients.js';
import { failureCode } from '../slack/slack-failure.js';
import { outcomeAnswer } from '../views/answers/answer.js';
import { section } from '../views/blocks.js';
import { fittingHome } from '../views/fitting.js';
import { counted } from '../views/numbers.js';
import { prose } from '../views/text.js';
import { faultAnswer } from './fault-answer.js';
import type { FlowParts } from './flow-parts.js';
import type { Origin } from './origin.js';

const ALERTS_SHOWN = 10;

/** Never throws. */
export async function seeToHome(parts: FlowParts, client: WebClient, origin: Origin): Promise<void> {
  const { log } = parts;
  try {
    const blocks = await blocksFor(parts, origin);
    if (blocks === undefined) return;
    const view: HomeView = { type: 'home', blocks: [...blocks] };
    await client.views.publish({ user_id: origin.userId, view: fittingHome(view, log) });
  } catch (error) {
    log.warn({ action: origin.action, code: failureCode(error) }, 'A home tab could not be shown.');
  }
}

async function blocksFor(parts: FlowParts, origin: Origin): Promise<readonly KnownBlock[] | undefined> {
  try {
    const admission = await parts.gate.admit(origin, ['viewer', 'alerts']);
    if (admission.outcome === 'DUPLICATE') return undefined;
    if (admission.outcome !== 'GRANTED') return outcomeAnswer(admission.outcome)?.blocks;
    const { alerts } = await admission.ask(SlackAlertsDocument, {
      first: ALERTS_SHOWN,
      mine: true,
      scheduleId: null,
    });
    const linked = `You are ${prose(admission.user.name, 60)} here.`;
    return [section(`${linked} ${counted(alerts.totalCount, 'open alert')}.`)];
  } catch (error) {
    return faultAnswer(error, { action: origin.action, log: parts.log }).blocks;
  }
}
