import { describe, expect, it } from 'vitest';
import { homeView, tellingHome, unlinkedHome } from '../../../src/bot/views/home.js';
import type { SlackHomeQuery } from '../../../src/client/generated/graphql.js';
import { anAlert, HOSTILE_NAMES } from '../../factories/slack-answers.js';
import { actionsOf, expectGoodView, textOf } from './slack-expect.js';

const AT = '2026-11-20T09:30:00.000Z';
const parts = { teamId: 'T1', slackUserId: 'U1', asOf: AT };

function answered(
  names: readonly string[],
  standing: 'OPEN' | 'SNOOZED' = 'OPEN',
  who = 'Ada',
): SlackHomeQuery {
  const edges = names.slice(0, 50).map((name) => ({
    node: { ...anAlert(), standing, snooze: { until: null, by: who }, schedule: { id: 's', name } },
  }));
  return {
    viewer: {
      id: 'u',
      name: who,
      role: 'APP_ADMIN',
      slackLinks: [{ teamId: 'T1', slackUserId: 'U1', linkedAt: AT }],
    },
    server: { version: '0.1.0' },
    alerts: { totalCount: names.length, edges },
  };
}

describe('the home tab', () => {
  it('shows who a person is, what is open, what is snoozed, and how to end that', () => {
    const view = homeView(answered(['nightly']), parts);
    expectGoodView(view);
    expect(textOf(view)).toMatchSnapshot();
    const snoozed = homeView(answered(['nightly'], 'SNOOZED'), parts);
    expect(actionsOf(snoozed)).toEqual(['unsnooze']);
    expect(textOf(snoozed)).toMatchSnapshot();
  });

  it('offers an unlinked person to link, and nothing else', () => {
    expectGoodView(unlinkedHome());
    expect(actionsOf(unlinkedHome())).toEqual(['link_begin']);
    expectGoodView(tellingHome('Holdfast cannot be reached just now.'));
  });

  it.each([0, 1, 10, 11, 100, 5_000])('stays within every limit with %i alerts', (count) => {
    const names = Array.from({ length: count }, (_, index) => `schedule-${index}`.padEnd(253, 'x'));
    expectGoodView(homeView(answered(names), parts));
    expectGoodView(homeView(answered(names, 'SNOOZED'), parts));
  });

  it.each(HOSTILE_NAMES.map((name, index) => [index, name] as const))(
    'takes nothing from hostile name %i',
    (_, name) => {
      expectGoodView(homeView(answered([name, name], 'OPEN', name), parts));
      expectGoodView(homeView(answered([name, name], 'SNOOZED', name), parts));
    },
  );
});
