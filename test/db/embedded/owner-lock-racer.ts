/** One of several processes that claim the same folders at the same moments: see owner-lock.test.ts. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { acquireOwnerLock } from '../../../src/db/embedded/owner-lock.js';
import { silentLog } from '../../support/silent-log.js';

const [, , root = '', count = '0'] = process.argv;
const gate = join(root, 'gate');

writeFileSync(join(root, `ready.${process.pid}`), '');
while (!existsSync(gate) || readFileSync(gate, 'utf8') === '') await delay(1);
const opensAt = Number(readFileSync(gate, 'utf8'));
for (let n = 0; n < Number(count); n += 1) {
  // A common clock and not messages: the claims must meet within microseconds.
  while (Date.now() < opensAt + n * 5);
  const lock = await acquireOwnerLock({ dataDir: join(root, String(n)), log: silentLog }).catch(
    () => undefined,
  );
  if (lock) process.stdout.write(`${n}\n`);
}
writeFileSync(join(root, `done.${process.pid}`), '');
process.stdin.resume().on('end', () => process.exit(0));
