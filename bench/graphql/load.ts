import { Pool } from 'undici';
import { percentile } from '../support/statistics.js';

export interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly bytes: number;
  /** Requests, those of the warm-up among them. */
  readonly answered: number;
}

export interface Target {
  readonly origin: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const CONNECTIONS = 10;
const WARM_UP_MS = 1_500;
const MEASURED_MS = 4_000;

/** As many requests as ten connections can make, one after the other on each. @throws Error for an answer that is no good one */
export async function load(target: Target): Promise<Load> {
  const pool = new Pool(target.origin, { connections: CONNECTIONS, pipelining: 1 });
  try {
    return await loadThrough(pool, target);
  } finally {
    await pool.destroy();
  }
}

async function loadThrough(pool: Pool, { origin, path, headers = {}, body }: Target): Promise<Load> {
  let bytes = 0;
  const ask = async () => {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = Buffer.from(await answer.body.arrayBuffer());
    if (answer.statusCode !== 200 || text.includes('"errors":['))
      throw new Error(`${origin}${path} answered ${answer.statusCode}: ${text.toString('utf8', 0, 300)}`);
    bytes = text.length;
  };
  const during = async (milliseconds: number) => {
    const took: number[] = [];
    const end = performance.now() + milliseconds;
    const one = async () => {
      for (let began = performance.now(); began < end; began = performance.now()) {
        await ask();
        took.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, one));
    return took;
  };
  const warmedUp = await during(WARM_UP_MS);
  const began = performance.now();
  const took = await during(MEASURED_MS);
  return {
    perSecond: took.length / ((performance.now() - began) / 1_000),
    p99Ms: percentile(took, 0.99),
    bytes,
    answered: warmedUp.length + took.length,
  };
}
