/** The manifest of the Slack app for this configuration: what a person pastes at api.slack.com/apps (facts 2.10, 6). */

export interface ManifestSettings {
  readonly transport: 'HTTP' | 'SOCKET_MODE';
  /** Where Slack's requests come to; null in Socket Mode. */
  readonly requestUrl: string | null;
}

/** What the bot calls, and nothing else. */
export const BOT_SCOPES = ['chat:write', 'commands', 'im:write', 'users:read'] as const;
export const COMMAND = '/backup';

export function manifest({ transport, requestUrl }: ManifestSettings): object {
  const url = transport === 'HTTP' ? requestUrl : null;
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'Holdfast',
      description: 'Kubernetes backups: alerts that can be answered, and the state of every schedule.',
      background_color: '#1b2a3a',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Holdfast', always_online: false },
      slash_commands: [
        {
          command: COMMAND,
          description: 'Backups: state, alerts, and what can be done about them',
          usage_hint: 'help | status | alerts | schedule <name> | exclude <schedule> | link',
          // Mentions come as ids, and not as names that anybody can take.
          should_escape: true,
          ...(url !== null && { url }),
        },
      ],
    },
    oauth_config: { scopes: { bot: [...BOT_SCOPES] } },
    settings: {
      interactivity: {
        is_enabled: true,
        ...(url !== null && { request_url: url, message_menu_options_url: url }),
      },
      event_subscriptions: {
        ...(url !== null && { request_url: url }),
        bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked'],
      },
      org_deploy_enabled: false,
      socket_mode_enabled: transport === 'SOCKET_MODE',
      token_rotation_enabled: false,
    },
  };
}
