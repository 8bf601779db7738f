/** What was seen of every state, as a table that lacks none. */
import { RESOURCES, type Resource, resourceRow } from '../../src/domain/state-matrix.js';
import type { Cell } from './sight.js';

const COLUMNS = ['RESOURCE', 'STATE', 'REASON', 'EXPLORER', 'COMMAND LINE', 'SLACK'] as const;

/** In the order of the matrix; ¹: not part of the published one. @throws Error with the states of which there is no cell */
export function stateTable(cells: readonly Cell[]): string {
  const of = (resource: Resource, state: string) =>
    cells.filter((cell) => cell.resource === resource && cell.state === state);
  const all = RESOURCES.flatMap((resource) => wanted(resource).map((state) => ({ resource, state })));
  const missing = all.filter(({ resource, state }) => of(resource, state).length === 0);
  if (missing.length > 0) {
    const named = missing.map(({ resource, state }) => `${resource} ${state}`).join(', ');
    throw new Error(`These states of the matrix were not seen: ${named}.`);
  }
  return aligned([COLUMNS, ...all.flatMap(({ resource, state }) => of(resource, state).map(rowOf))]);
}

/** The states that are to be seen: all but the one in which something waits for its first look: it is left within the request that makes the thing. */
export function wanted(resource: Resource): readonly string[] {
  const { kind, initial, states } = resourceRow(resource);
  return Object.keys(states).filter((state) => kind === 'lifecycle' || state !== initial);
}

function rowOf({ resource, state, reason, explorer, commandLine, slack }: Cell): readonly string[] {
  const { label, states } = resourceRow(resource);
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
