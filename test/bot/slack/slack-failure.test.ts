import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { slackFailure } from '../../../src/bot/slack/slack-failure.js';

const saying = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error, response_metadata: {} });

describe('what Slack answers', () => {
  it.each(['is_archived', 'not_in_channel', 'invalid_blocks', 'token_revoked'])(
    'with a word of its own, %s, is a no',
    (word) => {
      expect(slackFailure(saying(word))).toEqual({ kind: 'SAID_NO', code: word });
    },
  );

  it.each(['<html>502 Bad Gateway</html>', '', 'Bad Gateway', '{"ok":tr', 'x'.repeat(5_000)])(
    'with what is no word of its own leaves open whether it was done: %#',
    (page) => {
      expect(slackFailure(saying(page))).toEqual({ kind: 'UNKNOWN', code: 'unreadable_answer' });
    },
  );

  it('with its own trouble leaves it open too', () => {
    expect(slackFailure(saying('internal_error'))).toMatchObject({ kind: 'UNKNOWN' });
  });
});
