/**
 * A whole Holdfast beside a whole Slack, as they run: PostgreSQL, the product, the API with its WebSocket on a port, the bot over one
 * transport or the other, and a workspace whose people click. Only the clock and the job store are a test's.
 */

import { inject, vi } from 'vitest';
import { type Bot, createBot } from '../../src/bot/bot.js';
import { SLACK_PATH } from '../../src/bot/slack-path.js';
import { execute } from '../../src/client/execute.js';
import {
  AuditTrailDocument,
  type AuditTrailQuery,
  type AuditTrailQueryVariables,
  type TypedDocumentString,
} from '../../src/client/generated/graphql.js';
import type { Alert } from '../../src/domain/alert.js';
import type { AlertRoute } from '../../src/domain/alert-route.js';
import type { BackupSchedule } from '../../src/domain/backup-schedule.js';
import type { Actor, Role } from '../../src/domain/identity.js';
import { systemActor } from '../../src/domain/identity.js';
import { SERVICE_SCOPE } from '../../src/domain/interaction.js';
import type { NewSchedule } from '../../src/services/schedule-service.js';
import type { Message, StoredView } from '../stand-ins/slack/model/things.js';
import {
  type SlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '../stand-ins/slack/slack-stand-in.js';
import type { InstallationOptions } from './installation.js';
import { recordingLog } from './recording-log.js';
import { Scheduled } from './scheduled.js';
import { type ServedApi, serveApi } from './served-api.js';

declare module 'vitest' {
  interface ProvidedContext {
    slackTransports: readonly TransportKind[];
  }
}

export type TransportKind = 'HTTP' | 'SOCKET_MODE';
export const EVERY_TRANSPORT: readonly TransportKind[] = ['HTTP', 'SOCKET_MODE'];
/** Those of this run: HTTP in the quick suite, Socket Mode in the long one, which plays the same tests over it. */
export const TRANSPORTS: readonly TransportKind[] = inject('slackTransports');
export const CHANNEL = 'alerts';
/** Of waits for what must come: the machine may be busy. */
export const PATIENCE = { timeout: 20_000, interval: 20 };
export const BOT: Actor = { kind: 'SERVICE', name: 'slack-bot', scope: SERVICE_SCOPE };

export interface SlackOptions extends Omit<InstallationOptions, 'log' | 'clock' | 'bell'> {
  readonly slack?: SlackStandInOptions;
  readonly transport?: TransportKind;
  /** The bot token that it starts with; that of the workspace when absent. */
  readonly botToken?: string;
  /** False: the test starts the bot, or waits for its connection, itself. */
  readonly connect?: boolean;
}

/** Somebody of Holdfast: `user` in the product, the same name in the workspace. */
export interface Somebody {
  readonly name: string;
  readonly userId: string;
  readonly token: string;
  readonly actor: Actor;
}

export interface Incident {
  readonly schedule: BackupSchedule;
  readonly alert: Alert;
  /** Of its root message. */
  readonly ts: string;
}

export class SlackInstallation {
  readonly people = new Map<string, Somebody>();
  bot!: Bot;
  route!: AlertRoute;
  admin!: Somebody;
  #api!: ServedApi;
  #token = '';

  private constructor(
    readonly world: Scheduled,
    readonly slack: SlackStandIn,
    readonly log: ReturnType<typeof recordingLog>,
    private readonly options: SlackOptions,
  ) {}

  static async start(options: SlackOptions = {}): Promise<SlackInstallation> {
    const log = recordingLog();
    const [world, slack] = await Promise.all([
      Scheduled.start({ ...options, log }),
      startSlackStandIn(options.slack),
    ]);
    const made = new SlackInstallation(world, slack, log, options);
    const { workspace } = slack;
    const members = ['ada', 'grace', 'mallory'].map((name) => workspace.addUser({ name }));
    const guest = workspace.addUser({ name: 'guest', guest: 'single-channel' });
    workspace.addChannel({ name: CHANNEL, members: [...members, guest] });
    made.admin = await made.person('root', 'SUPER_ADMIN');
    made.route = await world.services.alertRoutes.ensureDefault(made.channelId).then(() => made.firstRoute());
    made.#api = await serveApi(world.holdfast, { log, bot: () => made.bot });
    // One without an end: the clock is turned by days.
    made.#token = (await world.services.identity.lastingServiceToken('slack-bot')).token;
    await made.startBot();
    await made.linked('ada', 'APP_ADMIN');
    await made.linked('grace', 'APP_ADMIN');
    if (options.connect !== false) await made.settled();
    return made;
  }

  get services() {
    return this.world.services;
  }

  get channelId(): string {
    return this.slack.workspace.channel(CHANNEL).id;
  }

  get url(): string {
    return this.#api.url;
  }

  idOf(name: string): string {
    return this.slack.workspace.user(name).id;
  }

  async firstRoute(): Promise<AlertRoute> {
    const { items } = await this.services.alertRoutes.page({ first: 1, after: null }, systemActor('test'));
    const route = items[0]?.item;
    if (route === undefined) throw new Error('there is no route');
    return route;
  }

  // ---- people

  /** A user of Holdfast, unknown to Slack. */
  async person(name: string, role: Role): Promise<Somebody> {
    const { holdfast } = this.world;
    const { users, accessTokens } = this.services;
    const user = await users.create({ name, role }, holdfast.actor);
    const { token } = await accessTokens.create({ userId: user.id, name: 'test' }, holdfast.actor);
    const somebody = {
      name,
      token,
      userId: user.id,
      actor: { kind: 'USER', userId: user.id, name, role, groups: [] },
    } as const;
    this.people.set(name, somebody);
    return somebody;
  }

  /** A user of Holdfast whose account in Slack, of the same name, is linked. */
  async linked(name: string, role: Role): Promise<Somebody> {
    const somebody = await this.person(name, role);
    if (![...this.slack.workspace.users.values()].some((user) => user.name === name)) this.newcomer(name);
    await this.link(somebody);
    return somebody;
  }

  /** Somebody new in the workspace and in the channel. */
  newcomer(name: string, more: object = {}): void {
    const user = this.slack.workspace.addUser({ name, ...more });
    this.slack.workspace.channel(CHANNEL).members.add(user.id);
  }

  async link({ name, actor }: Somebody): Promise<void> {
    const { slackLinks } = this.services;
    const { id: teamId, name: teamName } = this.slack.workspace.team;
    const identity = { teamId, teamName, slackUserId: this.idOf(name), slackUserName: name };
    await slackLinks.confirm((await slackLinks.begin(identity, BOT)).code, actor);
  }

  async unlink(name: string): Promise<void> {
    const { slackLinks } = this.services;
    const userId = this.people.get(name)?.userId ?? '';
    for (const { id } of (await slackLinks.ofUsers([userId], this.admin.actor)).get(userId) ?? [])
      await slackLinks.remove(id, this.admin.actor);
  }

  /** The API over HTTP, as this person. @throws ApiRefusal */
  ask<Result, Variables>(
    { token }: Pick<Somebody, 'token'>,
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    return execute(document, variables, { url: this.url, token });
  }

  // ---- incidents

  /** A schedule whose first cycle has missed these names, and its alert as it stands in the channel. */
  async incident(
    missing: readonly string[],
    staying: readonly string[] = ['shop', 'blog'],
    change: Partial<NewSchedule> = {},
  ): Promise<Incident> {
    const { store } = this.world;
    const names = [...missing, ...staying];
    for (const name of names) if (!store.hasNamespace(name)) store.createNamespace(name);
    const schedule = await this.world.create(names, change);
    for (const name of missing) store.deleteNamespace(name, { instantly: true });
    await this.world.cycle(schedule.id);
    const alert = await this.alertOf(schedule.id);
    await this.settled();
    return { schedule, alert, ts: this.root(alert.id).ts };
  }

  async cycle(scheduleId: string): Promise<void> {
    await this.world.cycle(scheduleId);
    await this.afterThePause();
  }

  async alertOf(scheduleId: string): Promise<Alert> {
    const alert = (await this.world.openAlerts()).find(({ subjectId }) => subjectId === scheduleId);
    if (alert === undefined) throw new Error('the schedule has no open alert');
    return alert;
  }

  async namesOf(scheduleId: string): Promise<readonly string[]> {
    const { selection } = await this.services.schedules.get(scheduleId, systemActor('test'));
    return selection.kind === 'NAMED' ? selection.names : [];
  }

  /** What the audit trail holds, newest first. */
  async trail(filter: Omit<AuditTrailQueryVariables, 'first'> = {}): Promise<readonly AuditNode[]> {
    const { auditTrail } = await this.ask(this.admin, AuditTrailDocument, { first: 100, ...filter });
    return auditTrail.edges.map(({ node }) => node);
  }

  // ---- deliveries

  query(sql: string): Promise<Record<string, unknown>[]> {
    return this.world.holdfast.database.query(sql);
  }

  /** What the job of the outbox does every other second. */
  async tend(): Promise<void> {
    await this.world.holdfast.product.handlers.deliver({}, new AbortController().signal);
  }

  /** Everything that is due has been told. */
  async settled(): Promise<void> {
    await this.tend();
    await vi.waitFor(async () => {
      const [row] = await this.query(
        `SELECT count(*)::int AS due FROM delivery WHERE medium = 'SLACK'
           AND (state = 'CLAIMED' OR (state = 'PENDING' AND not_before <= clock_timestamp()))`,
      );
      check(row?.due === 0, `${row?.due} deliveries are due`);
    }, PATIENCE);
  }

  /** The half minute between automatic updates has passed, and what waited for it has been told. */
  async afterThePause(): Promise<void> {
    await this.query(`UPDATE delivery SET not_before = clock_timestamp() WHERE state = 'PENDING'`);
    await this.settled();
  }

  // ---- what is seen

  /** The root messages of an alert, oldest first. */
  roots(alertId: string): readonly Message[] {
    return this.slack
      .messages(CHANNEL)
      .filter(({ metadata, threadTs }) => threadTs === undefined && alertIn(metadata) === alertId);
  }

  /** The one root of an alert. */
  root(alertId: string): Message {
    const [root, ...more] = this.roots(alertId);
    if (root === undefined || more.length > 0)
      throw new Error(`the alert has ${more.length + (root ? 1 : 0)} roots`);
    return root;
  }

  /** The root with its blocks, as one text. */
  shown(alertId: string): string {
    return textOf(this.root(alertId));
  }

  replies(ts: string): readonly string[] {
    return this.slack.replies(CHANNEL, ts).map(textOf);
  }

  /** What this person alone was told in the channel, oldest first. */
  told(name: string): readonly string[] {
    return this.slack.ephemerals(CHANNEL, name).map(textOf);
  }

  /** The newest of what this person was told, once it is so many. */
  async lastTold(name: string, count = 1): Promise<string> {
    await vi.waitFor(() => check(this.told(name).length >= count, `${name} was not told`), PATIENCE);
    return this.told(name).at(-1) ?? '';
  }

  /** What somebody is answered to what they do: a message that only they see, or a window. */
  async answerTo(name: string, act: () => Promise<unknown>): Promise<string> {
    const before = this.told(name).length;
    const known = this.modal(name)?.id;
    await act();
    return await vi.waitFor(() => {
      const view = this.modal(name);
      const answers = this.told(name).slice(before);
      if (view !== undefined && view.id !== known && !seen(view).includes('Loading'))
        answers.push(seen(view));
      check(answers.length > 0, `${name} was not answered`);
      return answers.join(' ');
    }, PATIENCE);
  }

  click({ ts }: Pick<Incident, 'ts'>, action: string, name: string, options: ClickOptions = {}) {
    return this.slack.people.click(CHANNEL, ts, action, name, options);
  }

  slash(line: string, name: string) {
    return this.slack.people.slash(line, { user: name, channel: CHANNEL });
  }

  modal(name: string): StoredView | undefined {
    return this.slack.views.stack(this.idOf(name)).at(-1);
  }

  /** The modal in front, once it shows what was asked for. */
  async filledModal(name: string): Promise<StoredView> {
    return await vi.waitFor(() => {
      const view = this.modal(name);
      if (view === undefined || seen(view).includes('Loading')) throw new Error('still loading');
      return view;
    }, PATIENCE);
  }

  /** The modal that a click opens. */
  async opened(incident: Pick<Incident, 'ts'>, action: string, name: string): Promise<StoredView> {
    await this.click(incident, action, name);
    return this.filledModal(name);
  }

  /** What the modal says when it has been submitted. */
  async submitted(view: StoredView, values: Parameters<SlackStandIn['people']['submit']>[1], name: string) {
    await this.slack.people.submit(view.id, values, name);
    return seen(await this.filledModal(name));
  }

  // ---- the bot

  /** A bot of this installation; one that ran before is forgotten, whether it was stopped or not. */
  async startBot({ botToken = this.options.botToken } = {}): Promise<void> {
    const { installation } = this.slack;
    const { signingSecret, appToken } = installation;
    this.bot = createBot({
      botToken: botToken ?? installation.botToken,
      transport:
        this.options.transport === 'SOCKET_MODE'
          ? { kind: 'SOCKET_MODE', appToken }
          : { kind: 'HTTP', signingSecret },
      apiUrl: this.slack.apiUrl,
      worker: 'test',
      log: this.log,
      pauses: { firstMs: 20, longestMs: 100 },
    });
    if (this.bot.handler !== undefined) this.slack.deliverTo(`${this.url}${SLACK_PATH}`);
    await this.bot.start({ url: this.url, token: this.#token });
    if (this.options.connect !== false) await this.connected();
  }

  async connected(): Promise<void> {
    await vi.waitFor(() => check(this.bot.state.ok, this.bot.state.message), PATIENCE);
  }

  async restartBot(): Promise<void> {
    await this.bot.stop(2_000);
    await this.startBot();
  }

  async stop(): Promise<void> {
    await this.bot.stop(2_000);
    await this.#api.stop();
    await this.slack.stop();
    await this.world.stop();
  }
}

type AuditNode = AuditTrailQuery['auditTrail']['edges'][number]['node'];
type ClickOptions = NonNullable<Parameters<SlackStandIn['people']['click']>[4]>;

/** Whatever stands in a modal, as one text. */
export function seen({ content }: StoredView): string {
  return JSON.stringify(content);
}

function textOf({ text, blocks }: Message): string {
  return JSON.stringify([text, blocks]);
}

function alertIn(metadata: unknown): unknown {
  const { event_payload } = (metadata ?? {}) as { readonly event_payload?: { readonly alert?: unknown } };
  return event_payload?.alert;
}

function check(is: boolean, why: string): void {
  if (!is) throw new Error(why);
}
