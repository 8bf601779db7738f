import { setTimeout as delay } from 'node:timers/promises';
import type { BotLog } from '../bot-log.js';
import type { WebClient } from './slack-clients.js';
import { failureCode, isOfInstallation } from './slack-failure.js';

/** Where the app is installed, as Slack says of its token. */
export interface Installation {
  readonly teamId: string;
  readonly teamName: string;
  readonly botId: string;
  readonly botUserId: string;
}

/** How Slack's requests come in, where that is a matter of connecting. */
export interface Inlet {
  /** Ends when requests can come. @throws when they cannot */
  open(): Promise<void>;
  /** Calls back when it broke. */
  onLost(tell: (code: string) => void): void;
  close(): Promise<void>;
}

export interface ConnectionParts {
  readonly client: WebClient;
  readonly inlet: Inlet;
  readonly log: BotLog;
  readonly pauses?: Pauses;
}

export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
}

const PAUSES: Pauses = { firstMs: 1_000, longestMs: 60_000 };
/** After a token was refused only a person can help: asking more often is noise. */
const REFUSED_FACTOR = 5;
/** A connection that stood this long was a good one: what broke it is a new failure. */
const STABLE_MS = 10_000;
const LONGEST_STOP_MS = 1_000;

export interface SlackState {
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Whether Slack takes the token, asked again and again with back-off for as long as the bot runs: Slack being away, a wrong token
 * or one that was revoked stops nothing else.
 */
export class SlackConnection {
  #installation: Installation | undefined;
  #state: SlackState = { ok: false, message: 'not connected yet' };
  readonly #stopping = new AbortController();
  readonly #waiting = new Set<() => void>();
  #lose: ((code: string) => void) | undefined;
  #running: Promise<void> | undefined;

  constructor(private readonly parts: ConnectionParts) {
    parts.inlet.onLost((code) => this.lost(code));
  }

  get state(): SlackState {
    return this.#state;
  }

  /** Undefined while there is no connection. */
  get installation(): Installation | undefined {
    return this.#state.ok ? this.#installation : undefined;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Something that was asked of Slack shows that the connection is none any more. */
  lost(code: string): void {
    this.#lose?.(code);
  }

  /** What a call threw; a refused token ends the connection. */
  judge(error: unknown): void {
    const code = failureCode(error);
    if (isOfInstallation(code)) this.lost(code);
  }

  /** Ends when there is a connection, or when the bot stops. */
  async connected(): Promise<void> {
    while (!this.#state.ok && !this.#stopping.signal.aborted)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#lose?.('stopped');
    this.#wake();
    // A call that Slack does not answer must not keep the process from ending.
    await Promise.race([this.#running, delay(LONGEST_STOP_MS, undefined, { ref: false })]);
    await this.parts.inlet.close();
    this.#state = { ok: false, message: 'stopped' };
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 1; !signal.aborted; failures += 1) {
      const began = performance.now();
      const code = await this.#once();
      if (signal.aborted) return;
      if (performance.now() - began > STABLE_MS) failures = 1;
      this.#tell(code);
      await this.#pause(failures, code);
    }
  }

  /** One connection, from asking for it to its end. Returns why it ended. */
  async #once(): Promise<string> {
    const { client, inlet, log } = this.parts;
    const lost = new Promise<string>((resolve) => {
      this.#lose = resolve;
    });
    try {
      this.#installation = await installationOf(client);
      await inlet.open();
    } catch (error) {
      return failureCode(error);
    }
    const { teamName, teamId } = this.#installation;
    this.#state = { ok: true, message: 'connected' };
    log.info({ team: teamName, teamId }, 'Connected to Slack.');
    this.#wake();
    const code = await lost;
    this.#state = { ok: false, message: code };
    await inlet.close();
    return code;
  }

  #tell(code: string): void {
    const { log } = this.parts;
    this.#state = { ok: false, message: `no connection to Slack: ${code}` };
    if (isOfInstallation(code) || NEEDS_A_PERSON.has(code))
      log.error(
        { code },
        'Slack refuses the tokens it is given: check them, or install the app again ("holdfast slack check").',
      );
    else log.warn({ code }, 'No connection to Slack; trying again.');
  }

  async #pause(failures: number, code: string): Promise<void> {
    const { firstMs, longestMs } = this.parts.pauses ?? PAUSES;
    // A socket that Slack asked to renew is opened again at once.
    if (code === RENEWED && failures === 1) return;
    const whole = Math.min(firstMs * 2 ** (failures - 1), longestMs);
    const factor = isOfInstallation(code) ? REFUSED_FACTOR : 1;
    const ms = whole * factor * (0.5 + Math.random() / 2);
    await delay(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** Why a socket ended that Slack, or the way to it, closed. */
export const RENEWED = 'socket_closed';
const NEEDS_A_PERSON: ReadonlySet<string> = new Set(['missing_scope', 'not_allowed_token_type']);

/** @throws as the WebClient does */
export async function installationOf(client: WebClient): Promise<Installation> {
  const { team_id, team, bot_id, user_id } = await client.auth.test();
  return {
    teamId: team_id ?? '',
    teamName: team ?? team_id ?? '',
    botId: bot_id ?? '',
    botUserId: user_id ?? '',
  };
}
