/** Every variable that Holdfast reads: the one table behind the configuration, `holdfast config`, the docs and `.env.example`. */
import type { z } from 'zod';
import { API_VARIABLES } from './api-variables.js';
import { IDENTITY_VARIABLES } from './identity-variables.js';
import { LIVE_VARIABLES } from './live-variables.js';
import { METRICS_VARIABLES } from './metrics-variables.js';
import { TELLING_VARIABLES } from './telling-variables.js';
import {
  databaseUrl,
  filePaths,
  folders,
  hostName,
  jobsDatabaseUrl,
  oneOf,
  passphrase,
  passphrases,
  secretKey,
  secretKeys,
  text,
  webUrl,
  wholeNumber,
  yesOrNo,
} from './values.js';
import { WORK_VARIABLES } from './work-variables.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export const LOG_FORMATS = ['auto', 'pretty', 'json'] as const;

export interface Variable {
  readonly name: string;
  readonly group: string;
  /** For the docs: what it does, as a sentence. */
  readonly meaning: string;
  readonly schema: z.ZodType<unknown, string>;
  /** The text that counts when nothing is given; null: not set, and `unset` says what that means. */
  readonly default: string | null;
  readonly unset?: string;
  readonly example: string;
  readonly secret?: true;
  /** Names a file itself, so that `<name>_FILE` would say it twice. */
  readonly isPath?: true;
  /** `<name>_FILE` is refused when others on the machine may read it. */
  readonly guarded?: true;
}

const PLACES = 'Places';
const LISTENING = 'Listening';
const DATABASE = 'Database';
const SECRETS = 'Secrets';
const ENCRYPTION = 'Encryption of backups';
const LOGS = 'Logs';

