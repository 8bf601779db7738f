import type { EntityManager, Repository } from 'typeorm';
import { MoreThan } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { maySignIn } from '../../domain/identity.js';
import type { Interaction } from '../../domain/interaction.js';
import type { InteractionStore } from '../../domain/ports/people-stores.js';
import { InteractionEntity } from '../entities/interaction.entity.js';
import { UserEntity } from '../entities/user.entity.js';
import { affectedRows } from './sql.js';
import { PostgresUserGroupStore } from './user-group.store.js';

export class PostgresInteractionStore implements InteractionStore {
  private readonly rows: Repository<Interaction>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(InteractionEntity);
  }

  /** Waits for a transaction that is just inserting the same key. */
  async insert(interaction: Interaction): Promise<boolean> {
    const { raw } = await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...interaction } as QueryDeepPartialEntity<Interaction>)
      .orIgnore()
      .returning('id')
      .execute();
    return (raw as readonly unknown[]).length === 1;
  }

  async findLive(hash: string, at: Date) {
    const interaction = await this.rows.findOneBy({ hash, expiresAt: MoreThan(at) });
    if (interaction === null || interaction.userId === null) return undefined;
    const user = await this.manager.getRepository(UserEntity).findOneByOrFail({ id: interaction.userId });
    if (!maySignIn(user)) return undefined;
    const groups = await new PostgresUserGroupStore(this.manager).idsOf(user.id);
    return { interaction, user, groups };
  }

  async takeBackTokens(teamId: string, slackUserId: string): Promise<void> {
    await this.rows.update({ teamId, slackUserId }, { hash: null });
  }

  forget(before: Date): Promise<number> {
    return affectedRows(this.manager, 'DELETE FROM interaction WHERE created_at < $1', [before]);
  }
}
