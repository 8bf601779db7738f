/**
 * Who may do what: one table of rights and roles. Data first, then the three questions that are asked of it. Pure.
 * The services enforce it, `allowedOperations` counts it, docs/people.md is held against it by a test.
 */
import { type Access, reaches } from './access.js';
import { Forbidden } from './errors/access-errors.js';
import type { Actor, Role } from './identity.js';

/** ALL: of everything that one sees. OWN: of what one owns, and of what is shared far enough. NONE: not at all. */
export type Reach = 'ALL' | 'OWN' | 'NONE';

export interface RightRow {
  /** What it is, as the end of "the right to …". */
  readonly does: string;
  readonly reach: Readonly<Record<Role, Reach>>;
  /** Which share is as good as owning, where the reach is OWN. OWNER: none. */
  readonly needs: Access;
}

type Order = readonly [infraAdmin: Reach, appAdmin: Reach, appUser: Reach, auditor: Reach];

function row(
  does: string,
  [INFRA_ADMIN, APP_ADMIN, APP_USER, AUDITOR]: Order,
  needs: Access = 'OWNER',
): RightRow {
  return { does, reach: { SUPER_ADMIN: 'ALL', INFRA_ADMIN, APP_ADMIN, APP_USER, AUDITOR }, needs };
}

/** Clusters, locations, routes and deliveries: those who run them. */
const INFRASTRUCTURE: Order = ['ALL', 'NONE', 'NONE', 'NONE'];
/** Schedules and backups: those who answer for the applications, and each person their own. */
const APPLICATION: Order = ['NONE', 'ALL', 'OWN', 'NONE'];
/** What is made becomes the maker's own: nothing is there yet to own. */
const MAKING: Order = ['NONE', 'ALL', 'ALL', 'NONE'];
/** The same on a cluster: a person needs a share of it, which names the namespaces. */
const ON_CLUSTER: Order = ['NONE', 'ALL', 'OWN', 'NONE'];
/** Whoever owns a thing says who else may reach it. */
const SHARING: Order = ['OWN', 'OWN', 'OWN', 'NONE'];
/** Commands in containers: both who runs the clusters and who answers for the applications; everybody may use what they made. */
const RULES: Order = ['ALL', 'ALL', 'NONE', 'NONE'];
const SUPER_ADMIN_ONLY: Order = ['NONE', 'NONE', 'NONE', 'NONE'];
/** One's own identity is everybody's, an auditor's too. */
const ONESELF: Order = ['OWN', 'OWN', 'OWN', 'OWN'];
const OVERSIGHT: Order = ['ALL', 'ALL', 'NONE', 'ALL'];

/**
 * `<resource>.<operation>`: a word of the state matrix where it has one. Reading needs no right, unless it stands here: what one
 * may see is in access.ts.
 */
