import { EntitySchema } from 'typeorm';
import type { SlackLink, SlackLinkCode } from '../../domain/slack-link.js';
import { column, primary, references } from './columns.js';

const identity = {
  teamId: column.text('team_id'),
  teamName: column.foreignText('team_name'),
  slackUserId: column.text('slack_user_id'),
  slackUserName: column.foreignText('slack_user_name'),
};

export const SlackLinkEntity = new EntitySchema<SlackLink>({
  name: 'SlackLink',
  tableName: 'slack_link',
  columns: {
    id: primary(column.uuid('id')),
    userId: column.uuid('user_id'),
    ...identity,
    linkedAt: column.instant('linked_at'),
  },
  uniques: [{ name: 'slack_link_team_id_slack_user_id_key', columns: ['teamId', 'slackUserId'] }],
  indices: [{ name: 'slack_link_user_idx', columns: ['userId'] }],
  foreignKeys: [references('slack_link_user_id_fkey', 'userId', 'User')],
});

export const SlackLinkCodeEntity = new EntitySchema<SlackLinkCode>({
  name: 'SlackLinkCode',
  tableName: 'slack_link_code',
  columns: {
    id: primary(column.uuid('id')),
    hash: column.text('hash'),
    ...identity,
    createdAt: column.instant('created_at'),
    expiresAt: column.instant('expires_at'),
  },
  uniques: [
    { name: 'slack_link_code_hash_key', columns: ['hash'] },
    { name: 'slack_link_code_team_id_slack_user_id_key', columns: ['teamId', 'slackUserId'] },
  ],
});

/** Somebody tried a code. */
export interface SlackLinkAttempt {
  readonly id: string;
  readonly userId: string;
  readonly at: Date;
}

export const SlackLinkAttemptEntity = new EntitySchema<SlackLinkAttempt>({
  name: 'SlackLinkAttempt',
  tableName: 'slack_link_attempt',
  columns: {
    id: primary(column.uuid('id')),
    userId: column.uuid('user_id'),
    at: column.instant('at'),
  },
  indices: [{ name: 'slack_link_attempt_user_idx', columns: ['userId', 'at'] }],
  foreignKeys: [references('slack_link_attempt_user_id_fkey', 'userId', 'User')],
});
