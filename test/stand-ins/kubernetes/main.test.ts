import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { Agent, request } from 'undici';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtProduct } from '../../support/built-product.js';
import { CODE_CACHE, compiledProgram } from '../../support/compiled-program.js';

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');

interface Ready {
  readonly url: string;
  readonly kubeconfig: string;
  readonly control: string;
  readonly token: string;
  readonly objects: number;
}

describe('the stand-in as a process of its own', () => {
  beforeAll(() => builtProduct());
  let folder: string;
  let started: { kill(signal: 'SIGKILL'): boolean }[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stand-in-main-'));
    started = [];
  });
  afterEach(async () => {
    for (const child of started) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  const start = async (...args: readonly string[]) => {
    const [program, ...first] = await compiledProgram(main);
    const child = execa(program, [...first, ...args], { reject: false, stdin: 'pipe', env: CODE_CACHE });
    started.push(child);
    const died = child.then(({ stderr }) => {
      throw new Error(`the stand-in ended before it was ready: ${stderr}`);
    });
    const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), died])) as [
      string,
    ];
    died.catch(() => undefined);
    return { child, ready: JSON.parse(line) as Ready };
  };

  it('says where it is, can be controlled from outside, and ends on SIGTERM', async () => {
    const kubeconfig = join(folder, 'deep', 'kubeconfig');
    const { child, ready } = await start('--world', 'bench:3x120', '--kubeconfig', kubeconfig);
    expect(await readFile(kubeconfig, 'utf8')).toContain(ready.url);
    expect(ready.objects).toBeGreaterThan(120);
    const agent = new Agent({ connect: { rejectUnauthorized: false } });
    const statusOf = async (path: string) => {
      const answer = await request(ready.url + path, {
        dispatcher: agent,
        headers: { authorization: `Bearer ${ready.token}` },
      });
      await answer.body.dump();
      return answer.statusCode;
    };
    const command = async (name: string, argument: object) => {
      const answer = await request(`${ready.control}/${name}`, {
        method: 'POST',
        body: JSON.stringify(argument),
      });
      return { status: answer.statusCode, body: await answer.body.text() };
    };
    expect(await statusOf('/api/v1/namespaces/bench-0001')).toBe(200);
    await command('delete-namespace', { name: 'bench-0001', instantly: true });
    expect(await statusOf('/api/v1/namespaces/bench-0001')).toBe(404);
    await command('add-fault', { match: 'pods', do: { status: 500 }, times: 1 });
    expect(await statusOf('/api/v1/pods')).toBe(500);
    expect((await command('count-requests', { match: 'namespaces' })).body).toBe(
      '{"total":2,"byStatus":{"200":1,"404":1}}',
    );
    expect((await command('no-such-command', {})).status).toBe(400);
    await agent.destroy();
    child.kill('SIGTERM');
    expect((await child).exitCode).toBe(0);
  });

  it('ends with its parent when it is asked to', async () => {
    const { child } = await start('--world', 'empty', '--exit-with-parent');
    child.stdin?.end();
    expect((await child).exitCode).toBe(0);
  });
});
