/** Rows of the seed's table, and the whole story: real processes, the real command line. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RESOURCES, resourceRow } from '../../src/domain/state-matrix.js';
import { PROJECT } from '../support/built-product.js';
import { claims, DemoProcesses, invited } from './demo-process.js';

const hasChromium = existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium');

let demos: DemoProcesses;
beforeAll(async () => {
  demos = await DemoProcesses.prepare();
});
afterAll(() => demos.stop());

// Beside each other: most of a row is waiting for what it tells.
describe.concurrent('a row of the table that is replayed', () => {
  it('deleted-during: at the stages of volumes and of resources the backup fails, keeps nothing, and is followed up', async () => {
    const stdout = await demos.replayed('deleted-during');
    for (const stage of ['VOLUMES', 'RESOURCES'])
      expect(claims(stdout)).toContain(`The backup failed in the stage ${stage} and names billing as lost.`);
    expect(claims(stdout).filter((each) => each?.includes('Partial Success with blog, shop'))).toHaveLength(
      2,
    );
    expect(claims(stdout)).toContain('In the location there is no file of the failed backup.');
    expect(stdout).not.toContain(PROJECT);
  });

  it('added-during: an edit made while a cycle runs waits for the next one', async () => {
    expect(claims(await demos.replayed('added-during'))).toEqual([
      'The cycle is a Success with blog, shop.',
      'The running cycle kept to its plan.',
      'The cycle is a Success with blog, reviews, shop.',
    ]);
  });

  it('restore: a deleted namespace comes back under another name from an encrypted backup in a bucket', async () => {
    const stdout = await demos.replayed('restore');
    expect(claims(stdout)).toEqual([
      'The backup is a Success and encrypted; its one volume has a snapshot.',
      'The objects are there, and no zstd frame is in any file: nothing can be unpacked without the key.',
      '“shop-pass” is in no file, neither plain nor in base64.',
      '“"serial":9007199254740993” is in no file, neither plain nor in base64.',
      'What can be read is the manifest: it names “shop”, kinds and counts.',
      'The Deployment "web" differs: spec.replicas was 3 and is 1.',
      'The cluster has no namespace "shop".',
      'The objects of the namespace are removed.',
      'Only the namespace is removed of what is cluster-scoped; what it used is there and the same.',
      'It says which name was wrong.',
      'It would come back in the new namespace "shop-again", and nothing stands in its way.',
      'The cluster has no namespace "shop-again".',
      'The restore is a Success.',
      'The Deployment "web" runs with 3 replicas.',
      'The Secret "database" has its password, “shop-pass”.',
      'The Coupon "spring" has "serial":9007199254740993, to the last digit.',
      'The claim "data-redis-0" is bound to a volume made from the snapshot.',
      'The cluster has no namespace "shop".',
      'All is there and the same: nothing would be made, nothing differs.',
      'What was changed since is named: one conflict, the Deployment "web".',
      'The backup is INTACT.',
      'The backup is DAMAGED, and says where.',
    ]);
    expect(stdout).toMatch(/BAD_USER_INPUT/);
    expect(stdout).not.toContain(PROJECT);
  });

  it('federated: Stork makes the backup on its cluster; the cluster loses it, and gets an older one', async () => {
    const stdout = await demos.replayed('federated');
    expect(claims(stdout)).toEqual([
      'The cluster is Active, and its Stork is new enough.',
      'The cycle is a Partial Success with catalogue, orders; missing: returns.',
      'The cluster was told once.',
      'The cluster is Disconnected, and says why.',
      'The cluster is Active; one prerequisite is met, one is not.',
    ]);
    expect(stdout).not.toContain(PROJECT);
  });

  it('discovery: shoots are registered; one sleeps without alarm, one is deleted and its backup stays; a refused token alarms', async () => {
    const stdout = await demos.replayed('discovery');
    expect(claims(stdout)).toEqual([
      'While it looks through the garden it is not edited.',
      'The discovery is a Success: two shoots match, and both are registered.',
      'Both are Active, in federated mode, and kept up.',
      'The cycle is a Success with payments.',
      'The cluster is Not Available because it sleeps.',
      'No alert is open.',
      'The cluster is Active.',
      'Its cluster is still here, and nobody keeps it up any more.',
      'Its backup stays.',
      'The discovery Failed, and says why.',
      'One alert is open: CLUSTER_DISCOVERY_CONFIG_FAILED, seen once.',
      'Slack says “Cluster discovery failed: cluster discovery prod-shoots”.',
      'Its clusters stay as they are.',
      'No alert is open.',
      'It is refused while it has clusters, and names them.',
      'It was Deleting, and is gone.',
      'Its cluster stays, unmanaged.',
    ]);
    expect(stdout).not.toContain(PROJECT);
  });

  it('machines: they run, are paused and stopped; a guest is frozen and thawed; one disk less is a Partial Success', async () => {
    const stdout = await demos.replayed('machines');
    expect(claims(stdout)).toEqual([
      'They are: archive RUNNING, db RUNNING, report RUNNING, trial RUNNING.',
      'They are: archive RUNNING, db RUNNING, report STOPPED, trial PAUSED.',
      'The backup is a Success, its guest was frozen.',
      'KubeVirt was asked for one freeze and one thaw, and nothing is frozen.',
      'The backup is a Partial Success: one disk is missing, and only that machine is partial.',
      'The paused and the stopped one were left alone; both that ran were thawed.',
    ]);
    expect(stdout).not.toContain(PROJECT);
  });

  it('states: every state of the matrix is seen in the explorer, on the command line and in Slack', async () => {
    const playing = await demos.start(['states', '--stay']);
    const ended = playing.ended.then(() => false);
    const told = vi.waitFor(() => expect(playing.stdout).toContain('curl -s '), { timeout: 1_500_000 });
    expect(
      await Promise.race([
        told.then(
          () => true,
          () => false,
        ),
        ended,
      ]),
      playing.written,
    ).toBe(true);
    playing.kill('SIGINT');
    expect(await playing.ended, playing.written).toEqual({ code: 0, signal: null });
    const { stdout } = playing;
    const table = stdout.slice(stdout.indexOf('RESOURCE  '));
    for (const resource of RESOURCES)
      for (const [state, { documented }] of Object.entries(resourceRow(resource).states))
        if (documented)
          expect(table).toMatch(new RegExp(`^ *${resourceRow(resource).label} +${state} `, 'm'));
    const said = claims(stdout);
    for (const sentence of [
      'A second location with the same bucket is refused a sync of its own.',
      'It has added the one that somebody else had made, and marked the one that is gone.',
      '"lost" is still listed, and marked as gone from its bucket.',
      'The deletion is refused: no cluster could do it.',
      'By force its record goes, and it is said where its data stays.',
      'The matrix counts two as Unknown: a group and one of its people.',
      'In the explorer the matrix counts something in each state.',
      'Of groups, too, there is one that is Active and one that is Unknown.',
      'So does /backup status.',
    ])
      expect(said).toContain(sentence);
    expect(table).toMatch(/^ *Users and user groups +UNKNOWN +DELETED .* group show /m);
    const [door, otherDoor] = hasChromium ? ['page', 'HTTP'] : ['HTTP', 'page'];
    expect(table).toMatch(new RegExp(`  ${door}: \\d+ counted  `));
    expect(table).not.toContain(`  ${otherDoor}: `);
    // A browser without a home writes where it stands.
    expect(existsSync(join(PROJECT, '.config'))).toBe(false);
    if (!hasChromium) expect(stdout).toContain('NO BROWSER: ');
    else
      for (const sentence of [
        'The live query on the page of the explorer shows "harbour" become NOT_AVAILABLE.',
        'On the page of the explorer nothing went wrong, and it asked nobody but Holdfast.',
      ])
        expect(said).toContain(sentence);
    expect(stdout).not.toContain(PROJECT);
  });

  it('--stay: goes on running until it is asked to end', async () => {
    const playing = await demos.start(['all-missing', '--stay']);
    expect((await fetch(`${await invited(playing)}/readyz`)).status).toBe(200);
    playing.kill('SIGINT');
    expect(await playing.ended).toEqual({ code: 0, signal: null });
  });
});

it('the whole story ends by itself when nobody looks on, and leaves nothing behind', async () => {
  const played = await demos.start(['--no-wait']);
  expect(await played.ended, played.written).toEqual({ code: 0, signal: null });
  expect(claims(played.stdout)).toContain('Five backups: four Successes and one Partial Success.');
  expect(played.stdout).not.toContain('Your turn.');
  expect(await played.leftBehind()).toEqual([]);
});
