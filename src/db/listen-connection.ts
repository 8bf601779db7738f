import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../domain/ports/log.js';
import { describeServer, waitForServer } from './wait-for-server.js';

export interface ListenOptions {
  /** Straight to the server: LISTEN does not work through a pooler that hands out connections by transaction. */
  readonly url: string;
  readonly channels: readonly string[];
  readonly applicationName: string;
  readonly log: Log;
  onNotification(channel: string, payload: string): void;
  /** We listen again after an interruption. What was notified meanwhile is lost: look at the tables now. */
  onReconnect(): void;
  readonly signal?: AbortSignal;
  /** How often a silent connection is asked whether it still lives; 30 s by default. */
  readonly checkEveryMs?: number;
}

const CHECK_EVERY_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** A connection while it lives; an object, because awaiting a promise of a promise would wait for the loss. */
interface Session {
  readonly client: pg.Client;
  /** Resolves with the reason. */
  readonly lost: Promise<string>;
}

/** A connection of its own that listens on channels, and does so again whenever it was lost. */
export class ListenConnection {
  readonly #options: ListenOptions;
  readonly #closing = new AbortController();
  #session: Session | undefined;
  #ended: Promise<void> = Promise.resolve();

  private constructor(options: ListenOptions) {
    this.#options = options;
  }

  /**
   * Listens from the moment this resolves.
   * @throws DependencyFailure when the server cannot be had in the first place.
   */
  static async open(options: ListenOptions): Promise<ListenConnection> {
    await waitForServer(options);
    const connection = new ListenConnection(options);
    const first = await connection.#listen();
    connection.#ended = connection.#keepListening(first);
    options.signal?.addEventListener('abort', () => void connection.close(), { once: true });
    return connection;
  }

  /** Whether notifications arrive now. */
  get isListening(): boolean {
    return this.#session !== undefined;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#session?.client.end().catch(() => undefined);
    await this.#ended;
  }

  async #keepListening(first: Session): Promise<void> {
    const { log, url, onReconnect } = this.#options;
    const server = describeServer(url);
    for (let session: Session | undefined = first; session; ) {
      const reason = await session.lost;
      this.#session = undefined;
      if (this.#closing.signal.aborted) return;
      log.warn({ server, reason }, 'Lost the connection that listens; connecting again …');
      session = await this.#listenAgain();
      if (!session) return;
      log.info({ server }, 'Listening again.');
      onReconnect();
    }
  }

  async #listenAgain(): Promise<Session | undefined> {
    const { signal } = this.#closing;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      // All processes lose the server at the same moment: the jitter keeps them from coming back as one.
      const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
      await delay(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      try {
        return await this.#listen();
      } catch (error) {
        this.#options.log.debug({ attempt, reason: (error as Error).message }, 'Cannot listen yet.');
      }
    }
    return undefined;
  }

  async #listen(): Promise<Session> {
    const { url, channels, applicationName, onNotification } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    const lost = Promise.withResolvers<string>();
    client.on('error', (error) => lost.resolve(error.message));
    client.on('end', () => lost.resolve('the server closed it'));
    client.on('notification', ({ channel, payload }) => onNotification(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      this.#closing.signal.throwIfAborted();
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#session = { client, lost: lost.promise };
    this.#watch(this.#session);
    return this.#session;
  }

  /** A connection whose other end vanished without a word is silent like one on which nothing happens. */
  #watch({ client, lost }: Session): void {
    const timer = setInterval(() => {
      client.query('SELECT 1').catch(() => client.end().catch(() => undefined));
    }, this.#options.checkEveryMs ?? CHECK_EVERY_MS).unref();
    void lost.then(() => clearInterval(timer));
  }
}
