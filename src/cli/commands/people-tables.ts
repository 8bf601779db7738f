import type { AccessTokenFieldsFragment, SlackLinkFieldsFragment } from '../../client/generated/graphql.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';

const ACCESS = { FULL: 'all', READ_ONLY: 'reading' } as const;

export function tokenTable(tokens: readonly AccessTokenFieldsFragment[]): string {
  return table(
    ['ID', 'FOR', 'GOOD FOR', 'MADE', 'LAST USED', 'ENDS', 'STATE'],
    tokens.map((each) => [
      each.id,
      each.name,
      each.access === 'OPERATIONS' ? each.operations.join(', ') : ACCESS[each.access],
      time(each.createdAt),
      time(each.lastUsedAt),
      time(each.expiresAt),
      stateOf(each),
    ]),
  );
}

function stateOf({ revokedAt, expiresAt }: AccessTokenFieldsFragment): string {
  if (revokedAt !== null) return `revoked ${time(revokedAt)}`;
  return expiresAt !== null && new Date(expiresAt) <= new Date() ? 'ended' : 'valid';
}

export function linkTable(links: readonly SlackLinkFieldsFragment[]): string {
  return table(
    ['ID', 'SLACK NAME', 'SLACK USER', 'WORKSPACE', 'LINKED'],
    links.map((each) => [
      each.id,
      each.slackUserName,
      each.slackUserId,
      `${each.teamName} (${each.teamId})`,
      time(each.linkedAt),
    ]),
  );
}
