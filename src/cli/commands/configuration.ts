/** Takes everything that was set up out of one Holdfast and into another: a file for version control, or for the day after a lost database. */
import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { type Configuration, readConfiguration, SECTIONS } from '../configuration/configuration-document.js';
import { exportConfiguration } from '../configuration/export-configuration.js';
import { importSteps, missingFiles, type Result } from '../configuration/import-configuration.js';
import { missingReferences, planImport, type Step } from '../configuration/import-plan.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { readLocalFile } from '../kubeconfig/local-file.js';
import { table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';

export function addConfigurationCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'configuration', {
    description:
      'what was set up, as a file: discoveries, clusters, locations, rules, schedules, alert routes',
    io,
  });
  clientCommand(group, 'export', 'write what you may see of it as YAML, without secrets (JSON with --json)')
    .option('--output <file>', 'a new file instead of stdout')
    .action((options: ExportOptions) => runCommand(io, options, (session) => write(session, options)));
  clientCommand(group, 'import <file>', 'create what the file names and is not there; nothing else changes')
    .option('--dry-run', 'only say what would be done')
    .option('--yes', 'run exec plugins of kubeconfigs without asking')
    .action((file: string, options: ImportOptions) =>
      runCommand(io, options, (session) => read(session, file, options)),
    );
}

interface ExportOptions extends ClientOptions {
  readonly output?: string;
}

interface ImportOptions extends ClientOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

async function write(session: Session, { output }: ExportOptions): Promise<undefined> {
  const { configuration } = await exportConfiguration(session);
  const text = () =>
    session.json
      ? JSON.stringify(configuration, null, 2)
      : stringify(configuration, { aliasDuplicateObjects: false }).trimEnd();
  if (output === undefined) {
    session.show(configuration, text);
    return;
  }
  const path = resolve(session.io.cwd, output);
  try {
    writeFileSync(path, `${text()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const message = code === 'EEXIST' ? `${path} is there already` : `${path} cannot be written: ${code}`;
    throw new CliError(message, 'name another file', { cause });
  }
  session.say(
    `Wrote ${entriesIn(configuration)} entries to ${path}. Kubeconfigs and secrets are not in it: put their files where it names them.`,
  );
}

async function read(session: Session, file: string, options: ImportOptions): Promise<ExitCode> {
  const path = resolve(session.io.cwd, file);
  const wanted = readConfiguration(path, readLocalFile(path));
  const present = await exportConfiguration(session);
  const steps = planImport(wanted, present);
  const folder = dirname(path);
  const faults = [...missingReferences(wanted, present), ...missingFiles(steps, folder)];
  if (faults.length > 0) {
    throw new CliError(
      `Nothing was imported: ${faults.join('; ')}`,
      'correct the file, or put the files beside it',
    );
  }
  if (options.dryRun) {
    session.show(steps.map(planned), () => planTable(steps));
    return steps.some(({ does }) => does === 'DIFFERS') ? EXIT.failure : EXIT.done;
  }
  const context = { session, folder, ids: new Map(present.ids), yes: options.yes === true };
  const results = await importSteps(steps, context);
  session.show(results.map(told), () => resultTable(results));
  return results.every(({ outcome }) => outcome === 'CREATED' || outcome === 'SAME')
    ? EXIT.done
    : EXIT.failure;
}

function planned({ section, entry, does, fields }: Step) {
  return { section, name: entry.name, does, fields };
}

function told({ section, entry, outcome, why }: Result) {
  return { section, name: entry.name, outcome, why };
}

function planTable(steps: readonly Step[]): string {
  const rows = steps.map(({ section, entry, does, fields }) => [
    section,
    entry.name,
    does,
    fields.join(', '),
  ]);
  return table(['SECTION', 'NAME', 'WOULD', 'FIELDS'], rows);
}

function resultTable(results: readonly Result[]): string {
  const rows = results.map(({ section, entry, outcome, why }) => [section, entry.name, outcome, why]);
  return table(['SECTION', 'NAME', 'OUTCOME', 'WHY'], rows);
}

function entriesIn(configuration: Configuration): number {
  return SECTIONS.reduce((sum, section) => sum + configuration[section].length, 0);
}
