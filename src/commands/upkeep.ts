/** The commands that look after an installation: migrate, config, rekey, token reset, bot-token. Each ends by itself. */
import { userInfo } from 'node:os';
import Table from 'cli-table3';
import { compose, type Product } from '../compose.js';
import { type Config, describeConfig } from '../config.js';
import { migrateDown, migrateUp } from '../db/migrate.js';
import { rekey } from '../db/vault/rekey.js';
import type { AuditFields } from '../domain/audit.js';
import { systemActor } from '../domain/identity.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import { adminTokenFile, tokenKeeper } from './admin-token.js';
import { type Foundation, openDatabase, openFoundation } from './foundation.js';
import type { CommandContext } from './run.js';

export interface MigrateOptions {
  /** How many of the last migrations to take back; absent: run what has not run yet. */
  readonly down?: number;
  readonly json: boolean;
}

export async function migrate(context: CommandContext, { down, json }: MigrateOptions): Promise<void> {
  const { config, log } = context;
  const database = await openDatabase({ ...context, mode: 'either', applicationName: 'holdfast migrate' });
  try {
    const options = { url: database.directUrl, log };
    const result =
      down === undefined
        ? { ran: (await migrateUp(options)).ran }
        : { reverted: await migrateDown({ ...options, steps: down }) };
    say(
      json,
      result,
      () =>
        `Done: ${JSON.stringify(result)} in ${config.database.kind === 'EXTERNAL' ? 'your' : 'the embedded'} database.`,
    );
  } finally {
    await database.close();
  }
}

/** Prints the effective configuration; secrets are hidden. */
export function showConfig(config: Config, json: boolean): void {
  const rows = describeConfig(config);
  say(json, rows, () => {
    const table = new Table({ head: ['variable', 'value', 'from'], style: { head: [], border: [] } });
    table.push(...rows.map((row) => [row.variable, row.value, row.source]));
    return table.toString();
  });
}

/** Encrypts every stored credential with the present key; the old keys can be dropped afterwards. */
export async function rekeyVault(context: CommandContext, json: boolean): Promise<void> {
  const report = await locally(context, 'rekey', async (product, { dataSource, keyRing }) => {
    const done = await rekey(dataSource, keyRing);
    await note(product, 'rekey', { ...done });
    return done;
  });
  say(
    json,
    report,
    () =>
      `${report.rekeyed} credentials encrypted anew with key ${report.keyId}, ${report.unchanged} had it already.`,
  );
}

/** Revokes the administrator's tokens and writes a new one to the file that only the owner can read. */
export async function resetToken(context: CommandContext, json: boolean): Promise<void> {
  const file = adminTokenFile(context.config.dataDir);
  const revoked = await locally(context, 'token reset', async (product) => {
    const count = await product.services.identity.resetAdminToken(tokenKeeper(file));
    await note(product, 'resetAdminToken', { revoked: count });
    return count;
  });
  const text = () => `A new administrator's token is in ${file}; ${revoked} older ones are revoked.`;
  say(json, { file, revoked }, text);
}

/** Prints a new token for a Slack bot that runs elsewhere: good for the bot's own steps alone. The one before is revoked. */
export async function botToken(context: CommandContext, json: boolean): Promise<void> {
  const made = await locally(context, 'bot-token', async (product) => {
    const lasting = await product.services.identity.lastingServiceToken('slack-bot');
    await note(product, 'createBotToken', { revoked: lasting.revoked });
    return lasting;
  });
  say(json, made, () => made.token);
}

/** No token says who asks here: whoever may read the keys and the configuration of this machine, by the name that it knows them by. */
function note({ services }: Product, operation: string, after: AuditFields): Promise<void> {
  const entry = {
    operation,
    outcome: 'APPLIED',
    door: 'COMMAND_LINE',
    remoteAddress: 'local',
    after,
  } as const;
  return services.audit.record(systemActor(`${localUser()} on the server`), entry);
}

/** Some containers run as a number that has no name. */
function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

async function locally<T>(
  context: CommandContext,
  name: string,
  work: (product: Product, foundation: Foundation) => Promise<T>,
): Promise<T> {
  const { config, log } = context;
  const foundation = await openFoundation({
    ...context,
    mode: 'either',
    applicationName: `holdfast ${name}`,
  });
  try {
    const { dataSource, keyRing } = foundation;
    const settings = {
      worker: name,
      leaseMs: config.leaseMs,
      maxAttempts: 1,
      progressMs: 1_000,
      guestWaitMs: 0,
    };
    const { locationParents } = config;
    const product = compose({ dataSource, keyRing, bell: NO_BELL, log, locationParents, settings });
    try {
      return await work(product, foundation);
    } finally {
      await product.close();
    }
  } finally {
    await foundation.close();
  }
}

/** These commands ask for no work. */
const NO_BELL: JobBell = {
  runBackup: async () => {},
  runBackups: async () => {},
  startCycles: async () => {},
  pruneSchedule: async () => {},
  deleteBackup: async () => {},
  runRestore: async () => {},
  verifyBackup: async () => {},
  runDiscovery: async () => {},
  syncLocation: async () => {},
};

function say(json: boolean, value: unknown, text: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text()}\n`);
}
