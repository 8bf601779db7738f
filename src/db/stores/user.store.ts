import type { EntityManager, Repository } from 'typeorm';
import type { User } from '../../domain/identity.js';
import type { UserStore } from '../../domain/ports/people-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { UserEntity } from '../entities/user.entity.js';
import { pageOf } from './page.js';
import { editRow, findRow, insertRow } from './resource-rows.js';
import { RowReader } from './row-reader.js';

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

  page(request: PageRequest): Promise<Page<User>> {
    return pageOf(this.rows.createQueryBuilder('user'), request);
  }

  count(): Promise<number> {
    return this.rows.count();
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
