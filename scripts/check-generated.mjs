// Generates again and fails when anything that is committed would change.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { runAll } from './run-all.mjs';

const GENERATED = ['schema/schema.graphql', 'src/client/generated/**', 'docs/**/*.md', '.env.example'];

/** Digest of each file that generation may write. */
function digests() {
  const files = globSync(GENERATED).filter((file) => statSync(file).isFile());
  return new Map(files.map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

const before = digests();
runAll(['generate']);
const after = digests();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);
if (changed.length > 0) {
  console.error(
    `Out of step with the code; commit what "npm run generate" writes:\n  ${changed.join('\n  ')}`,
  );
  process.exit(1);
}
const untracked = execFileSync('git', ['ls-files', '--others', '--exclude-standard', ...GENERATED], {
  encoding: 'utf8',
});
if (process.env.CI && untracked.trim() !== '') {
  console.error(`Generated but not committed:\n${untracked}`);
  process.exit(1);
}
