import { interactives, isObject } from '../block-kit/interactives.js';
import type { Json, Message, StoredView } from '../model/things.js';
import { STACK_LIMIT } from '../model/views.js';
import type { StandInCore } from '../stand-in-core.js';
import { contentOf } from '../web-api/messages.js';
import { PlatformError } from '../web-api/platform-error.js';
import { answer as post } from '../web-api/use-hook.js';
import { checkedView } from '../web-api/views.js';

export type ResponseAction = 'errors' | 'update' | 'push' | 'clear';

export interface AppliedReply {
  readonly reply?: Message;
  /** Why Slack cannot use the answer. */
  readonly error?: string;
}

/** The answer to a slash command: nothing, plain text, or a message. */
export function applySlashAnswer(
  core: StandInCore,
  body: unknown,
  hook: { readonly user: string; readonly channel: string },
): AppliedReply {
  if (body === undefined || body === '') return {};
  const args: Json = isObject(body) ? body : { text: String(body) };
  if (Object.keys(args).length === 0) return {};
  try {
    const content = contentOf(args, core.workspace, { totalCounts: false });
    post(core, { hook, content, args });
    const reply = core.workspace.channel(hook.channel).messages.at(-1);
    return reply === undefined ? {} : { reply };
  } catch (error) {
    if (error instanceof PlatformError) return { error: error.code };
    throw error;
  }
}

export interface AppliedSubmission {
  readonly action?: ResponseAction;
  readonly errors?: Record<string, string>;
  /** Why Slack cannot use the answer; the modal stays. */
  readonly problem?: string;
}

/** The answer to a view_submission: without one the modal closes. */
export function applySubmission(core: StandInCore, view: StoredView, body: unknown): AppliedSubmission {
  if (!isObject(body) || body.response_action === undefined) {
    core.views.close(view);
    return {};
  }
  try {
    return applyAction(core, view, body);
  } catch (error) {
    if (error instanceof PlatformError) return { problem: error.code };
    throw error;
  }
}

function applyAction(core: StandInCore, view: StoredView, body: Json): AppliedSubmission {
  const { views } = core;
  switch (body.response_action) {
    case 'clear':
      views.close(view, 'all');
      return { action: 'clear' };
    case 'update':
      views.update(view, checkedView(body.view, core, 'modal', view));
      return { action: 'update' };
    case 'push':
      if (views.stack(view.user).length >= STACK_LIMIT) return { problem: 'push_limit_reached' };
      views.push(view.user, checkedView(body.view, core, 'modal'));
      return { action: 'push' };
    case 'errors':
      return applyErrors(core, view, body.errors);
    default:
      return { problem: `unknown response_action ${String(body.response_action)}` };
  }
}

function applyErrors(core: StandInCore, view: StoredView, given: unknown): AppliedSubmission {
  const errors = isObject(given) ? given : {};
  const inputs = interactives(view.content.blocks).filter(({ input }) => input !== undefined);
  const unknown = Object.keys(errors).find((id) => !inputs.some(({ blockId }) => blockId === id));
  if (Object.keys(errors).length === 0) return { problem: 'response_action errors without errors' };
  if (unknown !== undefined) return { problem: `there is no input block ${unknown}` };
  const texts = Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)]));
  core.views.fail(view, texts);
  return { action: 'errors', errors: texts };
}
