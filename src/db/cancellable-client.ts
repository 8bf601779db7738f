/**
 * Connections whose queries end when nobody waits for their answers any more. Only what runs inside `cancelling` can be cancelled: a query
 * that a request began is told from what a worker of the same process does by the asynchronous context.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

const signals = new AsyncLocalStorage<AbortSignal>();

/** Runs the work; once the signal is aborted its queries end, and no more begin but those that end a transaction. */
export function cancelling<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return signals.run(signal, work);
}

/** What a query of cancelled work fails with, unless the server says it itself (57014). */
export class QueryCancelled extends Error {
  constructor() {
    super('The query was cancelled: nobody waits for it any more.');
    this.name = 'QueryCancelled';
  }
}

const ENDS_TRANSACTION = /^\s*(ROLLBACK|COMMIT|RELEASE)\b/i;

/** The parts of pg's client that its types leave out. */
interface Wire {
  readonly processID: number;
  readonly secretKey: number;
  readonly ssl: pg.ConnectionConfig['ssl'];
}

export class CancellableClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's method has eleven signatures, and this one passes all of them on.
  override query(...given: any[]): any {
    const signal = signals.getStore();
    const ask = super.query as (...all: unknown[]) => unknown;
    if (signal === undefined) return ask.apply(this, given);
    if (signal.aborted && !ENDS_TRANSACTION.test(textOf(given[0])))
      return Promise.reject(new QueryCancelled());
    const answer = ask.apply(this, given);
    return answer instanceof Promise ? this.#until(signal, answer) : answer;
  }

  /** The answer; after a cancel it is held back until the server has seen that, so that the next query is not hit in its place. */
  async #until(signal: AbortSignal, answer: Promise<unknown>): Promise<unknown> {
    let cancelled: Promise<void> | undefined;
    const cancel = () => {
      cancelled = this.#cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await answer;
    } finally {
      signal.removeEventListener('abort', cancel);
      await cancelled;
    }
  }

  /** PostgreSQL's CancelRequest: a connection of its own that says which one is meant, and is closed by the server. Never throws. */
  #cancel(): Promise<void> {
    const { processID, secretKey, ssl } = this as unknown as Wire;
    const connection = new pg.Connection({ ssl } as pg.ConnectionConfig) as pg.Connection & {
      connect(portOrSocket: number | string, host?: string): void;
      requestSsl(): void;
      cancel(processId: number, key: number): void;
    };
    return new Promise((resolve) => {
      const send = () => connection.cancel(processID, secretKey);
      connection.on('error', () => resolve());
      connection.once('end', () => resolve());
      connection.once('connect', () => (ssl ? connection.requestSsl() : send()));
      connection.once('sslconnect', send);
      if (this.host.startsWith('/')) connection.connect(`${this.host}/.s.PGSQL.${this.port}`);
      else connection.connect(this.port, this.host);
    });
  }
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return String((query as { readonly text?: unknown } | null)?.text ?? '');
}
