/** Who clicks? Links of Slack users, and what is done in their name, with the trail that it leaves: over HTTP on the real services. */
import { describe, expect, it } from 'vitest';
import { BEGIN, CONFIRM, EXCLUDE, LinkedPeople } from '../support/linked-people.js';
import { aClick, asking } from '../support/people.js';

const here = new LinkedPeople();

describe('a click', () => {
  it('of somebody who is not linked gets no token, and the trail says who, where and what', async () => {
    expect(await here.begin()).toMatchObject({ outcome: 'UNLINKED', token: null, user: null });
    expect(await here.trail()).toMatchObject([
      {
        actorKind: 'SERVICE',
        actorName: 'slack-bot',
        operation: 'beginInteraction',
        outcome: 'REFUSED',
        code: 'UNLINKED',
        slack: {
          teamId: 'T1',
          slackUserId: 'U1',
          channelId: 'C1',
          messageTs: '1405894322.002768',
          action: 'exclude',
        },
      },
    ]);
  });

  it('acts as the person: on their own schedule it is done, and the trail and the event name both', async () => {
    await here.linked(here.kim);
    const { id } = await here.aScheduleOf(here.kim);
    const token = await here.clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    const { data, errors } = await here.exclude(token, id);
    expect(errors).toEqual([]);
    expect(data).toEqual({ excludeNamespacesFromSchedule: { changed: true } });
    expect((await here.exclude(token, id)).data).toEqual({
      excludeNamespacesFromSchedule: { changed: false },
    });
    const [again, done] = await here.trail(`subjectId: "${id}"`);
    expect(again).toMatchObject({ door: 'SLACK', outcome: 'UNCHANGED' });
    expect(done).toMatchObject({
      door: 'SLACK',
      actorName: 'kim',
      user: { name: 'kim' },
      operation: 'excludeNamespacesFromSchedule',
      outcome: 'APPLIED',
      slack: { slackUserId: 'U1', channelId: 'C1', action: 'exclude' },
    });
    const [event] = await here.world.database.query(
      `SELECT actor FROM event WHERE type = 'SCHEDULE_EDITED' AND subject_id = '${id}'`,
    );
    expect(event?.actor).toMatchObject({ name: 'kim', via: { door: 'SLACK', slackUserId: 'U1' } });
    expect(JSON.stringify(event?.actor)).not.toContain('scope');
  });

  it("of an app user on another's schedule finds none, and is in the trail", async () => {
    await here.linked(here.kim);
    const { id } = await here.aScheduleOf(here.admin);
    const token = await here.clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    expect((await here.exclude(token, id)).code).toBe('NOT_FOUND');
    expect(await here.trail(`subjectId: "${id}", outcome: REFUSED`)).toMatchObject([
      { actorName: 'kim', code: 'NOT_FOUND', slack: { slackUserId: 'U1' } },
    ]);
  });

  it('of an app user on a schedule that they only see is FORBIDDEN, says whom to ask, and is in the trail', async () => {
    await here.linked(here.kim);
    const { id } = await here.aScheduleOf(here.admin);
    await here.share({ resource: 'BackupSchedule', resourceId: id, access: 'VIEW' });
    const token = await here.clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    const { code, errors } = await here.exclude(token, id);
    expect(code).toBe('FORBIDDEN');
    expect(errors[0]?.message).toContain('Ask a super admin or an app admin.');
    expect(await here.trail(`subjectId: "${id}", outcome: REFUSED`)).toMatchObject([
      { actorName: 'kim', code: 'FORBIDDEN', slack: { slackUserId: 'U1' } },
    ]);
  });

  it('cannot ask another root field than it was given for, by whatever way, and a change so asked for is in the trail', async () => {
    await here.linked(here.admin);
    const { id } = await here.aScheduleOf(here.admin);
    const ask = asking(
      here.api,
      await here.clickToken({ operations: ['viewer', 'alerts', 'createUser', 'users'] }),
    );
    expect((await ask('{ viewer { name } __typename }')).data).toMatchObject({ viewer: { name: 'root' } });
    for (const query of [
      '{ clusters { totalCount } }',
      '{ viewer { name } also: clusters { totalCount } }',
      '{ ...F } fragment F on Query { ... on Query { users { totalCount } } }',
      '{ __schema { types { name } } }',
      '{ __type(name: "User") { name } }',
      'mutation { createUser(input: { name: "eve", role: SUPER_ADMIN }) { user { id } } }',
    ]) {
      expect([query, (await ask(query)).code]).toEqual([query, 'FORBIDDEN']);
    }
    expect((await ask(EXCLUDE, { id, names: ['kube-system'], v: 1 })).code).toBe('FORBIDDEN');
    expect(await here.trail()).toMatchObject([
      {
        operation: 'excludeNamespacesFromSchedule',
        outcome: 'REFUSED',
        code: 'FORBIDDEN',
        actorName: 'root',
      },
      { operation: 'createUser', outcome: 'REFUSED', code: 'FORBIDDEN' },
      { operation: 'beginSlackLink', outcome: 'APPLIED' },
    ]);
  });

  it('is over after a minute', async () => {
    await here.linked(here.kim);
    const { token, expiresAt } = await here.begin();
    const end = new Date(expiresAt!).getTime();
    expect(end - here.clock.at).toBeLessThanOrEqual(60_000);
    const ask = asking(here.api, token!);
    here.clock.set(new Date(end - 5));
    expect((await ask('{ viewer { name } }')).status).toBe(200);
    here.clock.set(new Date(end - 1));
    expect(await ask('{ viewer { name } }')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('that comes again has no effect: one of twenty at once goes on', async () => {
    await here.linked(here.kim);
    const begun = await Promise.all(Array.from({ length: 20 }, () => here.begin({ key: 'the same' })));
    expect(begun.filter(({ outcome }) => outcome === 'GRANTED')).toHaveLength(1);
    expect(begun.filter(({ outcome }) => outcome === 'DUPLICATE')).toHaveLength(19);
    expect(await here.begin({ key: 'the same' })).toEqual({
      outcome: 'DUPLICATE',
      interactionId: null,
      token: null,
      expiresAt: null,
      user: null,
    });
  });

  it('of a guest, somebody outside, a bot or a deleted user is refused, linked or not', async () => {
    await here.linked(here.kim);
    for (const standing of ['GUEST', 'EXTERNAL', 'BOT', 'DELETED'] as const) {
      expect(await here.begin({ standing })).toMatchObject({ outcome: 'REFUSED_STANDING', token: null });
    }
    expect(await here.begin({ teamId: 'T2' })).toMatchObject({ outcome: 'FOREIGN_TEAM', token: null });
    const codes = (await here.trail('outcome: REFUSED')).map(({ code }) => code);
    expect(codes).toEqual(['FOREIGN_TEAM', ...Array(4).fill('REFUSED_STANDING')]);
  });

  it('of a person who was deactivated is INACTIVE, and tokens given before are dead at once', async () => {
    await here.linked(here.kim);
    const before = asking(here.api, await here.clickToken());
    await here.world.product.services.users.edit(
      here.kim.user.id,
      { expectedVersion: 1, state: 'INACTIVE' },
      here.admin.actor,
    );
    expect((await before('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    expect((await asking(here.api, here.kim.token)('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    expect(await here.begin()).toMatchObject({ outcome: 'INACTIVE', token: null });
    expect((await here.trail('outcome: REFUSED'))[0]).toMatchObject({ actorName: 'kim', code: 'INACTIVE' });
    await here.world.product.services.users.edit(
      here.kim.user.id,
      { expectedVersion: 2, state: 'ACTIVE' },
      here.admin.actor,
    );
    expect(await here.begin()).toMatchObject({ outcome: 'GRANTED', user: { name: 'kim' } });
    expect((await asking(here.api, here.kim.token)('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
  });

  it('counts the rights of the moment: a role that was taken away is gone for the token too', async () => {
    await here.linked(here.admin);
    const { id } = await here.aScheduleOf(here.kim);
    const token = await here.clickToken({ operations: ['excludeNamespacesFromSchedule'] });
    await here.world.product.services.users.edit(
      here.admin.user.id,
      { expectedVersion: 1, role: 'AUDITOR' },
      here.world.actor,
    );
    expect((await here.exclude(token, id)).code).toBe('FORBIDDEN');
  });

  it('ends with the link', async () => {
    const id = await here.linked(here.kim);
    const ask = asking(here.api, await here.clickToken());
    const remove = `mutation { removeSlackLink(input: { id: "${id}" }) { id } }`;
    expect((await asking(here.api, here.kim.token)(remove)).errors).toEqual([]);
    expect((await ask('{ viewer { name } }')).code).toBe('UNAUTHENTICATED');
    expect(await here.begin()).toMatchObject({ outcome: 'UNLINKED' });
  });

  it('names no user and nothing odd: bad ids, keys and fields are one clear error', async () => {
    const bad = { teamId: 'T1; DROP', slackUserId: '', key: 'a\nb', channelId: '<!here>', messageTs: 'now' };
    const { code, errors } = await here.botAsks(BEGIN, { input: aClick(bad) });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.extensions.details.fields).toHaveLength(5);
    expect((await here.botAsks(BEGIN, { input: aClick({ operations: ['createUser'] }) })).code).toBe(
      'BAD_USER_INPUT',
    );
    expect((await asking(here.api, here.admin.token)(BEGIN, { input: aClick() })).code).toBe('FORBIDDEN');
  });
});

describe('a link', () => {
  const REQUEST =
    'query ($code: String!) { slackLinkRequest(code: $code) { teamName slackUserName expiresAt } }';

  it('is shown before it is confirmed, however the code is typed, and each side sees it afterwards', async () => {
    const code = await here.codeFor();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const ask = asking(here.api, here.kim.token);
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
    expect((await ask(REQUEST, { code: typed })).data.slackLinkRequest).toMatchObject({
      teamName: 'Acme',
      slackUserName: 'kim.slack',
    });
    await ask(CONFIRM, { code });
    expect(
      (await ask('{ viewer { slackLinks { teamName slackUserName user { name } } } }')).data.viewer,
    ).toEqual({
      slackLinks: [{ teamName: 'Acme', slackUserName: 'kim.slack', user: { name: 'kim' } }],
    });
    const events = await here.world.database.query(`SELECT data FROM event WHERE type = 'SLACK_LINKED'`);
    expect(events).toMatchObject([{ data: { teamId: 'T1', slackUserId: 'U1' } }]);
  });

  it('takes a code once: of two who confirm it at once, one is linked', async () => {
    const code = await here.codeFor();
    const answers = await Promise.all(
      [here.kim, here.admin].map(({ token }) => asking(here.api, token)(CONFIRM, { code })),
    );
    expect(answers.map((each) => each.code).sort()).toEqual(['BAD_USER_INPUT', undefined]);
    expect((await asking(here.api, here.kim.token)(CONFIRM, { code })).code).toBe('BAD_USER_INPUT');
  });

  it('takes no code that is ten minutes old, or that a newer one replaced', async () => {
    const old = await here.codeFor();
    const fresh = await here.codeFor();
    expect((await asking(here.api, here.kim.token)(CONFIRM, { code: old })).code).toBe('BAD_USER_INPUT');
    here.clock.set('2026-11-20T12:11:00Z');
    expect((await asking(here.api, here.kim.token)(CONFIRM, { code: fresh })).code).toBe('BAD_USER_INPUT');
  });

  it('cannot be guessed: ten tries in ten minutes, also at once, then even the right code waits', async () => {
    const code = await here.codeFor();
    const ask = asking(here.api, here.kim.token);
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, n) => ask(REQUEST, { code: `00000-000${10 + n}` })),
    );
    expect(tries.filter((each) => each.code === 'BAD_USER_INPUT').length).toBeLessThanOrEqual(10);
    expect(tries.filter((each) => each.code === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(20);
    expect((await ask(CONFIRM, { code })).code).toBe('RATE_LIMITED');
    expect((await asking(here.api, here.admin.token)(CONFIRM, { code })).code).toBeUndefined();
  });

  it('of a Slack user who is linked to another person is refused, with what to do', async () => {
    await here.linked(here.kim);
    const { code, errors } = await asking(here.api, here.admin.token)(CONFIRM, {
      code: await here.codeFor(),
    });
    expect(code).toBe('ALREADY_EXISTS');
    expect(errors[0]?.message).toContain('Remove that link first');
    expect(errors[0]?.message).not.toContain('"kim"');
    expect(await here.linked(here.kim)).toBeTruthy();
  });

  it("is removed by its person or a super admin, and by nobody's app user", async () => {
    const id = await here.linked(here.admin);
    const remove = `mutation { removeSlackLink(input: { id: "${id}" }) { id } }`;
    expect((await asking(here.api, here.kim.token)(remove)).code).toBe('FORBIDDEN');
    expect((await asking(here.api, here.admin.token)(remove)).code).toBeUndefined();
    expect((await asking(here.api, here.admin.token)(remove)).code).toBe('NOT_FOUND');
    expect(
      (await here.trail('door: API')).map(({ operation, outcome }) => `${operation} ${outcome}`),
    ).toEqual([
      'removeSlackLink REFUSED',
      'removeSlackLink APPLIED',
      'removeSlackLink REFUSED',
      'confirmSlackLink APPLIED',
    ]);
  });
});
