// Runs npm scripts one after the other, shows the result of every one, and fails when one failed.
import { spawnSync } from 'node:child_process';

/** @param {readonly string[]} names of package.json's scripts */
export function runAll(names) {
  const failed = names.filter((name) => {
    console.log(`\n— npm run ${name}`);
    const started = Date.now();
    const { status } = spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' });
    console.log(
      `— ${name}: ${status === 0 ? 'passed' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    );
    return status !== 0;
  });
  if (failed.length > 0) {
    console.error(`\nFailed: ${failed.join(', ')}`);
    process.exit(1);
  }
}
