import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../domain/ports/log.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { PostgresPrograms } from './postgres-programs.js';
import { canEnter, type ServerUser } from './server-user.js';

/** The name of the role and of the database. */
export const PRODUCT_NAME = 'holdfast';

/** What stands in a data folder besides the claims of owner-lock.ts. */
export interface PostgresFolder {
  readonly dataDir: string;
  /** PostgreSQL's own folder, 0700 and owned by the user that it runs as. */
  readonly cluster: string;
  /** 0600, owned by us. */
  readonly passwordFile: string;
  /** What PostgreSQL says before its own log (`cluster/log/`) is open; cut at each start. */
  readonly startLog: string;
}

export function postgresFolder(dataDir: string): PostgresFolder {
  return {
    dataDir,
    cluster: join(dataDir, 'cluster'),
    passwordFile: join(dataDir, 'password'),
    startLog: join(dataDir, 'start.log'),
  };
}

/** No libc locale and no zone of the machine: the same order and the same times wherever the folder goes. */
const INITDB_OPTIONS = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--auth=scram-sha-256',
  '--data-checksums',
  `--username=${PRODUCT_NAME}`,
];

/** Written into postgresql.conf once; from then on the file belongs to the operator. */
const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '100',
  shared_buffers: '64MB',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  // One file per weekday, begun anew after a week.
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_min_duration_statement: '2s',
};

/**
 * Makes PostgreSQL's folder if there is none. It appears by one rename when it is whole, so an initialisation that was
 * killed leaves nothing that looks like data.
 * @throws EmbeddedPostgresError OTHER_VERSION for data of another major version, which stays as it is.
 */
export async function ensureCluster(options: {
  readonly folder: PostgresFolder;
  readonly programs: PostgresPrograms;
  readonly user: ServerUser | undefined;
  /** A folder that `user` can reach, for the moment of the initialisation. */
  readonly scratch: string;
  readonly durable: boolean;
  readonly log: Log;
}): Promise<void> {
  const { folder, programs, user, log } = options;
  if (existsSync(folder.cluster)) return requireSameMajor(folder, programs);
  const draft = `${folder.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  log.info({ folder: folder.cluster, version: programs.version }, 'Making a new PostgreSQL data folder …');
  const password = randomBytes(24).toString('base64url');
  writeFileSync(folder.passwordFile, password, { mode: 0o600 });
  mkdirSync(draft, { mode: 0o700 });
  const handedOver = join(options.scratch, 'initial-password');
  writeFileSync(handedOver, password, { mode: 0o600 });
  if (user) for (const path of [draft, handedOver]) chownSync(path, user.uid, user.gid);
  try {
    await runInitdb({ ...options, draft, passwordFile: handedOver });
    renameSync(draft, folder.cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(handedOver, { force: true });
  }
}

/**
 * The folder as the server user can name it. Where that user cannot walk to it (below a folder of mode 0700), the
 * process starts inside it and names its own working directory, which needs no way through the parents.
 */
export function reachableName(cluster: string, user: ServerUser | undefined): string {
  if (canEnter(user, cluster)) return cluster;
  if (existsSync('/proc/self/cwd')) return '/proc/self/cwd';
  throw new EmbeddedPostgresError(
    'FOLDER_UNREACHABLE',
    `PostgreSQL does not run as root, and the user ${user?.uid} that it would run as cannot reach ${cluster}. ` +
      `Use a data folder outside of folders that only root may enter, or start Holdfast as a normal user.`,
  );
}

async function runInitdb(options: {
  readonly draft: string;
  readonly passwordFile: string;
  readonly programs: PostgresPrograms;
  readonly user: ServerUser | undefined;
  readonly durable: boolean;
}): Promise<void> {
  const { draft, passwordFile, programs, user, durable } = options;
  const settings = Object.entries(SETTINGS).map(([name, value]) => `--set=${name}=${value}`);
  const child = spawn(
    programs.initdb,
    [
      `--pgdata=${reachableName(draft, user)}`,
      `--pwfile=${passwordFile}`,
      ...(durable ? [] : ['--no-sync']),
      ...INITDB_OPTIONS,
      ...settings,
    ],
    {
      cwd: draft,
      env: { LC_ALL: 'C', PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for us to handle, not for it.
      detached: true,
      ...user,
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  const [code, signal] = await once(child, 'close');
  if (code !== 0)
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `initdb failed (${signal ?? `status ${code}`}) in ${draft}: ${output.trim().split('\n').slice(-5).join(' | ')}`,
    );
}

function requireSameMajor(folder: PostgresFolder, programs: PostgresPrograms): void {
  const found = majorOf(folder.cluster);
  if (found === programs.major) return;
  throw new EmbeddedPostgresError(
    'OTHER_VERSION',
    `The data folder ${folder.cluster} was made by PostgreSQL ${found}; the programs here are PostgreSQL ${programs.version} and cannot read it. ` +
      `Nothing was changed. Start the Holdfast that made it, or move its data over with pg_dumpall and use DATABASE_URL, or give this one an empty data folder.`,
  );
}

function majorOf(cluster: string): string {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `${cluster} is no PostgreSQL data folder that this user can read (PG_VERSION: ${(cause as Error).message}). Nothing was changed.`,
      { cause },
    );
  }
}
