/** The home tab, made anew whenever somebody opens it. */
import type { HomeView } from '@slack/types';
import { SlackHomeDocument } from '../../client/generated/graphql.js';
import type { WebClient } from '../slack/slack-clients.js';
import { failureCode } from '../slack/slack-failure.js';
import { outcomeAnswer } from '../views/answers/answer.js';
import { fittingHome } from '../views/fitting.js';
import { HOME_FIELDS, homeView, tellingHome, unlinkedHome } from '../views/home.js';
import { faultAnswer } from './fault-answer.js';
import type { FlowParts } from './flow-parts.js';
import type { Origin } from './origin.js';

/** Never throws. */
export async function seeToHome(parts: FlowParts, client: WebClient, origin: Origin): Promise<void> {
  const { log } = parts;
  try {
    const view = await viewFor(parts, origin);
    if (view === undefined) return;
    await client.views.publish({ user_id: origin.userId, view: fittingHome(view, log) });
  } catch (error) {
    log.warn({ action: origin.action, code: failureCode(error) }, 'A home tab could not be shown.');
  }
}

/** Undefined: the same event is seen to already. */
async function viewFor({ gate, log }: FlowParts, origin: Origin): Promise<HomeView | undefined> {
  try {
    const admission = await gate.admit(origin, HOME_FIELDS);
    const { outcome } = admission;
    if (outcome === 'DUPLICATE') return undefined;
    if (outcome === 'UNLINKED') return unlinkedHome();
    if (outcome !== 'GRANTED') return tellingHome(outcomeAnswer(outcome)?.text ?? '');
    const { teamId, slackUserId } = await gate.identityOf(origin);
    const asOf = new Date().toISOString();
    return homeView(await admission.ask(SlackHomeDocument, {}), { teamId, slackUserId, asOf });
  } catch (error) {
    return tellingHome(faultAnswer(error, { action: origin.action, log }).text);
  }
}
