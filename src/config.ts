/** The configuration: environment, files and `.env` → one typed object, or every fault at once. */
import { join, resolve } from 'node:path';
import { readBackupKeys } from './config/backup-key-files.js';
import { ConfigError, type ConfigFault } from './config/config-error.js';
import { crossFaults } from './config/cross-rules.js';
import { type ConfigSource, type Environment, type Gathered, gather } from './config/gather.js';
import {
  type LOG_FORMATS,
  type LOG_LEVELS,
  VARIABLE_KEYS,
  VARIABLES,
  type Values,
  type VariableKey,
  variable,
} from './config/variables.js';
import type { Role } from './domain/identity.js';

export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute; at least one. */
  readonly locationParents: readonly string[];
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Without a slash at the end; null: where it listens. */
  readonly publicUrl: string | null;
  /** Absolute paths of readable files; null: off. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** `X-Forwarded-*` may be believed. */
  readonly behindProxy: boolean;
  readonly database: DatabaseConfig;
  /** `postgres://…` or `mongodb://…`; null: in the database of everything else. */
  readonly jobsDatabaseUrl: string | null;
  /** 32 bytes in base64. */
  readonly secretKey: string | undefined;
  readonly oldSecretKeys: readonly string[];
  /** What backups are encrypted with; holds secrets. */
  readonly backupKeys: {
    readonly passphrase: string | undefined;
    /** 32 bytes each. */
    readonly keyFile: Buffer | undefined;
    readonly oldPassphrases: readonly string[];
    readonly oldKeyFiles: readonly Buffer[];
  };
  readonly leaseMs: number;
  readonly probeMs: number;
  /** How often users and groups of the identity provider are read. */
  readonly peopleMs: number;
  readonly maxAttempts: number;
  readonly concurrentBackups: number;
  readonly drainMs: number;
  readonly storkStallMs: number;
  readonly guestWaitMs: number;
  readonly connectionGoodForMs: number;
  readonly snapshotCutMs: number;
  readonly snapshotReadyMs: number;
  /** 0: never. */
  readonly alertReminderMs: number;
  /** 0: never. */
  readonly verifyEveryDays: number;
  /** 0: for ever. */
  readonly auditKeepDays: number;
  /** 0: for ever. */
  readonly stateHistoryDays: number;
  readonly syncKeepDays: number;
  readonly verifyRestores: boolean;
  readonly log: LogConfig;
  /** Of the default alert route; null: none is made. */
  readonly slackChannel: string | null;
  /** Null: none are served. */
  readonly metrics: MetricsConfig | null;
  /** Null: no mails. */
  readonly mail: MailConfig | null;
  readonly explorer: boolean;
  readonly introspection: boolean;
  readonly limits: {
    readonly depth: number;
    readonly cost: number;
    readonly aliases: number;
    readonly tokens: number;
    readonly sockets: number;
    readonly socketsPerIdentity: number;
    readonly operationsPerIdentity: number;
    readonly pingEveryMs: number;
    readonly directives: number;
    readonly listMax: number;
    readonly bodyBytes: number;
    readonly requestMs: number;
    readonly pointsPerMinute: number;
    readonly refusalsPerMinute: number;
  };
  /** Of pages that may ask from a browser. */
  readonly corsOrigins: readonly string[];
  /** Null: no identity provider. */
  readonly oidc: OidcConfig | null;
  /** Null: no Slack. */
  readonly slack: SlackConfig | null;
  /** The API as its clients reach it; null: the usual place on this machine. Without a slash at the end. */
  readonly apiUrl: string | null;
  /** With which a bot in a process of its own signs in. */
  readonly botToken: string | undefined;
  /** What `describeConfig` tells; holds no secret. */
  readonly rows: readonly ConfigRow[];
}

export type DatabaseConfig =
  | { readonly kind: 'EMBEDDED'; readonly poolSize: number }
  | {
      readonly kind: 'EXTERNAL';
      readonly url: string;
      /** Past a pooler, for migrations and LISTEN; `url` where none is given. */
      readonly directUrl: string;
      readonly poolSize: number;
    };

export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly authorizedParties: readonly string[];
  /** The provider's word → ours; undefined: the usual ones. */
  readonly roles: ReadonlyMap<string, Role> | undefined;
  /** Of who has none that is mapped; undefined: refused. */
  readonly defaultRole: Role | undefined;
  readonly groupsClaim: string;
  /** With which users and groups are read; null: they are not. */
  readonly client: { readonly id: string; readonly secret: string } | null;
}

export interface SlackConfig {
  readonly botToken: string;
  readonly transport:
    | { readonly kind: 'HTTP'; readonly signingSecret: string }
    | { readonly kind: 'SOCKET_MODE'; readonly appToken: string };
  /** Without a slash at the end; null: Slack's own. */
  readonly apiUrl: string | null;
}

