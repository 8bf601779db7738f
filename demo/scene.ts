/** What every part of the demo stands on: the product, the cluster, and how commands, states and claims are shown. */
import { readFileSync } from 'node:fs';
import type { Connection } from '../src/client/connection.js';
import { execute } from '../src/client/execute.js';
import { type Resource, StateMatrixDocument } from '../src/client/generated/graphql.js';
import type { DemoBucket } from './bucket.js';
import type { DemoChat, ShownMessage } from './chat.js';
import type { DemoCluster } from './cluster.js';
import type { ExplorerPage } from './explorer-page.js';
import type { DemoGarden } from './garden.js';
import type { Harbour } from './harbour.js';
import type { DemoIdentity } from './identity.js';
import type { Narrator } from './narrator.js';
import type { CommandResult, Product } from './product.js';
import type { Stages } from './stages.js';

export interface Scene {
  readonly narrator: Narrator;
  readonly cluster: DemoCluster;
  /** The second one, on which Stork does the work. */
  readonly harbour: Harbour;
  readonly chat: DemoChat;
  readonly product: Product;
  readonly stages: Stages;
  /** Only for rows that ask for one. */
  readonly bucket?: DemoBucket | undefined;
  /** Only for rows that ask for one. */
  readonly garden?: DemoGarden | undefined;
  /** Only for rows that ask for one. */
  readonly identity?: DemoIdentity | undefined;
  /** Only for rows that ask for it, where there is a browser. */
  readonly explorer?: ExplorerPage | undefined;
}

export interface HowToRun {
  /** 0 when not given. */
  readonly expectedCode?: number;
  /** Whose command it is; the administrator's when not given. */
  readonly tokenFile?: string;
}

/** Runs a command of the product, shows it and what it said. @throws Error when it ends with another exit code */
export async function holdfast(
  { narrator, product }: Scene,
  args: readonly string[],
  { expectedCode = 0, tokenFile }: HowToRun = {},
): Promise<CommandResult> {
  narrator.command(commandLine(args));
  const result = await product.run(args, tokenFile);
  narrator.output(result.output);
  if (result.code !== expectedCode)
    throw new Error(
      `"${commandLine(args)}" was expected to end with exit code ${expectedCode}, and ended with ${result.code}.`,
    );
  return result;
}

export function commandLine(args: readonly string[]): string {
  return ['holdfast', ...args.map((arg) => (/[^\w.,:/=@-]/.test(arg) ? `"${arg}"` : arg))].join(' ');
}

/** Shows that something is as it was said to be. @throws Error when it is not */
export function claim(
  { narrator }: Pick<Scene, 'narrator'>,
  sentence: string,
  { holds, seen }: Finding,
): void {
  if (!holds) throw new Error(`It was to be seen that: ${sentence} But this came: ${seen}.`);
  narrator.say(`✓ ${sentence}`);
}

export interface Finding {
  readonly holds: boolean;
  /** What was found, for when it does not hold. */
  readonly seen: string;
}

/** @returns a finding that holds when both say the same in JSON */
export function same(seen: unknown, expected: unknown): Finding {
  const [is, should] = [JSON.stringify(seen), JSON.stringify(expected)];
  return { holds: is === should, seen: `${is} instead of ${should}` };
}

/** Shows what a channel of Slack says, and claims that it does. @throws Error when it does not say so in time */
export async function claimInSlack({ narrator, chat }: Scene, wanted: ShownMessage): Promise<void> {
  narrator.say(`In Slack, #${wanted.channel}:`);
  narrator.output(await chat.shown(wanted));
  narrator.say(`✓ Slack says “${wanted.begins}”.`);
}

export async function registerCluster(scene: Scene): Promise<void> {
  await holdfast(scene, ['cluster', 'add', 'prod', '--kubeconfig', scene.cluster.kubeconfigFile]);
}

export async function addLocation(scene: Scene): Promise<void> {
  await holdfast(scene, ['location', 'add', 'main']);
}

/** The line of the state matrix for a state that something has just reached. */
export async function matrixLine(scene: Scene, resource: Resource, id: string): Promise<void> {
  const { narrator, product } = scene;
  const { stateMatrix } = await execute(StateMatrixDocument, { resource }, connectionTo(product));
  const [row] = stateMatrix;
  const state = row?.states.find((each) => each.state === id);
  if (!row || !state || (state.count ?? 0) < 1)
    throw new Error(`The state matrix was expected to count a ${resource} in the state ${id}.`);
  const may = state.operations.filter(({ built }) => built).map(({ label }) => label);
  narrator.say(`In the state matrix: ${row.label}, ${state.label} – ${state.meaning}.`);
  if (may.length > 0) narrator.say(`The state allows, each in the modes that have it: ${may.join(', ')}.`);
}

export function connectionTo({
  url,
  tokenFile,
}: Pick<Product, 'url' | 'tokenFile'>): Connection & { readonly token: string } {
  return { url, token: readFileSync(tokenFile, 'utf8').trim() };
}
