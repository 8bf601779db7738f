import type { ModalView } from '@slack/types';
import { expect } from 'vitest';
import type { AskApi, Caller, CommandContext } from '../../../src/bot/commands/command.js';
import { parseCommand, runCommand } from '../../../src/bot/commands/run-command.js';
import type { Message } from '../../../src/bot/views/blocks.js';
import { expectGoodMessage, expectGoodView } from '../views/slack-expect.js';

export const NOW = '2026-11-20T09:30:00.000Z';

/** Name of an operation → its answer, or what it throws. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Typed {
  readonly messages: Message[];
  /** What each modal showed, one after the other. */
  readonly views: ModalView[];
  readonly asked: { readonly operation: string; readonly variables: unknown }[];
  readonly faults: unknown[];
}

/** Types a line as somebody and gathers all that came of it; every message and view is held to the limits. */
export async function typed(
  line: string,
  answers: Answers = {},
  caller: Partial<Caller> = {},
): Promise<Typed> {
  const seen: Typed = { messages: [], views: [], asked: [], faults: [] };
  const parsed = parseCommand(line);
  if ('problem' in parsed) {
    seen.messages.push(parsed.problem);
  } else {
    await runCommand(parsed, contextOf(seen, answers, parsed.command.fields, caller));
  }
  for (const message of seen.messages) expectGoodMessage(message);
  for (const view of seen.views) expectGoodView(view);
  return seen;
}

function contextOf(
  seen: Typed,
  answers: Answers,
  fields: readonly string[],
  caller: Partial<Caller>,
): CommandContext {
  const ask: AskApi = async (document, variables) => {
    const query = document.toString();
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    seen.asked.push({ operation, variables });
    for (const field of rootFieldsOf(query)) expect(fields).toContain(field);
    const answer = answers[operation];
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error(`Nobody expected ${operation}.`);
    return (typeof answer === 'function' ? answer(variables) : answer) as never;
  };
  const show = async (view: ModalView) => void seen.views.push(view);
  return {
    caller: {
      teamId: 'T1',
      slackUserId: 'U1',
      slackUserName: 'ada',
      channelId: 'C1',
      user: { name: 'Ada', role: 'APP_ADMIN' },
      ...caller,
    },
    ask,
    openModal: async (view) => {
      await show(view);
      return { update: show };
    },
    respond: async (message) => void seen.messages.push(message),
    beginLink: async () => ({ code: 'ABCD-1234', expiresAt: NOW }),
    now: () => NOW,
    onFault: (error) => void seen.faults.push(error),
  };
}

/** What a document asks at its root: a token is good for these fields only. */
function rootFieldsOf(query: string): readonly string[] {
  const body = query.slice(query.search(/(?:query|mutation) \w+/));
  return [...body.matchAll(/^ {2}(\w+)/gm)].map(([, field]) => field ?? '').slice(0, rootCount(body));
}

/** Fragments follow the operation: only lines before its closing brace count. */
function rootCount(body: string): number {
  return body.slice(0, body.search(/^\}/m)).match(/^ {2}\w+/gm)?.length ?? 0;
}
