/** Where Slack's requests come to, over HTTP. */
export const SLACK_PATH = '/slack/events';
