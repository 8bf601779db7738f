import type { EntityManager, Repository } from 'typeorm';
import type { User } from '../../domain/identity.js';
import type { UserStore } from '../../domain/ports/stores.js';
import { UserEntity } from '../entities/user.entity.js';
import { insertRow } from './resource-rows.js';
import { RowReader } from './row-reader.js';

const READER = new RowReader(UserEntity);

export class PostgresUserStore implements UserStore {
  private readonly rows: Repository<User>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(UserEntity);
  }

  insert(user: User): Promise<void> {
    return insertRow(this.manager, UserEntity, user);
  }

  findMany(ids: readonly string[]): Promise<readonly User[]> {
    return READER.findMany(this.manager, ids);
  }

  count(): Promise<number> {
    return this.rows.count();
  }

  async first(): Promise<User | undefined> {
    const [oldest] = await this.rows.find({ order: { createdAt: 'ASC', id: 'ASC' }, take: 1 });
    return oldest;
  }
}