export const RIGHTS = {
  'Cluster.register': row('register clusters', INFRASTRUCTURE),
  'Cluster.validate': row('look at a cluster now', INFRASTRUCTURE),
  'Cluster.edit': row('edit clusters', INFRASTRUCTURE),
  'Cluster.delete': row('remove clusters', INFRASTRUCTURE),
  'Cluster.backUp': row('make backups of clusters', ON_CLUSTER, 'FULL'),
  'Cluster.restore': row('restore to clusters', ON_CLUSTER, 'RESTORE'),
  'Cluster.createSchedule': row('create backup schedules on clusters', ON_CLUSTER, 'FULL'),
  'VirtualMachine.backUp': row('make backups of virtual machines', ON_CLUSTER, 'FULL'),
  'Cluster.share': row('share clusters', ['ALL', 'OWN', 'OWN', 'NONE']),
  'ClusterDiscovery.create': row('create cluster discoveries', INFRASTRUCTURE),
  'ClusterDiscovery.edit': row('edit cluster discoveries', INFRASTRUCTURE),
  'ClusterDiscovery.delete': row('delete cluster discoveries', INFRASTRUCTURE),
  'ClusterDiscovery.discover': row('run cluster discoveries now', INFRASTRUCTURE),
  'ClusterDiscovery.refresh': row('renew the kubeconfigs of discovered clusters', INFRASTRUCTURE),
  'BackupLocation.create': row('create backup locations', INFRASTRUCTURE),
  'BackupLocation.validate': row('look at a backup location now', INFRASTRUCTURE),
  'BackupLocation.edit': row('edit backup locations', INFRASTRUCTURE),
  'BackupLocation.delete': row('remove backup locations', INFRASTRUCTURE),
  'BackupLocation.rescan': row('rescan backup locations', INFRASTRUCTURE),
  'BackupLocation.sync': row('sync backup locations', INFRASTRUCTURE),
  'BackupLocation.backUp': row('make backups', MAKING),
  'BackupLocation.restore': row('restore from backup locations', MAKING),
  'BackupLocation.createSchedule': row('create backup schedules', MAKING),
  'LocationConnection.create': row('connect clusters to backup locations', INFRASTRUCTURE),
  'LocationConnection.validate': row('have a cluster look at a backup location now', INFRASTRUCTURE),
  'LocationConnection.delete': row('disconnect clusters from backup locations', INFRASTRUCTURE),
  'LocationConnection.sync': row('sync backup locations through a cluster', INFRASTRUCTURE),
  'LocationConnection.backUp': row('make backups through connections', MAKING),
  'LocationConnection.restore': row('restore through connections', MAKING),
  'BackupSchedule.edit': row('edit backup schedules', APPLICATION, 'FULL'),
  'BackupSchedule.delete': row('delete backup schedules', APPLICATION, 'FULL'),
  'BackupSchedule.suspend': row('suspend backup schedules', APPLICATION, 'FULL'),
  'BackupSchedule.resume': row('resume backup schedules', APPLICATION, 'FULL'),
  'BackupSchedule.backUpNow': row('run backup schedules now', APPLICATION, 'FULL'),
  'BackupSchedule.excludeNamespaces': row('exclude namespaces from schedules', APPLICATION, 'FULL'),
  'BackupSchedule.addNamespaces': row('add namespaces to schedules', APPLICATION, 'FULL'),
  'BackupSchedule.revert': row('take back excludes and adds', APPLICATION, 'FULL'),
  'BackupSchedule.release': row('give up the last copies of namespaces', APPLICATION, 'FULL'),
  'BackupSchedule.snooze': row('snooze the alerts of schedules', APPLICATION, 'FULL'),
  'BackupSchedule.share': row('share backup schedules', SHARING),
  'Backup.cancel': row('cancel backups', APPLICATION, 'FULL'),
  'Backup.edit': row('edit backups', APPLICATION, 'FULL'),
  'Backup.verify': row('read backups back', APPLICATION, 'FULL'),
  'Backup.delete': row('delete backups', APPLICATION, 'FULL'),
  'Backup.forceDelete': row(
    'delete the records of backups whose data nobody can delete',
    APPLICATION,
    'FULL',
  ),
  'Backup.excludeNamespaces': row('exclude namespaces from schedules', APPLICATION, 'FULL'),
  'Backup.revealSecrets': row('see the values of Secrets in backups', APPLICATION, 'FULL'),
  'Backup.rewrap': row('wrap the keys of backups anew', INFRASTRUCTURE),
  'Backup.watch': row('have a message follow a backup', ['ALL', 'ALL', 'ALL', 'NONE']),
  'Backup.restore': row('restore backups', APPLICATION, 'RESTORE'),
  'Backup.share': row('share backups', SHARING),
  'Restore.cancel': row('cancel restores', APPLICATION),
  'Restore.delete': row('delete records of restores', APPLICATION),
  // Clusters and locations raise alerts too: whoever runs them acknowledges those.
  'Alert.acknowledge': row('acknowledge alerts', ['ALL', 'ALL', 'OWN', 'NONE'], 'FULL'),
  'AlertRoute.create': row('create alert routes', INFRASTRUCTURE),
  'AlertRoute.edit': row('edit alert routes', INFRASTRUCTURE),
  'AlertRoute.delete': row('delete alert routes', INFRASTRUCTURE),
  'AlertRoute.test': row('test alert routes', INFRASTRUCTURE),
  'Delivery.resend': row('send deliveries again', INFRASTRUCTURE),
  'ExecRule.create': row('create rules', RULES),
  'ExecRule.edit': row('edit rules', RULES),
  'ExecRule.delete': row('delete rules', RULES),
  'Backup.readOutput': row('read what commands of rules wrote', ['ALL', 'ALL', 'OWN', 'NONE'], 'FULL'),
  'User.list': row('see users, their tokens and Slack links', OVERSIGHT),
  'User.create': row('create users', SUPER_ADMIN_ONLY),
  'User.edit': row('edit users', SUPER_ADMIN_ONLY),
  'User.reassign': row('reassign what users own', SUPER_ADMIN_ONLY),
  'ServiceAccount.createToken': row('make tokens of service accounts', SUPER_ADMIN_ONLY),
  'UserGroup.create': row('create groups', SUPER_ADMIN_ONLY),
  'UserGroup.edit': row('edit groups', SUPER_ADMIN_ONLY),
  'UserGroup.delete': row('delete groups', SUPER_ADMIN_ONLY),
  'AccessToken.create': row('create access tokens', ONESELF),
  'AccessToken.revoke': row('revoke access tokens', ONESELF),
  'SlackLink.confirm': row('link Slack users', ONESELF),
  'SlackLink.remove': row('remove Slack links', ONESELF),
  'AuditTrail.read': row('see the audit trail', OVERSIGHT),
} as const satisfies Record<string, RightRow>;
export type Right = keyof typeof RIGHTS;

