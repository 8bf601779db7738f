import { describe, expect, it } from 'vitest';
import {
  type Acknowledgement,
  type Attempt,
  afterAcknowledgement,
  afterLapse,
  GIVE_UP_AFTER_MS,
  INSTALLATION_PAUSE_MS,
  isWorthShowing,
  pauseAfter,
  toldChange,
} from '../../src/domain/delivery.js';

const post: Attempt = {
  kind: 'ALERT',
  medium: 'SLACK',
  attempts: 1,
  failingMs: 0,
  isUpdate: false,
  isOpen: true,
  random: 1,
};
const update: Attempt = { ...post, isUpdate: true };
const said = (
  outcome: Acknowledgement['outcome'],
  errorCode: string | null = null,
  retryAfterSeconds: number | null = null,
): Acknowledgement => ({ outcome, errorCode, retryAfterSeconds });

describe('an acknowledgement', () => {
  it('of success makes the route work', () => {
    expect(afterAcknowledgement(said('DELIVERED'), post)).toEqual({ state: 'DELIVERED', route: 'WORKING' });
  });

  it('of what was certainly not sent is tried again, later each time, up to a quarter of an hour', () => {
    const pauses = [1, 2, 3, 10, 1_000].map(
      (attempts) => afterAcknowledgement(said('UNSENT'), { ...post, attempts }).retryInMs,
    );
    expect(pauses).toEqual([2_000, 4_000, 8_000, 900_000, 900_000]);
    expect(pauseAfter(1, 0)).toBe(1_000);
  });

  it('honours the pause that Slack asks for, but not for ever', () => {
    expect(afterAcknowledgement(said('UNSENT', 'ratelimited', 30), post).retryInMs).toBe(30_000);
    expect(afterAcknowledgement(said('UNSENT', 'ratelimited', 1e9), post).retryInMs).toBe(3_600_000);
    expect(afterAcknowledgement(said('UNSENT', null, -5), post).retryInMs).toBe(2_000);
  });

  it('of Slack being away for a day gives nothing up; after three days it is a dead letter, told by mail', () => {
    const day = 24 * 60 * 60_000;
    expect(afterAcknowledgement(said('UNSENT'), { ...post, failingMs: day }).state).toBe('PENDING');
    expect(afterAcknowledgement(said('UNSENT'), { ...post, failingMs: GIVE_UP_AFTER_MS })).toEqual({
      state: 'DEAD',
      givenUp: true,
      fallback: true,
    });
  });

  it('that is uncertain never leads to a second post, but to a mail; an update is done again', () => {
    expect(afterAcknowledgement(said('AMBIGUOUS'), post)).toEqual({ state: 'AMBIGUOUS', fallback: true });
    expect(afterAcknowledgement(said('AMBIGUOUS'), { ...post, kind: 'REPLY' }).state).toBe('AMBIGUOUS');
    expect(afterAcknowledgement(said('AMBIGUOUS'), { ...post, kind: 'TEST' })).toEqual({
      state: 'AMBIGUOUS',
    });
    expect(afterAcknowledgement(said('AMBIGUOUS'), update).state).toBe('PENDING');
    expect(afterLapse(post)).toEqual({ state: 'AMBIGUOUS', fallback: true });
    expect(afterLapse(update).state).toBe('PENDING');
    expect(afterLapse({ ...post, medium: 'EMAIL' }).state).toBe('PENDING');
  });

  it('that the message is gone posts a new root only while the alert is open', () => {
    const gone = said('GONE', 'message_not_found');
    expect(afterAcknowledgement(gone, update)).toEqual({
      state: 'PENDING',
      retryInMs: 0,
      forgetMessage: true,
    });
    const over = { state: 'SUPERSEDED', forgetMessage: true };
    expect(afterAcknowledgement(gone, { ...update, isOpen: false })).toEqual(over);
    expect(afterAcknowledgement(gone, { ...post, kind: 'REPLY' })).toEqual(over);
    expect(afterAcknowledgement(gone, { ...update, kind: 'WATCH' })).toEqual(over);
    expect(afterAcknowledgement(gone, post).state).toBe('DEAD');
  });

  it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'])(
    '%s breaks the route, is not tried again, and is told by mail',
    (code) => {
      expect(afterAcknowledgement(said('REFUSED', code), post)).toEqual({
        state: 'DEAD',
        route: 'BROKEN',
        givenUp: true,
        fallback: true,
      });
    },
  );

  it.each(['token_revoked', 'invalid_auth', 'account_inactive'])('%s makes everything wait', (code) => {
    const verdict = { state: 'PENDING', retryInMs: INSTALLATION_PAUSE_MS, route: 'INSTALLATION' };
    expect(afterAcknowledgement(said('REFUSED', code), { ...post, failingMs: 1e12 })).toEqual(verdict);
  });

  it.each(['invalid_blocks', 'msg_too_long'])('%s is our fault and says nothing of the route', (code) => {
    expect(afterAcknowledgement(said('REFUSED', code), post)).toEqual({
      state: 'DEAD',
      givenUp: true,
      fallback: true,
    });
  });
});

describe('a change that a row carries', () => {
  it('stays small with 5,000 names', () => {
    const added = Array.from({ length: 5_000 }, (_, index) => `${'n'.repeat(58)}${index}`.slice(-63));
    const told = toldChange({ kind: 'CHANGED', at: new Date(), by: null, added, removed: [], reason: null });
    expect([told.added.length, told.addedCount]).toEqual([25, 5_000]);
    expect(JSON.stringify(told).length).toBeLessThan(2_500);
  });
});

describe('a message that follows a backup', () => {
  const shown = { state: 'IN_PROGRESS', stage: 'RESOURCES', objects: 1_000 };
  it('is worth an update at each stage, at the end, and for a tenth more', () => {
    expect(isWorthShowing(undefined, shown)).toBe(true);
    expect(isWorthShowing(shown, shown)).toBe(false);
    expect(isWorthShowing(shown, { ...shown, objects: 1_099 })).toBe(false);
    expect(isWorthShowing(shown, { ...shown, objects: 1_100 })).toBe(true);
    expect(isWorthShowing(shown, { ...shown, stage: 'COMMIT' })).toBe(true);
    expect(isWorthShowing(shown, { ...shown, state: 'SUCCESS' })).toBe(true);
  });
});
