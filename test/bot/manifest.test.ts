import { describe, expect, it } from 'vitest';
import { BOT_SCOPES, manifest } from '../../src/bot/manifest.js';

const requestUrl = 'https://holdfast.example.com/slack/events';
/** The part of a manifest that is looked at. */
interface Manifest {
  display_information: { name: string; description: string };
  features: {
    app_home: { home_tab_enabled: boolean };
    bot_user: { display_name: string };
    slash_commands: {
      command: string;
      description: string;
      usage_hint: string;
      url?: string;
      should_escape: boolean;
    }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    interactivity: { is_enabled: boolean; request_url?: string; message_menu_options_url?: string };
    event_subscriptions: { request_url?: string; bot_events: string[] };
    socket_mode_enabled: boolean;
  };
}
const http = manifest({ transport: 'HTTP', requestUrl }) as Manifest;
const socket = manifest({ transport: 'SOCKET_MODE', requestUrl }) as Manifest;

describe('the manifest of the Slack app', () => {
  it('asks for as few scopes as the bot can do with', () => {
    expect(BOT_SCOPES).toEqual(['chat:write', 'commands', 'im:write', 'users:read']);
    expect(http.oauth_config).toEqual({ scopes: { bot: [...BOT_SCOPES] } });
  });

  it('names where Slack reaches Holdfast over HTTP, the options of searches included', () => {
    expect(http.settings.interactivity).toEqual({
      is_enabled: true,
      request_url: requestUrl,
      message_menu_options_url: requestUrl,
    });
    expect(http.settings.event_subscriptions.request_url).toBe(requestUrl);
    expect(http.features.slash_commands[0]?.url).toBe(requestUrl);
    expect(http.settings.socket_mode_enabled).toBe(false);
  });

  it('names no address in Socket Mode', () => {
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('holdfast.example.com');
  });

  it('hears of the home tab and of the end of the installation, and of no message', () => {
    expect(http.settings.event_subscriptions.bot_events).toEqual([
      'app_home_opened',
      'app_uninstalled',
      'tokens_revoked',
    ]);
  });

  it.each([http, socket])('stays within the limits of manifests', ({ display_information, features }) => {
    expect(display_information.name.length).toBeLessThanOrEqual(35);
    expect(display_information.description.length).toBeLessThanOrEqual(140);
    expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80);
    for (const { command, description, usage_hint } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2_000);
      expect(usage_hint.length).toBeLessThanOrEqual(1_000);
    }
  });
});
