import type { TestDatabase } from './database.js';

/** Every row of every table as text, `table.column: value` per line; bytes once as hex and once as the text that they may be. */
export async function dumpDatabase(database: TestDatabase): Promise<string> {
  const columns = await database.query(`
    SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS column, c.data_type AS type
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1, 2, 3`);
  const lines: string[] = [];
  for (const { schema, table, column, type } of columns) {
    const name = `"${schema}"."${table}"`;
    const text =
      type === 'bytea'
        ? `encode("${column}", 'hex') || ' ' || encode("${column}", 'escape') || ' ' || encode("${column}", 'base64')`
        : `"${column}"::text`;
    const rows = await database.query(`SELECT ${text} AS value FROM ${name} WHERE "${column}" IS NOT NULL`);
    for (const { value } of rows) lines.push(`${table}.${column}: ${value}`);
  }
  return lines.join('\n');
}
