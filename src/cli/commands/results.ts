import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import type { Session } from '../session.js';

/** What was there a moment ago. @throws CliError when it has gone since */
export function found<T>(thing: T | null): T {
  if (thing !== null) return thing;
  throw new CliError('It is not there any more', 'list them to see what is', {
    exitCode: EXIT.refused,
    code: 'NOT_FOUND',
  });
}

/** The parts of what `show` says, without those that are empty. */
export function shown(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

/** A list that is not whole says so, also to a program that reads JSON: on stderr, where it disturbs nothing. */
export function sayWhenCut({ io }: Session, shown: number, total: number): void {
  if (shown < total) io.stderr.write(`${shown} of ${total} are shown; --limit ${total} shows all.\n`);
}

/** The same for a list that nobody counts. */
export function sayWhenMore({ io }: Session, shown: number, more: boolean): void {
  if (more) io.stderr.write(`The newest ${shown} are shown; a larger --limit shows more.\n`);
}
