/** Sends made operations to an installation and says what must never be in an answer and was. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import type { FuzzedInstallation } from './fuzzed-installation.js';
import { type MadeOperation, OperationMaker } from './operation-maker.js';
import { Random } from './random.js';

const FROM_INSIDE =
  /node_modules|\bat [\w.<>]+ \(|\.(?:ts|js):\d+:\d+|QueryFailedError|TypeError|RangeError|invalid input syntax|violates \w+ constraint/;

const FAULT = /"extensions":\{"code":"INTERNAL_SERVER_ERROR"/;

export interface Outcome {
  readonly findings: readonly Finding[];
  /** How many were answered without an error: a fuzzer that is always refused tries nothing. */
  readonly answered: number;
}

export interface Finding {
  readonly nth: number;
  readonly what: string;
  readonly operation: MadeOperation;
  readonly answer: string;
}

/**
 * Of the schema: the same tree is always asked the same, and a change of the schema asks anew. `FUZZ_SEED` is another seed, or `random`, which
 * finds what this one does not.
 */
export function seedOf(): number {
  const { FUZZ_SEED: asked } = process.env;
  if (asked === 'random') return Date.now() % 2 ** 31;
  if (asked !== undefined) return Number(asked);
  const schema = readFileSync(new URL('../../schema/schema.graphql', import.meta.url));
  return createHash('sha256').update(schema).digest().readUInt32BE();
}

export async function fuzz(
  installation: FuzzedInstallation,
  { seed, operations }: { readonly seed: number; readonly operations: number },
): Promise<Outcome> {
  const schema = buildApiSchema();
  const random = new Random(seed);
  const findings: Finding[] = [];
  let answered = 0;
  for (let nth = 0; nth < operations; nth += 1) {
    const { ids, names } = installation;
    const operation = OperationMaker.make({ schema, random, ids, names });
    const token = random.pick(installation.tokens);
    const { status, text } = await installation.send(operation, token);
    const what = faultOf(status, text, installation.secrets);
    if (status === 200 && !text.includes('"errors"')) answered += 1;
    if (what !== undefined) findings.push({ nth, what, operation, answer: text.slice(0, 600) });
  }
  return { findings, answered };
}

function faultOf(status: number, text: string, secrets: readonly string[]): string | undefined {
  if (status >= 500) return `HTTP ${status}`;
  if (FAULT.test(text)) return 'a fault of our own';
  if (FROM_INSIDE.test(text)) return 'something from inside';
  if (secrets.some((secret) => text.includes(secret))) return 'a secret';
  return undefined;
}

/** For the message of a test that failed: how to see it again. */
export function toldOf(findings: readonly Finding[], seed: number, log: readonly string[]): string {
  const each = findings.map(
    ({ nth, what, operation, answer }) =>
      `#${nth}: ${what}\n${operation.query}\n${JSON.stringify(operation.variables).slice(0, 3_000)}\n${answer}`,
  );
  return [`FUZZ_SEED=${seed}: ${findings.length} findings`, ...each, 'The log of the API:', ...log].join(
    '\n\n',
  );
}
