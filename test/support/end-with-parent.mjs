// Started beside the PostgreSQL of a test run: when the run's process is gone (its end of our stdin closes, whatever
// killed it), ends that PostgreSQL and removes its folder.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const [, , dataDir] = process.argv;

function postmaster() {
  try {
    return Number.parseInt(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

process.stdin.resume();
process.stdin.on('close', async () => {
  for (let waited = 0; waited < 100 && postmaster() !== undefined; waited += 1) {
    try {
      // SIGQUIT: at once and without saving anything; nobody will read this data again.
      process.kill(postmaster() ?? 0, 'SIGQUIT');
    } catch {
      break;
    }
    await delay(50);
  }
  rmSync(dataDir, { recursive: true, force: true });
});
