/** Routes and deliveries over HTTP, asked by the operations that the bot and the command line have. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { toldChange } from '../../src/domain/delivery.js';
import { aDelivery, anAlertRoute } from '../factories/deliveries.js';
import { anEvent } from '../factories/resources.js';
import { onlyError, type Running, startApi } from './running-api.js';

let api: Running;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
const route = anAlertRoute({ name: 'ops', clusterId: null, digestAt: '09:00' });
const mail = aDelivery({ medium: 'EMAIL', target: '', recipients: ['a@example.com', 'b@example.com'] });
beforeEach(() => {
  api.services.routeRows = [route];
  api.services.deliveryRows = [aDelivery({ routeId: route.id }), mail];
  api.services.calls.length = 0;
});

const operation = (name: string) => readFileSync(`schema/operations/${name}.graphql`, 'utf8');
const fragment = (name: string) => operation(`fragments/${name}`);

it('a claimed delivery carries what a reply tells and where, by the loaders of its route', async () => {
  const at = new Date('2026-11-20T12:00:00Z');
  const names = Array.from({ length: 30 }, (_, index) => `n${index}`);
  const change = toldChange({ kind: 'CHANGED', at, by: null, added: names, removed: [], reason: null });
  const delivery = aDelivery({ kind: 'REPLY', routeId: route.id, state: 'CLAIMED' });
  const place = { target: 'C0ALERTS1', teamId: null, message: { channelId: 'C0ALERTS1', ts: '1.2' } };
  const claimed = {
    delivery,
    claim: 'word',
    ...place,
    detail: 'COUNTS',
    buttons: false,
    alert: null,
    backup: null,
    data: { change },
  } as const;
  api.services.claimed = [claimed];
  const { body } =
    await api.query(`mutation { claimDeliveries(input: { worker: "bot", first: 5 }) { nextAt claimed {
    claim target detail buttons message { channelId ts } alert { id } digest { openCount } notice { kind }
    delivery { id kind target route { name } } change { kind added addedCount removedCount by } } } }`);
  expect(body).toEqual({
    data: {
      claimDeliveries: {
        nextAt: null,
        claimed: [
          {
            claim: 'word',
            target: 'C0ALERTS1',
            detail: 'COUNTS',
            buttons: false,
            message: { channelId: 'C0ALERTS1', ts: '1.2' },
            alert: null,
            digest: null,
            notice: null,
            delivery: { id: delivery.id, kind: 'REPLY', target: 'C0ALERTS1', route: { name: 'ops' } },
            change: { kind: 'CHANGED', added: names.slice(0, 25), addedCount: 30, removedCount: 0, by: null },
          },
        ],
      },
    },
  });
});

it('deliveries are listed without telling anybody a mail address', async () => {
  const text = `${operation('deliveries')} ${fragment('delivery-fields')}`;
  const { body, text: answer } = await api.query(text, { first: 10 });
  expect(body.errors).toBeUndefined();
  expect(answer).toContain('2 mail addresses');
  expect(answer).not.toContain('example.com');
});

it('an edit of a route takes away what is sent as null, and leaves what is not sent', async () => {
  const text = `${operation('edit-alert-route')} ${fragment('alert-route-fields')}`;
  const input = { id: route.id, expectedVersion: 1, digestAt: null, name: null, buttons: false };
  expect((await api.query(text, { input })).body.errors).toBeUndefined();
  const [call] = api.services.calls.filter(({ name }) => name === 'alertRoutes.edit');
  expect(call?.args.slice(0, 3)).toEqual([route.id, 1, { buttons: false, digestAt: null }]);
});

it('what is no id is the id of nothing', async () => {
  const answer = await api.query(operation('alert-route') + fragment('alert-route-fields'), {
    id: 'nonsense',
  });
  expect(onlyError(answer)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
});

it('the bell rings when one begins to listen, and for each event', async () => {
  const bells = api.subscribe('subscription { deliveriesDue { at } }');
  expect((await bells.next()).value).toMatchObject({ data: { deliveriesDue: { at: expect.any(String) } } });
  const next = bells.next();
  api.feed.append(anEvent(route.id, { type: 'DELIVERY_DUE', subjectType: 'Delivery' }));
  expect((await next).value).toMatchObject({ data: { deliveriesDue: { at: expect.any(String) } } });
  await bells.return?.();
});
