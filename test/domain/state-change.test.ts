import { expect, it } from 'vitest';
import { EVENT_TYPES, type EventType } from '../../src/domain/event.js';
import { type RecordedActor, systemActor } from '../../src/domain/identity.js';
import { STATE_MOVES, stateMoveOf } from '../../src/domain/state-change.js';
import { resourceRow } from '../../src/domain/state-matrix.js';

const KIM: RecordedActor = { kind: 'USER', userId: 'u', name: 'kim', role: 'SUPER_ADMIN' };

function move(type: EventType, data: Record<string, unknown> = {}, actor: RecordedActor = KIM) {
  return stateMoveOf({ type, subjectId: 's', data, actor });
}

/** Of things that are no resource of the state matrix. */
const OTHERS = /^(ROUTE|ALERT|CYCLE|DELIVERY|RULE|TOKEN|SHARE|SLACK)_/;
/** What its name says of a state that begins, changes or ends. */
const MOVES = /_(REGISTERED|CREATED|REQUESTED|FOUND|STARTED|STATE_CHANGED|FINISHED|ENDED|DELETING|DELETED)$/;
/** Asked of a thing whose state stays. */
const STAYS: readonly EventType[] = [
  'BACKUP_CANCEL_REQUESTED',
  'BACKUP_VERIFICATION_REQUESTED',
  'RESTORE_CANCEL_REQUESTED',
];

it('every type of event that moves a state of the matrix has its line, so that no change is missing from the history', () => {
  const moving = EVENT_TYPES.filter(
    (type) => MOVES.test(type) && !OTHERS.test(type) && !STAYS.includes(type),
  );
  expect(moving.filter((type) => STATE_MOVES[type] === undefined)).toEqual([]);
  expect(moving.length).toBeGreaterThan(15);
});

it('what a line gives as the state after is a state of its resource', () => {
  const odd = Object.entries(STATE_MOVES).filter(
    ([, { resource, to }]) => typeof to === 'string' && resourceRow(resource).states[to] === undefined,
  );
  expect(odd).toEqual([]);
});

it('tells from where to where, why, what was seen and by whom', () => {
  const seen = { name: 'prod', from: 'ACTIVE', to: 'NOT_AVAILABLE', reason: 'TIMEOUT', message: 'no answer' };
  expect(move('CLUSTER_STATE_CHANGED', seen, systemActor('cluster prober'))).toEqual({
    ...{ resource: 'Cluster', subjectId: 's', observer: 'PROBER', observerName: 'cluster prober' },
    ...seen,
  });
});

it('a look that a person asked for is theirs, and so is what they do', () => {
  expect(move('LOCATION_STATE_CHANGED', { from: 'VALID', to: 'INVALID' })).toMatchObject({
    ...{ observer: 'PERSON', observerName: 'kim' },
  });
  expect(move('BACKUP_FINISHED', { to: 'SUCCESS' }, systemActor('host:1:ab'))?.observer).toBe('WORKER');
  expect(move('BACKUP_DELETING', {}, systemActor('retention'))?.observer).toBe('JOB');
});

it('what is new comes from nothing, and what is gone goes to nothing', () => {
  expect(move('SCHEDULE_CREATED', { after: { name: 'nightly' } })).toMatchObject({
    ...{ from: null, to: 'ACTIVE', name: 'nightly' },
  });
  expect(move('BACKUP_FOUND', { state: 'PARTIAL_SUCCESS' })).toMatchObject({
    from: null,
    to: 'PARTIAL_SUCCESS',
  });
  expect(move('RESTORE_DELETED', { state: 'FAILURE', name: 'r' })).toMatchObject({
    from: 'FAILURE',
    to: null,
  });
});

it('an edit is a move only where it moves the state', () => {
  expect(move('CLUSTER_EDITED', { before: { name: 'a' }, after: { name: 'b' } })).toBeUndefined();
  expect(move('CLUSTER_EDITED', { from: 'UNCHECKED', to: 'UNCHECKED' })).toBeUndefined();
  expect(move('CLUSTER_EDITED', { from: 'ACTIVE', to: 'UNCHECKED' })).toMatchObject({ to: 'UNCHECKED' });
  const edit = (before: string, after: string) => ({ before: { state: before }, after: { state: after } });
  expect(move('USER_EDITED', edit('ACTIVE', 'ACTIVE'))).toBeUndefined();
  expect(move('USER_EDITED', edit('ACTIVE', 'INACTIVE'))).toMatchObject({ from: 'ACTIVE', to: 'INACTIVE' });
});

it('another reason in the same state is told, too', () => {
  const same = { from: 'DISCONNECTED', to: 'DISCONNECTED', reason: 'CREDENTIAL_EXPIRED' };
  expect(move('CLUSTER_STATE_CHANGED', same)).toMatchObject(same);
});

it('what moves no state is no move', () => {
  expect(move('BACKUP_PROGRESSED', { state: 'IN_PROGRESS' })).toBeUndefined();
  expect(move('ROUTE_STATE_CHANGED', { from: 'WORKING', to: 'BROKEN' })).toBeUndefined();
});
