import type { Json, User } from '../model/things.js';
import type { Workspace } from '../model/workspace.js';
import { type Method, needed } from './api-call.js';
import { PlatformError } from './platform-error.js';

export const info: Method = ({ core, args }) => {
  const user = core.workspace.users.get(needed(args, 'user', 'user_not_found'));
  if (user === undefined) throw new PlatformError('user_not_found');
  return { ok: true, user: userJson(user, core.workspace) };
};

export const lookupByEmail: Method = ({ core, args }) => {
  const email = needed(args, 'email').toLowerCase();
  const user = [...core.workspace.users.values()].find(
    (one) => one.email?.toLowerCase() === email && !one.deleted && one.teamId === core.workspace.team.id,
  );
  if (user === undefined) throw new PlatformError('users_not_found');
  return { ok: true, user: userJson(user, core.workspace) };
};

/** Without the scope users:read.email, and for people of other teams, the e-mail address is left out. */
export function userJson(user: User, workspace: Workspace): Json {
  const ofOtherTeam = user.teamId !== workspace.team.id;
  const showsEmail = workspace.installation.scopes.includes('users:read.email') && !ofOtherTeam;
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, workspace.clock.now()),
    locale: user.locale,
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: user.isUltraRestricted,
    is_bot: user.isBot,
    is_app_user: false,
    ...(ofOtherTeam ? { is_stranger: true } : {}),
    updated: Math.floor(workspace.clock.now() / 1_000),
    profile: {
      real_name: user.realName,
      display_name: user.name,
      team: user.teamId,
      ...(showsEmail && user.email !== undefined ? { email: user.email } : {}),
    },
  };
}

function offsetSeconds(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}
