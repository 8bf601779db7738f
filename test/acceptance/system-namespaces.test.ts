/** S18: what a selection of all or by labels never holds, known by what runs there and not by its name. Source: facts 1.10. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import type { NamespaceSelection } from '../../src/domain/namespace-selection.js';
import { aService } from '../stand-ins/kubernetes/worlds/builders.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { FederatedInstallation } from '../support/federated-installation.js';
import { Scheduled } from '../support/scheduled.js';

const ALL: NamespaceSelection = { kind: 'ALL' };
const BY_LABEL: NamespaceSelection = { kind: 'LABELS', selector: 'team=storage' };
const SERVICES = /\/api\/v1\/services\?.*portworx-service/;
const viewer = systemActor('test');

describe('the namespace that holds the Service of Portworx', () => {
  let world: Scheduled;
  beforeEach(async () => {
    world = await Scheduled.start({ namespaces: ['shop'] });
    for (const name of ['disks', 'disks-ui']) world.store.createNamespace(name, { team: 'storage' });
    build(world.store, aService('disks', 'portworx-service'), aService('disks-ui', 'portworx-service-ui'));
  });
  afterEach(() => world.stop());

  const planned = async (scheduleId: string) => {
    const { included } = await world.services.schedules.preview(scheduleId, viewer);
    return included.map(({ name }) => name);
  };

  it.each([
    ['all', ALL, ['default', 'disks-ui', 'shop']],
    ['labels', BY_LABEL, ['disks-ui']],
  ] as const)('is in no cycle and no preview of a schedule by %s', async (name, selection, rest) => {
    const schedule = await world.create([], { name, selection });
    expect(await planned(schedule.id)).toEqual(rest);
    expect((await world.cycle(schedule.id)).backup).toMatchObject({
      state: 'SUCCESS',
      included: rest,
      missing: [],
    });
  });

  it('is one like any other once the Service has gone', async () => {
    const { id } = await world.create([], { selection: BY_LABEL });
    world.store.delete('services', 'portworx-service', 'disks');
    expect(await planned(id)).toEqual(['disks', 'disks-ui']);
    expect((await world.cycle(id)).backup).toMatchObject({ included: ['disks', 'disks-ui'] });
  });

  it('is backed up where it is named', async () => {
    const { id } = await world.create(['disks', 'shop']);
    expect((await world.cycle(id)).backup).toMatchObject({ state: 'SUCCESS', included: ['disks', 'shop'] });
  });

  it('is known by its name alone where the cluster does not let Services be listed', async () => {
    world.holdfast.kubernetes.faults.add({ match: SERVICES, do: { status: 403 } });
    world.store.createNamespace('portworx', { team: 'storage' });
    const { id } = await world.create([], { selection: BY_LABEL });
    expect((await world.cycle(id)).backup).toMatchObject({
      state: 'SUCCESS',
      included: ['disks', 'disks-ui'],
    });
  });

  it('is not taken for an application because the cluster did not say', async () => {
    const { id } = await world.create([], { selection: BY_LABEL });
    world.holdfast.kubernetes.faults.add({ match: SERVICES, do: 'expired-token' });
    expect((await world.cycle(id)).backup).toMatchObject({
      state: 'FAILURE',
      reason: 'CLUSTER_UNAVAILABLE',
      included: [],
    });
  });

  it('is told from the others by the API, and offered to nobody who does not mean it', async () => {
    const { cluster, actor } = world.holdfast;
    const shown = await world.services.clusters.namespaces(cluster.id, actor);
    expect(shown.filter(({ system }) => system).map(({ name }) => name)).toEqual([
      'disks',
      'kube-node-lease',
      'kube-public',
      'kube-system',
    ]);
    const { id: scheduleId } = await world.create(['default', 'shop']);
    await world.services.clusters.validate(cluster.id, actor);
    const offered = async (search: string | null) =>
      (await world.services.scheduleChoices.additions({ scheduleId, search, first: 9 }, actor)).names;
    expect(await offered(null)).toEqual(['disks-ui']);
    expect(await offered('disk')).toEqual(['disks', 'disks-ui']);
  });
});

describe('the namespace in which Stork was found', () => {
  let harbour: FederatedInstallation;
  beforeEach(async () => {
    harbour = await FederatedInstallation.start({
      namespaces: ['shop', 'tools-ui'],
      stork: { namespace: 'tools' },
    });
  });
  afterEach(() => harbour.stop());

  it('is in no backup of all that there is', async () => {
    const { holdfast } = harbour;
    const { schedules } = holdfast.product.services;
    const { id } = await harbour.schedule(ALL);
    const planned = await schedules.preview(id, viewer);
    expect(planned.included.map(({ name }) => name)).toEqual(['default', 'shop', 'tools-ui']);
    expect(planned.unlisted).toContain('tools');
    const backup = await schedules.backUpNow(id, holdfast.actor);
    expect(await holdfast.run(backup.id)).toMatchObject({
      state: 'SUCCESS',
      included: ['default', 'shop', 'tools-ui'],
    });
  });
});
