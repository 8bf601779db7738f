import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Log } from '../../domain/ports/log.js';
import { copyPrograms } from './copy-programs.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { findPrograms, type ProgramsFolder } from './find-programs.js';
import { linkLibraries } from './link-libraries.js';
import type { ServerUser } from './server-user.js';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** "18.4" */
  readonly version: string;
  /** "18", as in the file PG_VERSION of a data folder. */
  readonly major: string;
}

/**
 * The PostgreSQL programs of the npm package, ready to be run by `user`.
 *
 * The package leaves the links between its libraries to an install script, and install scripts may be blocked: they
 * are made here. Where that is not possible (read-only node_modules) or `user` cannot reach the package (below a
 * folder that only root can read), the programs are copied once into the first of `places` that serves.
 * @throws EmbeddedPostgresError UNSUPPORTED_PLATFORM, PROGRAMS_MISSING, PROGRAMS_UNUSABLE
 */
export async function preparePrograms(options: {
  readonly user: ServerUser | undefined;
  readonly places: readonly string[];
  readonly log: Log;
  /** Those of the npm package by default. */
  readonly from?: ProgramsFolder | undefined;
}): Promise<PostgresPrograms> {
  const { user, places, log, from: native = findPrograms() } = options;
  linkLibraries(native.folder);
  const inPackage = tryPrograms(native.folder, user);
  if (typeof inPackage !== 'string') return inPackage;
  const attempts = [`${native.folder}: ${inPackage}`];
  for (const place of places) {
    const copy = await copyPrograms({ from: native.folder, place, name: native.name, user }).catch(
      (error: Error) => error,
    );
    const usable = copy instanceof Error ? copy.message : tryPrograms(copy, user);
    if (typeof usable !== 'string') {
      log.info({ folder: copy, reason: inPackage }, 'The PostgreSQL programs run from a copy.');
      return usable;
    }
    attempts.push(`${place}: ${usable}`);
  }
  throw new EmbeddedPostgresError(
    'PROGRAMS_UNUSABLE',
    `The PostgreSQL programs of ${native.packageName} cannot be run${isMusl() ? ' on a system with musl (Alpine): they need glibc' : ''}. ` +
      `Use a PostgreSQL of your own with DATABASE_URL. Tried: ${attempts.join('; ')}`,
  );
}

/** Runs the programs as the user who shall run them: the programs, or why they do not run. */
function tryPrograms(native: string, user: ServerUser | undefined): PostgresPrograms | string {
  const programs = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
  for (const program of Object.values(programs)) {
    const run = spawnSync(program, ['--version'], { cwd: '/', encoding: 'utf8', env: {}, ...user });
    if (run.error) return run.error.message;
    const version = /\(PostgreSQL\) (\d+)(\S*)/.exec(run.stdout);
    if (run.status !== 0 || !version) return run.stderr.trim() || `${program} ended with ${run.status}`;
    if (program === programs.postgres)
      return { ...programs, major: version[1] ?? '', version: `${version[1]}${version[2]}` };
  }
  return 'no programs';
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}
