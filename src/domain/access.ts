/**
 * How far a person reaches to one thing: by owning it, by a share, or through something else that they see. What may not be
 * seen does not exist. What a role may do with what it reaches: rights.ts. Pure.
 */
import type { FieldFault } from './errors/request-errors.js';
import type { Actor } from './identity.js';

/**
 * Each holds what stands before it. NAME: what it is called and how it is, because something else that one sees needs it.
 * VIEW: see it. RESTORE: restore from a backup or to a cluster. FULL: change and delete as the owner does, back a cluster up.
 * OWNER: share it, too.
 */
export const ACCESS = ['NAME', 'VIEW', 'RESTORE', 'FULL', 'OWNER'] as const;
export type Access = (typeof ACCESS)[number];

export const SHARE_ACCESS = ['VIEW', 'RESTORE', 'FULL'] as const satisfies readonly Access[];
export type ShareAccess = (typeof SHARE_ACCESS)[number];

export const SHARED_RESOURCES = ['Cluster', 'BackupSchedule', 'Backup'] as const;
export type SharedResource = (typeof SHARED_RESOURCES)[number];

/** What people own, and see only by owning or sharing. The rest everybody who signed in may see, or nobody without the right. */
export type OwnedResource = SharedResource | 'Restore' | 'Alert';

export const GRANTEE_KINDS = ['USER', 'GROUP'] as const;
export type GranteeKind = (typeof GRANTEE_KINDS)[number];

/** A person, or everybody who is in a group, by id. */
export type Grantee =
  | { readonly kind: 'USER'; readonly userId: string }
  | { readonly kind: 'GROUP'; readonly groupId: string };

/** That somebody beside the owner may reach something. */
export interface Share {
  readonly id: string;
  readonly resource: SharedResource;
  readonly resourceId: string;
  readonly grantee: Grantee;
  readonly access: ShareAccess;
  /** Of a cluster: patterns of the namespaces that may be backed up and restored to. Empty: none, or no cluster. */
  readonly namespaces: readonly string[];
  readonly createdBy: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Who looks: a person who sees what they own and what is shared with them or one of their groups. */
export interface Viewer {
  readonly userId: string;
  /** Ids. */
  readonly groups: readonly string[];
}

/** ALL: everything there is. */
export type Sight = 'ALL' | Viewer;

/**
 * App users see their own; every other role answers for more than itself. The bot shows to many what one of them asks for
 * when they click, and then with the sight of that person.
 */
export function sightOf(actor: Actor): Sight {
  if (actor.kind !== 'USER' || actor.role !== 'APP_USER') return 'ALL';
  return { userId: actor.userId, groups: actor.groups };
}

/** Who sees one thing, beside those who see everything. ALL: everybody. */
export type Audience = 'ALL' | { readonly users: readonly string[]; readonly groups: readonly string[] };

export function isAmong(audience: Audience, { userId, groups }: Viewer): boolean {
  if (audience === 'ALL') return true;
  return audience.users.includes(userId) || groups.some((group) => audience.groups.includes(group));
}

export function reaches(access: Access | undefined, needed: Access): boolean {
  return access !== undefined && ACCESS.indexOf(access) >= ACCESS.indexOf(needed);
}

/** The further one. */
export function further(one: Access | undefined, other: Access): Access {
  return one !== undefined && reaches(one, other) ? one : other;
}

const MAX_PATTERNS = 200;
/** What a namespace may be called, with `*` for any letters and `?` for one. */
const PATTERN = /^[a-z0-9*?](?:[a-z0-9*?-]{0,61}[a-z0-9*?])?$/;

/** Faults of a list of patterns: too many, or one that no namespace can fit. At most 20 are quoted. */
export function patternFaults(path: string, patterns: readonly string[]): FieldFault[] {
  if (patterns.length > MAX_PATTERNS)
    return [{ path, message: `${patterns.length} patterns are too many: ${MAX_PATTERNS} at most` }];
  return patterns
    .flatMap((pattern, index) =>
      PATTERN.test(pattern)
        ? []
        : [
            {
              path: `${path}.${index}`,
              message: `${quote(pattern)} fits no namespace: use lower case letters, digits and "-", "*" for any of them and "?" for one`,
            },
          ],
    )
    .slice(0, 20);
}

/** What namespaces somebody may back up and restore to. ALL: every one, those to come too. */
export type Granted = 'ALL' | readonly string[];

export function isGranted(granted: Granted, name: string): boolean {
  return granted === 'ALL' || granted.some((pattern) => fits(pattern, name));
}

/** Who sees what is in one namespace of a cluster: its owner, and those with whom that is shared. For an event that outlives the shares. */
export function audienceIn(
  namespace: string,
  ownerId: string,
  shares: readonly Pick<Share, 'grantee' | 'namespaces'>[],
): Exclude<Audience, 'ALL'> {
  const grantees = shares
    .filter((share) => isGranted(share.namespaces, namespace))
    .map((each) => each.grantee);
  const users = grantees.flatMap((each) => (each.kind === 'USER' ? each.userId : []));
  const groups = grantees.flatMap((each) => (each.kind === 'GROUP' ? each.groupId : []));
  return { users: [...new Set([ownerId, ...users])], groups: [...new Set(groups)] };
}

/** Every namespace that there is and will be: what a schedule by labels or of all namespaces needs. */
export function grantsEverything(granted: Granted): boolean {
  return granted === 'ALL' || granted.some((pattern) => /^\*+$/.test(pattern));
}

/** Without a regular expression: many `*` would make one take for ever. */
function fits(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let index = 0; index < name.length; ) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      afterStar = index;
    } else if (wanted === '?' || wanted === name[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      index = ++afterStar;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
