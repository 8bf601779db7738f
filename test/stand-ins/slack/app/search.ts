import type { Shape } from '../block-kit/checks.js';
import { PARTS } from '../block-kit/element-table.js';
import { type Interactive, isObject, listOf } from '../block-kit/interactives.js';
import { violationsOf } from '../block-kit/walk.js';
import type { Json, User } from '../model/things.js';
import type { Courier } from './courier.js';
import { local, type SuggestionOutcome } from './outcome.js';
import { blockSuggestion } from './payloads.js';
import type { Place, Places } from './place.js';

export interface Search {
  readonly place: Place;
  readonly spot: Interactive;
  readonly user: User;
  readonly text: string;
  readonly tamper?: ((payload: Json) => void) | undefined;
}

const OPTIONS_MAX = 100;

/** Text typed into an external select: the options the app answers, which may then be chosen. */
export async function search(courier: Courier, places: Places, asked: Search): Promise<SuggestionOutcome> {
  const { place, spot, user, text, tamper } = asked;
  const { min_query_length: least = 3 } = spot.element as { min_query_length?: number };
  if (text.length < least) return { ...local(), options: [] };
  const payload = blockSuggestion(courier.core, { place, user, spot, action: {} }, text);
  const errand = { payload, user, what: `search ${spot.actionId}`, tamper };
  const outcome = await courier.carry('interactive', errand);
  if (outcome.outcome !== 'acknowledged') return { ...outcome, options: [] };
  const answer = isObject(outcome.body) ? outcome.body : {};
  const groups = Array.isArray(answer.option_groups) ? listOf(answer.option_groups) : undefined;
  const options =
    groups === undefined ? listOf(answer.options) : groups.flatMap((group) => listOf(group.options));
  const broken = brokenAnswer(answer, options, groups);
  if (broken !== undefined) return courier.unusable({ ...outcome, options: [] }, errand, broken);
  places.offer(place, spot, options);
  return { ...outcome, options, ...(groups === undefined ? {} : { groups }) };
}

function brokenAnswer(
  answer: Json,
  options: readonly Json[],
  groups: readonly Json[] | undefined,
): string | undefined {
  if (!Array.isArray(answer.options) && groups === undefined) return 'the app answered no options';
  if ((groups ?? options).length > OPTIONS_MAX) return `the app answered more than ${OPTIONS_MAX} options`;
  const [wrong] = options.flatMap((option, at) =>
    violationsOf(option, PARTS.option as Shape, `/options/${at}`),
  );
  return wrong === undefined ? undefined : `${wrong.message} [json-pointer:${wrong.pointer}]`;
}
