import type { EntityManager, Repository, SelectQueryBuilder } from 'typeorm';
import type { User } from '../../domain/identity.js';
import type { UserFilter, UserStore } from '../../domain/ports/people-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { UserEntity } from '../entities/user.entity.js';
import { pageOf } from './page.js';
import { editRow, findRow, insertRow } from './resource-rows.js';
import { RowReader } from './row-reader.js';
import { knownId } from './sql.js';

const READER = new RowReader(UserEntity);
const ACTIVE_SUPER_ADMIN = { role: 'SUPER_ADMIN', state: 'ACTIVE' } as const;

export class PostgresUserStore implements UserStore {
  private readonly rows: Repository<User>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(UserEntity);
  }

  insert(user: User): Promise<void> {
    return insertRow(this.manager, UserEntity, user);
  }

  find(id: string): Promise<User | undefined> {
    return findRow(this.rows, id);
  }

  findMany(ids: readonly string[]): Promise<readonly User[]> {
    return READER.findMany(this.manager, ids);
  }

  page(request: PageRequest, filter: UserFilter = {}): Promise<Page<User>> {
    return pageOf(this.among(filter), request);
  }

  count(filter: UserFilter = {}): Promise<number> {
    return this.among(filter).getCount();
  }

  private among({ groupId }: UserFilter): SelectQueryBuilder<User> {
    const query = this.rows.createQueryBuilder('person');
    if (groupId === undefined) return query;
    const members = 'SELECT user_id FROM group_member WHERE group_id = :groupId';
    return query.andWhere(`person.id IN (${members})`, { groupId: knownId(groupId) });
  }

  async firstSuperAdmin(): Promise<User | undefined> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const [oldest] = await this.rows.find({ where: ACTIVE_SUPER_ADMIN, order, take: 1 });
    return oldest;
  }

  lockSuperAdmins(): Promise<readonly User[]> {
    return this.rows.find({
      where: ACTIVE_SUPER_ADMIN,
      // Two who lock take the rows in the same order.
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  edit(
    id: string,
    expectedVersion: number,
    change: Partial<Pick<User, 'name' | 'email' | 'role' | 'state'>>,
  ): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }
}
