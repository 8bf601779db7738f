import { EntitySchema } from 'typeorm';
import { INTERACTION_KINDS, INTERACTION_OUTCOMES, type Interaction } from '../../domain/interaction.js';
import { column, nullable, oneOf, primary, references } from './columns.js';

const KEPT_OUTCOMES = INTERACTION_OUTCOMES.filter((outcome) => outcome !== 'DUPLICATE');

export const InteractionEntity = new EntitySchema<Interaction>({
  name: 'Interaction',
  tableName: 'interaction',
  columns: {
    id: primary(column.uuid('id')),
    key: column.text('key'),
    kind: column.text('kind'),
    action: column.foreignText('action'),
    teamId: column.text('team_id'),
    slackUserId: column.text('slack_user_id'),
    slackUserName: column.foreignText('slack_user_name'),
    channelId: nullable(column.text('channel_id')),
    messageTs: nullable(column.text('message_ts')),
    outcome: column.text('outcome'),
    userId: nullable(column.uuid('user_id')),
    hash: nullable(column.text('hash')),
    operations: column.textList('operations'),
    createdAt: column.instant('created_at'),
    expiresAt: column.instant('expires_at'),
  },
  uniques: [
    { name: 'interaction_key_key', columns: ['key'] },
    { name: 'interaction_hash_key', columns: ['hash'] },
  ],
  indices: [
    { name: 'interaction_created_idx', columns: ['createdAt'] },
    { name: 'interaction_slack_user_idx', columns: ['teamId', 'slackUserId'] },
  ],
  foreignKeys: [references('interaction_user_id_fkey', 'userId', 'User')],
  checks: [
    oneOf('interaction_kind_check', 'kind', INTERACTION_KINDS),
    oneOf('interaction_outcome_check', 'outcome', KEPT_OUTCOMES),
  ],
});
