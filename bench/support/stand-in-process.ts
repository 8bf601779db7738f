import { join } from 'node:path';
import { Child, ROOT } from './child.js';

export interface WorldSize {
  readonly namespaces: number;
  readonly objects: number;
}

/** The stand-in Kubernetes API with a bench world, in a process of its own. */
export class StandInProcess {
  private constructor(
    private readonly child: Child,
    private readonly control: string,
    readonly kubeconfigFile: string,
    /** All that it holds, the objects that every cluster has included. */
    readonly objects: number,
  ) {}

  /** @param size `empty`: what every cluster has and nothing else */
  static async start(size: WorldSize | 'empty', folder: string): Promise<StandInProcess> {
    const world = size === 'empty' ? size : `bench:${size.namespaces}x${size.objects}`;
    const kubeconfig = join(folder, `kubeconfig-${world.replace(':', '-')}`);
    const main = join(ROOT, 'test', 'stand-ins', 'kubernetes', 'main.ts');
    const child = new Child({
      name: `the stand-in Kubernetes API (${world})`,
      args: ['--import', import.meta.resolve('tsx'), main, '--world', world, '--kubeconfig', kubeconfig],
      cwd: folder,
    });
    const ready = JSON.parse(await child.line(/^\{/)) as { control: string; objects: number };
    return new StandInProcess(child, ready.control, kubeconfig, ready.objects);
  }

  /** How many requests have come in since the last call. */
  async takeRequests(): Promise<number> {
    const { total } = (await this.#command('count-requests')) as { total: number };
    await this.#command('clear-requests');
    return total;
  }

  async deleteNamespace(name: string): Promise<void> {
    await this.#command('delete-namespace', { name, instantly: true });
  }

  stop(): Promise<void> {
    return this.child.stop();
  }

  async #command(name: string, argument: object = {}): Promise<unknown> {
    const answer = await fetch(`${this.control}/${name}`, { method: 'POST', body: JSON.stringify(argument) });
    if (!answer.ok) throw new Error(`the stand-in refused ${name}: ${await answer.text()}`);
    return await answer.json();
  }
}
