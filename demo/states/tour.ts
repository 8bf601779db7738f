/** The walk through the matrix: what was seen at which door, and the table of it. */
import type { Scene } from '../scene.js';
import { type ExplorerSight, inExplorer } from './explorer.js';
import { inShort, inSlack, onCommandLine } from './other-doors.js';
import { rowOf } from './seeable.js';
import type { Cell, Sight } from './sight.js';
import { stateTable } from './table.js';

/** Something that is about to be in another state. */
export interface LiveSight {
  readonly id: string;
  readonly name: string;
  readonly to: string;
}

export class Tour {
  readonly #cells: Cell[] = [];
  readonly #since = Date.now();

  constructor(readonly scene: Scene) {}

  /** Looks at one thing through all three doors while it is in a state. @throws Error where one of them does not show it */
  async see(sight: Sight): Promise<ExplorerSight> {
    const { narrator, explorer } = this.scene;
    const { resource, state, name } = sight;
    const { label, states } = rowOf(resource);
    const seen = await inExplorer(this.scene, sight);
    this.#claimExplorer(sight, seen);
    await explorer?.picture(`${resource} ${name} ${state}`);
    const [line, said] = await Promise.all([
      onCommandLine(this.scene, sight, seen.reason),
      inSlack(this.scene, sight),
    ]);
    const may =
      seen.allowed.length === 0 ? 'nothing may be asked' : `may be asked: ${seen.allowed.join(', ')}`;
    const why = seen.reason === null ? '' : ` (${seen.reason})`;
    narrator.say(`✓ ${label}, ${states[state]?.label}: ${name}`);
    narrator.output(
      [
        `explorer      ${state}${why} since ${seen.changedAt.toISOString().slice(11, 19)}Z, ${may}; ${seen.count} in the matrix`,
        `command line  holdfast ${sight.command.join(' ')}  →  ${line}`,
        `Slack         /backup status  →  ${said}`,
      ].join('\n'),
    );
    const door = explorer === undefined ? 'HTTP' : 'page';
    const commandLine = sight.command.slice(0, 2).join(' ');
    this.#cells.push({
      ...{ resource, state, name, reason: seen.reason ?? '–' },
      ...{ explorer: `${door}: ${seen.count} counted`, commandLine, slack: inShort(said, sight) },
    });
    return seen;
  }

  /** A live query shows a change when it comes. Where there is no browser, the change comes and nobody looks. */
  async seeLive<Made>({ id, name, to }: LiveSight, change: () => Promise<Made>): Promise<Made> {
    const { explorer, narrator } = this.scene;
    const followed = await explorer?.follow(
      `subscription {\n  resourceStateChanged(id: "${id}") {\n    resource name from to reason at\n  }\n}`,
    );
    const made = await change();
    if (followed === undefined) return made;
    await followed.shows(`"to": "${to}"`);
    await followed.picture(`live ${name} ${to}`);
    await followed.end();
    narrator.say(`✓ The live query on the page of the explorer shows "${name}" become ${to}.`);
    return made;
  }

  #claimExplorer({ resource, state, name, reason }: Sight, seen: ExplorerSight): void {
    const wrong = [
      seen.state === state ? '' : `it is ${seen.state}`,
      reason === undefined || seen.reason === reason
        ? ''
        : `its reason is ${seen.reason} instead of ${reason}`,
      seen.count > 0 ? '' : 'the matrix counts none',
      seen.changedAt.getTime() > this.#since - 60_000 && seen.changedAt.getTime() < Date.now() + 60_000
        ? ''
        : `it is so since ${seen.changedAt.toISOString()}`,
    ].filter((each) => each !== '');
    if (wrong.length > 0)
      throw new Error(
        `The explorer was expected to show the ${resource} "${name}" as ${state}: ${wrong.join(', ')}.`,
      );
  }

  /** @throws Error with the states of the matrix that were not seen */
  table(): string {
    return stateTable(this.#cells);
  }
}
