import type { Shape } from '../block-kit/checks.js';
import { PARTS } from '../block-kit/element-table.js';
import { interactives, isObject, listOf } from '../block-kit/interactives.js';
import { violationsOf } from '../block-kit/walk.js';
import { type Json, type Message, NotPossible, type StoredView, type User } from '../model/things.js';
import { badLengths, missingInputs } from '../model/view-values.js';
import type { StandInCore } from '../stand-in-core.js';
import { applySlashAnswer, applySubmission, type ResponseAction } from './answers.js';
import type { AppAnswer, AppLink, Envelope } from './app-link.js';
import { actionFields, type Entered, entered } from './input-state.js';
import {
  blockActions,
  blockSuggestion,
  eventCallback,
  slashCommand,
  viewClosed,
  viewSubmission,
} from './payloads.js';
import { elementIn, type Place, type PlaceRef, Places } from './place.js';

/**
 * How an act ended.
 * - `acknowledged`: the app answered as it should, in time.
 * - `refused`: with another status, or with something Slack cannot use. `late`, `unreachable`: not at all.
 * - `local`: nothing was sent, because nothing has to be (an input without dispatch, a declined confirm dialog, an
 *   input that is not filled).
 */
export interface Outcome {
  readonly outcome: 'acknowledged' | 'refused' | 'late' | 'unreachable' | 'local';
  readonly status: number;
  readonly latencyMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The decoded answer. */
  readonly body: unknown;
  /** The payload as it was sent. */
  readonly payload?: Json;
  /** What the person was shown, when it went wrong. */
  readonly error?: string;
}

export interface ClickOutcome extends Outcome {
  /** The dialog that was shown before the click counted. */
  readonly confirm?: Json;
}
export interface SlashOutcome extends Outcome {
  /** What the app answered in the acknowledgement itself. */
  readonly reply?: Message;
}
export interface SuggestionOutcome extends Outcome {
  readonly options: readonly Json[];
  readonly groups?: readonly Json[];
}
export interface SubmitOutcome extends Outcome {
  readonly responseAction?: ResponseAction;
  /** block_id → message, from the app or from the client itself. */
  readonly errors?: Readonly<Record<string, string>>;
  /** The modal in front now. */
  readonly view?: StoredView;
}
export interface EventOutcome extends Outcome {
  readonly attempts: readonly AppAnswer[];
}

export type AsUser = string | Pick<User, 'id'>;

export interface ActOptions {
  /** When the action_id stands in several blocks. */
  readonly blockId?: string;
  /** The element may have been replaced since: the click of a client that is behind. */
  readonly stale?: boolean;
  /** Entered into inputs of the same place first: action_id → value. */
  readonly values?: Readonly<Record<string, Entered>>;
  /** What is answered to a confirm dialog. Default `confirm`. */
  readonly dialog?: 'confirm' | 'deny';
  /** Changes the payload before it is signed: an attack, an odd client. */
  readonly tamper?: (payload: Json) => void;
}

export interface SlashOptions extends Pick<ActOptions, 'tamper'> {
  readonly user: AsUser;
  readonly channel: string;
  /** Default `/backup`. */
  readonly command?: string;
}

/** What people do in the client, over whatever link the app has. */
export class People {
  readonly #places: Places;

  constructor(
    readonly core: StandInCore,
    readonly link: () => AppLink,
  ) {
    this.#places = new Places(core);
  }

  /** A click on a button of a message. */
  click(channel: string, ts: string, actionId: string, asUser: AsUser, options: ActOptions = {}) {
    return this.#act({ channel, ts }, actionId, null, asUser, options);
  }

  /** A click on a button of a view. */
  press(viewId: string, actionId: string, asUser: AsUser, options: ActOptions = {}) {
    return this.#act(viewId, actionId, null, asUser, options);
  }

  /** A choice in a select, checkboxes, an overflow menu, a picker: option values, ids, a date. */
  select(place: PlaceRef, actionId: string, value: Entered, asUser: AsUser, options: ActOptions = {}) {
    return this.#act(place, actionId, value, asUser, options);
  }

