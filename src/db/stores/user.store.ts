import { type EntityManager, IsNull, MoreThan, type Repository, type SelectQueryBuilder } from 'typeorm';
import { USER_STATES, type User, type UserState } from '../../domain/identity.js';
import type { ProviderChange, UserFilter, UserStore } from '../../domain/ports/people-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { UserEntity } from '../entities/user.entity.js';
import { literally } from './list-conditions.js';
import { pageOf } from './page.js';
import { PERSON_COLUMNS, type PersonJson, personOf } from './person-row.js';
import { countByState, editRow, findRow, insertRow, lockRow, updateRow } from './resource-rows.js';
import { RowReader } from './row-reader.js';
import { knownId } from './sql.js';

const READER = new RowReader(UserEntity);
/** One of the provider may lose the role with the next token: those who were made here are counted. */
const ACTIVE_SUPER_ADMIN = {
  role: 'SUPER_ADMIN',
  state: 'ACTIVE',
  kind: 'PERSON',
  provider: IsNull(),
} as const;
const OF_PROVIDER = `SELECT ${PERSON_COLUMNS} FROM app_user AS person WHERE provider = $1 AND subject = $2`;

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

  called(nameOrEmail: string): Promise<readonly User[]> {
    const query = this.rows.createQueryBuilder('person');
    return query
      .where('lower(person.name) = lower(:text) OR lower(person.email) = lower(:text)', { text: nameOrEmail })
      .orderBy('person.id')
      .limit(3)
      .getMany();
  }

  count(filter: UserFilter = {}): Promise<number> {
    return this.among(filter).getCount();
  }

  private among({ groupId, kind, nameContains, roles, states }: UserFilter): SelectQueryBuilder<User> {
    const query = this.rows.createQueryBuilder('person');
    if (kind !== undefined) query.andWhere('person.kind = :kind', { kind });
    if (roles !== undefined) query.andWhere('person.role = ANY(:roles)', { roles });
    if (states !== undefined) query.andWhere('person.state = ANY(:states)', { states });
    if (nameContains !== undefined) {
      const part = `%${literally(nameContains)}%`;
      query.andWhere('(person.name ILIKE :part OR person.email ILIKE :part)', { part });
    }
    if (groupId === undefined) return query;
    const members = 'SELECT user_id FROM group_member WHERE group_id = :groupId';
    return query.andWhere(`person.id IN (${members})`, { groupId: knownId(groupId) });
  }

  async findOfProvider(provider: string, subject: string) {
    const [row] = await this.manager.query<{ user: PersonJson; groups: string[] }[]>(OF_PROVIDER, [
      provider,
      subject,
    ]);
    return row && { user: personOf(row.user), groups: row.groups };
  }

  lock(id: string): Promise<User | undefined> {
    return lockRow(this.rows, id);
  }

  ofProvider(provider: string, after: string | null, first: number): Promise<readonly User[]> {
    const where = { provider, ...(after !== null && { id: MoreThan(after) }) };
    return this.rows.find({ where, order: { id: 'ASC' }, take: first });
  }

  follow(id: string, change: ProviderChange): Promise<void> {
    return updateRow(this.rows, id, change);
  }

  countByState(): Promise<ReadonlyMap<UserState, number>> {
    return countByState<UserState>(this.rows, USER_STATES);
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

  edit(id: string, expectedVersion: number, change: Parameters<UserStore['edit']>[2]): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }
}
