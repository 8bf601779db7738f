/** A namespace that is deleted and comes back under another name, from an encrypted backup in a bucket. */
import type { DemoBucket } from '../bucket.js';
import { deleteNamespace } from '../deeds.js';
import {
  backupNamed,
  claimNotThere,
  compared,
  inCluster,
  previewed,
  scaleWeb,
  stateOfBackup,
  stateOfRestore,
} from '../restoring.js';
import { claim, holdfast, type Scene, same } from '../scene.js';
import { claimUnreadable, damageObjects } from '../stored-backup.js';
import type { Row } from './row.js';

const NAME = 'shop';
const COPY = 'shop-again';
const BACKUP = 'before';
const RESTORE = 'comeback';
/** What the Secret "database" of the namespace has. */
const PASSWORD = 'shop-pass';
/** What a custom resource of it has: past what a double holds. */
const SERIAL = '"serial":9007199254740993';

export const restored: Row = {
  name: 'restore',
  source: "not in the seed's table; Holdfast",
  words:
    'A namespace that was deleted comes back under another name from an encrypted backup in a bucket. It is tried before and compared; and a backup in which one bit is wrong does not pass for a good one.',
  bucket: true,
  async play(scene) {
    const { bucket } = scene;
    if (bucket === undefined) throw new Error('This row needs a bucket.');
    await backUp(scene, bucket);
    await lose(scene);
    await tryIt(scene);
    await restore(scene);
    await compareWithCopy(scene);
    await verify(scene, bucket);
  },
};

async function backUp(scene: Scene, bucket: DemoBucket): Promise<void> {
  const { narrator } = scene;
  narrator.step('The bucket becomes a backup location: what its store is able to do is found out.');
  await holdfast(scene, ['location', 'add', 'vault', ...bucket.options]);
  await holdfast(scene, ['location', 'show', 'vault']);
  narrator.step(`A backup of "${NAME}": its objects, and a snapshot of its volume.`);
  const what = ['--cluster', 'prod', '--location', 'vault', '--namespaces', NAME, '--name', BACKUP];
  await holdfast(scene, ['backup', 'create', ...what, '--watch']);
  await holdfast(scene, ['backup', 'show', BACKUP]);
  const finding = same(await stateOfBackup(scene, BACKUP), ['SUCCESS', 'ENCRYPTED', 1, 1]);
  claim(scene, 'The backup is a Success and encrypted; its one volume has a snapshot.', finding);
  narrator.step('Who can read the bucket reads no object and no Secret.');
  claimUnreadable(scene, bucket, { words: [PASSWORD, SERIAL], readable: NAME });
}

async function lose(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step('Somebody scales a Deployment. The backup is compared with the cluster.');
  await scaleWeb(scene, NAME, 1);
  const { differences } = await compared(scene, BACKUP);
  const web = differences.find(({ object }) => object.resource === 'deployments.apps');
  const field = web?.fields.find(({ path }) => path === 'spec.replicas');
  const finding = same([web?.object.name, field?.before, field?.after], ['web', '3', '1']);
  claim(scene, 'The Deployment "web" differs: spec.replicas was 3 and is 1.', finding);
  narrator.step(`Then somebody deletes "${NAME}" with all that is in it.`);
  await deleteNamespace(scene, NAME);
  await claimNotThere(scene, NAME);
  const { removed, added, changed, unchanged, differences: gone } = await compared(scene, BACKUP);
  claim(scene, 'The objects of the namespace are removed.', {
    holds: removed === gone.length && removed > 15 && added + changed === 0,
    seen: JSON.stringify({ removed, added, changed }),
  });
  const others = gone.filter(({ object }) => object.namespace === '').map(({ object }) => object.resource);
  claim(
    scene,
    'Only the namespace is removed of what is cluster-scoped; what it used is there and the same.',
    same([others, unchanged > 0], [['namespaces'], true]),
  );
}