  /** Text typed into an external select (answers its options) or into an input. */
  async type(
    ref: PlaceRef,
    actionId: string,
    text: string,
    asUser: AsUser,
    options: ActOptions = {},
  ): Promise<SuggestionOutcome> {
    const user = this.#user(asUser);
    const place = this.#places.find(ref, user);
    const spot = elementIn(place, { ...options, actionId });
    if (!String(spot.element.type).includes('external_select')) {
      return { ...(await this.#act(ref, actionId, text, asUser, options)), options: [] };
    }
    const { min_query_length: least = 3 } = spot.element as { min_query_length?: number };
    if (text.length < least) return { ...local(), options: [] };
    const payload = blockSuggestion(this.core, { place, user, spot, action: {} }, text);
    const outcome = await this.#interact(payload, user, `search ${actionId}`, options);
    if (outcome.outcome !== 'acknowledged') return { ...outcome, options: [] };
    return this.#offered(outcome, { place, spot, user });
  }

  /** Submits the modal in front, as it stands or with values entered first: action_id (or block_id.action_id) → value. */
  async submit(
    viewId: string,
    values: Readonly<Record<string, Entered>>,
    asUser: AsUser,
    options: Pick<ActOptions, 'tamper'> = {},
  ): Promise<SubmitOutcome> {
    const user = this.#user(asUser);
    const place = this.#places.find(viewId, user);
    if (place.kind !== 'view' || place.view.type !== 'modal') throw new NotPossible(`${viewId} is no modal`);
    const { view } = place;
    if (view.content.submit === undefined) throw new NotPossible(`the modal ${viewId} has no submit button`);
    this.#enter(place, values);
    const blocks = listOf(view.content.blocks);
    const errors = { ...badLengths(blocks, view.values), ...missingInputs(blocks, view.values) };
    if (Object.keys(errors).length > 0) {
      this.core.views.fail(view, errors);
      return { ...local(), errors, view };
    }
    this.core.views.fail(view, {});
    const payload = viewSubmission(this.core, view, user);
    const outcome = await this.#interact(
      payload,
      user,
      `submit ${String(view.content.callback_id ?? '')}`,
      options,
    );
    if (outcome.outcome !== 'acknowledged') return { ...outcome, view };
    return this.#submitted(outcome, view);
  }

  /** Closes the modal in front, or all of them; view_closed is sent where it was asked for. */
  async closeView(viewId: string, asUser: AsUser, which: 'one' | 'all' = 'one'): Promise<Outcome> {
    const user = this.#user(asUser);
    const place = this.#places.find(viewId, user);
    if (place.kind !== 'view' || place.view.type !== 'modal') throw new NotPossible(`${viewId} is no modal`);
    const { views } = this.core;
    const all = which === 'all' || place.view.content.clear_on_close === true;
    const closing = all ? [...views.stack(user.id)].reverse() : [place.view];
    views.close(place.view, all ? 'all' : 'one');
    let last = local();
    for (const view of closing) {
      if (view.content.notify_on_close !== true) continue;
      last = await this.#interact(viewClosed(this.core, view, user, which === 'all'), user, 'close', {});
    }
    return last;
  }

  async slash(text: string, options: SlashOptions): Promise<SlashOutcome> {
    const { command = '/backup', tamper } = options;
    const user = this.#user(options.user);
    const channel = this.core.workspace.channel(options.channel);
    const payload = slashCommand(this.core, { command, text, user, channel });
    tamper?.(payload);
    const answer = await this.link().deliver({ type: 'slash_commands', payload });
    const outcome = this.#judged(answer, user, `slash ${command}`, payload);
    if (outcome.outcome !== 'acknowledged') return outcome;
    const applied = applySlashAnswer(this.core, answer, { user: user.id, channel: channel.id });
    if (applied.error !== undefined) return this.#unusable(outcome, user, `slash ${command}`, applied.error);
    return applied.reply === undefined ? outcome : { ...outcome, reply: applied.reply };
  }

  /** Opens the Home tab of the app: an event; what the app publishes appears in `views.home(user)`. */
  openHome(asUser: AsUser): Promise<EventOutcome> {
    const user = this.#user(asUser);
    const home = this.core.views.home(user.id);
    return this.event('app_home_opened', {
      user: user.id,
      channel: this.core.workspace.directMessage(user.id).id,
      tab: 'home',
      ...(home === undefined ? {} : { view: { id: home.id, hash: home.hash, type: 'home' } }),
    });
  }

  /** An event, sent again up to three times when it is not answered with 2xx, at once instead of minutes later. */
  async event(
    type: string,
    fields: Json = {},
    options: { readonly retries?: number } = {},
  ): Promise<EventOutcome> {
    const payload = eventCallback(this.core, { type, ...fields });
    const attempts: AppAnswer[] = [];
    for (let attempt = 0; attempt <= (options.retries ?? 3); attempt += 1) {
      const before = attempts.at(-1);
      const reason =
        before?.outcome === 'late'
          ? 'http_timeout'
          : before?.outcome === 'answered'
            ? 'http_error'
            : 'connection_failed';
      const again = attempt === 0 ? {} : { retry: { attempt, reason } };
      const answer = await this.link().deliver({ type: 'events_api', payload, ...again });
      attempts.push(answer);
      if (isSuccess(answer) || answer.headers['x-slack-no-retry'] === '1') break;
    }
    const last = attempts.at(-1) as AppAnswer;
    return { ...last, outcome: isSuccess(last) ? 'acknowledged' : failureOf(last), payload, attempts };
  }

  async #act(
    ref: PlaceRef,
    actionId: string,
    value: Entered,
    asUser: AsUser,
    options: ActOptions,
  ): Promise<ClickOutcome> {
    const user = this.#user(asUser);
    const place = this.#places.find(ref, user);
    const spot = elementIn(place, { ...options, actionId });
    if (options.values !== undefined) this.#enter(place, options.values);
    const shown = isObject(spot.element.confirm) ? { confirm: spot.element.confirm } : {};
    if (shown.confirm !== undefined && options.dialog === 'deny') return { ...local(), ...shown };
    const action = this.#chosen(place, spot, value);
    if (spot.input !== undefined && spot.input.dispatch_action !== true) return { ...local(), ...shown };
    const payload = blockActions(this.core, { place, user, spot, action });
    return { ...(await this.#interact(payload, user, `click ${actionId}`, options)), ...shown };
  }

  #chosen(place: Place, spot: ReturnType<typeof elementIn>, value: Entered): Json {
    const { element } = spot;
    const type = String(element.type);
    if (type === 'button' || type === 'icon_button' || type === 'workflow_button')
      return actionFields(element, undefined);
    if (type === 'overflow') {
      const option = listOf(element.options).find((one) => one.value === value);
      if (option === undefined) throw new NotPossible(`${spot.actionId} offers no option ${String(value)}`);
      return { selected_option: option };
    }
    const state = entered(element, value, this.#places.suggested(place, spot));
    const values = {
      ...place.values,
      [spot.blockId]: { ...place.values[spot.blockId], [spot.actionId]: state },
    };
    this.#places.keep(place, values);
    return actionFields(element, state);
  }

  #enter(place: Place, values: Readonly<Record<string, Entered>>): void {
    for (const [key, value] of Object.entries(values)) {
      const spot = elementIn(place, spotNamed(place, key));
      this.#chosen(place, spot, value);
    }
  }

  #offered(
    outcome: Outcome,
    { place, spot, user }: { place: Place; spot: ReturnType<typeof elementIn>; user: User },
  ): SuggestionOutcome {
    const answer = isObject(outcome.body) ? outcome.body : {};
    const groups = Array.isArray(answer.option_groups) ? listOf(answer.option_groups) : undefined;
    const options =
      groups === undefined ? listOf(answer.options) : groups.flatMap((group) => listOf(group.options));
    const broken = brokenSuggestion(answer, options, groups);
    if (broken !== undefined) {
      return { ...this.#unusable(outcome, user, `search ${spot.actionId}`, broken), options: [] };
    }
    this.#places.offer(place, spot, options);
    return { ...outcome, options, ...(groups === undefined ? {} : { groups }) };
  }

  #submitted(outcome: Outcome, view: StoredView): SubmitOutcome {
    const applied = applySubmission(this.core, view, outcome.body);
    const user = this.core.workspace.user(view.user);
    if (applied.problem !== undefined) {
      return { ...this.#unusable(outcome, user, 'submit', applied.problem), view };
    }
    const front = this.core.views.stack(view.user).at(-1);
    return {
      ...outcome,
      ...(applied.action === undefined ? {} : { responseAction: applied.action }),
      ...(applied.errors === undefined ? {} : { errors: applied.errors }),
      ...(front === undefined ? {} : { view: front }),
    };
  }

  async #interact(
    payload: Json,
    user: User,
    what: string,
    { tamper }: Pick<ActOptions, 'tamper'>,
  ): Promise<Outcome> {
    const sent = structuredClone(payload);
    tamper?.(sent);
    const envelope: Envelope = { type: 'interactive', payload: sent };
    return this.#judged(await this.link().deliver(envelope), user, what, sent);
  }

