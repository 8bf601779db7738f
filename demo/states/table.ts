/** What was seen of every state, as a table that lacks none. */
import { rowOf, SEEABLE, type Seeable, wanted } from './seeable.js';
import type { Cell } from './sight.js';

const COLUMNS = ['RESOURCE', 'STATE', 'REASON', 'EXPLORER', 'COMMAND LINE', 'SLACK'] as const;

/** In the order of the matrix; ¹: not part of the published one. @throws Error with the states of which there is no cell */
export function stateTable(cells: readonly Cell[]): string {
  const of = (resource: Seeable, state: string) =>
    cells.filter((cell) => cell.resource === resource && cell.state === state);
  const all = SEEABLE.flatMap((resource) => wanted(resource).map((state) => ({ resource, state })));
  const missing = all.filter(({ resource, state }) => of(resource, state).length === 0);
  if (missing.length > 0) {
    const named = missing.map(({ resource, state }) => `${resource} ${state}`).join(', ');
    throw new Error(`These states of the matrix were not seen: ${named}.`);
  }
  return aligned([COLUMNS, ...all.flatMap(({ resource, state }) => of(resource, state).map(lineOf))]);
}

function lineOf({ resource, state, reason, explorer, commandLine, slack }: Cell): readonly string[] {
  const { label, states } = rowOf(resource);
  const mark = states[state]?.documented === true ? '' : ' ¹';
  return [label, `${state}${mark}`, reason, explorer, commandLine, slack];
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = COLUMNS.map((_column, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
