/** Modals of one client: opened with a trigger that lives three seconds, and replaced when the answer is there. */
import type { ModalView } from '@slack/types';
import type { Shown } from '../actions/action.js';
import type { BotLog } from '../bot-log.js';
import type { WebClient } from '../slack/slack-clients.js';
import type { Message } from '../views/blocks.js';
import { section } from '../views/blocks.js';
import { fittingMessage, fittingModal } from '../views/fitting.js';
import { modal } from '../views/modals/modal.js';

export class Modals {
  constructor(private readonly parts: { readonly client: WebClient; readonly log: BotLog }) {}

  /** Returns its id. @throws as the WebClient does: `expired_trigger_id` above all */
  async open(triggerId: string, view: ModalView): Promise<string | undefined> {
    const { client, log } = this.parts;
    const answer = await client.views.open({ trigger_id: triggerId, view: fittingModal(view, log) });
    return answer.view?.id;
  }

  /** A message as a modal of its own, where there is no channel to say it in. @throws as `open` does */
  async tell(triggerId: string, message: Message): Promise<void> {
    await this.open(triggerId, viewOf({ message }));
  }

  /** @throws as the WebClient does: `not_found` when the person closed it */
  async replace(viewId: string, shown: Shown): Promise<void> {
    const { client, log } = this.parts;
    await client.views.update({ view_id: viewId, view: fittingModal(viewOf(shown), log) });
  }

  fitting(message: Message): Message {
    return fittingMessage(message, this.parts.log);
  }
}

/** What was to be a message, in the modal that waits for it. */
function viewOf(shown: Shown): ModalView {
  if ('view' in shown) return shown.view;
  const { text, blocks } = shown.message;
  return modal({ title: 'Holdfast', blocks: blocks.length > 0 ? blocks : [section(text)] });
}
