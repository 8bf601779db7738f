import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtProduct } from '../../support/built-product.js';
import { CODE_CACHE, compiledProgram } from '../../support/compiled-program.js';

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');

interface Ready {
  readonly apiUrl: string;
  readonly control: string;
  readonly botToken: string;
  readonly channels: Readonly<Record<string, string>>;
}

describe('the stand-in as a process of its own', () => {
  beforeAll(() => builtProduct());

  it('says where it is, answers the app and other processes, and ends with its parent', async () => {
    const [program, ...args] = await compiledProgram(main);
    const child = execa(program, [...args, '--exit-with-parent'], {
      reject: false,
      stdin: 'pipe',
      env: CODE_CACHE,
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const ready = JSON.parse(line) as Ready;
    const authorization = `Bearer ${ready.botToken}`;
    const answer = await fetch(`${ready.apiUrl}auth.test`, { method: 'POST', headers: { authorization } });
    expect(await answer.json()).toMatchObject({ ok: true, user: 'holdfast' });
    expect(ready.channels).toHaveProperty('backup-alerts');
    const state = (await (await fetch(`${ready.control}/_state`)).json()) as { users: { name: string }[] };
    expect(state.users.map(({ name }) => name)).toContain('mara');
    child.stdin.end();
    expect((await child).exitCode).toBe(0);
  });
});
