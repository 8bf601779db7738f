import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AlertRouteFieldsFragment, DeliveryFieldsFragment } from '../../src/client/generated/graphql.js';
import { apiSchedule } from '../support/api-schedules.js';
import { apiCluster, apiPage, uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const answers: Answers = {};
let api: StandInApi;
beforeAll(async () => {
  api = await startStandInApi(answers);
});
afterAll(() => api.close());
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
});

const AT = '2026-11-20T12:00:00.000Z';
const ROUTE: AlertRouteFieldsFragment = {
  id: uuid(60),
  name: 'shop',
  channelId: 'C0123ABCD',
  isDefault: false,
  cluster: { id: uuid(1), name: 'prod' },
  schedule: null,
  labelSelector: 'team=shop',
  detail: 'COUNTS',
  buttons: true,
  digestAt: '09:00',
  timeZone: 'Europe/Berlin',
  state: 'BROKEN',
  stateReason: 'is_archived',
  stateChangedAt: AT,
  version: 3,
  owner: { id: uuid(7), name: 'ada' },
};
const DELIVERY: DeliveryFieldsFragment = {
  id: uuid(61),
  kind: 'ALERT',
  medium: 'SLACK',
  state: 'DEAD',
  target: 'C0123ABCD',
  attempts: 2,
  createdAt: AT,
  notBefore: AT,
  deliveredAt: null,
  errorCode: 'is_archived',
  error: 'REFUSED: is_archived',
  route: { id: uuid(60), name: 'shop' },
  alert: null,
  backup: null,
};

function oneRoute(): void {
  answers.alertRoutes = () => apiPage([ROUTE]);
  answers.alertRoute = () => ROUTE;
  answers.clusters = () => apiPage([apiCluster({ name: 'prod' })]);
  answers.backupSchedules = () => apiPage([apiSchedule()]);
}
const lastInput = () => api.asked.at(-1)?.variables.input;

describe('alert-route', () => {
  it('list says what each gets and why it is broken', async () => {
    oneRoute();
    const { stdout } = await runCli(['alert-route', 'list'], { api });
    expect(stdout).toMatch(
      /^shop +C0123ABCD +cluster prod, labels team=shop +09:00 Europe\/Berlin +BROKEN: is_archived$/m,
    );
  });

  it('create sends what was said, ids for names, and nothing else', async () => {
    oneRoute();
    answers.createAlertRoute = () => ({ alertRoute: ROUTE });
    const filter = ['--cluster', 'prod', '--labels', 'team=shop'];
    const rest = ['--counts', '--digest', '09:00', '--time-zone', 'Europe/Berlin'];
    await runCli(['alert-route', 'create', 'shop', '--channel', 'C0123ABCD', ...filter, ...rest], { api });
    expect(lastInput()).toEqual({
      name: 'shop',
      channelId: 'C0123ABCD',
      clusterId: apiCluster({ name: 'prod' }).id,
      labelSelector: 'team=shop',
      detail: 'COUNTS',
      digestAt: '09:00',
      timeZone: 'Europe/Berlin',
    });
  });

  it('edit is based on the version that it saw, and can take filters and digest away', async () => {
    oneRoute();
    answers.editAlertRoute = () => ({ alertRoute: ROUTE });
    await runCli(['alert-route', 'edit', 'shop', '--any', '--no-digest', '--no-buttons'], { api });
    expect(lastInput()).toEqual({
      id: ROUTE.id,
      expectedVersion: 3,
      clusterId: null,
      scheduleId: null,
      labelSelector: null,
      buttons: false,
      digestAt: null,
    });
    await runCli(['alert-route', 'edit', 'shop', '--name', 'web'], { api });
    expect(lastInput()).toEqual({ id: ROUTE.id, expectedVersion: 3, name: 'web' });
  });

  it('delete asks first, and test sends a message', async () => {
    oneRoute();
    answers.testAlertRoute = () => ({ delivery: DELIVERY });
    answers.deleteAlertRoute = () => ({ id: ROUTE.id });
    expect((await runCli(['alert-route', 'delete', 'shop'], { api })).exitCode).toBe(6);
    expect((await runCli(['alert-route', 'delete', 'shop', '--yes'], { api })).exitCode).toBe(0);
    const { stdout } = await runCli(['alert-route', 'test', 'shop'], { api });
    expect(stdout).toContain('A message goes to C0123ABCD');
  });
});

describe('delivery', () => {
  it('list is filtered by the API, and says why something was not told', async () => {
    answers.deliveries = () => apiPage([DELIVERY]);
    const { stdout } = await runCli(['delivery', 'list', '--state', 'dead,ambiguous', '--medium', 'slack'], {
      api,
    });
    expect(stdout).toMatch(/ALERT +SLACK +C0123ABCD +DEAD +2 .*REFUSED: is_archived$/m);
    expect(api.asked.at(-1)?.variables).toMatchObject({ states: ['DEAD', 'AMBIGUOUS'], medium: 'SLACK' });
  });

  it('resend says where it stands now', async () => {
    answers.resendDelivery = () => ({ delivery: { ...DELIVERY, state: 'PENDING' } });
    const { stdout } = await runCli(['delivery', 'resend', DELIVERY.id], { api });
    expect(stdout).toContain('is PENDING again');
  });
});