export function isRight(word: string): word is Right {
  return Object.hasOwn(RIGHTS, word);
}

/** What the actor reaches with the right. A part of Holdfast reaches everything; a service nothing: its token names what it is for. */
export function reachOf(actor: Actor, right: Right): Reach {
  if (actor.kind === 'SYSTEM') return 'ALL';
  return actor.kind === 'USER' ? RIGHTS[right].reach[actor.role] : 'NONE';
}

/** @param ownerId whose it is; null: nobody's, or nothing is there yet */
export function hasRight(actor: Actor, right: Right, ownerId: string | null): boolean {
  const reach = reachOf(actor, right);
  return reach === 'ALL' || (reach === 'OWN' && isOwn(actor, ownerId));
}

/** @param access how far they reach to the thing */
export function mayWith(actor: Actor, right: Right, access: Access): boolean {
  const reach = reachOf(actor, right);
  return reach === 'ALL' || (reach === 'OWN' && reaches(access, RIGHTS[right].needs));
}

export function isOwn(actor: Actor, ownerId: string | null): boolean {
  return actor.kind === 'USER' && ownerId !== null && actor.userId === ownerId;
}

/** @throws Forbidden naming the right and whom to ask */
export function assertRight(actor: Actor, right: Right, ownerId: string | null): void {
  if (!hasRight(actor, right, ownerId)) throw new Forbidden(refusalOf(actor, right), right);
}

/** Why it is refused, and who could do it instead: two sentences. */
export function refusalOf(actor: Actor, right: Right): string {
  const { does } = RIGHTS[right];
  const who = actor.kind === 'USER' ? `${article(actor.role)} ${roleName(actor.role)}` : actor.name;
  const limit =
    reachOf(actor, right) === 'OWN'
      ? `${capital(who)} may ${does} only where ${ownOrShared(right)}.`
      : `${capital(who)} has no right to ${does}.`;
  return `${limit} ${whomToAsk(right)}`;
}

/** `it is their own or shared with them for RESTORE`. */
export function ownOrShared(right: Right): string {
  const { needs } = RIGHTS[right];
  return needs === 'OWNER' ? 'it is their own' : `it is their own or shared with them for ${needs}`;
}

export function whomToAsk(right: Right): string {
  const { reach } = RIGHTS[right];
  const helpers = (Object.keys(reach) as Role[]).filter((role) => reach[role] === 'ALL');
  const names = helpers.map((role) => `${article(role)} ${roleName(role)}`);
  return `Ask ${names.join(' or ')}.`;
}

/** A program of ours with its own token, and nobody else: what a person has no business asking. @throws Forbidden */
export function assertService(actor: Actor, operation: string): void {
  if (actor.kind === 'SERVICE' || actor.kind === 'SYSTEM') return;
  throw new Forbidden(`${operation} is for the Slack bot alone; no role includes it.`, operation);
}

export function roleName(role: Role): string {
  return role.toLowerCase().replace('_', ' ');
}

function article(role: Role): string {
  return /^[AEIOU]/.test(role) ? 'an' : 'a';
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
