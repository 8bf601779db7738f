/** The second and the third door: a command that shows one thing, and `/backup status` typed in Slack. */
import { MARA } from '../people.js';
import type { Scene } from '../scene.js';
import { rowOf, type Seeable } from './seeable.js';
import type { Sight } from './sight.js';

/** @returns the line of the output that says it. @throws Error with the output when none does */
export async function onCommandLine(
  { product }: Scene,
  sight: Sight,
  reason: string | null,
): Promise<string> {
  const { command } = sight;
  const { code, output } = await product.run(command);
  const line = code === 0 ? saidByCommand(output, sight, reason) : undefined;
  if (line !== undefined) return line;
  const wanted = `"${sight.name}" as ${sight.state}${reason === null ? '' : ` (${reason})`}`;
  throw new Error(
    `"holdfast ${command.join(' ')}" was expected to show ${wanted}, and ended with ${code}:\n${output}`,
  );
}

/** The line with the state; undefined when the output does not tell the name, the state and the reason. */
export function saidByCommand(
  output: string,
  { state, name }: Pick<Sight, 'state' | 'name'>,
  reason: string | null,
): string | undefined {
  const names = name.split(' to ');
  if (!names.every((part) => output.includes(part))) return undefined;
  if (reason !== null && reason !== 'OK' && !output.includes(reason)) return undefined;
  const told = new RegExp(`\\b${state}( |:|,|$)`);
  const lines = output.split('\n');
  // A list shows many: the line that says it is the one that names it. Else it is the fact of one thing.
  const line =
    lines.find((each) => told.test(each) && names.every((part) => each.includes(part))) ??
    lines.find((each) => /^state /.test(each) && told.test(each));
  return line?.trim().replaceAll(/ {2,}/g, '  ');
}

/** What `/backup status` calls a thing; users and groups are counted and not named (docs/slack.md). */
const CALLED: Readonly<Record<Seeable, ((name: string) => string) | null>> = {
  BackupLocation: (name) => `\`${name}\``,
  User: null,
  UserGroup: null,
  Cluster: (name) => `\`${name}\``,
  VirtualMachine: (name) => `\`${name}\``,
  BackupSchedule: (name) => `\`${name}\``,
  Backup: (name) => `\`${name}\``,
  Restore: (name) => `\`${name}\``,
  ClusterDiscovery: (name) => `\`${name}\``,
  LocationConnection: (name) => `\`${name.replace(' to ', '` to `')}\``,
  BackupSync: (name) => `\`${name}\``,
};

/** Where the status has a word of its own for a state. */
const OTHERWISE: Readonly<Record<string, string>> = {
  // In the words of KubeVirt, as the walk left it.
  'VirtualMachine OTHER': 'Provisioning',
};

/** @returns the line that names it, or counts it where nothing is named. @throws Error with the answer when one is missing */
export async function inSlack({ chat }: Scene, sight: Sight): Promise<string> {
  const lines = await chat.status(MARA.name);
  const said = saidInSlack(lines, sight);
  if (said !== undefined) return readable(said);
  throw new Error(
    `"/backup status" was expected to name "${sight.name}" as ${sight.state} and to count it, and said:\n${lines.join('\n')}`,
  );
}

/** Undefined when the thing is not named with its state, or the state is not counted. */
export function saidInSlack(
  lines: readonly string[],
  { resource, state, name }: Pick<Sight, 'resource' | 'state' | 'name'>,
): string | undefined {
  const { label, states } = rowOf(resource);
  const word = states[state]?.label ?? '';
  const counts = lines.find((line) => counted(line, label, word));
  const called = CALLED[resource]?.(name);
  if (counts === undefined || called === undefined) return counts;
  // A sync is told of beside its location.
  if (resource === 'BackupSync')
    return lines.find((line) => line.includes(`${called}. Sync ${word.toLowerCase()}, since `));
  const said = OTHERWISE[`${resource} ${state}`] ?? word;
  return lines.find((line) => line.startsWith(`• ${said}: ${called}`));
}

/** `• Backups: 3 Success, 1 Failure` */
export function counted(line: string, label: string, word: string): boolean {
  const start = `• ${label}: `;
  return (
    line.startsWith(start) &&
    line
      .slice(start.length)
      .split(', ')
      .some((each) => /^\d+ /.test(each) && each.replace(/^\d+ /, '') === word)
  );
}

/** Without the marks of Slack. */
function readable(line: string): string {
  return line
    .replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('`', '')
    .replace(/^• /, '');
}

/** For a cell of the table: what is said of it, without since when and why. */
export function inShort(said: string, { resource, state }: Pick<Sight, 'resource' | 'state'>): string {
  const word = rowOf(resource).states[state]?.label ?? '';
  // People and groups are counted, and a sync stands behind its location.
  if (CALLED[resource] === null) return said.split(/[:,] /).find((part) => part.endsWith(` ${word}`)) ?? said;
  if (resource === 'BackupSync') return /Sync [a-z ]+/.exec(said)?.[0] ?? said;
  return said.split(/[.,] | since /)[0] ?? said;
}
