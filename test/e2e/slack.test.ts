import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClustersDocument } from '../../src/client/generated/graphql.js';
import { type SlackStandIn, startSlackStandIn } from '../stand-ins/slack/slack-stand-in.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';
import type { RunningProcess } from '../support/processes.js';

const PATIENCE = { timeout: 20_000, interval: 50 };

let slack: SlackStandIn;
let fleet: Fleet;
let database: TestDatabase;
beforeEach(async () => {
  slack = await startSlackStandIn({
    world(workspace) {
      workspace.addUser({ name: 'ada' });
      workspace.addChannel({ name: 'alerts' });
    },
  });
  const { botToken, signingSecret } = slack.installation;
  database = await createTestDatabase();
  fleet = await Fleet.prepare({
    databaseUrl: database.url,
    env: {
      HOLDFAST_SLACK_BOT_TOKEN: botToken,
      HOLDFAST_SLACK_SIGNING_SECRET: signingSecret,
      HOLDFAST_SLACK_API_URL: slack.apiUrl,
    },
  });
});
afterEach(async () => {
  await fleet.stop();
  await database.drop();
  await slack.stop();
});

const readiness = async () => {
  const response = await fetch(`${fleet.url}/readyz`);
  return { status: response.status, ...((await response.json()) as { parts: { slack: { ok: boolean } } }) };
};
const slackIs = (ok: boolean) =>
  vi.waitFor(async () => expect((await readiness()).parts.slack.ok).toBe(ok), PATIENCE);
const secretsIn = ({ log }: RunningProcess) => {
  const { botToken, signingSecret } = slack.installation;
  const lines = JSON.stringify(log);
  return [botToken, signingSecret].filter((secret) => lines.includes(secret));
};

describe('Slack beside the API on one port', () => {
  it('that refuses the token, or is away, stops nothing; it is told', async () => {
    slack.revokeToken();
    const running = await fleet.start('start');
    await running.logged(/^Slack refuses the tokens/);
    expect(await readiness()).toMatchObject({ status: 200, ready: true, parts: { slack: { ok: false } } });
    expect((await fleet.ask(ClustersDocument, { first: 1 })).clusters.edges).toEqual([]);
    await slack.goAway();
    expect((await readiness()).status).toBe(200);
    expect(secretsIn(running)).toEqual([]);
  });

  it('sends its forms to the port that answers GraphQL as JSON; what it did not sign gets 401', async () => {
    const running = await fleet.start('start');
    await slackIs(true);
    slack.deliverTo(`${fleet.url}/slack/events`);
    const command = await slack.people.slash('help', { user: 'ada', channel: 'alerts' });
    expect(command).toMatchObject({ outcome: 'acknowledged', status: 200 });
    await vi.waitFor(() => expect(slack.ephemerals('alerts', 'ada')).toHaveLength(1), PATIENCE);
    expect((await fleet.ask(ClustersDocument, { first: 1 })).clusters.edges).toEqual([]);

    const body = 'command=%2Fbackup&text=help';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const forged = slack.sign(body, { secret: 'another-secret' });
    const send = (headers: Record<string, string>) =>
      fetch(`${fleet.url}/slack/events`, { method: 'POST', body, headers: { ...form, ...headers } });
    for (const headers of [{}, forged]) {
      const refused = await send(headers);
      expect([refused.status, await refused.text()]).toEqual([401, '']);
    }
    running.kill('SIGTERM');
    expect(await running.ended).toEqual({ code: 0, signal: null });
    expect(running.log.filter(({ level }) => level === 'error')).toEqual([]);
    expect(secretsIn(running)).toEqual([]);
  });
});

describe('holdfast slack', () => {
  it('manifest prints the app for this configuration', async () => {
    const { stdout } = await fleet.run(['slack', 'manifest'], {
      HOLDFAST_PUBLIC_URL: 'https://holdfast.example.com',
    });
    expect(JSON.parse(stdout).settings.interactivity.request_url).toBe(
      'https://holdfast.example.com/slack/events',
    );
  });

  it('check says what is good, and what to do about what is not', async () => {
    const env = { HOLDFAST_PUBLIC_URL: 'https://holdfast.example.com' };
    const channel = slack.workspace.channel('alerts').id;
    const good = await fleet.run(['slack', 'check', '--json', '--channel', channel], env);
    expect(JSON.parse(good.stdout)).toEqual([
      expect.objectContaining({ what: 'bot token', ok: true }),
      expect.objectContaining({ what: 'scopes', ok: true }),
      expect.objectContaining({ what: 'request URL', ok: true }),
      expect.objectContaining({ what: `channel ${channel}`, ok: true }),
    ]);
    expect(slack.messages('alerts')).toEqual([]);
    slack.removeBotFrom('alerts');
    slack.setScopes(['chat:write']);
    const bad = await fleet.run(['slack', 'check', '--channel', channel], env);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toMatch(/missing: commands, im:write, users:read/);
    expect(bad.stdout).toMatch(/invite the bot/);
  });
});
