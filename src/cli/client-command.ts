import type { Command } from 'commander';
import { DEFAULT_URL } from './cli-environment.js';
import type { CliIo } from './cli-io.js';
import { EXIT } from './exit-codes.js';
import { excerpt, plain } from './output/plain.js';

/** A group of commands: `holdfast cluster ...`. Bad usage in it ends with its own exit code. */
export function commandGroup(program: Command, name: string, { description, io }: GroupOptions): Command {
  return answerUsage(program.command(name), io).description(description);
}

interface GroupOptions {
  readonly description: string;
  readonly io: CliIo;
}

/** A command that asks Holdfast, with the options that all of these have. `isDefault`: it is meant when its group stands alone. */
export function clientCommand(
  parent: Command,
  nameAndArguments: string,
  description: string,
  { isDefault = false }: { readonly isDefault?: boolean } = {},
): Command {
  return parent
    .command(nameAndArguments, { isDefault })
    .description(description)
    .option('--url <url>', `where Holdfast is (else HOLDFAST_URL, else ${DEFAULT_URL})`)
    .option(
      '--token <token>',
      'access token; others on this machine can see it: better HOLDFAST_TOKEN_FILE or HOLDFAST_TOKEN',
    )
    .option(
      '--idempotency-key <key>',
      'makes a command that was cut off safe to repeat: with the same key and options it changes things once',
    )
    .option('--json', 'JSON on stdout and nothing else');
}

export function answerUsage(command: Command, io: CliIo): Command {
  return command
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // It quotes what it was given, whatever that is.
      outputError: (text, write) => write(`${excerpt(plain(text.trim()))}\n`),
    })
    .exitOverride(({ exitCode }) => io.exit(exitCode === 0 ? EXIT.done : EXIT.usage));
}
