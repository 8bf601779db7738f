/** The variables about who is told of what: alerts, mail, Slack. A part of the one table in variables.ts. */
import {
  channelId,
  hours,
  mailAddresses,
  mailSender,
  signingSecret,
  slackApiUrl,
  slackToken,
  smtpUrl,
  text,
  webUrl,
} from './values.js';

const ALERTS = 'Alerts';
const SLACK = 'Slack';

export const TELLING_VARIABLES = {
  alertReminder: {
    name: 'HOLDFAST_ALERT_REMINDER_HOURS',
    group: ALERTS,
    meaning: 'After how many hours people are reminded of an open alert that nobody sees to; 0: never.',
    schema: hours(0, 8_760),
    default: '24',
    example: '24',
  },
  slackChannel: {
    name: 'HOLDFAST_SLACK_CHANNEL',
    group: ALERTS,
    meaning:
      'Id of the Slack channel of the default alert route: it gets what no other route matches. Changing it moves that route.',
    schema: channelId(),
    default: null,
    unset: 'no route is made',
    example: 'C0123ABCD',
  },
  smtpUrl: {
    name: 'HOLDFAST_SMTP_URL',
    group: ALERTS,
    meaning:
      'Mail server for alerts: `smtps://`, or `smtp://` that must offer STARTTLS unless it is on this machine. User and password are part of it.',
    schema: smtpUrl(),
    default: null,
    unset: 'no mails',
    example: 'smtps://holdfast:password@mail.example.com:465',
    secret: true,
  },
  smtpFrom: {
    name: 'HOLDFAST_SMTP_FROM',
    group: ALERTS,
    meaning: 'Sender of the mails: an address, or a name with an address in angle brackets.',
    schema: mailSender(),
    default: null,
    unset: 'no mails',
    example: 'Holdfast <backups@example.com>',
  },
  alertRecipients: {
    name: 'HOLDFAST_ALERT_RECIPIENTS',
    group: ALERTS,
    meaning: 'Addresses, separated by commas, that get the alerts of schedules that name none of their own.',
    schema: mailAddresses(),
    default: null,
    unset: 'only those that a schedule names',
    example: 'oncall@example.com,backups@example.com',
  },
  slackBotToken: {
    name: 'HOLDFAST_SLACK_BOT_TOKEN',
    group: SLACK,
    meaning: 'Bot token of the Slack app; with it and one of the next two the bot runs beside the API.',
    schema: slackToken('xoxb-', 'bot token'),
    default: null,
    unset: 'no Slack',
    example: '<xoxb-…, "OAuth & Permissions" of the app>',
    secret: true,
  },
  slackSigningSecret: {
    name: 'HOLDFAST_SLACK_SIGNING_SECRET',
    group: SLACK,
    meaning:
      'Signing secret of the Slack app: Slack sends clicks to `/slack/events` at HOLDFAST_PUBLIC_URL (HTTP).',
    schema: signingSecret(),
    default: null,
    unset: 'Socket Mode, or no Slack',
    example: '<"Basic Information" of the app>',
    secret: true,
  },
  slackAppToken: {
    name: 'HOLDFAST_SLACK_APP_TOKEN',
    group: SLACK,
    meaning:
      'App-level token with `connections:write`: the bot fetches clicks itself, and nothing need be reachable from outside (Socket Mode).',
    schema: slackToken('xapp-', 'app-level token'),
    default: null,
    unset: 'HTTP, or no Slack',
    example: '<xapp-…, "Basic Information" of the app>',
    secret: true,
  },
  slackApiUrl: {
    name: 'HOLDFAST_SLACK_API_URL',
    group: SLACK,
    meaning:
      'Address of the Web API of Slack, where it is not the usual one (GovSlack, a proxy): https, or this machine.',
    schema: slackApiUrl(),
    default: null,
    unset: '`https://slack.com/api`',
    example: 'https://slack-gov.com/api',
  },
  botToken: {
    name: 'HOLDFAST_BOT_TOKEN',
    group: SLACK,
    meaning: 'Service token with which `holdfast bot`, the bot in a process of its own, asks the API.',
    schema: text(),
    default: null,
    unset: 'the bot runs beside the API only',
    example: '<a service token of the API>',
    secret: true,
  },
  apiUrl: {
    name: 'HOLDFAST_URL',
    group: SLACK,
    meaning: 'The API that `holdfast bot` asks, and the commands that are clients of it.',
    schema: webUrl(),
    default: null,
    unset: '`http://127.0.0.1:4000`',
    example: 'https://holdfast.example.com',
  },
} as const;
