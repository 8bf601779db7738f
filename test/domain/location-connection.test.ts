import { describe, expect, it } from 'vitest';
import {
  type ConnectionReason,
  type ConnectionState,
  stateOfConnections,
} from '../../src/domain/location-connection.js';

const each = (state: ConnectionState, stateReason: ConnectionReason) => ({ state, stateReason });
const denied = each('INVALID', 'ACCESS_DENIED');
const asleep = each('INVALID', 'CLUSTER_HIBERNATED');
const valid = each('VALID', 'OK');
const unchecked = each('UNCHECKED', 'NOT_CHECKED');

describe('the state of a location that clusters reach', () => {
  it.each([
    ['without connections', [], 'UNCHECKED', 'NOT_CHECKED', 'no cluster is connected to it'],
    ['that nobody has looked at', [unchecked], 'UNCHECKED', 'NOT_CHECKED', 'no cluster has looked at it yet'],
    ['that one reaches', [denied, valid], 'VALID', 'CONNECTED', '1 of 2 connected clusters reach it'],
    [
      'that none reaches',
      [each('INVALID', 'NO_ANSWER'), denied, denied, unchecked],
      'INVALID',
      'NO_VALID_CONNECTION',
      '0 of 4 connected clusters reach it: ACCESS_DENIED 2, NO_ANSWER 1',
    ],
    [
      'whose clusters sleep',
      [asleep, asleep, unchecked],
      'INVALID',
      'CLUSTERS_HIBERNATED',
      '0 of 3 connected clusters reach it: CLUSTER_HIBERNATED 2',
    ],
    [
      'that one does not reach while the other sleeps',
      [asleep, denied],
      'INVALID',
      'NO_VALID_CONNECTION',
      '0 of 2 connected clusters reach it: ACCESS_DENIED 1, CLUSTER_HIBERNATED 1',
    ],
  ] as const)('%s', (_case, connections, state, stateReason, stateMessage) => {
    expect(stateOfConnections(connections)).toEqual({ state, stateReason, stateMessage });
  });
});
