/** The command line: the roles of the server, its upkeep, and (from cli/) the client of its API. */
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { Command, InvalidArgumentError } from 'commander';
import { addClientCommands } from './cli/client-commands.js';
import type { CommandContext } from './commands/run.js';
import type { Role } from './commands/start.js';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/** Server modules are loaded when they are needed: `holdfast backup list` starts without a database driver. */
async function onServer(command: (context: CommandContext) => Promise<void>): Promise<void> {
  const { run } = await import('./commands/run.js');
  await run(command);
}

async function serveRoles(...roles: Role[]): Promise<void> {
  await onServer(async (context) => {
    const { serve } = await import('./commands/serve.js');
    await serve(context, roles);
  });
  // All has ended and been said; the job store's library leaves timers of half a minute behind.
  process.exit();
}

function positive(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError('a whole number from 1 on is needed.');
  return count;
}

const program = new Command('holdfast')
  .description('Kubernetes backups that keep running when namespaces come and go')
  .version(version)
  .showSuggestionAfterError();

program
  .command('start')
  .description('run the API and a worker in one process')
  .action(() => serveRoles('api', 'worker'));
program
  .command('api')
  .description('run the API alone')
  .action(() => serveRoles('api'));
program
  .command('worker')
  .description('run a worker alone; it attaches to the embedded PostgreSQL of an API on the same data folder')
  .action(() => serveRoles('worker'));

program
  .command('bot')
  .description('run the Slack bot alone; it asks the API at HOLDFAST_URL with HOLDFAST_BOT_TOKEN')
  .action(async () => {
    await onServer(async (context) => {
      const { serveBot } = await import('./commands/serve-bot.js');
      await serveBot(context);
    });
    process.exit();
  });

program
  .command('migrate')
  .description('bring the database to this version, or take the last migrations back')
  .option('--down <steps>', 'how many of the last migrations to take back', positive)
  .option('--json', 'print JSON', false)
  .action(async (options: { down?: number; json: boolean }) => {
    await onServer(async (context) => {
      const { migrate } = await import('./commands/upkeep.js');
      await migrate(context, options);
    });
  });

program
  .command('config')
  .description('print the effective configuration; secrets are hidden')
  .option('--json', 'print JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    await onServer(async ({ config }) => {
      const { showConfig } = await import('./commands/upkeep.js');
      showConfig(config, json);
    });
  });

program
  .command('rekey')
  .description('encrypt every stored credential with the present secret key')
  .option('--json', 'print JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    await onServer(async (context) => {
      const { rekeyVault } = await import('./commands/upkeep.js');
      await rekeyVault(context, json);
    });
  });

program
  .command('bot-token')
  .description('make a token for a Slack bot that runs elsewhere, in place of the one before, and print it')
  .option('--json', 'print JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    await onServer(async (context) => {
      const { botToken } = await import('./commands/upkeep.js');
      await botToken(context, json);
    });
  });

addClientCommands(program);

/** A group of the client in which some commands work on the server's machine. */
function clientGroup(name: string): Command {
  const group = program.commands.find((command) => command.name() === name);
  if (group === undefined) throw new Error(`There is no group of commands ${name}.`);
  return group;
}

const slack = clientGroup('slack');
slack
  .command('manifest')
  .description('print the manifest of the Slack app for this configuration, to paste at api.slack.com/apps')
  .option('--socket-mode', 'for Socket Mode, whatever is configured')
  .action(async (options: { socketMode?: boolean }) => {
    await onServer(async ({ config }) => {
      const { slackManifest } = await import('./commands/slack.js');
      slackManifest(config, options);
    });
  });
slack
  .command('check')
  .description('ask Slack whether the token, the scopes and the way to Holdfast are good')
  .option('--channel <id>', 'also look whether the bot can post there')
  .option('--json', 'print JSON', false)
  .action(async (options: { channel?: string; json: boolean }) => {
    await onServer(async (context) => {
      const { slackCheck } = await import('./commands/slack.js');
      await slackCheck(context, options);
    });
  });

clientGroup('backup-key')
  .command('create <file>')
  .description("on the server's machine: make a new key for backups in a file that only its owner reads")
  .option('--json', 'print JSON', false)
  .action(async (file: string, options: { json: boolean }) => {
    const { createBackupKey } = await import('./commands/backup-key.js');
    await createBackupKey(file, options);
  });

clientGroup('token')
  .command('reset')
  .description(
    "on the server's machine: revoke the administrator's tokens and write a new one to the data folder",
  )
  .option('--json', 'print JSON', false)
  .action(async ({ json }: { json: boolean }) => {
    await onServer(async (context) => {
      const { resetToken } = await import('./commands/upkeep.js');
      await resetToken(context, json);
    });
  });

await program.parseAsync();
