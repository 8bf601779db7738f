import { describe, expect, it } from 'vitest';
import type { Backup, Change, Delivery } from '../../../../src/bot/views/data.js';
import { deliveryMessage } from '../../../../src/bot/views/deliveries/delivery-message.js';
import {
  aBackup,
  aChange,
  aDelivery,
  aDigest,
  anAlert,
  anAlertAbout,
  aSchedule,
  HOSTILE_NAMES,
  longNames,
} from '../../../factories/slack-answers.js';
import { expectGoodMessage, textOf } from '../slack-expect.js';

const AS_OF = '2026-11-20T09:30:00.000Z';
const CHANGES: readonly Change['kind'][] = [
  'OPENED',
  'CHANGED',
  'EXCLUDED',
  'ADDED',
  'REVERTED',
  'ACKNOWLEDGED',
  'SNOOZED',
  'UNSNOOZED',
  'REMINDED',
  'CLOSED',
];
const STATES: readonly Backup['state'][] = [
  'IN_PROGRESS',
  'SUCCESS',
  'PARTIAL_SUCCESS',
  'FAILURE',
  'DELETING',
];
const STAGES: readonly Backup['stage'][] = [
  null,
  'PLAN',
  'PRE_EXEC',
  'VOLUMES',
  'POST_EXEC',
  'RESOURCES',
  'COMMIT',
];

function rendered(kind: Delivery['delivery']['kind'], fields: Partial<Delivery>) {
  const message = deliveryMessage(aDelivery({ delivery: { id: 'd1', kind, attempts: 1 }, ...fields }), AS_OF);
  expect(message).toBeDefined();
  if (message !== undefined) expectGoodMessage(message);
  return message ?? { text: '', blocks: [] };
}

function replyOf(change: Change, detail: Delivery['detail'] = 'FULL', alert = anAlert()) {
  return rendered('REPLY', { alert, change, detail });
}

function digestOf(names: readonly string[]) {
  const [name = 'nightly'] = names;
  return aDigest({
    openCount: names.length,
    openAlerts: names.slice(0, 100).map((each) => ({ ...anAlert(), schedule: { id: 's', name: each } })),
    edits: names.slice(0, 100).map((each) => ({
      scheduleName: each,
      kind: 'EXCLUDE' as const,
      by: name,
      at: AS_OF,
      namespaces: names,
      namespaceCount: names.length,
    })),
    uncoveredCount: names.length,
    uncovered: names.map((each) => ({
      clusterName: name,
      name: each,
      scheduleName: name,
      leftAt: AS_OF,
      by: name,
    })),
  });
}

describe('a reply in the thread', () => {
  it.each(CHANGES)('tells what %s means, by whom and from when', (kind) => {
    const message = replyOf(
      aChange({
        kind,
        by: 'Ada',
        added: ['billing'],
        removed: ['blog'],
        reason: 'the next backup was a Success',
      }),
    );
    expect(textOf(message)).toMatchSnapshot();
  });

  it('tells only counts where a route wants no names', () => {
    for (const kind of CHANGES) {
      const reason = kind === 'CHANGED' ? 'billing is missing.' : null;
      const change = aChange({ kind, by: 'Ada', added: ['billing'], removed: ['blog'], reason });
      expect(JSON.stringify(replyOf(change, 'COUNTS'))).not.toMatch(/billing|blog/);
    }
  });

  it('promises no next cycle to a suspended schedule', () => {
    const alert = anAlert({ schedule: aSchedule({ state: 'SUSPENDED' }) });
    expect(textOf(replyOf(aChange({ kind: 'EXCLUDED', added: ['billing'] }), 'FULL', alert))).toContain(
      'once the schedule is resumed',
    );
  });

  it.each([0, 1, 10, 11, 100, 101, 5_000])(
    'stays within every limit with %i names of 63 characters',
    (count) => {
      const names = longNames(count);
      for (const kind of CHANGES)
        replyOf(aChange({ kind, added: names, removed: names }), 'FULL', anAlertAbout(names));
      rendered('REMINDER', { alert: anAlertAbout(names) });
      rendered('WATCH', {
        backup: aBackup({
          state: 'FAILURE',
          missingNamespaces: names,
          lostNamespaces: names,
          includedNamespaces: names,
        }),
      });
      rendered('DIGEST', { digest: digestOf(names) });
    },
  );
});

describe('a message that follows a backup', () => {
  it.each(STAGES)('says at which step it is: %s', (stage) => {
    expect(rendered('WATCH', { backup: aBackup({ stage }) }).text).toMatchSnapshot();
  });

  it.each(STATES)('ends with the verdict: %s', (state) => {
    const backup = aBackup({ state, finishedAt: '2026-11-20T01:04:02.000Z', missingNamespaces: ['billing'] });
    expect(textOf(rendered('WATCH', { backup }))).toMatchSnapshot();
    expect(JSON.stringify(rendered('WATCH', { backup, detail: 'COUNTS' }))).not.toContain('billing');
  });
});

describe('the other deliveries', () => {
  it('say one thing each', () => {
    expect(textOf(rendered('DIGEST', { digest: digestOf(['billing', 'blog']) }))).toMatchSnapshot();
    expect(textOf(rendered('DIGEST', { digest: aDigest() }))).toMatchSnapshot();
    expect(textOf(rendered('TEST', {}))).toMatchSnapshot();
    expect(textOf(rendered('REMINDER', { alert: anAlert() }))).toMatchSnapshot();
    for (const kind of ['SLACK_LINKED', 'SLACK_UNLINKED'] as const) {
      expect(textOf(rendered('NOTICE', { notice: { kind, userName: 'Ada', at: AS_OF } }))).toMatchSnapshot();
    }
  });

  it('name no namespace where a route wants counts only', () => {
    const digest = { ...digestOf(['billing']), openAlerts: [], edits: digestOf(['nightly']).edits };
    const message = rendered('DIGEST', { digest, detail: 'COUNTS' });
    expect(JSON.stringify(message)).not.toContain('billing');
  });

  it('say nothing when what they were about is gone', () => {
    for (const kind of ['ALERT', 'REPLY', 'REMINDER', 'NOTICE', 'WATCH', 'DIGEST'] as const) {
      expect(
        deliveryMessage(aDelivery({ delivery: { id: 'd1', kind, attempts: 1 } }), AS_OF),
      ).toBeUndefined();
    }
  });

  it.each(HOSTILE_NAMES.map((name, index) => [index, name] as const))(
    'take nothing from hostile name %i',
    (_, name) => {
      const alert = anAlert({ schedule: aSchedule({ name }), cluster: { id: 'c', name, state: 'ACTIVE' } });
      for (const kind of CHANGES)
        replyOf(aChange({ kind, by: name, added: [name], removed: [name], reason: name }), 'FULL', alert);
      rendered('REMINDER', { alert });
      rendered('NOTICE', { notice: { kind: 'SLACK_LINKED', userName: name, at: AS_OF } });
      rendered('DIGEST', { digest: digestOf(Array.from({ length: 30 }, () => name)) });
      for (const state of STATES) {
        rendered('WATCH', {
          backup: aBackup({
            state,
            name,
            stateReason: name,
            missingNamespaces: [name],
            lostNamespaces: [name],
            schedule: { id: 's', name },
            cluster: { id: 'c', name },
          }),
        });
      }
    },
  );
});
