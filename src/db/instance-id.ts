import type { DataSource } from 'typeorm';

/** UUID of this installation: made with its database, and gone with it. */
export async function instanceId(dataSource: DataSource): Promise<string> {
  const [row] = await dataSource.query<{ id: string }[]>('SELECT id FROM instance');
  if (row === undefined) throw new Error('the database has no instance: it was not migrated');
  return row.id;
}
