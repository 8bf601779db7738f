import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import { aCycle, aScheduleEdit } from '../factories/resources.js';
import { aSchedule } from './builders.js';
import { askSchedule, fill, only } from './filled-schedules.js';
import { onlyError, type Running, startApi } from './running-api.js';

describe.each([
  ['graphql-jit', true],
  ['graphql-js', false],
])('with %s', (_engine, compiled) => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi({ compiled });
  });
  afterEach(() => api.stop());

  it('a schedule tells what, when, where, what is missing and what may be asked of it', async () => {
    fill(api, 1);
    const { shown } = await askSchedule(
      api,
      `name state stateReason createdSingle version selectionVersion barrenCycles
      selection { kind names selector } timing { kind minutes at weekdays monthDays expression description } timeZone
      graceMinutes retention { keep maxAgeDays } nextDueAt anchor missingNamespaces releasedNamespaces
      departures { namespace leftAt } labels { key value } cluster { name } location { name } owner { name }
      allowedOperations { operation allowed reason advice }`,
    );
    expect(shown).toMatchObject({
      name: 'schedule-0',
      state: 'ACTIVE',
      stateReason: null,
      createdSingle: false,
      selection: { kind: 'NAMED', names: ['billing', 'blog', 'shop'], selector: null },
      timing: {
        kind: 'DAILY',
        minutes: null,
        at: '02:30',
        weekdays: null,
        monthDays: null,
        expression: null,
        description: 'daily at 02:30 (Europe/Berlin)',
      },
      timeZone: 'Europe/Berlin',
      graceMinutes: 60,
      retention: { keep: 7, maxAgeDays: null },
      nextDueAt: '2026-11-21T01:30:00.000Z',
      missingNamespaces: ['billing'],
      cluster: { name: 'harbour' },
      location: { name: 'vault' },
      owner: { name: 'ada' },
      allowedOperations: [
        { operation: 'edit', allowed: true, reason: null, advice: null },
        {
          operation: 'delete',
          allowed: false,
          reason: expect.stringContaining('A cycle of it is under way'),
        },
        { operation: 'suspend', allowed: true },
        { operation: 'resume', allowed: false, reason: expect.stringContaining('Not while it is Active') },
        {
          operation: 'backUpNow',
          allowed: false,
          reason: expect.stringContaining('A cycle of it is under way'),
        },
        { operation: 'excludeNamespaces', allowed: true },
        { operation: 'addNamespaces', allowed: true },
      ],
    });
  });

  it('a schedule by labels offers no edit of its namespaces, and says why and what to do instead', async () => {
    fill(api, 1);
    api.services.scheduleRows = [
      aSchedule({ ...only(api).schedule, selection: { kind: 'LABELS', selector: 'team=shop' } }),
    ];
    const { shown } = await askSchedule(
      api,
      'selection { kind names selector } allowedOperations { operation allowed reason advice }',
    );
    const refusal = {
      allowed: false,
      reason: 'Its namespaces cannot be edited by list: it takes the namespaces that match a label selector.',
      advice: 'Label the namespaces, or edit the selector.',
    };
    expect(shown).toMatchObject({
      selection: { kind: 'LABELS', names: null, selector: 'team=shop' },
      allowedOperations: expect.arrayContaining([
        { operation: 'excludeNamespaces', ...refusal },
        { operation: 'addNamespaces', ...refusal },
      ]),
    });
  });

  it('due times to come are as many as are asked for', async () => {
    fill(api, 1);
    const { shown } = await askSchedule(api, 'upcoming(first: 2)');
    expect(shown).toEqual({ upcoming: ['2026-11-21T01:30:00.000Z', '2026-11-22T01:30:00.000Z'] });
    for (const first of [0, 101]) {
      const { extensions } = onlyError((await askSchedule(api, `upcoming(first: ${first})`)).answer);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { fields: [{ path: 'first' }] } });
    }
  });

  it('a preview tells what the next cycle would do; a cluster that does not answer costs the preview alone', async () => {
    fill(api, 1);
    const fields = 'name preview { at included { name uid } missing { name reason } unlisted }';
    expect((await askSchedule(api, fields)).shown).toEqual({
      name: 'schedule-0',
      preview: {
        at: '2026-11-21T01:30:00.000Z',
        included: [{ name: 'shop', uid: '7d0b8f0a-0000-4000-8000-000000000001' }],
        missing: [{ name: 'billing', reason: 'Terminating' }],
        unlisted: ['wiki'],
      },
    });
    api.services.fail(
      'schedules.preview',
      new ClusterCallFailed('Timed out.', { kind: 'TIMEOUT', call: 'GET /' }),
    );
    const { answer, shown } = await askSchedule(api, fields);
    expect(shown).toEqual({ name: 'schedule-0', preview: null });
    expect(onlyError(answer).extensions.code).toBe('DEPENDENCY_FAILURE');
  });

  it('its history says who changed what when, field by field, page by page', async () => {
    fill(api, 1);
    const { schedule } = only(api);
    api.services.editRows = [
      aScheduleEdit(schedule.id),
      aScheduleEdit(schedule.id, {
        kind: 'EDIT',
        namespaces: [],
        actor: { kind: 'SYSTEM', id: null, name: 'import' },
        before: { name: 'old', retention: { keep: 3, maxAgeDays: null } },
        after: { name: 'new', labels: { team: 'blue' } },
        revertedAt: new Date('2026-11-20T11:00:00Z'),
      }),
      aScheduleEdit(aSchedule().id),
    ];
    const fields = (
      args: string,
    ) => `history(${args}) { pageInfo { hasNextPage endCursor } edges { cursor node {
      kind at actor { kind id name } namespaces changes { field before after } selectionVersion revertedAt } } }`;
    expect((await askSchedule(api, fields('first: 1'))).shown).toMatchObject({
      history: {
        pageInfo: { hasNextPage: true, endCursor: 'row-0' },
        edges: [
          {
            node: {
              kind: 'EXCLUDE',
              actor: { kind: 'USER', name: 'ada' },
              namespaces: ['billing'],
              changes: [
                {
                  field: 'selection',
                  before: { kind: 'NAMED', names: ['billing', 'blog', 'shop'] },
                  after: { kind: 'NAMED', names: ['blog', 'shop'] },
                },
              ],
              revertedAt: null,
            },
          },
        ],
      },
    });
    expect((await askSchedule(api, fields('first: 5, after: "row-0"'))).shown).toMatchObject({
      history: {
        pageInfo: { hasNextPage: false },
        edges: [
          {
            node: {
              actor: { kind: 'SYSTEM', id: null, name: 'import' },
              changes: [
                { field: 'labels', before: null, after: { team: 'blue' } },
                { field: 'name', before: 'old', after: 'new' },
                { field: 'retention', before: { keep: 3, maxAgeDays: null }, after: null },
              ],
              revertedAt: '2026-11-20T11:00:00.000Z',
            },
          },
        ],
      },
    });
  });

  it('its cycles show their backup, or why there is none, in words', async () => {
    fill(api, 1);
    const { schedule, backup } = only(api);
    const plannedAt = new Date('2026-11-20T01:30:00Z');
    api.services.cycleRows = [
      ...api.services.cycleRows,
      aCycle({
        scheduleId: schedule.id,
        plannedAt,
        trigger: 'PLANNED',
        outcome: 'SKIPPED',
        reasons: ['ONLY_NAMESPACE_GONE'],
      }),
      aCycle({
        scheduleId: schedule.id,
        outcome: 'BACKED_UP',
        reasons: ['NAMESPACE_LOST', 'OF_ANOTHER_VERSION'],
      }),
    ];
    const { shown } = await askSchedule(
      api,
      `openCycle { trigger } cycles { edges { node {
      plannedAt trigger outcome reasons { code meaning } selection { kind names } backup { id state } } } }`,
    );
    expect(shown).toMatchObject({
      openCycle: { trigger: 'PLANNED' },
      cycles: {
        edges: [
          { node: { outcome: 'OPEN', reasons: [], backup: { id: backup.id, state: 'PARTIAL_SUCCESS' } } },
          {
            node: {
              plannedAt: '2026-11-20T01:30:00.000Z',
              outcome: 'SKIPPED',
              reasons: [
                { code: 'ONLY_NAMESPACE_GONE', meaning: 'the only namespace of the schedule is gone' },
              ],
              backup: null,
            },
          },
          {
            node: {
              plannedAt: null,
              reasons: [
                { code: 'NAMESPACE_LOST', meaning: expect.stringContaining('vanished') },
                { code: 'OF_ANOTHER_VERSION', meaning: 'OF_ANOTHER_VERSION' },
              ],
            },
          },
        ],
      },
    });
  });
});
