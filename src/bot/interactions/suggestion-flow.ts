/** The options of a search within a modal. Slack waits three seconds and takes no later answer. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BlockSuggestion } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { AdditionChoicesDocument, ExclusionChoicesDocument } from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import { failureCode } from '../slack/slack-failure.js';
import { nameOptions, OPTIONS_MOST } from '../views/modals/name-options.js';
import { MODALS, readContext } from '../views/references.js';
import type { FlowParts } from './flow-parts.js';
import { ofSuggestion } from './origin.js';

export interface Suggestions {
  options: PlainTextOption[];
}

const ANSWER_WITHIN_MS = 2_000;
/** Longer than any name: what is typed beyond it finds nothing. */
const LONGEST_SEARCH = 63;

/** Names that match, with the person's rights; none when there are none, when they may not see them, or when it takes too long. */
export async function seeToSuggestion(parts: FlowParts, body: BlockSuggestion): Promise<Suggestions> {
  const none: Suggestions = { options: [] };
  const given = new AbortController();
  const late = delay(ANSWER_WITHIN_MS, none, { signal: given.signal }).catch(() => none);
  try {
    return await Promise.race([suggest(parts, body), late]);
  } catch (error) {
    parts.log.warn(
      { action: 'search', code: failureCode(error) },
      'A search for names could not be answered.',
    );
    return none;
  } finally {
    given.abort();
  }
}

async function suggest({ gate }: FlowParts, body: BlockSuggestion): Promise<Suggestions> {
  const { view, value } = body;
  const look = LOOKS.get(view?.callback_id ?? '');
  const context = readContext(view?.private_metadata ?? '');
  if (look === undefined || context === undefined) return { options: [] };
  const admission = await gate.admit(ofSuggestion(body, randomUUID()), [look.operation]);
  if (admission.outcome !== 'GRANTED') return { options: [] };
  const search = value.trim().toLowerCase();
  if (search.length > LONGEST_SEARCH) return { options: [] };
  const names = await look.names(admission.ask, {
    scheduleId: context.scheduleId,
    search: search === '' ? null : search,
    first: OPTIONS_MOST,
  });
  return { options: nameOptions(names) };
}

interface Sought {
  readonly scheduleId: string;
  readonly search: string | null;
  readonly first: number;
}
interface Look {
  readonly operation: string;
  readonly names: (ask: Ask, sought: Sought) => Promise<readonly string[]>;
}

const LOOKS: ReadonlyMap<string, Look> = new Map<string, Look>([
  [
    MODALS.exclude,
    {
      operation: 'exclusionChoices',
      names: async (ask, sought) =>
        (await ask(ExclusionChoicesDocument, sought)).exclusionChoices.choices.map(({ name }) => name),
    },
  ],
  [
    MODALS.add,
    {
      operation: 'additionChoices',
      names: async (ask, sought) => (await ask(AdditionChoicesDocument, sought)).additionChoices.names,
    },
  ],
]);
