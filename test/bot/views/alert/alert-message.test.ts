import { describe, expect, it } from 'vitest';
import { alertMessage } from '../../../../src/bot/views/alert/alert-message.js';
import type { Alert, Route } from '../../../../src/bot/views/data.js';
import {
  anAlert,
  anAlertAbout,
  anEdit,
  aSchedule,
  HOSTILE_NAMES,
  longNames,
  refusing,
} from '../../../factories/slack-answers.js';
import { actionsOf, expectGoodMessage, textOf } from '../slack-expect.js';

const AS_OF = '2026-11-20T09:30:00.000Z';
const FULL: Route = { detail: 'FULL', buttons: true };
const COUNTS: Route = { detail: 'COUNTS', buttons: true };
const QUIET: Route = { detail: 'FULL', buttons: false };

const KINDS = [
  'MISSING_NAMESPACES',
  'INCOMPLETE_BACKUP',
  'BACKUP_FAILED',
  'ONLY_NAMESPACE_GONE',
  'CLUSTER_BAD',
  'LOCATION_BAD',
  'SYNC_FAILED',
  'NOTHING_PRODUCED',
  'BACKUP_DAMAGED',
] as const;
const STANDINGS = ['OPEN', 'PARTLY_HANDLED', 'WAITING_FOR_NEXT_CYCLE', 'SNOOZED', 'CLOSED'] as const;

function inStanding(standing: Alert['standing'], fields: Partial<Alert> = {}): Alert {
  const snooze = standing === 'SNOOZED' ? { until: null, by: 'Ada', at: AS_OF } : null;
  const edits = standing === 'PARTLY_HANDLED' || standing === 'WAITING_FOR_NEXT_CYCLE' ? [anEdit()] : [];
  const excluded =
    standing === 'PARTLY_HANDLED'
      ? ['billing']
      : standing === 'WAITING_FOR_NEXT_CYCLE'
        ? ['billing', 'blog']
        : [];
  const onList = ['billing', 'blog', 'docs', 'shop'].filter((name) => !excluded.includes(name));
  return anAlert({
    standing,
    snooze,
    edits,
    names: ['billing', 'blog'].map((name) => ({ name, onSchedule: !excluded.includes(name), isBack: null })),
    schedule: aSchedule({
      selection: { kind: 'NAMED', names: onList, selector: null, virtualMachines: null },
    }),
    ...fields,
  });
}