export const VARIABLES = {
  dataDir: {
    name: 'HOLDFAST_DATA_DIR',
    group: PLACES,
    meaning:
      'Folder of everything that Holdfast keeps itself: the built-in PostgreSQL, its key, the first token.',
    schema: text(),
    default: './data',
    example: '/var/lib/holdfast',
    isPath: true,
  },
  locationParents: {
    name: 'HOLDFAST_LOCATION_PARENTS',
    group: PLACES,
    meaning: 'Absolute folders, separated by colons, below which backup locations may lie.',
    schema: folders(),
    default: null,
    unset: '`locations` in the data folder',
    example: '/mnt/backups:/srv/nfs/holdfast',
    isPath: true,
  },
  host: {
    name: 'HOLDFAST_HOST',
    group: LISTENING,
    meaning: 'Address to listen on. One that others can reach needs TLS, or a proxy that does it.',
    schema: hostName(),
    default: '127.0.0.1',
    example: '0.0.0.0',
  },
  port: {
    name: 'HOLDFAST_PORT',
    group: LISTENING,
    meaning: 'Port of the API; 0 takes any free one.',
    schema: wholeNumber(0, 65_535),
    default: '4000',
    example: '4000',
  },
  publicUrl: {
    name: 'HOLDFAST_PUBLIC_URL',
    group: LISTENING,
    meaning: 'URL under which people reach Holdfast; links in messages begin with it.',
    schema: webUrl(),
    default: null,
    unset: 'where it listens',
    example: 'https://holdfast.example.com',
  },
  tlsCert: {
    name: 'HOLDFAST_TLS_CERT',
    group: LISTENING,
    meaning: 'File with the certificate (PEM, with its chain); together with the key it turns TLS on.',
    schema: text(),
    default: null,
    unset: 'no TLS',
    example: '/etc/holdfast/tls.crt',
    isPath: true,
  },
  tlsKey: {
    name: 'HOLDFAST_TLS_KEY',
    group: LISTENING,
    meaning: 'File with the private key (PEM) of the certificate.',
    schema: text(),
    default: null,
    unset: 'no TLS',
    example: '/etc/holdfast/tls.key',
    isPath: true,
  },
  behindProxy: {
    name: 'HOLDFAST_BEHIND_PROXY',
    group: LISTENING,
    meaning: 'A proxy that does TLS stands before Holdfast, and nothing else can reach its port.',
    schema: yesOrNo(),
    default: 'false',
    example: 'true',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    group: DATABASE,
    meaning: 'A PostgreSQL of your own, 15 or newer.',
    schema: databaseUrl(),
    default: null,
    unset: 'the built-in PostgreSQL in the data folder',
    example: 'postgres://holdfast:password@db.example.com:5432/holdfast',
    secret: true,
  },
  databaseDirectUrl: {
    name: 'DATABASE_DIRECT_URL',
    group: DATABASE,
    meaning:
      'The same database past its pooler: for migrations and for LISTEN, which a pooler in transaction mode loses. Without it no pooler is ' +
      'reckoned with: statements are prepared by name, and the session says when PostgreSQL is to end it.',
    schema: databaseUrl(),
    default: null,
    unset: 'DATABASE_URL',
    example: 'postgres://holdfast:password@db.example.com:5432/holdfast',
    secret: true,
  },
  jobsDatabaseUrl: {
    name: 'JOBS_DATABASE_URL',
    group: DATABASE,
    meaning:
      'Where Agenda keeps its jobs: a MongoDB (`mongodb://` or `mongodb+srv://`, with the name of a database) or a PostgreSQL of its own.',
    schema: jobsDatabaseUrl(),
    default: null,
    unset: 'the database of everything else',
    example: 'mongodb://holdfast:password@mongo.example.com:27017/holdfast',
    secret: true,
  },
  poolSize: {
    name: 'DATABASE_POOL_SIZE',
    group: DATABASE,
    meaning: 'Connections to the database that one process holds at most.',
    schema: wholeNumber(2, 200),
    default: '10',
    example: '20',
  },
  secretKey: {
    name: 'HOLDFAST_SECRET_KEY',
    group: SECRETS,
    meaning: 'The key that encrypts stored credentials: 32 bytes in base64.',
    schema: secretKey(),
    default: null,
    unset: '`secret.key` in the data folder, made at the first start with the built-in PostgreSQL',
    example: '<openssl rand -base64 32>',
    secret: true,
  },
  oldSecretKeys: {
    name: 'HOLDFAST_OLD_SECRET_KEYS',
    group: SECRETS,
    meaning:
      'Earlier keys, separated by commas, that may still read what they wrote, until `holdfast rekey` is done.',
    schema: secretKeys(),
    default: null,
    unset: 'none',
    example: '<an earlier key>,<another one>',
    secret: true,
  },
  backupKeyFile: {
    name: 'HOLDFAST_BACKUP_KEY_FILE',
    group: ENCRYPTION,
    meaning:
      'File with the key that backups are encrypted with: 32 random bytes, raw or in base64, of mode 600. `holdfast backup-key create` makes one. Without it nobody opens them: keep a copy elsewhere.',
    schema: text(),
    default: null,
    unset: 'no key file; without a passphrase either, backups are stored in the clear',
    example: '/etc/holdfast/backup.key',
    isPath: true,
  },
  backupPassphrase: {
    name: 'HOLDFAST_BACKUP_PASSPHRASE',
    group: ENCRYPTION,
    meaning:
      'Passphrase that backups are encrypted with; beside a key file each of the two opens them alone.',
    schema: passphrase(),
    default: null,
    unset: 'no passphrase',
    example: '<at least 12 characters that nobody guesses>',
    secret: true,
    guarded: true,
  },
  oldBackupKeyFiles: {
    name: 'HOLDFAST_BACKUP_OLD_KEY_FILES',
    group: ENCRYPTION,
    meaning:
      'Earlier key files, separated by colons, that still open what they encrypted, until `holdfast backup-key rewrap` is done.',
    schema: filePaths(),
    default: null,
    unset: 'none',
    example: '/etc/holdfast/backup-2025.key',
    isPath: true,
  },
  oldBackupPassphrases: {
    name: 'HOLDFAST_BACKUP_OLD_PASSPHRASES',
    group: ENCRYPTION,
    meaning: 'Earlier passphrases, one per line, that still open what they encrypted.',
    schema: passphrases(),
    default: null,
    unset: 'none',
    example: '<an earlier passphrase>',
    secret: true,
    guarded: true,
  },
  ...WORK_VARIABLES,
  ...IDENTITY_VARIABLES,
  ...TELLING_VARIABLES,
  ...METRICS_VARIABLES,
  logLevel: {
    name: 'HOLDFAST_LOG_LEVEL',
    group: LOGS,
    meaning: `How much is logged: ${LOG_LEVELS.join(', ')}.`,
    schema: oneOf(LOG_LEVELS),
    default: 'info',
    example: 'debug',
  },
  logFormat: {
    name: 'HOLDFAST_LOG_FORMAT',
    group: LOGS,
    meaning: 'auto: readable lines on a terminal, JSON otherwise; pretty and json choose one.',
    schema: oneOf(LOG_FORMATS),
    default: 'auto',
    example: 'json',
  },
  ...API_VARIABLES,
  ...LIVE_VARIABLES,
} as const satisfies Record<string, Variable>;

export type VariableKey = keyof typeof VARIABLES;
type Table = typeof VARIABLES;

/** The parsed values. A variable without a default may be undefined. */
export type Values = {
  readonly [K in VariableKey]: Table[K]['default'] extends string
    ? z.output<Table[K]['schema']>
    : z.output<Table[K]['schema']> | undefined;
};

export const VARIABLE_KEYS = Object.keys(VARIABLES) as VariableKey[];

/** Read by the command line as a client of the API; the server knows them only so that they are no typing error. */
export const CLIENT_VARIABLES = ['HOLDFAST_TOKEN', 'HOLDFAST_TOKEN_FILE', 'HOLDFAST_DEBUG'] as const;

export function variable(key: VariableKey): Variable {
  return VARIABLES[key];
}

export function fileVariant(each: Variable): string | null {
  return each.isPath ? null : `${each.name}_FILE`;
}
