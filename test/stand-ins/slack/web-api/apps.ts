import { checkBlocks, checkView, type Violation } from '../block-kit/check-blocks.js';
import { isObject } from '../block-kit/interactives.js';
import type { Method } from './api-call.js';
import { PlatformError } from './platform-error.js';

export const authTest: Method = ({ core }) => {
  const { team, installation, users } = core.workspace;
  return {
    ok: true,
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: users.get(installation.botUserId)?.name,
    team_id: team.id,
    user_id: installation.botUserId,
    bot_id: installation.botId,
    is_enterprise_install: false,
  };
};

export const openConnection: Method = ({ core }) => ({ ok: true, url: core.openSocketUrl() });

/** Needs no token. Exactly one of blocks, message, view. */
export const validateBlocks: Method = ({ args }) => {
  const given = ['blocks', 'message', 'view'].filter((name) => args[name] !== undefined);
  if (given.length !== 1) {
    const messages = ['must provide exactly one of `blocks`, `view`, or `message`'];
    throw new PlatformError('invalid_arguments', { response_metadata: { messages } });
  }
  const { message } = args;
  const violations: Violation[] =
    args.view !== undefined
      ? checkView(args.view, '')
      : args.blocks !== undefined
        ? checkBlocks(args.blocks, 'message', '')
        : checkBlocks(isObject(message) ? message.blocks : undefined, 'message', '/blocks');
  if (violations.length === 0) return { ok: true };
  const errors = violations.map((violation) => ({
    ...violation,
    code: 'failed_constraint',
    constraint: { type: 'rule', expected: violation.message },
  }));
  throw new PlatformError('invalid_blocks', { errors });
};
