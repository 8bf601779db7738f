// Compiles src/ to dist/ when something in src/ is newer than the last build.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} root the project's folder */
export function buildIfStale(root) {
  const built = modifiedAt(join(root, 'dist', '.built'));
  const sources = globSync(['src/**/*.ts', 'tsconfig*.json', 'package.json'], { cwd: root });
  if (built > 0 && sources.every((file) => modifiedAt(join(root, file)) <= built)) return;
  const compiler = join(root, 'node_modules', 'typescript-native', 'bin', 'tsc');
  if (!existsSync(compiler) || !existsSync(join(root, 'node_modules', '@typescript'))) {
    console.error(
      'The compiler is not installed: run "npm ci" without --omit, or build elsewhere and start dist/main.js.',
    );
    process.exit(2);
  }
  const run = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
  writeFileSync(join(root, 'dist', '.built'), '');
}

function modifiedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