async function tryIt(scene: Scene): Promise<void> {
  scene.narrator.step('A restore is tried first. A namespace that the backup does not hold is refused.');
  const mistyped = ['restore', 'preview', BACKUP, '--map', `shoop=${COPY}`];
  const { output } = await holdfast(scene, mistyped, { expectedCode: 1 });
  const named = output.includes('shoop') && output.includes(`${NAME}`);
  claim(scene, 'It says which name was wrong.', { holds: named, seen: output.trim() });
  const { counts, newNamespaces, conflicts } = await previewed(scene, BACKUP, NAME, COPY);
  const standing = conflicts.filter(({ outcome }) => outcome !== 'SKIPPED');
  const finding = same([newNamespaces, counts.failed, standing], [[COPY], 0, []]);
  claim(scene, `It would come back in the new namespace "${COPY}", and nothing stands in its way.`, finding);
  await claimNotThere(scene, COPY);
}

async function restore(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step(`It comes back as "${COPY}".`);
  const how = ['--map', `${NAME}=${COPY}`, '--name', RESTORE, '--watch'];
  await holdfast(scene, ['restore', 'create', BACKUP, ...how]);
  await holdfast(scene, ['restore', 'show', RESTORE]);
  claim(scene, 'The restore is a Success.', same((await stateOfRestore(scene, RESTORE))[0], 'SUCCESS'));
  narrator.step('The cluster is asked itself, past Holdfast.');
  await scene.cluster.settled();
  const at = (group: string, what: string) => inCluster(scene, `/${group}/namespaces/${COPY}/${what}`);
  const web = JSON.parse(await at('apis/apps/v1', 'deployments/web'));
  claim(scene, 'The Deployment "web" runs with 3 replicas.', same(web.status?.readyReplicas, 3));
  const { data } = JSON.parse(await at('api/v1', 'secrets/database'));
  const password = Buffer.from(data.password, 'base64').toString();
  claim(scene, `The Secret "database" has its password, “${PASSWORD}”.`, same(password, PASSWORD));
  const coupon = await at('apis/shop.example.com/v1', 'coupons/spring');
  claim(scene, `The Coupon "spring" has ${SERIAL}, to the last digit.`, {
    holds: coupon.includes(SERIAL),
    seen: coupon,
  });
  const volume = JSON.parse(await at('api/v1', 'persistentvolumeclaims/data-redis-0'));
  const source = volume.spec.dataSourceRef?.kind ?? volume.spec.dataSource?.kind;
  claim(
    scene,
    'The claim "data-redis-0" is bound to a volume made from the snapshot.',
    same([volume.status?.phase, source], ['Bound', 'VolumeSnapshot']),
  );
  await claimNotThere(scene, NAME);
}

async function compareWithCopy(scene: Scene): Promise<void> {
  scene.narrator.step('The backup and the copy are compared: the same restore is tried again.');
  const { counts } = await previewed(scene, BACKUP, NAME, COPY);
  const finding = same([counts.created, counts.kept, counts.failed, counts.unchanged > 0], [0, 0, 0, true]);
  claim(scene, 'All is there and the same: nothing would be made, nothing differs.', finding);
  await scaleWeb(scene, COPY, 5);
  const { conflicts } = await previewed(scene, BACKUP, NAME, COPY);
  claim(
    scene,
    'What was changed since is named: one conflict, the Deployment "web".',
    same(
      conflicts
        .filter(({ outcome }) => outcome !== 'SKIPPED')
        .map(({ object, outcome }) => [object.resource, object.name, outcome]),
      [['deployments.apps', 'web', 'KEPT']],
    ),
  );
}

async function verify(scene: Scene, bucket: DemoBucket): Promise<void> {
  const { narrator } = scene;
  narrator.step('The backup is read back whole: every frame, every digest, every object.');
  await holdfast(scene, ['backup', 'verify', BACKUP]);
  const intact = (await backupNamed(scene, BACKUP)).verification;
  claim(scene, 'The backup is INTACT.', same(intact, 'INTACT'));
  narrator.step('Somebody flips one bit in the bucket. The backup is read back again.');
  damageObjects(scene, bucket);
  await holdfast(scene, ['backup', 'verify', BACKUP], { expectedCode: 4 });
  const { verification, lastVerification } = await backupNamed(scene, BACKUP);
  claim(scene, 'The backup is DAMAGED, and says where.', {
    holds: verification === 'DAMAGED' && (lastVerification?.damages.length ?? 0) > 0,
    seen: JSON.stringify([verification, lastVerification?.damages]),
  });
}
