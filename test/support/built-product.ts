import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { whileLocked } from './database.js';

/** The project's folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** Any number that nothing else in the tests' PostgreSQL locks. */
const BUILDING = 4_711;

let built: Promise<string> | undefined;

/** The product as people run it, `dist/main.js`, compiled when the sources are newer. One test file at a time builds. */
export function builtProduct(): Promise<string> {
  built ??= whileLocked(BUILDING, build);
  return built;
}

function build(): string {
  const main = join(PROJECT, 'dist', 'main.js');
  const script = pathToFileURL(join(PROJECT, 'scripts', 'build-if-stale.mjs')).href;
  const program = `import { buildIfStale } from ${JSON.stringify(script)}; buildIfStale(${JSON.stringify(PROJECT)});`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    stdio: 'inherit',
    cwd: PROJECT,
  });
  // The compiler writes its files in spite of type errors, which are another check's to tell.
  if (status !== 0)
    process.stderr.write(
      'The product under test was built in spite of type errors: npm run typecheck tells them.\n',
    );
  if (!existsSync(main)) throw new Error('The product could not be built.');
  return main;
}
