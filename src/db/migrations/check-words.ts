/** CHECK lists of words: migrations that add a few need not repeat all that others have put there. */
import type { QueryRunner } from 'typeorm';

export interface WordList {
  readonly table: string;
  readonly constraint: string;
  readonly column: string;
  readonly words: readonly string[];
}

export async function addWords(runner: QueryRunner, list: WordList): Promise<void> {
  const known = await wordsOf(runner, list);
  await replace(runner, list, [...known, ...list.words]);
}

/** No row may hold one of them any more. */
export async function removeWords(runner: QueryRunner, list: WordList): Promise<void> {
  const known = await wordsOf(runner, list);
  await replace(
    runner,
    list,
    known.filter((word) => !list.words.includes(word)),
  );
}

async function wordsOf(runner: QueryRunner, { table, constraint }: WordList): Promise<readonly string[]> {
  const rows: { definition: string }[] = await runner.query(
    `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1 AND conrelid = $2::regclass`,
    [constraint, table],
  );
  return [...(rows[0]?.definition ?? '').matchAll(/'([A-Za-z_]+)'/g)].flatMap(([, word]) => word ?? []);
}

async function replace(
  runner: QueryRunner,
  { table, constraint, column }: WordList,
  words: readonly string[],
): Promise<void> {
  const list = words.map((word) => `'${word}'`).join(', ');
  await runner.query(
    `ALTER TABLE ${table} DROP CONSTRAINT ${constraint},
       ADD CONSTRAINT ${constraint} CHECK (${column} IN (${list}))`,
  );
}
