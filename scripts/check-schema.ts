/**
 * Holds schema/schema.graphql against schema/released.graphql, the schema of the last release. Fails on a change that breaks clients who were
 * not told; `--all` also lists each change that breaks nothing; `--release` makes the schema of today the released one.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { type AcceptedChange, judgeSchema } from './schema-changes.js';

const folder = new URL('../schema/', import.meta.url);
const file = (name: string) => new URL(name, folder);
const read = (name: string) => readFileSync(file(name), 'utf8');

function check(): boolean {
  const accepted = JSON.parse(read('accepted-changes.json')) as readonly AcceptedChange[];
  const today = new Date().toISOString().slice(0, 10);
  const verdict = judgeSchema(buildSchema(read('released.graphql')), buildSchema(read('schema.graphql')), {
    accepted,
    today,
  });
  list('Told in time, or accepted:', verdict.allowed);
  if (process.argv.includes('--all')) list('Breaks no query, and may surprise a client:', verdict.noticed);
  else
    console.log(
      `${verdict.noticed.length} changes break no query and may surprise a client: npm run check:schema -- --all`,
    );
  list('Accepted in schema/accepted-changes.json, and no change any more: remove the line.', verdict.stale);
  list(
    'Breaks clients of the last release. Deprecate it first, or accept it with a reason (CONTRIBUTING.md, "A change of the schema"):',
    verdict.refused,
  );
  const unexplained = accepted.filter(({ reason }) => reason.trim() === '').map(({ change }) => change);
  list('Accepted without a reason:', unexplained);
  return [...verdict.refused, ...verdict.stale, ...unexplained].length === 0;
}

function list(title: string, changes: readonly string[]): void {
  if (changes.length > 0) console.log([title, ...changes.map((each) => `  ${each}`)].join('\n'));
}

if (process.argv.includes('--release')) {
  copyFileSync(file('schema.graphql'), file('released.graphql'));
  writeFileSync(file('accepted-changes.json'), '[]\n');
  console.log('schema/released.graphql is the schema of today.');
} else if (!check()) process.exit(1);