export interface MailConfig {
  /** Holds a password: never log it. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly recipients: readonly string[];
}

export interface MetricsConfig {
  readonly token: string | undefined;
  /** Null: on the port of the API. */
  readonly listener: { readonly host: string; readonly port: number } | null;
  readonly intervalMs: number;
  readonly mostSeries: number;
}

export interface LogConfig {
  readonly level: (typeof LOG_LEVELS)[number];
  readonly format: (typeof LOG_FORMATS)[number];
}

export interface ConfigRow {
  readonly variable: string;
  /** As a person would write it; `(set, hidden)` for a secret, words in brackets where nothing is set. */
  readonly value: string;
  readonly source: ConfigSource;
}

const HIDDEN = '(set, hidden)';

/**
 * The real environment wins over `.env` in `cwd`; relative paths start there.
 * @throws ConfigError with every fault, none of which quotes a secret
 */
export function loadConfig(env: Environment = process.env, cwd: string = process.cwd()): Config {
  const gathered = gather(env, cwd);
  const { values, faults } = parse(gathered);
  const faulty = new Set(faults.map((fault) => fault.variable));
  // A value that was refused is missing to the rules between variables: it is told once.
  const crossed = crossFaults(values, cwd).filter((fault) => !faulty.has(fault.variable));
  const all = [...gathered.faults, ...faults, ...crossed];
  if (all.length > 0) throw new ConfigError(all);
  return build(resolvePaths(values as Values, cwd), gathered);
}

/** The effective configuration, variable by variable, for `holdfast config`. */
export function describeConfig(config: Config): readonly ConfigRow[] {
  return config.rows;
}

function parse({ texts }: Gathered): { values: Partial<Values>; faults: ConfigFault[] } {
  const values: Record<string, unknown> = {};
  const faults: ConfigFault[] = [];
  for (const key of VARIABLE_KEYS) {
    const { name, schema, default: standard, example, secret } = variable(key);
    const text = texts.get(key)?.text ?? standard;
    if (text === null) continue;
    const result = schema.safeParse(text);
    if (result.success) values[key] = result.data;
    else {
      const problem = result.error.issues[0]?.message ?? 'is not understood';
      faults.push({
        variable: name,
        problem: secret ? problem : `${JSON.stringify(shortened(text))} ${problem}`,
        example: `${name}=${example}`,
      });
    }
  }
  return { values, faults };
}

function resolvePaths(values: Values, cwd: string): Values {
  const dataDir = resolve(cwd, values.dataDir);
  return {
    ...values,
    dataDir,
    locationParents: values.locationParents ?? [join(dataDir, 'locations')],
    tlsCert: values.tlsCert && resolve(cwd, values.tlsCert),
    tlsKey: values.tlsKey && resolve(cwd, values.tlsKey),
    backupKeyFile: values.backupKeyFile && resolve(cwd, values.backupKeyFile),
    oldBackupKeyFiles: values.oldBackupKeyFiles?.map((path) => resolve(cwd, path)),
  };
}

function build(values: Values, gathered: Gathered): Config {
  const { tlsCert, tlsKey, locationParents = [] } = values;
  return {
    dataDir: values.dataDir,
    locationParents,
    host: values.host,
    port: values.port,
    publicUrl: values.publicUrl ?? null,
    tls: tlsCert !== undefined && tlsKey !== undefined ? { certFile: tlsCert, keyFile: tlsKey } : null,
    behindProxy: values.behindProxy,
    database: databaseOf(values),
    jobsDatabaseUrl: values.jobsDatabaseUrl ?? null,
    secretKey: values.secretKey,
    oldSecretKeys: values.oldSecretKeys ?? [],
    backupKeys: backupKeysOf(values),
    leaseMs: values.lease,
    probeMs: values.probe,
    peopleMs: values.oidcRefresh,
    maxAttempts: values.maxAttempts,
    concurrentBackups: values.concurrentBackups,
    drainMs: values.drain,
    storkStallMs: values.storkStall,
    guestWaitMs: values.guestWait,
    connectionGoodForMs: values.connectionGoodFor,
    snapshotCutMs: values.snapshotCut,
    snapshotReadyMs: values.snapshotReady,
    alertReminderMs: values.alertReminder,
    verifyEveryDays: values.verifyEvery,
    auditKeepDays: values.auditKeep,
    stateHistoryDays: values.stateHistory,
    syncKeepDays: values.syncKeep,
    verifyRestores: values.verifyRestores,
    log: { level: values.logLevel, format: values.logFormat },
    slackChannel: values.slackChannel ?? null,
    metrics: metricsOf(values),
    mail: mailOf(values),
    explorer: values.explorer,
    introspection: values.introspection,
    limits: {
      depth: values.queryDepth,
      cost: values.queryCost,
      aliases: values.queryAliases,
      tokens: values.queryTokens,
      sockets: values.sockets,
      socketsPerIdentity: values.socketsPerIdentity,
      operationsPerIdentity: values.operationsPerIdentity,
      pingEveryMs: values.ping,
      directives: values.queryDirectives,
      listMax: values.listMax,
      bodyBytes: values.bodyKib * 1_024,
      requestMs: values.requestTime,
      pointsPerMinute: values.ratePoints,
      refusalsPerMinute: values.rateRefusals,
    },
    corsOrigins: values.corsOrigins ?? [],
    oidc: oidcOf(values),
    slack: slackOf(values),
    apiUrl: values.apiUrl ?? null,
    botToken: values.botToken,
    rows: VARIABLE_KEYS.map((key) => rowOf(key, values, gathered)),
  };
}

