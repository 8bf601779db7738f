import type { EntityManager, Repository } from 'typeorm';
import type { Access, Audience, OwnedResource, Share, SharedResource, Viewer } from '../../domain/access.js';
import type { ShareStore } from '../../domain/ports/share-store.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import { ShareEntity, type ShareRow } from '../entities/share.entity.js';
import { accessTo } from './access-to.js';
import { audienceOf } from './audience.js';
import { pageOf } from './page.js';
import { editRow, findRow, insertRow, removeRow } from './resource-rows.js';
import { isUuid, knownId } from './sql.js';

const COLUMNS = {
  Cluster: 'clusterId',
  BackupSchedule: 'scheduleId',
  Backup: 'backupId',
} as const satisfies Record<SharedResource, keyof ShareRow>;

export class PostgresShareStore implements ShareStore {
  private readonly rows: Repository<ShareRow>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(ShareEntity);
  }

  insert(share: Share): Promise<void> {
    return insertRow(this.manager, ShareEntity, rowOf(share));
  }

  async find(id: string): Promise<Share | undefined> {
    const row = await findRow(this.rows, id);
    return row && shareOf(row);
  }

  edit(
    id: string,
    expectedVersion: number,
    change: Partial<Pick<Share, 'access' | 'namespaces' | 'updatedAt'>>,
  ): Promise<boolean> {
    return editRow(this.rows, { id, expectedVersion, change });
  }

  remove(id: string): Promise<void> {
    return removeRow(this.rows, id);
  }

  async pageOf(resource: SharedResource, resourceId: string, request: PageRequest): Promise<Page<Share>> {
    const query = this.rows
      .createQueryBuilder('share')
      .where(`share.${COLUMNS[resource]} = :id`, { id: knownId(resourceId) });
    const { items, hasNext } = await pageOf(query, request);
    return { items: items.map(({ cursor, item }) => ({ cursor, item: shareOf(item) })), hasNext };
  }

  countOf(resource: SharedResource, resourceId: string): Promise<number> {
    return this.rows
      .createQueryBuilder('share')
      .where(`share.${COLUMNS[resource]} = :id`, { id: knownId(resourceId) })
      .getCount();
  }

  accessTo(
    viewer: Viewer,
    resource: OwnedResource,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Access>> {
    return accessTo(this.manager, viewer, resource, ids);
  }

  audienceOf(resource: OwnedResource, id: string): Promise<Audience> {
    return audienceOf(this.manager, resource, id);
  }

  async allOfCluster(clusterId: string): Promise<readonly Share[]> {
    if (!isUuid(clusterId)) return [];
    return (await this.rows.findBy({ clusterId })).map(shareOf);
  }

  ofCluster(
    { userId, groups }: Viewer,
    clusterId: string,
  ): Promise<readonly Pick<Share, 'access' | 'namespaces'>[]> {
    return this.rows
      .createQueryBuilder('share')
      .where('share.clusterId = :id', { id: knownId(clusterId) })
      .andWhere('(share.userId = :userId OR share.groupId = ANY(CAST(:groups AS uuid[])))', {
        userId,
        groups,
      })
      .getMany();
  }
}

function rowOf({ resource, resourceId, grantee, ...same }: Share): ShareRow {
  return {
    clusterId: null,
    scheduleId: null,
    backupId: null,
    userId: grantee.kind === 'USER' ? grantee.userId : null,
    groupId: grantee.kind === 'GROUP' ? grantee.groupId : null,
    ...same,
    [COLUMNS[resource]]: resourceId,
  };
}

function shareOf({ clusterId, scheduleId, backupId, userId, groupId, ...same }: ShareRow): Share {
  const subject = clusterId
    ? ({ resource: 'Cluster', resourceId: clusterId } as const)
    : scheduleId
      ? ({ resource: 'BackupSchedule', resourceId: scheduleId } as const)
      : ({ resource: 'Backup', resourceId: backupId ?? '' } as const);
  const grantee =
    userId === null
      ? ({ kind: 'GROUP', groupId: groupId ?? '' } as const)
      : ({ kind: 'USER', userId } as const);
  return { ...subject, grantee, ...same };
}