  /** Anything but 200 in time is an error that the person sees. */
  #judged(answer: AppAnswer, user: User, what: string, payload: Json): Outcome {
    if (answer.outcome === 'answered' && answer.status === 200) {
      return { ...answer, outcome: 'acknowledged', payload };
    }
    const outcome = failureOf(answer);
    const reason = outcome === 'refused' ? `the app answered ${answer.status}` : REASONS[outcome];
    this.core.workspace.operationFailed({ user: user.id, what, reason });
    return { ...answer, outcome, payload, error: reason };
  }

  #unusable(outcome: Outcome, user: User, what: string, error: string): Outcome {
    this.core.workspace.operationFailed({ user: user.id, what, reason: error });
    return { ...outcome, outcome: 'refused', error };
  }

  #user(asUser: AsUser): User {
    return this.core.workspace.user(typeof asUser === 'string' ? asUser : asUser.id);
  }
}

const REASONS = {
  late: 'the app did not answer in time',
  unreachable: 'the app could not be reached',
} as const;

function failureOf(answer: AppAnswer): 'refused' | 'late' | 'unreachable' {
  return answer.outcome === 'answered' ? 'refused' : answer.outcome;
}

function isSuccess({ outcome, status }: AppAnswer): boolean {
  return outcome === 'answered' && status >= 200 && status < 300;
}

function local(): Outcome {
  return { outcome: 'local', status: 0, latencyMs: 0, headers: {}, text: '', body: undefined };
}

function brokenSuggestion(
  answer: Json,
  options: readonly Json[],
  groups: readonly Json[] | undefined,
): string | undefined {
  if (answer.options === undefined && groups === undefined) return 'the app answered no options';
  if ((groups ?? options).length > 100) return 'the app answered more than 100 options';
  const wrong = options.flatMap((option, at) =>
    violationsOf(option, PARTS.option as Shape, `/options/${at}`),
  );
  return wrong[0] === undefined ? undefined : `${wrong[0].message} [json-pointer:${wrong[0].pointer}]`;
}

/** `action` or `block.action`. */
function spotNamed(place: Place, key: string): { actionId: string; blockId?: string } {
  const blocks = place.kind === 'view' ? place.view.content.blocks : place.message.blocks;
  const spots = interactives(blocks);
  const named = spots.find(({ blockId, actionId }) => `${blockId}.${actionId}` === key);
  return named === undefined ? { actionId: key } : { actionId: named.actionId, blockId: named.blockId };
}
