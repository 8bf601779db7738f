/** The walk through the matrix is able to fail: at each door, and for a state that nobody walked to. */
import { describe, expect, it } from 'vitest';
import { inShort, saidByCommand, saidInSlack } from '../../demo/states/other-doors.js';
import { rowOf, SEEABLE, wanted } from '../../demo/states/seeable.js';
import type { Cell } from '../../demo/states/sight.js';
import { stateTable } from '../../demo/states/table.js';

describe('the table', () => {
  const cells: readonly Cell[] = SEEABLE.flatMap((resource) =>
    wanted(resource).map((state) => ({
      ...{ resource, state, name: 'one', reason: 'OK' },
      ...{ explorer: 'page: 1 counted', commandLine: 'show', slack: 'one' },
    })),
  );

  it('has a row for each state of each resource', () => {
    const table = stateTable(cells);
    for (const resource of SEEABLE)
      for (const [state, { documented }] of Object.entries(rowOf(resource).states))
        if (documented) expect(table).toMatch(new RegExp(`^${rowOf(resource).label} +${state} `, 'm'));
    expect(table).toMatch(/ DELETING ¹ /);
    expect(table).not.toContain('UNCHECKED');
  });

  it('has rows of their own for groups, as for people', () => {
    const groups = cells.filter(({ resource }) => resource === 'UserGroup').map(({ state }) => state);
    expect(groups).toEqual(['ACTIVE', 'UNKNOWN']);
    expect(stateTable(cells).match(/^Users and user groups +UNKNOWN /gm)).toHaveLength(2);
  });

  it.each(cells.map(({ resource, state }) => [resource, state] as const))(
    'lacks no %s %s',
    (resource, state) => {
      const others = cells.filter((cell) => cell.resource !== resource || cell.state !== state);
      expect(() => stateTable(others)).toThrow(
        `These states of the matrix were not seen: ${resource} ${state}.`,
      );
    },
  );
});

describe('a command', () => {
  const output =
    'name    prod\nid      1\nstate   DISCONNECTED since 2026-11-22\nreason  STORK_MISSING: gone\n';

  it('says it when it tells the name, the state and the reason', () => {
    const sight = { name: 'prod', state: 'DISCONNECTED' } as const;
    expect(saidByCommand(output, sight, 'STORK_MISSING')).toBe('state  DISCONNECTED since 2026-11-22');
    expect(saidByCommand(output, sight, 'TIMEOUT')).toBeUndefined();
    expect(saidByCommand(output, { ...sight, name: 'other' }, null)).toBeUndefined();
    expect(saidByCommand(output, { ...sight, state: 'ACTIVE' }, null)).toBeUndefined();
  });

  it('does not say SUCCESS by PARTIAL_SUCCESS, nor of one line what stands in another', () => {
    expect(
      saidByCommand('name b\nstate PARTIAL_SUCCESS since', { name: 'b', state: 'SUCCESS' }, null),
    ).toBeUndefined();
    const list = 'quay  blue   VALID  now\nquay  green  INVALID  now';
    expect(saidByCommand(list, { name: 'green to quay', state: 'VALID' }, null)).toBeUndefined();
    expect(saidByCommand(list, { name: 'green to quay', state: 'INVALID' }, null)).toBe(
      'quay  green  INVALID  now',
    );
  });
});

describe('the status in Slack', () => {
  const lines = [
    '• Success: `one`, since today',
    '• Partial Success: `two`, since today',
    '• Valid: `quay`. Sync in progress, since today.',
    '• Backups: 1 Success, 1 Partial Success',
    '• Backup sync: 1 In Progress',
    '• Users and user groups: 3 Active, 1 Unknown',
  ];
  const backup = (name: string, state: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILURE') =>
    saidInSlack(lines, { resource: 'Backup', name, state });

  it('says it when it names the thing with its state and counts it', () => {
    expect(backup('one', 'SUCCESS')).toBe(lines[0]);
    expect(backup('two', 'PARTIAL_SUCCESS')).toBe(lines[1]);
    expect(backup('two', 'SUCCESS')).toBeUndefined();
    expect(backup('three', 'SUCCESS')).toBeUndefined();
    expect(
      saidInSlack(lines.slice(0, 3), { resource: 'Backup', name: 'one', state: 'SUCCESS' }),
    ).toBeUndefined();
  });

  it('says a sync beside its location, and counts people and groups', () => {
    const sync = { resource: 'BackupSync', name: 'quay' } as const;
    expect(saidInSlack(lines, { ...sync, state: 'IN_PROGRESS' })).toBe(lines[2]);
    expect(saidInSlack(lines, { ...sync, state: 'PENDING' })).toBeUndefined();
    expect(saidInSlack(lines, { resource: 'User', name: 'noor', state: 'UNKNOWN' })).toBe(lines[5]);
    expect(saidInSlack(lines, { resource: 'User', name: 'noor', state: 'INACTIVE' })).toBeUndefined();
    const group = { resource: 'UserGroup', name: '/night-shift', state: 'UNKNOWN' } as const;
    expect(saidInSlack(lines, group)).toBe(lines[5]);
    expect(saidInSlack(lines.slice(0, 5), group)).toBeUndefined();
    expect(inShort('Users and user groups: 3 Active, 1 Unknown', group)).toBe('1 Unknown');
  });
});
