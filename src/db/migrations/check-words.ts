/** Longer and shorter lists of words in CHECK constraints, whatever other migrations have put into them before. */
import type { QueryRunner } from 'typeorm';

export interface CheckedWords {
  readonly table: string;
  readonly constraint: string;
  readonly column: string;
  readonly words: readonly string[];
}

export async function addWords(runner: QueryRunner, checked: CheckedWords): Promise<void> {
  const known = await wordsIn(runner, checked.constraint);
  await write(runner, checked, [...new Set([...known, ...checked.words])]);
}

/** Rows that hold one of the words must be gone. */
export async function takeWords(runner: QueryRunner, checked: CheckedWords): Promise<void> {
  const known = await wordsIn(runner, checked.constraint);
  await write(
    runner,
    checked,
    known.filter((word) => !checked.words.includes(word)),
  );
}

async function wordsIn(runner: QueryRunner, constraint: string): Promise<readonly string[]> {
  const rows: { definition: string }[] = await runner.query(
    `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conname = $1 AND connamespace = current_schema()::regnamespace`,
    [constraint],
  );
  return [...(rows[0]?.definition ?? '').matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
}

async function write(
  runner: QueryRunner,
  { table, constraint, column }: CheckedWords,
  words: readonly string[],
): Promise<void> {
  const list = words.map((word) => `'${word}'`).join(', ');
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${constraint},
    ADD CONSTRAINT ${constraint} CHECK (${column} IN (${list}))`);
}
