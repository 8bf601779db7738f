import type { Command } from 'commander';
import {
  type OperationMode,
  type Resource,
  StateMatrixDocument,
  type StateMatrixQuery,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand } from '../client-command.js';
import { list } from '../output/format.js';
import { section, table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { MODES, RESOURCES, wordOption } from '../words.js';

interface StatesOptions extends ClientOptions {
  readonly mode?: OperationMode;
  readonly resource?: Resource;
}

export function addStatesCommand(program: Command, io: CliIo): void {
  const command = clientCommand(
    program,
    'states',
    'the state matrix: every state, what it means and what may be asked in it',
  )
    .option('--mode <mode>', `only what exists in this mode: ${MODES.join(', ')}`, wordOption(MODES))
    .option('--resource <resource>', 'only this resource', wordOption(RESOURCES));
  answerUsage(command, io).action((options: StatesOptions) =>
    runCommand(io, options, (session) => showStates(session, options)),
  );
}

async function showStates(session: Session, { mode, resource }: StatesOptions): Promise<undefined> {
  const { stateMatrix } = await session.ask(StateMatrixDocument, {
    mode: mode ?? null,
    resource: resource ?? null,
  });
  session.show(stateMatrix, () => stateMatrix.map(matrixRow).join('\n').trim());
}

function matrixRow(row: StateMatrixQuery['stateMatrix'][number]): string {
  const states = row.states.map((state) => [
    state.state,
    state.count === null ? '-' : String(state.count),
    list(state.operations.filter(({ built }) => built).map(({ operation }) => operation)),
    state.meaning,
  ]);
  const notes = row.modeNotes.map(({ mode, note }) => `${mode}: ${note}`);
  return [
    section(
      `${row.label} (${row.modes.join(', ')})`,
      table(['STATE', 'NOW', 'MAY BE ASKED', 'MEANING'], states),
    ),
    ...notes.map((note) => `\n  ${note}`),
  ].join('');
}
