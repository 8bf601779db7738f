/** What `backup show` says of volumes. */
import { BackupVolumesDocument, type BackupVolumesQuery } from '../../client/generated/graphql.js';
import { bytes, time } from '../output/format.js';
import { table } from '../output/table.js';
import type { Session } from '../session.js';
import { found } from './results.js';

/** As many as one question may cost. */
export const VOLUMES_SHOWN = 2_500;

type Asked = NonNullable<BackupVolumesQuery['backup']>;

export async function volumesOf(session: Session, id: string): Promise<Asked> {
  return found((await session.ask(BackupVolumesDocument, { id, first: VOLUMES_SHOWN })).backup);
}

export function volumeTable({ volumes }: Asked): string {
  if (volumes.total === 0) return '';
  const rows = volumes.items.map((each) => [
    `${each.namespace}/${each.claim}`,
    each.reason === null ? each.state : `${each.state} (${each.reason})`,
    each.copy ?? '-',
    each.snapshotClass ?? '-',
    each.restoreSize === null ? '-' : bytes(Number(each.restoreSize)),
    each.cutAt === null ? '-' : time(each.cutAt),
    each.message ?? '',
  ]);
  const cut =
    volumes.total > volumes.items.length ? `\n(the first ${volumes.items.length} of ${volumes.total})` : '';
  const shown = `${table(['VOLUME', 'STATE', 'COPY', 'CLASS', 'SIZE', 'CUT', 'WHY'], rows)}${cut}`;
  const inCluster = volumes.items.some(({ copy }) => copy === 'IN_CLUSTER');
  return inCluster
    ? `${shown}\nIN_CLUSTER: a snapshot in the storage of the cluster, which is lost with it; not a copy in the location.`
    : shown;
}
