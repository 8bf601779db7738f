import type { Tier } from '../rate-limits.js';
import type { Method } from './api-call.js';
import * as apps from './apps.js';
import * as chat from './chat.js';
import * as conversations from './conversations.js';
import * as files from './files.js';
import * as users from './users.js';
import * as views from './views.js';

export interface MethodRow {
  readonly run: Method;
  readonly tier: Tier;
  /** `bot`: xoxb. `app`: xapp. `none`: nobody has to say who they are. */
  readonly token: 'bot' | 'app' | 'none';
  /** One of these scopes is needed; the first is the one an error names. */
  readonly scopes?: readonly string[];
}

const READ = ['channels:read', 'groups:read', 'im:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history'];

function bot(run: Method, tier: Tier, scopes?: readonly string[]): MethodRow {
  return { run, tier, token: 'bot', ...(scopes === undefined ? {} : { scopes }) };
}

/** Every method the stand-in knows; any other is unknown_method. */
export const METHODS: Readonly<Record<string, MethodRow>> = {
  'api.test': { run: ({ args }) => ({ ok: true, args }), tier: 'none', token: 'none' },
  'auth.test': bot(apps.authTest, 'special'),
  'apps.connections.open': { run: apps.openConnection, tier: 3, token: 'app' },
  'blocks.validate': { run: apps.validateBlocks, tier: 'none', token: 'none' },
  'chat.postMessage': bot(chat.postMessage, 'post', ['chat:write']),
  'chat.update': bot(chat.update, 3, ['chat:write']),
  'chat.delete': bot(chat.remove, 3, ['chat:write']),
  'chat.postEphemeral': bot(chat.postEphemeral, 4, ['chat:write']),
  'chat.getPermalink': bot(chat.getPermalink, 'special'),
  'conversations.open': bot(conversations.open, 3, ['im:write']),
  'conversations.info': bot(conversations.info, 3, READ),
  'conversations.members': bot(conversations.members, 4, READ),
  'conversations.history': bot(conversations.history, 3, HISTORY),
  'conversations.replies': bot(conversations.replies, 3, HISTORY),
  'users.info': bot(users.info, 4, ['users:read']),
  'users.lookupByEmail': bot(users.lookupByEmail, 3, ['users:read.email']),
  'views.open': bot(views.open, 4),
  'views.push': bot(views.push, 4),
  'views.update': bot(views.update, 4),
  'views.publish': bot(views.publish, 4),
  'files.getUploadURLExternal': bot(files.getUploadUrl, 4, ['files:write']),
  'files.completeUploadExternal': bot(files.completeUpload, 4, ['files:write']),
};
