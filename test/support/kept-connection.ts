import pg from 'pg';
import { execute } from './test-server.js';

type Rows = Record<string, unknown>[];

/**
 * One connection for the statements of tests that look again and again: to open one for each took a hundred times as long
 * as the look. While it is busy, or when it was cut, a statement gets a connection of its own.
 */
export class KeptConnection {
  /** What pg_stat_activity calls it. */
  static readonly NAME = 'holdfast-test-query';
  #client: pg.Client | undefined;
  #busy = false;

  constructor(private readonly url: string) {}

  async run(sql: string): Promise<Rows> {
    if (this.#busy) return execute(this.url, sql);
    this.#busy = true;
    try {
      const client = await this.#connected();
      return (await client.query(sql)).rows as Rows;
    } catch (error) {
      await this.end();
      if (error instanceof pg.DatabaseError && !isGoodbye(error)) throw error;
      return await execute(this.url, sql);
    } finally {
      this.#busy = false;
    }
  }

  async end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client !== undefined) return this.#client;
    const client = new pg.Client({ connectionString: this.url, application_name: KeptConnection.NAME });
    const forget = () => {
      if (this.#client === client) this.#client = undefined;
    };
    client.on('error', forget).on('end', forget);
    await client.connect();
    // Nobody closes it: it must not keep the process of the tests alive.
    (client as pg.Client & { unref(): void }).unref();
    this.#client = client;
    return client;
  }
}

/** Class 57: the server has ended the session. */
function isGoodbye({ code = '' }: pg.DatabaseError): boolean {
  return code.startsWith('57P');
}
