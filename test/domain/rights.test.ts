import { describe, expect, it } from 'vitest';
import { Forbidden } from '../../src/domain/errors/access-errors.js';
import { type Actor, ROLES, type Role, recordOf, systemActor } from '../../src/domain/identity.js';
import { CLICK_SCOPE, SERVICE_SCOPE } from '../../src/domain/interaction.js';
import {
  assertRight,
  assertService,
  hasRight,
  isRight,
  type Reach,
  RIGHTS,
  type Right,
  refusalOf,
} from '../../src/domain/rights.js';
import { OPERATIONS, resourceRow } from '../../src/domain/state-matrix.js';

const person = (role: Role, userId = 'me'): Actor => ({
  kind: 'USER',
  userId,
  name: 'kim',
  role,
  groups: [],
});
const BOT: Actor = { kind: 'SERVICE', name: 'slack-bot', scope: SERVICE_SCOPE };
const rights = Object.keys(RIGHTS) as Right[];
const reachedBy = (role: Role, reach: Reach) => rights.filter((right) => RIGHTS[right].reach[role] === reach);

describe('the table of rights', () => {
  it('has a row for every operation that a resource offers', () => {
    const offered = (['Cluster', 'BackupLocation', 'BackupSchedule', 'Backup'] as const).flatMap((resource) =>
      Object.values(resourceRow(resource).states)
        .flatMap(({ allows }) => allows)
        .filter((operation) => OPERATIONS[operation].built)
        .map((operation) => `${resource}.${operation}`),
    );
    expect(offered.filter((word) => !isRight(word))).toEqual([]);
  });

  it('lets a super admin do everything', () => {
    expect(reachedBy('SUPER_ADMIN', 'ALL')).toEqual(rights);
  });

  it('lets an auditor see users and the trail, look after their own identity, and change nothing else', () => {
    expect(reachedBy('AUDITOR', 'ALL')).toEqual(['User.list', 'AuditTrail.read']);
    const own = ['AccessToken.create', 'AccessToken.revoke', 'SlackLink.confirm', 'SlackLink.remove'];
    expect(reachedBy('AUDITOR', 'OWN')).toEqual(own);
  });

  it('lets nobody but a super admin create or edit users', () => {
    for (const role of ROLES.filter((each) => each !== 'SUPER_ADMIN')) {
      expect([RIGHTS['User.create'].reach[role], RIGHTS['User.edit'].reach[role]]).toEqual(['NONE', 'NONE']);
    }
  });

  it('gives schedules and backups to app admins, clusters and locations to infra admins', () => {
    for (const right of rights.filter(
      (each) => /^(BackupSchedule|Backup)\./.test(each) && !/\.(rewrap|share)$/.test(each),
    )) {
      expect([right, RIGHTS[right].reach.APP_ADMIN]).toEqual([right, 'ALL']);
    }
    const infra = rights.filter((each) => /\.(register|validate|rescan|rewrap)$/.test(each));
    expect(infra.map((right) => RIGHTS[right].reach.INFRA_ADMIN)).toEqual(infra.map(() => 'ALL'));
    expect(infra.map((right) => RIGHTS[right].reach.APP_ADMIN)).toEqual(infra.map(() => 'NONE'));
  });
});

describe('a right', () => {
  it('of one’s own ends where the owner is another, or nobody', () => {
    const user = person('APP_USER');
    expect(hasRight(user, 'BackupSchedule.excludeNamespaces', 'me')).toBe(true);
    expect(hasRight(user, 'BackupSchedule.excludeNamespaces', 'another')).toBe(false);
    expect(hasRight(user, 'Alert.acknowledge', null)).toBe(false);
  });

  it('is refused with the right, the limit and whom to ask', () => {
    const act = () => assertRight(person('APP_USER'), 'BackupSchedule.excludeNamespaces', 'another');
    expect(act).toThrow(Forbidden);
    expect(act).toThrow(
      'An app user may exclude namespaces from schedules only where it is their own or shared with them for FULL. Ask a super admin or an app admin.',
    );
    expect(refusalOf(person('AUDITOR'), 'Cluster.edit')).toBe(
      'An auditor has no right to edit clusters. Ask a super admin or an infra admin.',
    );
  });

  it('is never that of a service, which may do what its token names', () => {
    expect(rights.filter((right) => hasRight(BOT, right, 'me'))).toEqual([]);
    expect(() => assertService(BOT, 'claimDeliveries')).not.toThrow();
    expect(() => assertService(person('SUPER_ADMIN'), 'claimDeliveries')).toThrow(Forbidden);
  });

  it('needs nobody where a part of Holdfast acts', () => {
    expect(rights.every((right) => hasRight(systemActor('prober'), right, null))).toBe(true);
  });
});

it('the scopes of the bot and of a click share no more than who asks and which Holdfast answers', () => {
  expect([...SERVICE_SCOPE].filter((field) => CLICK_SCOPE.has(field))).toEqual(['viewer', 'server']);
  const touchy = [...CLICK_SCOPE].filter((field) =>
    /user|token|audit|confirm|create|delete|edit(?!$)|register/i.test(
      field.replace('revertScheduleEdit', ''),
    ),
  );
  expect(touchy).toEqual([]);
});

it('the record of an actor keeps the door, and neither the scope nor the groups', () => {
  const via = {
    door: 'SLACK',
    interactionId: 'i',
    teamId: 'T1',
    slackUserId: 'U1',
    slackUserName: 'kim',
    channelId: null,
    messageTs: null,
    action: 'exclude',
  } as const;
  const actor: Actor = {
    kind: 'USER',
    userId: 'me',
    name: 'kim',
    role: 'APP_USER',
    groups: ['ops'],
    via,
    scope: new Set(['alert']),
  };
  expect(recordOf(actor)).toEqual({ kind: 'USER', userId: 'me', name: 'kim', role: 'APP_USER', via });
});
