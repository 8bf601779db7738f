import { describe, expect, it } from 'vitest';
import {
  distinctNames,
  isNamespaceName,
  labelFaults,
  MAX_NAMESPACES_PER_BACKUP,
  nameFaults,
  namespaceListFaults,
} from '../../src/domain/names.js';

describe('a namespace name', () => {
  it.each(['shop', 'a', '0', 'a-b', 'x'.repeat(63)])('can be %s', (name) =>
    expect(isNamespaceName(name)).toBe(true),
  );
  it.each(['', 'Shop', '-a', 'a-', 'a.b', 'a_b', 'x'.repeat(64), 'ä', 'a\n', 'a b', '../x', '<!channel>'])(
    'cannot be %j',
    (name) => expect(isNamespaceName(name)).toBe(false),
  );
});

describe('a list of namespaces', () => {
  it('must name at least one', () => expect(namespaceListFaults('n', [])).toHaveLength(1));

  it('is refused whole when it is too long, without quoting it', () => {
    const names = Array.from({ length: MAX_NAMESPACES_PER_BACKUP + 1 }, (_, index) => `ns-${index}`);
    const [fault, ...others] = namespaceListFaults('n', names);
    expect(others).toEqual([]);
    expect(fault?.message).toContain(`${MAX_NAMESPACES_PER_BACKUP} at most`);
  });

  it('names every place that is no DNS label, and cuts what is long', () => {
    const faults = namespaceListFaults('namespaces', ['ok', 'Not OK', 'x'.repeat(5_000)]);
    expect(faults.map((each) => each.path)).toEqual(['namespaces.1', 'namespaces.2']);
    expect(faults[1]?.message.length).toBeLessThan(200);
  });

  it('means the same with a name given twice', () =>
    expect(distinctNames(['b', 'a', 'b'])).toEqual(['a', 'b']));
});

describe('a name of a cluster, location or backup', () => {
  it.each(['prod', 'prod.eu-1', 'a'.repeat(128)])('can be %s', (name) =>
    expect(nameFaults('name', name)).toEqual([]),
  );
  it.each(['', 'Prod', 'a b', '.a', 'a/b', 'a'.repeat(129)])('cannot be %j', (name) => {
    expect(nameFaults('name', name)).toHaveLength(1);
  });
});

describe('labels', () => {
  it('are keys and values as Kubernetes has them', () => {
    expect(labelFaults('labels', { 'team.example.com/name': 'a_b', empty: '' })).toEqual([]);
  });
  it.each([{ '-a': 'x' }, { a: 'with space' }, { a: 'x'.repeat(64) }])('cannot be %j', (labels) => {
    expect(labelFaults('labels', labels as Record<string, string>)).toHaveLength(1);
  });
  it('are 32 at most', () => {
    const labels = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`k${index}`, 'v']));
    expect(labelFaults('labels', labels)).toHaveLength(1);
  });
});
