import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/identity.js';
import { anAlert, aScheduleEdit } from '../factories/resources.js';
import { fill } from './filled-schedules.js';
import { ADA, onlyError, type Running, startApi } from './running-api.js';

describe.each([
  ['graphql-jit', true],
  ['graphql-js', false],
])('with %s', (_engine, compiled) => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi({ compiled });
    fill(api, 30);
  });
  afterEach(() => api.stop());

  it('30 alerts with their names, edits and incidents before ask once for each', async () => {
    const { services } = api;
    const [alert] = services.alertRows;
    const before = anAlert({ closedAt: new Date() });
    services.alertsBefore.set(alert?.id ?? '', before);
    services.editRows = [aScheduleEdit(alert?.subjectId ?? '')];
    const { body } = await api.query(`{ alerts(first: 30) { edges { node { standing namespaceCount
      snooze { until by at } names(first: 1) { name onSchedule isBack } edits { kind } previous { id standing } } } } }`);
    expect(body.errors).toBeUndefined();
    const { edges } = (body.data as { alerts: { edges: { node: object }[] } }).alerts;
    expect(edges[0]?.node).toEqual({
      standing: 'OPEN',
      namespaceCount: 1,
      snooze: null,
      names: [{ name: 'billing', onSchedule: true, isBack: null }],
      edits: [{ kind: 'EXCLUDE' }],
      previous: { id: before.id, standing: 'CLOSED' },
    });
    expect(edges).toHaveLength(30);
    for (const name of ['namesOf', 'editsOf', 'previousOf']) {
      expect(services.count(`alertDetails.${name}`)).toBe(1);
    }
    expect(services.count('schedules.getMany')).toBe(1);
  });

  it('the same alert is asked for different numbers of names at once', async () => {
    const [alert] = api.services.alertRows;
    api.services.alertRows = [{ ...alert!, namespaces: ['a', 'b', 'c'] }];
    const { body } = await api.query(
      `{ alert(id: "${alert?.id}") { one: names(first: 1) { name } two: names(first: 2) { name } names { name } } }`,
    );
    expect(body.data).toEqual({
      alert: {
        one: [{ name: 'a' }],
        two: [{ name: 'a' }, { name: 'b' }],
        names: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      },
    });
  });

  it.each(['names(first: 0) { name }', 'names(first: 201) { name }', 'edits(first: 0) { kind }'])(
    '%s is refused',
    async (field) => {
      const [alert] = api.services.alertRows;
      const answer = await api.query(`{ alert(id: "${alert?.id}") { ${field} } }`);
      expect(onlyError(answer).extensions.code).toBe('BAD_USER_INPUT');
    },
  );

  it('mine are those of the caller', async () => {
    await api.query(
      '{ alerts(mine: true, open: true) { totalCount } all: alerts(mine: false) { totalCount } }',
    );
    const filters = api.services.calls
      .filter(({ name }) => name === 'alerts.count')
      .map(({ args }) => args[0]);
    expect(filters).toEqual([{ open: true, ownerId: ADA.kind === 'USER' ? ADA.userId : '' }, {}]);
  });

  it('what may be chosen comes with its schedule; a search and a number are handed on', async () => {
    const [schedule] = api.services.scheduleRows;
    const { body } = await api.query(
      `query ($id: ID!) { additionChoices(scheduleId: $id, search: "w", first: 5) { names total observedAt
          backupSchedule { name } }
        exclusionChoices(scheduleId: $id) { choices { name isBack heldUntil lastBackup { id } } total missingTotal } }`,
      { id: schedule?.id },
    );
    expect(body).toEqual({
      data: {
        additionChoices: {
          names: ['wiki'],
          total: 7,
          observedAt: '2026-11-20T12:00:00.000Z',
          backupSchedule: { name: 'schedule-0' },
        },
        exclusionChoices: {
          choices: [{ name: 'billing', isBack: null, heldUntil: null, lastBackup: null }],
          total: 1,
          missingTotal: 3,
        },
      },
    });
    const asked = api.services.calls.filter(({ name }) => name.startsWith('scheduleChoices'));
    expect(asked.map(({ args }) => args[0])).toEqual([
      { scheduleId: schedule?.id, search: 'w', first: 5 },
      { scheduleId: schedule?.id, search: null, first: 100 },
    ]);
  });
});

describe('the names of a cluster', () => {
  it('are not told to who may not add, and not to who is nobody', async () => {
    // A role that is not there yet: whatever is not known may change nothing.
    const auditor = { ...ADA, role: 'AUDITOR' } as unknown as Actor;
    const api = await startApi({ authenticate: async (token) => (token === 'hf_a' ? auditor : undefined) });
    fill(api, 1);
    const query = `{ additionChoices(scheduleId: "${api.services.scheduleRows[0]?.id}") { names total
      backupSchedule { allowedOperations { operation allowed reason } } } }`;
    const ask = (token: string) => api.post({ query }, { authorization: `Bearer ${token}` });
    const { body } = await ask('hf_a');
    expect(body.data).toMatchObject({ additionChoices: { names: [], total: 0 } });
    expect(JSON.stringify(body.data)).toContain('Your role does not include it.');
    expect(onlyError(await ask('hf_b')).extensions.code).toBe('UNAUTHENTICATED');
    await api.stop();
  });
});
