import type { ModalView } from '@slack/types';
import { Kind, parse } from 'graphql';
import { expect, vi } from 'vitest';
import type { Ask } from '../../../src/bot/ask.js';
import { parseCommand } from '../../../src/bot/commands/parse-command.js';
import { type CommandParts, seeToCommand } from '../../../src/bot/interactions/command-flow.js';
import type { Person } from '../../../src/bot/interactions/gate.js';
import { ofCommand } from '../../../src/bot/interactions/origin.js';
import type { Message } from '../../../src/bot/views/blocks.js';
import { expectGoodMessage, expectGoodView } from '../views/slack-expect.js';

export const NOW = '2026-11-20T09:30:00.000Z';
const ADA: Person = { id: '00000000-0000-4000-8000-00000000000a', name: 'Ada', role: 'APP_ADMIN' };

/** Name of an operation → its answer, or what it throws. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Typed {
  readonly messages: Message[];
  /** What each modal showed, one after the other. */
  readonly views: ModalView[];
  readonly asked: { readonly operation: string; readonly variables: unknown }[];
  /** What the log was told as an error. */
  readonly faults: object[];
}

/** Types a line as somebody and gathers all that came of it; every message and view is held to the limits. */
export async function typed(
  line: string,
  answers: Answers = {},
  { user = ADA }: { readonly user?: Person | null } = {},
): Promise<Typed> {
  const seen: Typed = { messages: [], views: [], asked: [], faults: [] };
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
  try {
    await seeToCommand(partsOf(seen, answers, { line, user }), originOf(line), line);
  } finally {
    vi.useRealTimers();
  }
  for (const message of seen.messages) expectGoodMessage(message);
  for (const view of seen.views) expectGoodView(view);
  return seen;
}

function originOf(line: string) {
  return ofCommand({
    ...{
      command: '/backup',
      text: line,
      token: '',
      trigger_id: 'T',
      response_url: 'https://hooks.slack.com/x',
    },
    ...{ team_id: 'T1', team_domain: 'team', user_id: 'U1', user_name: 'ada' },
    ...{ channel_id: 'C1', channel_name: 'alerts', api_app_id: 'A1' },
  });
}

/** A Slack and an API that answer at once, around the flow as it is. */
function partsOf(
  seen: Typed,
  answers: Answers,
  { line, user }: { readonly line: string; readonly user: Person | null },
): CommandParts {
  const parsed = parseCommand(line);
  const fields = 'problem' in parsed ? [] : parsed.command.fields;
  const ask: Ask = async (document, variables) => {
    const query = document.toString();
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    seen.asked.push({ operation, variables });
    for (const field of rootFieldsOf(query)) expect(fields).toContain(field);
    const answer = answers[operation];
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error(`Nobody expected ${operation}.`);
    return (typeof answer === 'function' ? answer(variables) : answer) as never;
  };
  const quiet = () => undefined;
  return {
    gate: {
      admit: async () => (user === null ? { outcome: 'UNLINKED' } : { outcome: 'GRANTED', ask, user }),
      identityOf: async () => ({ teamId: 'T1', teamName: 'Team', slackUserId: 'U1', slackUserName: 'ada' }),
    },
    modals: {
      open: async (_trigger, view) => {
        seen.views.push(view);
        return 'V1';
      },
      replace: async (_id, shown) => {
        if ('view' in shown) seen.views.push(shown.view);
        else seen.messages.push(shown.message);
      },
      fitting: (message) => message,
    },
    answers: { tell: async (_to, message) => void seen.messages.push(message) },
    serviceAsk: async () => ({ beginSlackLink: { code: 'ABCD-1234', expiresAt: NOW } }) as never,
    log: { debug: quiet, info: quiet, warn: quiet, error: (fields) => void seen.faults.push(fields) },
  };
}

/** What a document asks at its root, by the names of the schema: a token is good for these fields only. */
function rootFieldsOf(query: string): readonly string[] {
  const [operation] = parse(query).definitions;
  const selections = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  return selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}
