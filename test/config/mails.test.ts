import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.js';
import type { Environment } from '../../src/config/gather.js';
import { describeConfig, loadConfig } from '../../src/config.js';

const load = (env: Environment = {}) => loadConfig(env, tmpdir());

describe('mails', () => {
  const MAILS = {
    HOLDFAST_SMTP_URL: 'smtps://ada:s3cret@mail.example.com',
    HOLDFAST_SMTP_FROM: 'Holdfast <b@example.com>',
  };
  const faultsOf = (env: Record<string, string>) => {
    try {
      load(env);
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.faults.map(({ variable }) => variable) : [error];
    }
  };

  it('are on with a server and a sender; the recipients are a list', () => {
    const config = load({
      ...MAILS,
      HOLDFAST_ALERT_RECIPIENTS: 'a@example.com, b@example.com,a@example.com',
    });
    expect(config.mail).toEqual({
      smtpUrl: MAILS.HOLDFAST_SMTP_URL,
      from: 'Holdfast <b@example.com>',
      recipients: ['a@example.com', 'b@example.com'],
    });
    expect(JSON.stringify(describeConfig(config))).not.toContain('s3cret');
  });

  it('are never half on', () => {
    expect(faultsOf({ HOLDFAST_SMTP_URL: MAILS.HOLDFAST_SMTP_URL })).toEqual(['HOLDFAST_SMTP_FROM']);
    expect(faultsOf({ HOLDFAST_SMTP_FROM: 'b@example.com' })).toEqual(['HOLDFAST_SMTP_URL']);
    expect(faultsOf({ HOLDFAST_ALERT_RECIPIENTS: 'a@example.com' })).toEqual(['HOLDFAST_SMTP_URL']);
  });

  it.each([
    ['HOLDFAST_SMTP_URL', 'http://mail.example.com'],
    ['HOLDFAST_SMTP_URL', 'smtp://mail.example.com/?ignoreTLS=true'],
    ['HOLDFAST_SMTP_FROM', 'Holdfast'],
    ['HOLDFAST_SMTP_FROM', 'a@example.com, b@example.com'],
    ['HOLDFAST_ALERT_RECIPIENTS', 'a@example.com,<b@example.com>'],
    ['HOLDFAST_SLACK_CHANNEL', '#alerts'],
  ])('%s %s is refused', (name, value) => {
    expect(faultsOf({ ...MAILS, [name]: value })).toContain(name);
  });
});
