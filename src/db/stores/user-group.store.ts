import { randomUUID } from 'node:crypto';
import { Any, type EntityManager, type Repository, type SelectQueryBuilder } from 'typeorm';
import type { UserGroupFilter, UserGroupStore } from '../../domain/ports/people-stores.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import {
  newlyKnown,
  USER_GROUP_STATES,
  type UserGroup,
  type UserGroupState,
} from '../../domain/user-group.js';
import { GroupMemberEntity, type GroupMemberRow, UserGroupEntity } from '../entities/user-group.entity.js';
import { literally } from './list-conditions.js';
import { pageOf } from './page.js';
import {
  countByState,
  editRow,
  findRow,
  findRows,
  insertRow,
  removeRow,
  updateRow,
} from './resource-rows.js';
import { affectedRows, isUuid, knownId } from './sql.js';

export class PostgresUserGroupStore implements UserGroupStore {
  private readonly rows: Repository<UserGroup>;
  private readonly members: Repository<GroupMemberRow>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(UserGroupEntity);
    this.members = manager.getRepository(GroupMemberEntity);
  }

  insert(group: UserGroup): Promise<void> {
    return insertRow(this.manager, UserGroupEntity, group);
  }

  find(id: string): Promise<UserGroup | undefined> {
    return findRow(this.rows, id);
  }

  findMany(ids: readonly string[]): Promise<readonly UserGroup[]> {
    return findRows(this.rows, ids);
  }

  page(request: PageRequest, filter: UserGroupFilter = {}): Promise<Page<UserGroup>> {
    return pageOf(this.#among(filter), request);
  }

  called(name: string): Promise<readonly UserGroup[]> {
    return this.rows.find({ where: { name }, order: { id: 'ASC' }, take: 3 });
  }

  count(filter: UserGroupFilter = {}): Promise<number> {
    return this.#among(filter).getCount();
  }

  #among({ nameContains, states }: UserGroupFilter): SelectQueryBuilder<UserGroup> {
    const query = this.rows.createQueryBuilder('user_group');
    if (states !== undefined) query.andWhere('user_group.state = ANY(:states)', { states });
    if (nameContains === undefined) return query;
    return query.andWhere('user_group.name ILIKE :part', { part: `%${literally(nameContains)}%` });
  }

  edit(id: string, expectedVersion: number, change: Partial<Pick<UserGroup, 'name'>>): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }

  async addMembers(id: string, userIds: readonly string[]): Promise<void> {
    const known = [...new Set(userIds)];
    if (known.length === 0) return;
    const values = known.map((userId) => ({ groupId: id, userId }));
    await this.members.createQueryBuilder().insert().values(values).orIgnore().execute();
  }

  async removeMembers(id: string, userIds: readonly string[]): Promise<void> {
    const known = userIds.filter(isUuid);
    if (known.length === 0 || !isUuid(id)) return;
    await this.members.delete({ groupId: id, userId: Any(known) });
  }

  async countMembers(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.manager.query<{ id: string; count: number }[]>(
      `SELECT group_id AS id, count(*)::integer AS count FROM group_member WHERE group_id = ANY($1) GROUP BY group_id`,
      [ids.filter(isUuid)],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  async idsOf(userId: string): Promise<readonly string[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT group_id AS id FROM group_member WHERE user_id = $1 ORDER BY group_id`,
      [knownId(userId)],
    );
    return rows.map(({ id }) => id);
  }

  async ensureOfProvider(
    provider: string,
    paths: readonly string[],
    createdAt: Date,
  ): Promise<ReadonlyMap<string, string>> {
    if (paths.length === 0) return new Map();
    const known = await this.rows.findBy({ provider, externalId: Any([...paths]) });
    const there = new Set(known.map(({ externalId }) => externalId));
    const values = [...new Set(paths)]
      .filter((path) => !there.has(path))
      .map((path) => ({
        id: randomUUID(),
        name: path,
        provider,
        externalId: path,
        ...newlyKnown(createdAt),
        version: 1,
        createdAt,
      }));
    if (values.length > 0) await this.rows.createQueryBuilder().insert().values(values).orIgnore().execute();
    const all =
      values.length === 0 ? known : await this.rows.findBy({ provider, externalId: Any([...paths]) });
    return new Map(all.map(({ id, name }) => [name, id]));
  }

  lockOfProvider(provider: string): Promise<readonly UserGroup[]> {
    return this.rows.find({
      where: { provider },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
  }

  async markHeard(ids: readonly string[], at: Date): Promise<void> {
    if (ids.length > 0) await this.rows.update({ id: Any([...ids]) }, { stateCheckedAt: at });
  }

  follow(id: string, state: Pick<UserGroup, 'state' | 'stateReason' | 'stateChangedAt'>): Promise<void> {
    return updateRow(this.rows, id, state);
  }

  countByState(): Promise<ReadonlyMap<UserGroupState, number>> {
    return countByState<UserGroupState>(this.rows, USER_GROUP_STATES);
  }

  async setOfProvider(provider: string, userId: string, groupIds: readonly string[]): Promise<boolean> {
    const gone = await affectedRows(
      this.manager,
      `DELETE FROM group_member AS member USING user_group AS their
       WHERE their.id = member.group_id AND their.provider = $1 AND member.user_id = $2 AND NOT their.id = ANY($3)`,
      [provider, userId, [...groupIds]],
    );
    const come = await this.manager.query<unknown[]>(
      `WITH come AS (INSERT INTO group_member (group_id, user_id)
         SELECT id, $2 FROM user_group WHERE provider = $1 AND id = ANY($3) ON CONFLICT DO NOTHING RETURNING 1)
       SELECT 1 FROM come`,
      [provider, userId, [...groupIds]],
    );
    return gone + come.length > 0;
  }

  async ofUsers(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly UserGroup[]>> {
    const known = userIds.filter(isUuid);
    if (known.length === 0) return new Map();
    const members = await this.members.findBy({ userId: Any(known) });
    const groups = await this.findMany([...new Set(members.map(({ groupId }) => groupId))]);
    const byId = new Map(groups.map((group) => [group.id, group]));
    const ofEach = Map.groupBy(members, ({ userId }) => userId);
    return new Map(
      [...ofEach].map(([userId, rows]) => {
        const own = rows.flatMap(({ groupId }) => byId.get(groupId) ?? []);
        return [userId, own.sort((a, b) => (a.name < b.name ? -1 : 1))];
      }),
    );
  }
}
