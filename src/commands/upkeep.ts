/** The commands that look after an installation: migrate, config, rekey, token reset, bot-token. Each ends by itself. */
import Table from 'cli-table3';
import { compose } from '../compose.js';
import { type Config, describeConfig } from '../config.js';
import { migrateDown, migrateUp } from '../db/migrate.js';
import { rekey } from '../db/vault/rekey.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { IdentityService } from '../services/identity-service.js';
import { adminTokenFile, tokenKeeper } from './admin-token.js';
import { openDatabase, openFoundation } from './foundation.js';
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
  const foundation = await openFoundation({ ...context, mode: 'either', applicationName: 'holdfast rekey' });
  try {
    const report = await rekey(foundation.dataSource, foundation.keyRing);
    say(
      json,
      report,
      () =>
        `${report.rekeyed} credentials encrypted anew with key ${report.keyId}, ${report.unchanged} had it already.`,
    );
  } finally {
    await foundation.close();
  }
}

/** Revokes the administrator's tokens and writes a new one to the file that only the owner can read. */
export async function resetToken(context: CommandContext, json: boolean): Promise<void> {
  const file = adminTokenFile(context.config.dataDir);
  const revoked = await withIdentity(context, 'token reset', (identity) =>
    identity.resetAdminToken(tokenKeeper(file)),
  );
  const text = () => `A new administrator's token is in ${file}; ${revoked} older ones are revoked.`;
  say(json, { file, revoked }, text);
}

/** Prints a new token for a Slack bot that runs elsewhere: good for the bot's own steps alone. The one before is revoked. */
export async function botToken(context: CommandContext, json: boolean): Promise<void> {
  const made = await withIdentity(context, 'bot-token', (identity) =>
    identity.lastingServiceToken('slack-bot'),
  );
  say(json, made, () => made.token);
}

async function withIdentity<T>(
  context: CommandContext,
  name: string,
  work: (identity: IdentityService) => Promise<T>,
): Promise<T> {
  const { config, log } = context;
  const foundation = await openFoundation({
    ...context,
    mode: 'either',
    applicationName: `holdfast ${name}`,
  });
  try {
    const { dataSource, keyRing } = foundation;
    const settings = { worker: name, leaseMs: config.leaseMs, maxAttempts: 1, progressMs: 1_000 };
    const { locationParents } = config;
    const product = compose({ dataSource, keyRing, bell: NO_BELL, log, locationParents, settings });
    try {
      return await work(product.services.identity);
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
};

function say(json: boolean, value: unknown, text: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text()}\n`);
}
