/** All that a row or the story stands on, each on a free port: the clusters, Slack, what the row asks for, and the product. */
import { join } from 'node:path';
import { startBrowser } from './browser.js';
import { type DemoBucket, startDemoBucket } from './bucket.js';
import { startDemoChat } from './chat.js';
import { startDemoCluster } from './cluster.js';
import { type ExplorerPage, openExplorer } from './explorer-page.js';
import { type DemoGarden, startDemoGarden } from './garden.js';
import { startHarbour } from './harbour.js';
import { type DemoIdentity, startDemoIdentity } from './identity.js';
import type { Narrator } from './narrator.js';
import { type Product, runOffline, startProduct } from './product.js';
import type { Row } from './rows/row.js';
import { commandLine, connectionTo, type Scene } from './scene.js';

export interface Place {
  /** Where everything is kept. */
  readonly folder: string;
  /** Of the product; 0: any free one. */
  readonly port: number;
  /** Where pictures of the explorer go; undefined: none are made. */
  readonly pictures: string | undefined;
  readonly narrator: Narrator;
  /** Whatever is started adds how it is ended. */
  readonly closers: (() => Promise<unknown>)[];
}

export async function startAll(
  place: Place,
  row: Row | undefined,
): Promise<Omit<Scene, 'narrator' | 'stages'>> {
  const { folder, port, narrator, closers } = place;
  narrator.step('A Kubernetes API with a small company in it, its Slack, and Holdfast, each on a free port.');
  const cluster = await startDemoCluster(join(folder, 'kubeconfig'));
  closers.push(() => cluster.stop());
  const harbour = await startHarbour(join(folder, 'harbour.kubeconfig'));
  closers.push(() => harbour.stop());
  narrator.say(
    `The cluster answers at ${cluster.url}: ${cluster.namespaces} namespaces, ${cluster.objects} objects.`,
  );
  const chat = await startDemoChat();
  closers.push(() => chat.stop());
  const garden = row?.garden ? await openGarden(place) : undefined;
  const identity = row?.identity ? await openIdentity(place) : undefined;
  const { bucket, environment } = row?.bucket ? await openBucket(place) : { environment: {} };
  const product = await startProduct({
    dataDir: join(folder, 'data'),
    logFile: join(folder, 'holdfast.log'),
    port,
    environment: { ...chat.environment, ...identity?.environment, ...environment },
  });
  closers.push(() => product.stop());
  chat.deliverTo(product.url);
  narrator.say(`Slack is a page: ${chat.url}.`);
  narrator.say(`Holdfast answers at ${product.url}; its data is in ${join(folder, 'data')}.`);
  const explorer = row?.explorer ? await openPage(place, product) : undefined;
  return { cluster, harbour, chat, product, bucket, garden, identity, explorer };
}

/** A store, and the key that the product is to encrypt with: it is made by the product's own command before it starts. */
async function openBucket({
  folder,
  narrator,
  closers,
}: Place): Promise<{ readonly bucket: DemoBucket; readonly environment: Record<string, string> }> {
  const bucket = await startDemoBucket(folder);
  closers.push(() => bucket.stop());
  narrator.say(`A store that speaks S3 answers at ${bucket.url}; it has one bucket.`);
  const keyFile = join(folder, 'backup.key');
  const args = ['backup-key', 'create', keyFile];
  narrator.command(commandLine(args));
  const { code, output } = await runOffline(args, folder);
  narrator.output(output);
  if (code !== 0) throw new Error(`"${commandLine(args)}" ended with exit code ${code}.`);
  const environment = { HOLDFAST_BACKUP_KEY_FILE: keyFile };
  narrator.say(`Holdfast is started with HOLDFAST_BACKUP_KEY_FILE=${keyFile}`);
  return { bucket, environment };
}

async function openGarden({ folder, narrator, closers }: Place): Promise<DemoGarden> {
  const garden = await startDemoGarden(join(folder, 'garden.kubeconfig'));
  closers.push(() => garden.stop());
  narrator.say(`A Gardener garden answers at ${garden.url}; it has three shoots.`);
  return garden;
}

async function openIdentity({ narrator, closers }: Place): Promise<DemoIdentity> {
  const identity = await startDemoIdentity();
  closers.push(() => identity.stop());
  narrator.say(`A Keycloak realm answers at ${identity.url}.`);
  return identity;
}

/** Undefined, and said loudly, where there is no browser. */
async function openPage(
  { folder, pictures, narrator, closers }: Place,
  product: Product,
): Promise<ExplorerPage | undefined> {
  const browser = await startBrowser({ home: join(folder, 'browser') });
  if (typeof browser === 'string') {
    narrator.say(`NO BROWSER: ${browser} The explorer is asked over HTTP, and its page is not seen.`);
    return undefined;
  }
  closers.push(() => browser.close());
  const explorer = await openExplorer(browser, { ...connectionTo(product), pictures });
  narrator.say(`The explorer is open in ${explorer.browser}, signed in with the administrator's token.`);
  if (pictures !== undefined) narrator.say(`Pictures of what it shows come to ${pictures}.`);
  return explorer;
}
