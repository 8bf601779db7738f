import type { Hook } from '../model/hooks.js';
import type { Json } from '../model/things.js';
import type { StandInCore } from '../stand-in-core.js';
import { flag, text } from './api-call.js';
import { authored } from './chat.js';
import { type Content, contentOf, rewrite, threadRoot } from './messages.js';
import { PlatformError } from './platform-error.js';

/** Answer of a response URL: plain text, unlike the Web API. */
export interface HookAnswer {
  readonly status: number;
  readonly text: string;
}

/** One use of a response URL, also of one in a channel that the app is not in. */
export function useHook(core: StandInCore, id: string, args: Json): HookAnswer {
  const hook = core.hooks.use(id);
  if (typeof hook === 'string') return { status: 404, text: hook };
  try {
    respond(core, hook, args);
    return { status: 200, text: 'ok' };
  } catch (error) {
    if (error instanceof PlatformError) return { status: 400, text: error.code };
    throw error;
  }
}

function respond(core: StandInCore, hook: Hook, args: Json): void {
  const { workspace } = core;
  const source = hook.messageTs === undefined ? undefined : workspace.message(hook.channel, hook.messageTs);
  if (flag(args, 'delete_original')) {
    if (source !== undefined) workspace.remove(source);
    return;
  }
  const content = contentOf(args, workspace, { totalCounts: false });
  if (flag(args, 'replace_original') && source !== undefined) {
    rewrite(source, content, workspace);
    return;
  }
  answer(core, { hook, content, args });
}

interface HookUse {
  readonly hook: Pick<Hook, 'channel' | 'user'>;
  readonly content: Content;
  readonly args: Json;
}

/** A new message: ephemeral for the one who asked, unless `response_type` is in_channel. */
export function answer(core: StandInCore, { hook, content, args }: HookUse): void {
  const { workspace } = core;
  const channel = workspace.channel(hook.channel);
  const threadTs = threadRoot(channel, text(args, 'thread_ts'));
  workspace.add({
    ...authored(workspace),
    ...content,
    channel: hook.channel,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(text(args, 'response_type') === 'in_channel' ? {} : { ephemeralTo: hook.user }),
    replyBroadcast: false,
  });
}