function databaseOf({ databaseUrl: url, databaseDirectUrl, poolSize }: Values): DatabaseConfig {
  if (url === undefined) return { kind: 'EMBEDDED', poolSize };
  return { kind: 'EXTERNAL', url, directUrl: databaseDirectUrl ?? url, poolSize };
}

/** The cross rules have read the files before and found nothing wrong. */
function backupKeysOf(values: Values): Config['backupKeys'] {
  const { current: keyFile, old: oldKeyFiles } = readBackupKeys(values, '/');
  const { backupPassphrase: passphrase, oldBackupPassphrases: oldPassphrases = [] } = values;
  return { passphrase, keyFile, oldPassphrases, oldKeyFiles };
}

/** The cross rules have seen to it that the client has its secret. */
function oidcOf(values: Values): OidcConfig | null {
  const { oidcIssuer: issuer, oidcDefaultRole, oidcClientId: id, oidcClientSecret: secret } = values;
  if (issuer === undefined) return null;
  return {
    issuer,
    audience: values.oidcAudience,
    authorizedParties: values.oidcAuthorizedParties ?? [],
    roles: values.oidcRoles,
    defaultRole: oidcDefaultRole === 'NONE' ? undefined : oidcDefaultRole,
    groupsClaim: values.oidcGroupsClaim,
    client: id !== undefined && secret !== undefined ? { id, secret } : null,
  };
}

/** The cross rules have seen to it that one transport is chosen. */
function slackOf({
  slackBotToken,
  slackSigningSecret,
  slackAppToken,
  slackApiUrl,
}: Values): SlackConfig | null {
  if (slackBotToken === undefined) return null;
  const apiUrl = slackApiUrl ?? null;
  if (slackAppToken !== undefined)
    return { botToken: slackBotToken, transport: { kind: 'SOCKET_MODE', appToken: slackAppToken }, apiUrl };
  const signingSecret = slackSigningSecret ?? '';
  return { botToken: slackBotToken, transport: { kind: 'HTTP', signingSecret }, apiUrl };
}

/** The cross rules have seen to it that others need a token. */
function metricsOf(values: Values): MetricsConfig | null {
  const { metricsToken: token, metricsPort: port, metricsHost: host } = values;
  if (token === undefined && port === undefined) return null;
  return {
    token,
    listener: port === undefined ? null : { host, port },
    intervalMs: values.metricsInterval * 1_000,
    mostSeries: values.metricsSeries,
  };
}

function mailOf({ smtpUrl, smtpFrom, alertRecipients }: Values): MailConfig | null {
  if (smtpUrl === undefined || smtpFrom === undefined) return null;
  return { smtpUrl, from: smtpFrom, recipients: alertRecipients ?? [] };
}

function rowOf(key: VariableKey, values: Values, { texts }: Gathered): ConfigRow {
  const { name, secret, unset } = variable(key);
  const source = texts.get(key)?.source ?? 'default';
  const value = values[key];
  if (value === undefined)
    return { variable: name, value: `(${(unset ?? 'not set').replaceAll('`', '')})`, source };
  if (secret) return { variable: name, value: HIDDEN, source };
  return { variable: name, value: shown(key, value, texts.get(key)?.text), source };
}

const COMMAS: ReadonlySet<VariableKey> = new Set(['alertRecipients', 'corsOrigins', 'oidcAuthorizedParties']);

/** Paths as they were resolved; everything else as it was written. */
function shown(key: VariableKey, value: Values[VariableKey], text: string | undefined): string {
  if (Array.isArray(value)) return value.join(COMMAS.has(key) ? ', ' : ':');
  if (typeof value === 'string') return value;
  return text ?? VARIABLES[key].default ?? String(value);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
