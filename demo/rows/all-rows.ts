import { similarNames } from '../../src/client/similar-names.js';
import { addedAfter, addedBefore, addedDuring, excluded } from './added.js';
import { allMissing, cameBack, deletedAfter, deletedBefore, deletedDuring } from './deleted.js';
import { discovery } from './discovery.js';
import { federated } from './federated.js';
import { createdSingle, labelSchedule, onlyNamespace } from './limitations.js';
import { machines } from './machines.js';
import { restored } from './restored.js';
import type { Row } from './row.js';
import { states } from './states.js';

/** In the order of the document, then what the document does not speak of. */
export const ALL_ROWS: readonly Row[] = [
  ...[deletedBefore, deletedDuring, deletedAfter, addedBefore, addedDuring, addedAfter],
  ...[excluded, cameBack, allMissing, onlyNamespace, labelSchedule, createdSingle],
  restored,
  ...[federated, discovery, machines, states],
];

/** @throws Error with the names that may have been meant */
export function rowNamed(name: string): Row {
  const row = ALL_ROWS.find((each) => each.name === name);
  if (row !== undefined) return row;
  const [similar] = similarNames(
    name,
    ALL_ROWS.map((each) => each.name),
    1,
  );
  const meant = similar === undefined ? '' : ` Did you mean "${similar}"?`;
  throw new Error(`There is no row "${name}".${meant} "npm run demo -- --list" shows all.`);
}

export function listOfRows(): string {
  const width = Math.max(...ALL_ROWS.map(({ name }) => name.length));
  return ALL_ROWS.map(
    ({ name, source, words, takes }) =>
      `${name.padEnd(width)}  ${source}${takes === undefined ? '' : ` (${takes})`}\n${' '.repeat(width)}  ${words}\n`,
  ).join('');
}
