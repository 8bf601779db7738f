import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROLES } from '../../src/domain/identity.js';
import { RIGHTS, roleName } from '../../src/domain/rights.js';
import { ROOT } from './markdown.js';

const WORDS = { ALL: 'all', OWN: 'own', NONE: '–' } as const;

/** Rights that read the same and reach the same are one row. */
function rightsTable(): string {
  const rows = Object.values(RIGHTS).map(
    ({ does, reach, needs }) =>
      `| ${does} | ${ROLES.map((role) => WORDS[reach[role]]).join(' | ')} | ${needs === 'OWNER' ? '–' : needs} |`,
  );
  const head = ['the right to …', ...ROLES.map(roleName), 'as good as own: shared for'];
  return [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...new Set(rows)].join('\n');
}

it('docs/people.md has the table of rights as the services enforce it', () => {
  expect(readFileSync(`${ROOT}docs/people.md`, 'utf8')).toContain(rightsTable());
});
