import { describe, expect, it } from 'vitest';
import { routeFaults, routesOf } from '../../src/domain/alert-route.js';
import { labelSelectorFaults, matchesSelector } from '../../src/domain/label-selector.js';
import { anAlertRoute } from '../factories/deliveries.js';

const shop = { scheduleId: 's1', clusterId: 'c1', labels: { team: 'shop', tier: 'web' } };
const blog = { scheduleId: 's2', clusterId: 'c1', labels: { team: 'blog' } };
const byDefault = anAlertRoute({ isDefault: true });

describe('the routes of an alert', () => {
  it('are all that match, and the default one only when none does', () => {
    const ofShop = anAlertRoute({ labelSelector: 'team=shop' });
    const ofCluster = anAlertRoute({ clusterId: 'c1' });
    const elsewhere = anAlertRoute({ clusterId: 'c2' });
    const routes = [byDefault, ofShop, ofCluster, elsewhere];
    expect(routesOf(routes, [shop])).toEqual([ofShop, ofCluster]);
    expect(routesOf(routes, [blog])).toEqual([ofCluster]);
    expect(routesOf([byDefault, ofShop, elsewhere], [blog])).toEqual([byDefault]);
    expect(routesOf([ofShop], [blog])).toEqual([]);
  });

  it('of an incident of a cluster are those of any of its schedules', () => {
    const ofBlog = anAlertRoute({ scheduleId: 's2' });
    expect(routesOf([byDefault, ofBlog], [shop, blog])).toEqual([ofBlog]);
  });

  it('must match with every filter that they have', () => {
    const route = anAlertRoute({ clusterId: 'c1', labelSelector: 'team=shop' });
    expect(routesOf([route], [shop])).toEqual([route]);
    expect(routesOf([route], [blog])).toEqual([]);
  });

  it('without a filter match everything', () => {
    const all = anAlertRoute();
    expect(routesOf([byDefault, all], [blog])).toEqual([all]);
  });
});

describe('a selector', () => {
  it.each([
    ['team=shop', true],
    ['team==shop', true],
    ['team!=shop', false],
    ['team in (blog, shop)', true],
    ['team notin (blog)', true],
    ['missing notin (blog)', true],
    ['missing!=x', true],
    ['team', true],
    ['!team', false],
    ['!missing', true],
    ['team=shop,tier in (db),!missing', false],
    ['team=shop, tier in (db,web), !missing', true],
    ['toString', false],
  ])('%s matches as Kubernetes has it: %s', (selector, matches) => {
    expect(matchesSelector(selector, shop.labels)).toBe(matches);
    expect(labelSelectorFaults('labelSelector', selector)).toEqual([]);
  });

  it.each(['', ' ', ',', 'a=', 'a b', 'a in b', 'a in (b', '=x', 'a=b,,c', 'a>1', 'a\n=b\u0000'])(
    '%j is refused, or matches only what it says',
    (selector) => {
      const faults = labelSelectorFaults('labelSelector', selector);
      if (selector === 'a=') expect(faults).toEqual([]);
      else expect(faults).toHaveLength(1);
      expect(matchesSelector(selector, shop.labels)).toBe(false);
    },
  );
});

describe('a route', () => {
  it('names every fault at once, with what to do', () => {
    const faults = routeFaults({
      name: 'Über',
      channelId: '#alerts',
      isDefault: true,
      clusterId: 'c1',
      labelSelector: 'a>1',
    });
    expect(faults.map(({ path }) => path)).toEqual(['name', 'channelId', 'labelSelector', 'isDefault']);
    expect(routeFaults({ name: 'ops', channelId: 'C0123ABCD' })).toEqual([]);
  });
});
