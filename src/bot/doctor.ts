/** Looks at the Slack app as it is installed: what is wrong, and what to do about it. Changes nothing. */
import { BOT_SCOPES } from './manifest.js';
import { type ClientSettings, oneTryClient, type WebClient } from './slack/slack-clients.js';
import { installationOf } from './slack/slack-connection.js';
import { failureCode } from './slack/slack-failure.js';

export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  /** What was found, or what is wrong and what to do. */
  readonly message: string;
}

export interface DoctorSettings extends ClientSettings {
  readonly transport: { readonly kind: 'HTTP' } | { readonly kind: 'SOCKET_MODE'; readonly appToken: string };
  /** Null: none is configured. */
  readonly requestUrl: string | null;
  /** The channel of the default route; null: none is given. */
  readonly channel: string | null;
}

export async function examine(settings: DoctorSettings): Promise<readonly Finding[]> {
  const client = oneTryClient(settings);
  const installed = await token(client);
  if (!installed.finding.ok) return [installed.finding];
  return [
    installed.finding,
    ...scopes(installed.scopes),
    await way(settings),
    ...(settings.channel === null ? [] : [await membership(client, settings.channel)]),
  ];
}

interface Installed {
  readonly finding: Finding;
  readonly scopes: readonly string[] | undefined;
}

async function token(client: WebClient): Promise<Installed> {
  const what = 'bot token';
  try {
    const { response_metadata } = await client.auth.test();
    const installation = await installationOf(client);
    const message = `Slack takes it: workspace ${installation.teamName} (${installation.teamId}).`;
    return { finding: { what, ok: true, message }, scopes: response_metadata?.scopes };
  } catch (error) {
    const code = failureCode(error);
    const message = `${code}: ${TOKEN_ADVICE[code] ?? 'Slack cannot be reached; look at the network and at HOLDFAST_SLACK_API_URL.'}`;
    return { finding: { what, ok: false, message }, scopes: undefined };
  }
}

const AGAIN = 'install the app again and give the new bot token as HOLDFAST_SLACK_BOT_TOKEN.';
const TOKEN_ADVICE: Readonly<Record<string, string>> = {
  invalid_auth: `the token is not known to Slack; ${AGAIN}`,
  not_authed: `the token is empty; ${AGAIN}`,
  token_revoked: `the token was revoked; ${AGAIN}`,
  account_inactive: `the app was removed; ${AGAIN}`,
  ratelimited: 'Slack asks for a pause; try again in a minute.',
};

/** Slack tells the scopes of a token with every answer; where it does not, nothing is claimed. */
function scopes(given: readonly string[] | undefined): readonly Finding[] {
  if (given === undefined) return [];
  const missing = BOT_SCOPES.filter((scope) => !given.includes(scope));
  const ok = missing.length === 0;
  const advice = `missing: ${missing.join(', ')}. Put them into the app ("holdfast slack manifest") and install it again.`;
  return [{ what: 'scopes', ok, message: ok ? 'All that are needed.' : advice }];
}

async function way(settings: DoctorSettings): Promise<Finding> {
  const { transport, requestUrl } = settings;
  if (transport.kind === 'SOCKET_MODE') return socketMode(settings, transport.appToken);
  const what = 'request URL';
  if (requestUrl === null) {
    const message =
      'HOLDFAST_PUBLIC_URL is not set: Slack must be told where it reaches Holdfast, or use Socket Mode.';
    return { what, ok: false, message };
  }
  const ok = requestUrl.startsWith('https://');
  const where = `${requestUrl} (the app must name it under Interactivity, Event Subscriptions and the slash command)`;
  return {
    what,
    ok,
    message: ok ? `Slack must reach ${where}.` : `Slack sends to https only, not to ${requestUrl}.`,
  };
}

async function socketMode(settings: DoctorSettings, appToken: string): Promise<Finding> {
  const what = 'app-level token';
  try {
    await oneTryClient({ ...settings, botToken: appToken }).apps.connections.open();
    return { what, ok: true, message: 'Slack opens a socket for it.' };
  } catch (error) {
    const message = `${failureCode(error)}: it needs the scope connections:write, and Socket Mode must be on in the app.`;
    return { what, ok: false, message };
  }
}

/** Asked with what the bot may do anyway, and seen by nobody: an ephemeral message of the bot to itself. */
async function membership(client: WebClient, channel: string): Promise<Finding> {
  const what = `channel ${channel}`;
  try {
    const { botUserId: user } = await installationOf(client);
    await client.chat.postEphemeral({ channel, user, text: 'Holdfast looks whether it can post here.' });
    return { what, ok: true, message: 'The bot is in it and can post.' };
  } catch (error) {
    const message = `${failureCode(error)}: invite the bot there (/invite @Holdfast), or name another one by its id.`;
    return { what, ok: false, message };
  }
}
