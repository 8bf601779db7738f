import type { Json, Message, User } from '../model/things.js';
import type { StandInCore } from '../stand-in-core.js';
import { type ActOptions, act } from './act.js';
import { applySlashAnswer } from './answers.js';
import type { AppAnswer, AppLink } from './app-link.js';
import { Courier } from './courier.js';
import type { Entered } from './input-state.js';
import { closeView, submit } from './modals.js';
import {
  type ClickOutcome,
  type EventOutcome,
  failureOf,
  isSuccess,
  type Outcome,
  type SlashOutcome,
  type SubmitOutcome,
  type SuggestionOutcome,
} from './outcome.js';
import { eventCallback, slashCommand } from './payloads.js';
import { elementIn, type PlaceRef, Places } from './place.js';
import { search } from './search.js';

export type { ActOptions } from './act.js';
export type * from './outcome.js';

/** Somebody by id, by name, or as an object. */
export type AsUser = string | Pick<User, 'id'>;

export interface SlashOptions extends Pick<ActOptions, 'tamper'> {
  readonly user: AsUser;
  readonly channel: string;
  /** Default `/backup`. */
  readonly command?: string;
}

/** What people do in the client, over whatever link the app has. Throws NotPossible for what no client can do. */
export class People {
  readonly #places: Places;
  readonly #courier: Courier;

  constructor(
    readonly core: StandInCore,
    link: () => AppLink,
  ) {
    this.#places = new Places(core);
    this.#courier = new Courier(core, link);
  }

  /** A click on a button of a message. Its value and confirm dialog are those of the stored message. */
  click(
    channel: string,
    ts: string,
    actionId: string,
    asUser: AsUser,
    options: ActOptions = {},
  ): Promise<ClickOutcome> {
    return this.select({ channel, ts }, actionId, null, asUser, options);
  }

  /** A click on a button of a view. */
  press(viewId: string, actionId: string, asUser: AsUser, options: ActOptions = {}): Promise<ClickOutcome> {
    return this.select(viewId, actionId, null, asUser, options);
  }

  /** A choice in a select, checkboxes, an overflow menu, a picker: option values, ids, a date. */
  async select(
    ref: PlaceRef,
    actionId: string,
    value: Entered,
    asUser: AsUser,
    options: ActOptions = {},
  ): Promise<ClickOutcome> {
    const user = this.#user(asUser);
    return act(this.#courier, this.#places, { ref, actionId, value, user, options });
  }

  /** Text typed into an external select, which answers options, or into an input. */
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
      return { ...(await this.select(ref, actionId, text, asUser, options)), options: [] };
    }
    return search(this.#courier, this.#places, { place, spot, user, text, tamper: options.tamper });
  }

  /** Submits the modal in front, as it stands or with values entered first: action_id (or block_id.action_id) → value. */
  async submit(
    viewId: string,
    values: Readonly<Record<string, Entered>>,
    asUser: AsUser,
    { tamper }: Pick<ActOptions, 'tamper'> = {},
  ): Promise<SubmitOutcome> {
    return submit(this.#courier, this.#places, { viewId, values, user: this.#user(asUser), tamper });
  }

  /** Closes the modal in front, or all of them; view_closed is sent where it was asked for. */
  async closeView(viewId: string, asUser: AsUser, which: 'one' | 'all' = 'one'): Promise<Outcome> {
    return closeView(this.#courier, this.#places, { viewId, user: this.#user(asUser), which });
  }

  /** `/backup TEXT`, typed in a channel. */
  async slash(text: string, options: SlashOptions): Promise<SlashOutcome> {
    const { command = '/backup', tamper } = options;
    const user = this.#user(options.user);
    const channel = this.core.workspace.channel(options.channel);
    const payload = slashCommand(this.core, { command, text, user, channel });
    const errand = { payload, user, what: `slash ${command}`, tamper };
    const outcome = await this.#courier.carry('slash_commands', errand);
    if (outcome.outcome !== 'acknowledged') return outcome;
    const hook = { user: user.id, channel: channel.id };
    const { error, reply } = applySlashAnswer(this.core, outcome.body, hook);
    if (error !== undefined) return this.#courier.unusable(outcome, errand, error);
    return reply === undefined ? outcome : { ...outcome, reply };
  }

  /** Somebody writes a message, which the app hears nothing of. */
  say(text: string, at: { user: AsUser; channel: string; threadTs?: string }): Message {
    const { id } = this.core.workspace.channel(at.channel);
    const thread = at.threadTs === undefined ? {} : { threadTs: at.threadTs };
    const user = this.#user(at.user).id;
    const plain = { text, blocks: [], attachments: [], replyBroadcast: false };
    return this.core.workspace.add({ user, channel: id, ...plain, ...thread });
  }

  /** Opens the Home tab of the app: an event; what the app publishes appears in `views.home(user.id)`. */
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

  /** An event, sent again up to three times when it is not answered with 2xx: at once, instead of minutes later. */
  async event(
    type: string,
    fields: Json = {},
    { retries = 3 }: { readonly retries?: number } = {},
  ): Promise<EventOutcome> {
    const payload = eventCallback(this.core, { type, ...fields });
    const attempts: AppAnswer[] = [];
    let last = await this.#courier.event(payload, undefined);
    attempts.push(last);
    for (let attempt = 1; attempt <= retries && !isFinal(last); attempt += 1) {
      last = await this.#courier.event(payload, { attempt, reason: retryReason(last) });
      attempts.push(last);
    }
    return { ...last, outcome: isSuccess(last) ? 'acknowledged' : failureOf(last), payload, attempts };
  }

  #user(asUser: AsUser): User {
    return this.core.workspace.user(typeof asUser === 'string' ? asUser : asUser.id);
  }
}

function isFinal(answer: AppAnswer): boolean {
  return isSuccess(answer) || answer.headers['x-slack-no-retry'] === '1';
}

function retryReason({ outcome }: AppAnswer): string {
  if (outcome === 'late') return 'http_timeout';
  return outcome === 'answered' ? 'http_error' : 'connection_failed';
}
