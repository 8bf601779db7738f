/** From the roles that an identity provider gives to the one that counts here. Pure. */
import type { FieldFault } from './errors/request-errors.js';
import { ROLES, type Role } from './identity.js';

/** The provider's word → ours. */
export type RoleMap = ReadonlyMap<string, Role>;

/** What counts where nothing else is configured: the words of px-backup's Keycloak, and our own. */
export const DEFAULT_ROLE_MAP: RoleMap = new Map<string, Role>([
  ['px-backup-super.admin', 'SUPER_ADMIN'],
  ['px-backup-infra.admin', 'INFRA_ADMIN'],
  ['px-backup-app.admin', 'APP_ADMIN'],
  ['px-backup-app.user', 'APP_USER'],
  ['holdfast-super-admin', 'SUPER_ADMIN'],
  ['holdfast-infra-admin', 'INFRA_ADMIN'],
  ['holdfast-app-admin', 'APP_ADMIN'],
  ['holdfast-app-user', 'APP_USER'],
  ['holdfast-auditor', 'AUDITOR'],
]);

/** Of several the first in the order of ROLES; undefined: none of them is mapped and there is no other. */
export function roleFor(
  given: readonly string[],
  map: RoleMap,
  otherwise: Role | undefined,
): Role | undefined {
  const mapped = new Set(given.map((word) => map.get(word)));
  return ROLES.find((role) => mapped.has(role)) ?? otherwise;
}

/** A path from the root, as a token or a directory may write it: `ops` and `/ops` are one group. */
export function groupPath(text: string): string {
  return text.startsWith('/') ? text : `/${text}`;
}

const MAX_PATH = 500;

/** What cannot be the path of a group is passed over: a claim is foreign text. */
export function isGroupPath(path: string): boolean {
  return path.length > 1 && path.length <= MAX_PATH && /^\/[^\p{Cc}]+$/u.test(path);
}

export function followsProvider(path: string): FieldFault {
  return { path, message: 'follows the identity provider: change it there' };
}
