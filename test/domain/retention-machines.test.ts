/** Retention of backups of virtual machines: the last copy is that of a machine, not of its namespace. */
import { describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { MachineSelection } from '../../src/domain/machine-selection.js';
import { planRetention, type RetainedBackup } from '../../src/domain/retention.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

type Rules = Parameters<typeof planRetention>[0];
function rules(virtualMachines: Partial<MachineSelection> = {}, change: Partial<Rules> = {}): Rules {
  const every = { machines: null, namespaces: null, selector: null, freeze: true };
  return {
    retention: { keep: 1, maxAgeDays: null, ...NO_TIERS },
    timeZone: 'UTC',
    selection: { kind: 'VIRTUAL_MACHINES', virtualMachines: { ...every, ...virtualMachines } },
    missing: [],
    departures: [],
    released: [],
    ...change,
  };
}

/** `b1` is the oldest; one a day, the newest a day old. `!web`: it was there, and nothing of it could be backed up. */
function backups(...each: readonly (readonly string[])[]): readonly RetainedBackup[] {
  return each.map((names, index) => ({
    id: `b${index + 1}`,
    state: 'SUCCESS',
    createdAt: daysAgo(each.length - index),
    unusable: false,
    lockedUntil: null,
    included: ['shop'],
    machines: names.map((name) => ({
      namespace: 'shop',
      name: name.replace('!', ''),
      intact: !name.startsWith('!'),
    })),
  }));
}
const DB = { namespace: 'shop', name: 'db' };
const WEB = { namespace: 'shop', name: 'web' };
const held = (given: Rules, of: readonly RetainedBackup[], now = NOW) =>
  Object.fromEntries(planRetention(given, of, now).held);

describe('the last copy of a virtual machine', () => {
  it('of one that was named is held until there is a newer one, though others of its namespace have one', () => {
    const named = rules({ machines: [DB, WEB] });
    const whole = backups(['db', 'web'], ['db', 'web'], ['db'], ['db']);
    const missing = { namespace: 'shop', virtualMachine: 'web', reason: 'MISSING', until: null };
    expect(planRetention(named, whole, NOW).remove).toEqual(['b1', 'b3']);
    expect(held(named, whole)).toEqual({ b2: [missing] });
    expect(held(named, whole, new Date(NOW.getTime() + 400 * DAY_MS))).toEqual({ b2: [missing] });
    const back = backups(['db', 'web'], ['db', 'web'], ['db'], ['db', 'web']);
    expect(planRetention(named, back, NOW).remove).toEqual(['b1', 'b2', 'b3']);
  });

  it('of one that was found and is gone is held for thirty days from that copy on', () => {
    const whole = backups(['db', 'web'], ['db'], ['db']);
    const until = new Date(daysAgo(3).getTime() + 30 * DAY_MS);
    const left = { namespace: 'shop', virtualMachine: 'web', reason: 'LEFT_SCHEDULE', until };
    expect(held(rules(), whole)).toEqual({ b1: [left] });
    expect(held(rules(), whole, new Date(until.getTime() - 1))).toEqual({ b1: [left] });
    expect(planRetention(rules(), whole, until).remove).toEqual(['b1', 'b2']);
  });

  it('of one that is there and cannot be backed up is held for as long as that lasts', () => {
    const whole = backups(['db', 'web'], ['db', '!web'], ['db', '!web']);
    const kept = { b1: [{ namespace: 'shop', virtualMachine: 'web', reason: 'MISSING', until: null }] };
    expect(held(rules(), whole)).toEqual(kept);
    expect(held(rules(), whole, new Date(NOW.getTime() + 400 * DAY_MS))).toEqual(kept);
  });

  it('of one whose namespace was named and is gone is held until that is back', () => {
    const [first, ...others] = backups(['web'], [], []);
    const whole = [first!, ...others.map((each) => ({ ...each, included: [] }))];
    const far = new Date(NOW.getTime() + 400 * DAY_MS);
    const missing = rules({ namespaces: ['shop'] }, { missing: ['shop'] });
    expect(Object.keys(held(missing, whole, far))).toEqual(['b1']);
    expect(held(rules({ namespaces: ['shop'] }), whole, far)).toEqual({});
  });

  it('is no copy where nothing of the machine could be backed up, or the backup cannot be counted on', () => {
    const named = rules({ machines: [DB, WEB] });
    expect(Object.keys(held(named, backups(['db', 'web'], ['db', '!web'], ['db'])))).toEqual(['b1']);
    const [whole, damaged, last] = backups(['db', 'web'], ['db', 'web'], ['db']);
    const kept = held(named, [whole!, { ...damaged!, unusable: true }, last!]);
    expect(Object.keys(kept).sort()).toEqual(['b1', 'b2']);
  });

  it('is held no longer when a person released that machine; of others it is', () => {
    const named = rules({ machines: [DB, WEB] }, { released: ['shop/web'] });
    expect(planRetention(named, backups(['db', 'web'], ['db']), NOW).remove).toEqual(['b1']);
    expect(Object.keys(held(named, backups(['db', 'web'], ['web'])))).toEqual(['b1']);
  });
});
