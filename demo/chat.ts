/** The Slack of the demo: a stand-in workspace with a page, so that everything can be clicked without Slack. */
import { setTimeout } from 'node:timers/promises';
import { type SlackPage, startSlackPage } from '../test/stand-ins/slack/slack-page.js';

/** Where alerts go that no route matches. */
export const ALERTS_CHANNEL = 'backup-alerts';

export interface DemoChat {
  /** The page, for a browser. */
  readonly url: string;
  /** What an installation of the app there puts into the environment of Holdfast. */
  readonly environment: Readonly<Record<string, string>>;
  channelId(name: string): string;
  /** Full name of a person there. */
  realName(name: string): string;
  /** From now on clicks and commands come to this Holdfast, signed. */
  deliverTo(productUrl: string): void;
  /** Types `/backup link` as this person. @returns the one-time code that they alone are shown */
  linkCode(name: string): Promise<string>;
  /** Types `/backup status` as this person. @returns what the bot answers them, a line each */
  status(name: string): Promise<readonly string[]>;
  /** Waits until one message about it says this. @returns its text @throws Error with what is there instead */
  shown(wanted: ShownMessage): Promise<string>;
  stop(): Promise<void>;
}

export interface ShownMessage {
  readonly channel: string;
  /** How its text begins, as a screen reader says it: `Partial Success: schedule nightly`. */
  readonly begins: string;
}

const LOOK_EVERY_MS = 50;
const LOOKS = 400;

export async function startDemoChat(): Promise<DemoChat> {
  const page = await startSlackPage();
  const { slack, url } = page;
  const { botToken, signingSecret } = slack.installation;
  const channelId = (name: string) => slack.workspace.channel(name).id;
  return {
    url,
    environment: {
      HOLDFAST_SLACK_BOT_TOKEN: botToken,
      HOLDFAST_SLACK_SIGNING_SECRET: signingSecret,
      HOLDFAST_SLACK_API_URL: slack.apiUrl,
      HOLDFAST_SLACK_CHANNEL: channelId(ALERTS_CHANNEL),
    },
    channelId,
    realName: (name) => slack.workspace.user(name).realName,
    deliverTo: (productUrl) => slack.deliverTo(`${productUrl}/slack/events`),
    status: (name) => status(page, name),
    linkCode: (name) => linkCode(page, name),
    shown: (wanted) => shown(page, wanted),
    stop: () => page.stop(),
  };
}

/** Asked for where nobody looks: what only one person sees would stand in the way of the alerts. */
async function linkCode({ slack }: SlackPage, name: string): Promise<string> {
  const channel = 'general';
  const before = slack.ephemerals(channel, name).length;
  await slack.people.slash('link', { user: name, channel });
  const code = await looked(() => {
    const told = JSON.stringify(slack.ephemerals(channel, name).slice(before));
    return /holdfast slack link ([\w-]+)/.exec(told)?.[1];
  });
  if (code === undefined) throw new Error(`"/backup link" gave ${name} no code.`);
  return code;
}

async function status({ slack }: SlackPage, name: string): Promise<readonly string[]> {
  const channel = 'general';
  const before = slack.ephemerals(channel, name).length;
  const { outcome } = await slack.people.slash('status', { user: name, channel });
  // A machine that is busy may be late with its nod: what is answered counts.
  if (outcome !== 'acknowledged' && outcome !== 'late')
    throw new Error(`"/backup status" was not taken: ${outcome}.`);
  const answer = await looked(() => slack.ephemerals(channel, name)[before]);
  if (answer === undefined) throw new Error(`"/backup status" was not answered.`);
  return [...textsIn(answer.blocks)].flatMap((text) => text.split('\n'));
}

/** Every text of the blocks, in order. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'text' && typeof inner === 'string') yield inner;
    else yield* textsIn(inner);
  }
}

async function shown({ slack }: SlackPage, { channel, begins }: ShownMessage): Promise<string> {
  const roots = () => slack.messages(channel).filter(({ threadTs }) => threadTs === undefined);
  const text = await looked(() => roots().find((each) => each.text.startsWith(begins))?.text);
  if (text !== undefined) return text;
  const there = roots().map((each) => JSON.stringify(each.text));
  throw new Error(
    `In #${channel} no message begins with "${begins}", but: ${there.join(', ') || 'nothing'}.`,
  );
}

async function looked<Found>(find: () => Found | undefined): Promise<Found | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const found = find();
    if (found !== undefined) return found;
    await setTimeout(LOOK_EVERY_MS);
  }
  return undefined;
}
