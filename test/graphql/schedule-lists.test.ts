import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anAlert } from '../factories/resources.js';
import { fill, only } from './filled-schedules.js';
import { onlyError, type Running, startApi } from './running-api.js';

const LIST = `query ($first: Int! = 100) { backupSchedules(first: $first) { totalCount edges { node {
  id name state stateReason nextDueAt missingNamespaces
  cluster { name } location { name } owner { name }
  allowedOperations { operation allowed reason advice }
  openCycle { id trigger backup { id } }
  alerts { id kind count schedule { name } backup { id } }
} } } }`;

describe.each([
  ['graphql-jit', true],
  ['graphql-js', false],
])('with %s', (_engine, compiled) => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi({ compiled });
  });
  afterEach(() => api.stop());

  it('a page of 100 schedules asks for what belongs to them once, not once per schedule', async () => {
    fill(api, 100);
    const answer = await api.query(LIST);
    expect(answer.body.errors).toBeUndefined();
    const counts = new Map<string, number>();
    for (const { name } of api.services.calls) counts.set(name, (counts.get(name) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      'schedules.page': 1,
      'schedules.count': 1,
      'clusters.getMany': 1,
      'locations.getMany': 1,
      'identity.usersByIds': 1,
      'schedules.openCyclesOf': 1,
      'schedules.backupsOfCycles': 1,
      'schedules.alertsOf': 1,
      'schedules.getMany': 1,
      'backups.getMany': 1,
    });
  });

  it('alerts are narrowed by a filter, which goes before the arguments beside it, and sorted; all faults at once', async () => {
    fill(api, 1);
    const { schedule } = only(api);
    const id = schedule.clusterId;
    const text = `query ($filter: AlertFilterInput) {
      alerts(filter: $filter, sort: { by: COUNT }, open: true, kinds: [CLUSTER_BAD]) { totalCount } }`;
    const openedFrom = '2026-11-01T00:00:00.000Z';
    const filter = {
      open: false,
      acknowledged: false,
      snoozed: true,
      clusterId: id.toUpperCase(),
      openedFrom,
    };
    expect((await api.query(text, { filter })).body.errors).toBeUndefined();
    const [asked] = api.services.calls.filter((call) => call.name === 'alerts.page').map((call) => call.args);
    expect(asked).toEqual([
      { first: 50, after: null, sort: { by: 'COUNT', direction: 'DESC' } },
      { ...filter, kinds: ['CLUSTER_BAD'], clusterId: id.toLowerCase(), openedFrom: new Date(openedFrom) },
    ]);
    const bad = { clusterId: 'x', scheduleId: 'y', openedFrom, openedWithin: 'LAST_DAY' };
    const [error] = (await api.query(text, { filter: bad })).body.errors ?? [];
    const { fields } = error!.extensions.details as unknown as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path).sort()).toEqual([
      'filter.clusterId',
      'filter.openedWithin',
      'filter.scheduleId',
    ]);
  });

  it('conditions of the lists reach the services', async () => {
    fill(api, 1);
    const { schedule } = only(api);
    const id = schedule.clusterId;
    await api.query(
      `query ($id: ID) { backupSchedules(clusterId: $id, locationId: null, states: [SUSPENDED], nameContains: "x") { totalCount }
        alerts(open: false, kinds: [CLUSTER_BAD], scheduleId: $id) { totalCount } all: alerts { edges { node { id } } } }`,
      { id: id.toUpperCase() },
    );
    const filters = (name: string) =>
      api.services.calls.filter((call) => call.name === name).map((call) => call.args.at(-1));
    const ofSchedules = { clusterId: id, states: ['SUSPENDED'], nameContains: 'x' };
    const ofAlerts = { open: false, kinds: ['CLUSTER_BAD'], scheduleId: id };
    expect(filters('schedules.page')).toEqual([ofSchedules]);
    expect(filters('schedules.count')).toEqual([ofSchedules]);
    expect(filters('alerts.page')).toEqual([ofAlerts, {}]);
    expect(filters('alerts.count')).toEqual([ofAlerts]);
  });

  it.each([
    ['backupSchedules(clusterId: "garbage") { totalCount }', 'clusterId'],
    ['backupSchedules(locationId: "garbage") { totalCount }', 'locationId'],
    ['backupSchedules(first: 0) { totalCount }', 'first'],
    ['alerts(scheduleId: "garbage") { totalCount }', 'scheduleId'],
    ['alerts(after: "garbage") { totalCount }', 'after'],
  ])('%s is bad input that names the argument', async (query, path) => {
    const { extensions } = onlyError(await api.query(`{ ${query} }`));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { fields: [{ path }] } });
  });

  it('an alert tells what happened how often, to what, and what to do', async () => {
    fill(api, 1);
    const { schedule, backup } = only(api);
    const [cluster] = api.services.clusterRows;
    const [location] = api.services.locationRows;
    const closed = { closedAt: new Date('2026-11-20T12:00:00Z'), closedReason: 'the cluster was read again' };
    const rows = [
      ...api.services.alertRows,
      anAlert({ subjectType: 'Cluster', subjectId: cluster?.id ?? '', kind: 'CLUSTER_BAD', ...closed }),
      anAlert({ subjectType: 'BackupLocation', subjectId: location?.id ?? '', kind: 'LOCATION_BAD' }),
    ];
    api.services.alertRows = rows;
    const { body } =
      await api.query(`{ alerts { totalCount edges { node { id kind meaning subjectType subjectId isOpen
      count namespaces message openedAt changedAt lastSeenAt acknowledgedAt acknowledgedBy closedAt closedReason
      schedule { name } backup { id } cluster { name } location { name } } } } one: alert(id: "${rows[0]?.id}") { id }
      none: alert(id: "garbage") { id } }`);
    expect(body.errors?.map((each) => each.extensions.code)).toEqual(['NOT_FOUND']);
    expect(body.data).toMatchObject({
      alerts: {
        totalCount: 3,
        edges: [
          {
            node: {
              kind: 'MISSING_NAMESPACES',
              meaning: expect.stringContaining('exclude them from the schedule'),
              subjectType: 'BackupSchedule',
              subjectId: schedule.id,
              isOpen: true,
              namespaces: ['billing'],
              schedule: { name: 'schedule-0' },
              backup: { id: backup.id },
              cluster: null,
              location: null,
            },
          },
          {
            node: {
              isOpen: false,
              closedReason: 'the cluster was read again',
              schedule: null,
              backup: null,
              cluster: { name: 'harbour' },
              location: null,
            },
          },
          { node: { cluster: null, location: { name: 'vault' } } },
        ],
      },
      one: { id: rows[0]?.id },
      none: null,
    });
  });

  it('the state matrix counts schedules', async () => {
    fill(api, 3);
    const { body } = await api.query('{ stateMatrix(resource: BackupSchedule) { states { state count } } }');
    expect(body.data).toEqual({
      stateMatrix: [
        {
          states: [
            { state: 'ACTIVE', count: 2 },
            { state: 'SUSPENDED', count: 1 },
          ],
        },
      ],
    });
  });
});
