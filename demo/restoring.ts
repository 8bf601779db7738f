/** What the API says of a backup and of its restores, and what the cluster itself says of a copy. */
import { execute } from '../src/client/execute.js';
import {
  BackupDocument,
  BackupsDocument,
  BackupVolumesDocument,
  CompareBackupDocument,
  PreviewRestoreDocument,
  RestoreIssuesDocument,
  RestoresDocument,
} from '../src/client/generated/graphql.js';
import { claim, connectionTo, holdfast, type Scene, same } from './scene.js';

export async function backupNamed({ product }: Scene, name: string) {
  const connection = connectionTo(product);
  const { backups } = await execute(
    BackupsDocument,
    { first: 1, after: null, filter: { nameContains: name } },
    connection,
  );
  const { backup } = await execute(BackupDocument, { id: backups.edges[0]?.node.id ?? '' }, connection);
  if (backup === null) throw new Error(`There is no backup "${name}".`);
  return backup;
}

/** Its state, whether it is encrypted, and how many of its volumes have a snapshot. */
export async function stateOfBackup(scene: Scene, name: string): Promise<readonly unknown[]> {
  const { id, state, encryption } = await backupNamed(scene, name);
  const { backup } = await execute(BackupVolumesDocument, { id, first: 1 }, connectionTo(scene.product));
  return [state, encryption?.state, backup?.volumes.ready, backup?.volumes.total];
}

/** Its state, and how many issues it has. */
export async function stateOfRestore({ product }: Scene, name: string): Promise<readonly unknown[]> {
  const connection = connectionTo(product);
  const filter = { nameContains: name };
  const { restores } = await execute(RestoresDocument, { first: 1, after: null, filter }, connection);
  const node = restores.edges[0]?.node;
  const variables = { id: node?.id ?? '', first: 10, after: null };
  const { restore } = await execute(RestoreIssuesDocument, variables, connection);
  return [node?.state, restore?.issues.totalCount];
}

/** Shows what differs in the cluster now from what the backup holds. The command ends as diff does. */
export async function compared(scene: Scene, backup: string) {
  await holdfast(scene, ['backup', 'compare', backup], { expectedCode: 4 });
  const input = { backupId: (await backupNamed(scene, backup)).id };
  const { compareBackup } = await execute(CompareBackupDocument, { input }, connectionTo(scene.product));
  return compareBackup;
}

/** Shows what a restore would do now, as the API says it too. */
export async function previewed(scene: Scene, backup: string, from: string, to: string) {
  await holdfast(scene, ['restore', 'preview', backup, '--map', `${from}=${to}`]);
  const input = { backupId: (await backupNamed(scene, backup)).id, namespaceMapping: [{ from, to }] };
  const { previewRestore } = await execute(PreviewRestoreDocument, { input }, connectionTo(scene.product));
  return previewRestore;
}

export async function scaleWeb(scene: Scene, namespace: string, replicas: number): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/web`;
  const { status } = await scene.cluster.call({ method: 'PATCH', path, body: { spec: { replicas } } });
  await scene.cluster.settled();
  scene.narrator.gap();
  scene.narrator.output(`PATCH ${scene.cluster.url}${path} (spec.replicas: ${replicas})  →  ${status}`);
  if (status !== 200) throw new Error(`The cluster answered ${status} to scaling "web".`);
}

export async function claimNotThere(scene: Scene, namespace: string): Promise<void> {
  const { status } = await scene.cluster.call({ method: 'GET', path: `/api/v1/namespaces/${namespace}` });
  claim(scene, `The cluster has no namespace "${namespace}".`, same(status, 404));
}

/** One object as the cluster has it. @throws Error when it has none */
export async function inCluster({ cluster }: Scene, path: string): Promise<string> {
  const { status, text } = await cluster.call({ method: 'GET', path });
  if (status !== 200) throw new Error(`The cluster answered ${status} to GET ${path}.`);
  return text;
}
