/** Who is it? Every click is the act of one linked person, with that person's rights, or it is refused, said and written down. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackUpScheduleNowDocument } from '../../src/client/generated/graphql.js';
import { runCli } from '../support/run-cli.js';
import { CHANNEL, SlackInstallation, TRANSPORTS } from '../support/slack-installation.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ transport, namespaces: ['shop', 'blog'] });
  });
  afterEach(async () => {
    expect(app.slack.operationErrors).toEqual([]);
    await app.stop();
  });

  it('somebody who is not linked changes nothing, is told how to link, and stands in the trail', async () => {
    const incident = await app.incident(['billing']);
    const told = await app.answerTo('mallory', () => app.click(incident, 'exclude_one', 'mallory'));
    expect(told).toMatch(/does not know who you are yet, so nothing was changed/);
    expect(told).toContain('link_begin');
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');
    const [refused] = await app.trail({ door: 'SLACK', outcome: 'REFUSED' });
    expect(refused).toMatchObject({
      operation: 'beginInteraction',
      code: 'UNLINKED',
      slack: {
        teamId: app.slack.workspace.team.id,
        slackUserId: app.idOf('mallory'),
        channelId: app.channelId,
        messageTs: incident.ts,
        action: 'exclude_one',
      },
    });
  });

  it('an app user may not change the schedule of another: told which right is missing and whom to ask', async () => {
    app.newcomer('peter');
    const { userId } = await app.linked('peter', 'APP_USER');
    const incident = await app.incident(['billing']);
    const click = () => app.answerTo('peter', () => app.click(incident, 'exclude_one', 'peter'));
    expect(await click()).toContain('It does not exist any more, or you may not see it.');
    const viewed = { resource: 'BackupSchedule', resourceId: incident.schedule.id, access: 'VIEW' } as const;
    await app.services.shares.create({ ...viewed, userId }, app.admin.actor);
    const told = await click();
    expect(told).toMatch(
      /may exclude namespaces from schedules only where it is their own or shared with them for FULL\. Ask a super admin/,
    );
    expect(told).toContain('Nothing was changed');
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');
    const [refused] = await app.trail({ door: 'SLACK', outcome: 'REFUSED' });
    expect(refused).toMatchObject({
      operation: 'excludeNamespacesFromSchedule',
      code: 'FORBIDDEN',
      actorName: 'peter',
      subjectId: incident.schedule.id,
      slack: { slackUserName: 'peter', messageTs: incident.ts },
    });
  });

  it.each([
    ['a guest', { guest: 'multi-channel' }, 'Guests'],
    ['somebody deactivated in Slack', { deleted: true }, 'Guests'],
    ['a bot', { isBot: true }, 'Guests'],
  ])('%s is refused even when linked', async (_who, standing, words) => {
    app.newcomer('odd', standing);
    await app.linked('odd', 'APP_ADMIN');
    const incident = await app.incident(['billing']);
    const told = await app.answerTo('odd', () => app.click(incident, 'exclude_one', 'odd'));
    expect(told).toContain(words);
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');
    expect((await app.trail({ outcome: 'REFUSED' }))[0]).toMatchObject({ code: 'REFUSED_STANDING' });
  });

  it('somebody of another organisation in a shared channel is refused', async () => {
    const team = app.slack.workspace.addTeam({ domain: 'partner', name: 'Partner' });
    app.newcomer('tomas', { team });
    await app.link({ ...(await app.person('tomas', 'APP_ADMIN')) });
    const incident = await app.incident(['billing']);
    const told = await app.answerTo('tomas', () => app.click(incident, 'exclude_one', 'tomas'));
    expect(told).toMatch(/other organisations|another workspace/);
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');
    expect((await app.trail({ outcome: 'REFUSED' }))[0]?.slack).toMatchObject({
      slackUserId: app.idOf('tomas'),
    });
  });

  it('a user of Holdfast who was made inactive can do nothing any more, at once', async () => {
    const incident = await app.incident(['billing']);
    const { userId } = app.people.get('ada')!;
    const { version } = await app.services.users.get(userId, app.admin.actor);
    await app.services.users.edit(userId, { expectedVersion: version, state: 'INACTIVE' }, app.admin.actor);
    const told = await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada'));
    expect(told).toContain('not active any more');
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');
  });

  it('a link is made by a one-time code, confirmed where the person signed in, told afterwards, and ended by unlink', async () => {
    const { token } = await app.person('mallory', 'APP_ADMIN');
    const api = { url: app.url, token };
    const told = await app.answerTo('mallory', () => app.slash('link', 'mallory'));
    const code = /holdfast slack link ([\w-]+)/.exec(told)?.[1] ?? '';
    expect(code).not.toBe('');
    const declined = await runCli(['slack', 'link', code], { api, answer: false });
    expect(declined.stderr + declined.stdout).toContain('Slack user: mallory');
    const linked = await runCli(['slack', 'link', code, '--yes'], { api });
    expect(linked.exitCode).toBe(0);
    await app.settled();
    const direct = app.slack.workspace.directMessage(app.idOf('mallory'));
    expect(direct.messages.at(-1)?.text).toContain('linked to the Holdfast user mallory');
    expect((await runCli(['slack', 'link', code, '--yes'], { api })).exitCode).not.toBe(0);

    const incident = await app.incident(['billing']);
    expect(await app.answerTo('mallory', () => app.click(incident, 'exclude_one', 'mallory'))).toMatch(
      /Excluded/,
    );
    expect(await app.answerTo('mallory', () => app.slash('unlink', 'mallory'))).toContain('no longer linked');
    await app.settled();
    expect(direct.messages.at(-1)?.text).toContain('no longer linked');
    expect(await app.answerTo('mallory', () => app.slash('alerts', 'mallory'))).toContain(
      'does not know who you are',
    );
  });

  it('a code is good for ten minutes, and another code takes its place', async () => {
    const { token } = await app.person('mallory', 'APP_USER');
    const api = { url: app.url, token };
    const codeOf = (told: string) => /holdfast slack link ([\w-]+)/.exec(told)?.[1] ?? '';
    const first = codeOf(await app.answerTo('mallory', () => app.slash('link', 'mallory')));
    const second = codeOf(await app.answerTo('mallory', () => app.slash('link', 'mallory')));
    expect(first).not.toBe(second);
    expect((await runCli(['slack', 'link', first, '--yes'], { api })).exitCode).not.toBe(0);
    app.world.clock.advance(11);
    expect((await runCli(['slack', 'link', second, '--yes'], { api })).exitCode).not.toBe(0);
  });

  it('an auditor sees and changes nothing', async () => {
    app.newcomer('vera');
    await app.linked('vera', 'AUDITOR');
    const incident = await app.incident(['billing']);
    expect(await app.answerTo('vera', () => app.slash('alerts', 'vera'))).toContain('nightly');
    for (const action of ['exclude_one', 'acknowledge'])
      expect(await app.answerTo('vera', () => app.click(incident, action, 'vera'))).toMatch(
        /An auditor has no right to/,
      );
    const snoozed = await app.answerTo('vera', () =>
      app.slack.people.select({ channel: CHANNEL, ts: incident.ts }, 'snooze', '1d', 'vera'),
    );
    expect(snoozed).toMatch(/An auditor has no right to/);
    expect(await app.trail({ outcome: 'REFUSED', door: 'SLACK' })).toHaveLength(3);
  });
});

it('the token of the bot changes nothing by itself', async () => {
  const app = await SlackInstallation.start({ namespaces: ['shop', 'blog'] });
  const schedule = await app.world.create(['shop', 'blog']);
  const { token } = await app.services.identity.serviceToken('slack-bot');
  await expect(
    app.ask({ token }, BackUpScheduleNowDocument, { input: { id: schedule.id } }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await app.stop();
});
