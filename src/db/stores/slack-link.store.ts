import { randomUUID } from 'node:crypto';
import { Any, type EntityManager, MoreThan, MoreThanOrEqual, type Repository } from 'typeorm';
import type { SlackLinkStore } from '../../domain/ports/people-stores.js';
import type { SlackLink, SlackLinkCode } from '../../domain/slack-link.js';
import {
  type SlackLinkAttempt,
  SlackLinkAttemptEntity,
  SlackLinkCodeEntity,
  SlackLinkEntity,
} from '../entities/slack-link.entity.js';
import { findRow, insertRow } from './resource-rows.js';
import { affectedRows, isUuid } from './sql.js';

export class PostgresSlackLinkStore implements SlackLinkStore {
  private readonly rows: Repository<SlackLink>;
  private readonly codes: Repository<SlackLinkCode>;
  private readonly attempts: Repository<SlackLinkAttempt>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(SlackLinkEntity);
    this.codes = manager.getRepository(SlackLinkCodeEntity);
    this.attempts = manager.getRepository(SlackLinkAttemptEntity);
  }

  insert(link: SlackLink): Promise<void> {
    return insertRow(this.manager, SlackLinkEntity, link);
  }

  find(id: string): Promise<SlackLink | undefined> {
    return findRow(this.rows, id);
  }

  async ofSlackUser(teamId: string, slackUserId: string): Promise<SlackLink | undefined> {
    return (await this.rows.findOneBy({ teamId, slackUserId })) ?? undefined;
  }

  async ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly SlackLink[]>> {
    const known = userIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const rows = await this.rows.find({
      where: { userId: Any(known) },
      order: { linkedAt: 'ASC', id: 'ASC' },
    });
    return Map.groupBy(rows, ({ userId }) => userId);
  }

  async remove(id: string): Promise<boolean> {
    if (!isUuid(id)) return false;
    const { affected } = await this.rows.delete({ id });
    return affected === 1;
  }

  async teamIsKnown(teamId: string): Promise<{ readonly team: boolean; readonly any: boolean }> {
    const [found] = await this.manager.query<{ readonly team: boolean; readonly any: boolean }[]>(
      'SELECT EXISTS (SELECT FROM slack_link WHERE team_id = $1) AS team, EXISTS (SELECT FROM slack_link) AS any',
      [teamId],
    );
    return found ?? { team: false, any: false };
  }

  async putCode(code: SlackLinkCode): Promise<void> {
    await this.codes.upsert({ ...code }, ['teamId', 'slackUserId']);
  }

  async findCode(hash: string, at: Date): Promise<SlackLinkCode | undefined> {
    return (await this.codes.findOneBy({ hash, expiresAt: MoreThan(at) })) ?? undefined;
  }

  async takeCode(hash: string, at: Date): Promise<SlackLinkCode | undefined> {
    const code = await this.findCode(hash, at);
    if (code === undefined) return undefined;
    const { affected } = await this.codes.delete({ id: code.id, hash });
    return affected === 1 ? code : undefined;
  }

  noteTry(userId: string, at: Date): Promise<void> {
    return insertRow(this.manager, SlackLinkAttemptEntity, { id: randomUUID(), userId, at });
  }

  countTries(userId: string, since: Date): Promise<number> {
    return this.attempts.countBy({ userId, at: MoreThanOrEqual(since) });
  }

  async forget(before: Date): Promise<number> {
    const codes = await affectedRows(this.manager, 'DELETE FROM slack_link_code WHERE expires_at < $1', [
      before,
    ]);
    return (
      codes + (await affectedRows(this.manager, 'DELETE FROM slack_link_attempt WHERE at < $1', [before]))
    );
  }
}
