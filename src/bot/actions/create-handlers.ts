/** Each kind of payload to the flow that sees to it. */
import type { BlockAction } from '@slack/bolt';
import type { Ask } from '../ask.js';
import type { BotLog } from '../bot-log.js';
import type { Handlers } from '../handlers.js';
import { Adoption } from '../interactions/adoption.js';
import { seeToClick } from '../interactions/click-flow.js';
import { seeToCommand } from '../interactions/command-flow.js';
import { faultAnswer } from '../interactions/fault-answer.js';
import type { FlowParts } from '../interactions/flow-parts.js';
import { Gate } from '../interactions/gate.js';
import { seeToHome } from '../interactions/home-flow.js';
import { Modals } from '../interactions/modals.js';
import { type Origin, ofBlockAction, ofCommand, ofHome } from '../interactions/origin.js';
import { PrivateAnswers } from '../interactions/private-answer.js';
import { StandingBook } from '../interactions/standing-book.js';
import { seeToSubmission } from '../interactions/submission-flow.js';
import { seeToSuggestion } from '../interactions/suggestion-flow.js';
import type { WebClient } from '../slack/slack-clients.js';
import type { Installation } from '../slack/slack-connection.js';
import { failureCode } from '../slack/slack-failure.js';
import type { Turns } from '../turns.js';
import { answer } from '../views/answers/answer.js';
import type { Message } from '../views/blocks.js';
import { ACTIONS, INPUTS, readAlert } from '../views/references.js';
import type { Clicked } from './action.js';
import { BUTTONS, SUBMITS } from './action-tables.js';
import { linkMessage } from './link.js';

export interface HandlerParts {
  /** With the service token. */
  readonly ask: Ask;
  /** Of the API. */
  readonly url: string;
  readonly client: WebClient;
  /** Of Slack's Web API; null: its own. */
  readonly apiUrl: string | null;
  readonly installation: () => Installation | undefined;
  readonly turns: Turns;
  readonly log: BotLog;
}

export function createHandlers(given: HandlerParts): Handlers {
  const { ask, url, client, apiUrl, installation, turns, log } = given;
  const standings = new StandingBook(client);
  const parts: FlowParts = {
    gate: new Gate({ ask, url, standings, installation }),
    modals: new Modals({ client, log }),
    answers: new PrivateAnswers({ client, apiUrl, log }),
    turns,
    serviceAsk: ask,
    log,
  };
  const adoption = new Adoption(parts);
  return {
    async click(body) {
      await Promise.all([seeTo(parts, body), adopt(adoption, body)]);
    },
    submit: (body) => seeToSubmission(parts, SUBMITS, body),
    suggest: (body) => seeToSuggestion(parts, body),
    command: (command) => seeToCommand(parts, ofCommand(command), command.text),
    home: (opened) => seeToHome(parts, client, ofHome(opened)),
  };
}

/** Inputs within a modal that tell of themselves are read when it is submitted; a link is followed by the client. */
const NOTHING_TO_DO: ReadonlySet<string> = new Set([ACTIONS.openConsole, ...Object.values(INPUTS)]);

async function seeTo(parts: FlowParts, body: BlockAction): Promise<void> {
  const [action] = body.actions;
  const origin = ofBlockAction(body);
  // Several buttons of one kind in one block are told apart by what follows a colon.
  const [id = ''] = (action?.action_id ?? '').split(':');
  if (NOTHING_TO_DO.has(id)) return;
  const modalId = body.view?.type === 'modal' ? body.view.id : undefined;
  if (id === ACTIONS.linkBegin) return link(parts, origin, modalId);
  const clicked = clickedOf(body, origin);
  if (id === ACTIONS.command) return seeToCommand(parts, origin, clicked.selected ?? clicked.value ?? '');
  const button = BUTTONS.get(id);
  if (button === undefined) return parts.answers.tell(origin, answer(OTHER_VERSION));
  await seeToClick(parts, button, clicked, { modalId });
}

const OTHER_VERSION = 'This button is of another version of Holdfast. Nothing was changed.';

function clickedOf({ actions: [action] }: BlockAction, origin: Origin): Clicked {
  const {
    block_id = '',
    value,
    selected_option,
  } = (action ?? {}) as {
    readonly block_id?: string;
    readonly value?: unknown;
    readonly selected_option?: { readonly value?: unknown } | null;
  };
  const ofButton = typeof value === 'string' ? value : undefined;
  const ofMenu = selected_option?.value;
  return {
    origin,
    alert: readAlert({ value: ofButton, block_id }),
    blockId: block_id,
    value: ofButton,
    selected: typeof ofMenu === 'string' ? ofMenu : undefined,
  };
}

async function link(parts: FlowParts, origin: Origin, modalId: string | undefined): Promise<void> {
  const message = await linkMessage(parts, origin).catch((error) =>
    faultAnswer(error, { action: origin.action, log: parts.log }),
  );
  if (message === undefined || (await linkInModal(parts, origin, { message, modalId }))) return;
  await parts.answers.tell(origin, parts.modals.fitting(message));
}

/** Where the person looks: in the modal that they clicked in, or in one of its own on the home tab. */
async function linkInModal(
  { modals, log }: FlowParts,
  { triggerId, channelId, action }: Origin,
  { message, modalId }: { readonly message: Message; readonly modalId: string | undefined },
): Promise<boolean> {
  try {
    if (modalId !== undefined) await modals.replace(modalId, { message });
    else if (channelId === null && triggerId !== null) await modals.tell(triggerId, message);
    else return false;
    return true;
  } catch (error) {
    log.warn({ action, code: failureCode(error) }, 'A modal could not be filled.');
    return false;
  }
}

function adopt(adoption: Adoption, { message, channel, container }: BlockAction): Promise<void> {
  const ts = message?.ts ?? (typeof container.message_ts === 'string' ? container.message_ts : null);
  return adoption.offer(channel?.id ?? null, ts, message?.metadata);
}