describe('the message of an alert', () => {
  it.each(KINDS.flatMap((kind) => STANDINGS.map((standing) => [kind, standing] as const)))(
    'says what %s is when it is %s',
    (kind, standing) => {
      const names =
        kind === 'MISSING_NAMESPACES' ? {} : { names: [], namespaceCount: 0, message: 'It broke.' };
      const message = alertMessage(inStanding(standing, { kind, ...names }), FULL, AS_OF);
      expectGoodMessage(message);
      expect(`${textOf(message)}\n[${actionsOf(message).join(' ')}]`).toMatchSnapshot();
    },
  );

  it.each([0, 1, 10, 11, 100, 101, 5_000])(
    'stays within every limit with %i names of 63 characters',
    (count) => {
      for (const standing of STANDINGS) {
        for (const route of [FULL, COUNTS, QUIET]) {
          expectGoodMessage(
            alertMessage(
              anAlertAbout(longNames(count), { standing, edits: [anEdit({ namespaces: longNames(count) })] }),
              route,
              AS_OF,
            ),
          );
        }
      }
    },
  );

  it.each(HOSTILE_NAMES.map((name, index) => [index, name] as const))(
    'takes nothing from hostile name %i',
    (_, name) => {
      const schedule = aSchedule({
        name,
        cluster: { id: 'c', name, state: 'ACTIVE' },
        timing: { description: name },
        selection: { kind: 'NAMED', names: [name, 'docs'], selector: name, virtualMachines: null },
        allowedOperations: refusing(['addNamespaces'], name, name),
      });
      for (const kind of KINDS) {
        for (const standing of STANDINGS) {
          const alert = anAlert({
            kind,
            standing,
            schedule,
            message: name,
            closedReason: name,
            acknowledgedAt: AS_OF,
            acknowledgedBy: name,
            snooze: { until: AS_OF, by: name, at: AS_OF },
            cluster: { id: 'c', name, state: 'ACTIVE' },
            location: { id: 'l', name, state: 'VALID' },
            backup: { id: 'b', name, state: 'FAILURE', createdAt: AS_OF },
            names: Array.from({ length: 25 }, () => ({ name, onSchedule: true, isBack: null })),
            namespaceCount: 25,
            edits: [anEdit({ actor: { name }, namespaces: [name, name, name] })],
          });
          expectGoodMessage(alertMessage(alert, FULL, AS_OF));
          expectGoodMessage(
            alertMessage({ ...alert, names: alert.names.slice(0, 1), namespaceCount: 1 }, FULL, AS_OF),
          );
        }
      }
    },
  );

  it('shows no name of a namespace where a route wants counts only', () => {
    for (const kind of KINDS) {
      for (const standing of STANDINGS) {
        const alert = inStanding(standing, { kind, message: 'billing and blog are missing.' });
        expect(JSON.stringify(alertMessage(alert, COUNTS, AS_OF))).not.toMatch(/billing|blog/);
      }
    }
  });

  it('carries no button where a route wants none, or when it is over', () => {
    expect(actionsOf(alertMessage(anAlert(), QUIET, AS_OF))).toEqual([]);
    expect(actionsOf(alertMessage(inStanding('CLOSED'), FULL, AS_OF))).toEqual([]);
  });

  it('asks before it excludes the only missing name, and says from when on and what stays', () => {
    const message = alertMessage(anAlertAbout(['billing']), FULL, AS_OF);
    const [exclude] = actionsOf(message);
    expect(exclude).toBe('exclude_one');
    const said = JSON.stringify(message);
    expect(said).toContain(
      'billing is left out of schedule nightly from the next cycle. Existing backups stay.',
    );
  });

  it('lets people choose when several are missing, or when names are not shown', () => {
    expect(actionsOf(alertMessage(anAlert(), FULL, AS_OF))).toContain('exclude_choose');
    expect(actionsOf(alertMessage(anAlertAbout(['billing']), COUNTS, AS_OF))).toContain('exclude_choose');
    expect(textOf(alertMessage(anAlert(), FULL, AS_OF))).toContain('Exclude 2 namespaces…');
  });

  it('puts the reason and the advice in the place of a button that would be refused', () => {
    const allowedOperations = refusing(
      ['excludeNamespaces', 'addNamespaces'],
      'Its namespaces cannot be edited by list: it takes the namespaces that match a label selector.',
      'Label the namespaces, or edit the selector.',
    );
    const message = alertMessage(anAlert({ schedule: aSchedule({ allowedOperations }) }), FULL, AS_OF);
    expect(actionsOf(message)).not.toContain('exclude_choose');
    expect(actionsOf(message)).not.toContain('add_choose');
    expect(textOf(message)).toContain('Label the namespaces, or edit the selector.');
  });

  it('promises no next cycle to a suspended schedule', () => {
    const schedule = aSchedule({ state: 'SUSPENDED', nextDueAt: null });
    for (const standing of STANDINGS) {
      const said = textOf(alertMessage(inStanding(standing, { schedule }), FULL, AS_OF));
      expect(said).not.toContain('the next cycle shows');
      expect(said).not.toMatch(/from the next cycle \(/);
    }
  });

  it('offers to undo until a cycle begins, and not after the change was taken back', () => {
    const undone = anEdit({ revertedAt: AS_OF });
    const before = anEdit({ at: '2026-11-19T00:00:00.000Z' });
    const offered = (alert: Alert) => actionsOf(alertMessage(alert, FULL, AS_OF)).includes('undo');
    expect(offered(inStanding('WAITING_FOR_NEXT_CYCLE'))).toBe(true);
    expect(offered(inStanding('PARTLY_HANDLED'))).toBe(true);
    expect(offered(anAlert({ edits: [undone] }))).toBe(false);
    expect(offered(anAlert({ edits: [before] }))).toBe(false);
  });

  it('says from when a change counts only while no cycle has ended since', () => {
    const said = (at: string) => textOf(alertMessage(anAlert({ edits: [anEdit({ at })] }), FULL, AS_OF));
    expect(said('2026-11-20T09:00:00.000Z')).toContain('it counts from the next cycle');
    expect(said('2026-11-19T09:00:00.000Z')).not.toContain('it counts from the next cycle');
  });

  it('carries ids and a version in its buttons, nothing else', () => {
    const values: unknown[] = [];
    JSON.stringify(alertMessage(inStanding('PARTLY_HANDLED'), FULL, AS_OF), (key, value: unknown) => {
      if (key === 'value') values.push(value);
      return value;
    });
    for (const value of values) expect(value).toMatch(/^([0-9a-f-]{36}(:\d+)?|1d|7d|until-change)$/);
  });

  it('warns before one namespace would be left, and says when all are missing', () => {
    const names = ['billing', 'blog'];
    const leaving = (rest: readonly string[]) =>
      textOf(
        alertMessage(
          anAlert({
            schedule: aSchedule({
              selection: { kind: 'NAMED', names: [...names, ...rest], selector: null, virtualMachines: null },
            }),
          }),
          FULL,
          AS_OF,
        ),
      );
    expect(leaving(['docs'])).toContain('leaves one namespace on the schedule');
    expect(leaving([])).toContain('All 2 namespaces of the schedule are missing');
    expect(leaving(['docs', 'shop'])).not.toContain('leaves one');
  });

  it('gives menus a new block whenever the alert has changed, so that no client keeps an old choice', () => {
    const idOf = (alert: Alert) =>
      JSON.stringify(alertMessage(alert, FULL, AS_OF)).match(/"block_id":"([^"]+)"/)?.[1];
    expect(idOf(anAlert())).toBe(idOf(anAlert()));
    expect(idOf(anAlert({ changedAt: AS_OF }))).not.toBe(idOf(anAlert()));
  });
});
