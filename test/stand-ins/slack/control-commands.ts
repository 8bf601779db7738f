import type { Entered } from './app/input-state.js';
import type { ActOptions } from './app/people.js';
import type { PlaceRef } from './app/place.js';
import type { FaultAction } from './faults.js';
import type { Json } from './model/things.js';
import type { SlackStandIn } from './slack-stand-in.js';

type ActArguments = Omit<ActOptions, 'tamper'> & { readonly actionId: string; readonly user: string };

/** The commands of the control server, each the path of a POST. Users and channels by id or name. */
export interface ControlCommands {
  readonly click: ActArguments & { readonly channel: string; readonly ts: string };
  readonly press: ActArguments & { readonly viewId: string };
  readonly select: ActArguments & { readonly place: PlaceRef; readonly value: Entered };
  readonly type: ActArguments & { readonly place: PlaceRef; readonly text: string };
  readonly submit: {
    readonly viewId: string;
    readonly values?: Readonly<Record<string, Entered>>;
    readonly user: string;
  };
  readonly 'close-view': { readonly viewId: string; readonly user: string; readonly which?: 'one' | 'all' };
  readonly slash: {
    readonly text: string;
    readonly user: string;
    readonly channel: string;
    readonly command?: string;
  };
  readonly say: {
    readonly text: string;
    readonly user: string;
    readonly channel: string;
    readonly threadTs?: string;
  };
  readonly 'open-home': { readonly user: string };
  readonly event: { readonly type: string; readonly fields?: Json; readonly retries?: number };
  /** Raw bytes; signed as Slack signs them when `sign` is true. */
  readonly send: {
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly sign?: boolean;
    readonly where?: 'commands' | 'interactivity' | 'options' | 'events';
  };
  /** `method` may be the text of a regular expression between slashes. */
  readonly _fault: {
    readonly method: string;
    readonly times?: number;
    readonly probability?: number;
    readonly after?: number;
    readonly do: Exclude<FaultAction, () => void>;
  };
  readonly 'clear-faults': object;
  readonly 'rate-limits': { readonly on: boolean; readonly burst?: number };
  readonly 'advance-clock': { readonly milliseconds: number };
  readonly 'go-away': object;
  readonly 'come-back': object;
  readonly 'deliver-to': { readonly url: string };
  readonly 'deliver-over-sockets': object;
  readonly 'disconnect-sockets': {
    readonly reason?: 'warning' | 'refresh_requested' | 'link_disabled';
    readonly which?: 'all' | 'one';
  };
  readonly 'drop-sockets': object;
  readonly 'delete-message': { readonly channel: string; readonly ts: string };
  readonly 'archive-channel': { readonly channel: string; readonly archived?: boolean };
  readonly 'remove-bot': { readonly channel: string };
  readonly 'invite-bot': { readonly channel: string };
  readonly 'revoke-token': { readonly revoked?: boolean };
  readonly 'set-scopes': { readonly scopes: readonly string[] };
  readonly 'set-user': {
    readonly user: string;
    readonly deleted?: boolean;
    readonly isRestricted?: boolean;
    readonly isUltraRestricted?: boolean;
  };
  /** Answers `{"calls": [{method, arguments, status, error, at}]}`; `method` as for faults, all when absent. */
  readonly 'list-requests': { readonly method?: string };
  readonly 'clear-requests': object;
}

export type ControlHandlers = {
  readonly [Command in keyof ControlCommands]: (
    argument: ControlCommands[Command],
  ) => object | undefined | Promise<object | undefined>;
};

export function controlHandlers(slack: SlackStandIn): ControlHandlers {
  return { ...peopleHandlers(slack), ...worldHandlers(slack), ...adminHandlers(slack) };
}

type Some<Names extends keyof ControlCommands> = Pick<ControlHandlers, Names>;

function peopleHandlers(
  slack: SlackStandIn,
): Some<
  'click' | 'press' | 'select' | 'type' | 'submit' | 'close-view' | 'slash' | 'say' | 'open-home' | 'event'
> {
  const { people } = slack;
  return {
    click: ({ channel, ts, actionId, user, ...options }) =>
      people.click(channel, ts, actionId, user, options),
    press: ({ viewId, actionId, user, ...options }) => people.press(viewId, actionId, user, options),
    select: ({ place, actionId, value, user, ...options }) =>
      people.select(place, actionId, value, user, options),
    type: ({ place, actionId, text, user, ...options }) => people.type(place, actionId, text, user, options),
    submit: ({ viewId, values = {}, user }) => people.submit(viewId, values, user),
    'close-view': ({ viewId, user, which }) => people.closeView(viewId, user, which),
    slash: ({ text, ...options }) => people.slash(text, options),
    say: ({ text, ...options }) => people.say(text, options),
    'open-home': ({ user }) => people.openHome(user),
    event: ({ type, fields, ...options }) => people.event(type, fields, options),
  };
}

function worldHandlers(
  slack: SlackStandIn,
): Some<
  | 'send'
  | '_fault'
  | 'clear-faults'
  | 'rate-limits'
  | 'advance-clock'
  | 'go-away'
  | 'come-back'
  | 'deliver-to'
  | 'deliver-over-sockets'
  | 'disconnect-sockets'
  | 'drop-sockets'
  | 'list-requests'
  | 'clear-requests'
> {
  return {
    send: ({ body, headers = {}, sign = false, where }) =>
      slack.send(body, { ...headers, ...(sign ? slack.sign(body) : {}) }, where),
    _fault: ({ method, ...fault }) => void slack.faults.add({ ...fault, method: matcher(method) }),
    'clear-faults': () => void slack.faults.clear(),
    'rate-limits': ({ on, ...options }) => void (on ? slack.rateLimits.on(options) : slack.rateLimits.off()),
    'advance-clock': ({ milliseconds }) => void slack.clock.advance(milliseconds),
    'go-away': async () => void (await slack.goAway()),
    'come-back': async () => void (await slack.comeBack()),
    'deliver-to': ({ url }) => void slack.deliverTo(url),
    'deliver-over-sockets': () => void slack.deliverOverSockets(),
    'disconnect-sockets': ({ reason, which }) => void slack.disconnectSockets(reason, which),
    'drop-sockets': () => void slack.sockets.drop(),
    'list-requests': ({ method }) => ({
      calls: method === undefined ? slack.requests.all() : slack.requests.of(matcher(method)),
    }),
    'clear-requests': () => void slack.requests.clear(),
  };
}

function adminHandlers(
  slack: SlackStandIn,
): Some<
  | 'delete-message'
  | 'archive-channel'
  | 'remove-bot'
  | 'invite-bot'
  | 'revoke-token'
  | 'set-scopes'
  | 'set-user'
> {
  return {
    'delete-message': ({ channel, ts }) => void slack.deleteMessage(channel, ts),
    'archive-channel': ({ channel, archived }) => void slack.archiveChannel(channel, archived),
    'remove-bot': ({ channel }) => void slack.removeBotFrom(channel),
    'invite-bot': ({ channel }) => void slack.inviteBotTo(channel),
    'revoke-token': ({ revoked }) => void slack.revokeToken(revoked),
    'set-scopes': ({ scopes }) => void slack.setScopes(scopes),
    'set-user': ({ user, ...changes }) => void slack.workspace.change(user, changes),
  };
}

function matcher(method: string): string | RegExp {
  const pattern = /^\/(.*)\/$/.exec(method)?.[1];
  return pattern === undefined ? method : new RegExp(pattern);
}
