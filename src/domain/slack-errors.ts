/** What Slack's error codes are about, as far as deliveries must know. */

/** The channel cannot be posted to until somebody there does something. */
export const ERRORS_OF_CHANNEL: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'channel_is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'team_access_not_granted',
  'messages_tab_disabled',
]);

/** The app or its token cannot do anything any more. */
export const ERRORS_OF_INSTALLATION: ReadonlySet<string> = new Set([
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'team_disabled',
  'missing_scope',
  'no_permission',
  'org_login_required',
  'access_denied',
]);

/** Of UNSENT: the channel asks for a pause, which holds for everything that goes there. */
export const RATE_LIMITED = 'ratelimited';
