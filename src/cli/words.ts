/** Words of the schema that options take, in any case and with "-" or "_". */
import { InvalidArgumentError } from 'commander';
import type {
  BackupLocationState,
  BackupState,
  ClusterState,
  OperationMode,
  Resource,
} from '../client/generated/graphql.js';

export const CLUSTER_STATES = wordsOf<ClusterState>({
  ACTIVE: true,
  DISCONNECTED: true,
  NOT_AVAILABLE: true,
  UNCHECKED: true,
});
export const LOCATION_STATES = wordsOf<BackupLocationState>({ VALID: true, INVALID: true, UNCHECKED: true });
export const BACKUP_STATES = wordsOf<BackupState>({
  IN_PROGRESS: true,
  SUCCESS: true,
  PARTIAL_SUCCESS: true,
  FAILURE: true,
  DELETING: true,
});
export const MODES = wordsOf<OperationMode>({ CLASSIC: true, FEDERATED: true });
export const RESOURCES = wordsOf<Resource>({
  Backup: true,
  BackupLocation: true,
  BackupSchedule: true,
  BackupSync: true,
  Cluster: true,
  ClusterDiscovery: true,
  LocationConnection: true,
  Restore: true,
  User: true,
  VirtualMachine: true,
});

/** A record, so that a word the schema gains and this list lacks does not compile. */
function wordsOf<Word extends string>(words: Readonly<Record<Word, true>>): readonly Word[] {
  return Object.keys(words) as Word[];
}

/** Reads one word. @throws InvalidArgumentError naming all */
export function wordOption<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => bare(word) === bare(text));
    if (found === undefined) throw new InvalidArgumentError(`Use one of ${words.join(', ')}.`);
    return found;
  };
}

/** Reads words with commas between them; the option may be repeated. @throws InvalidArgumentError */
export function wordsOption<Word extends string>(
  words: readonly Word[],
): (text: string, before: readonly Word[] | undefined) => readonly Word[] {
  const read = wordOption(words);
  return (text, before = []) => [...new Set([...before, ...parts(text).map(read)])];
}

/** Names with commas between them; the option may be repeated. */
export function namesOption(text: string, before: readonly string[] = []): readonly string[] {
  const names = [...before, ...parts(text)];
  if (names.length === 0) throw new InvalidArgumentError('Give at least one name.');
  return names;
}

export interface LabelPair {
  readonly key: string;
  readonly value: string;
}

/** `key=value`; the option may be repeated. */
export function labelOption(text: string, before: readonly LabelPair[] = []): readonly LabelPair[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as key=value.');
  return [...before, { key: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }];
}

export function textsOption(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** A whole number from 1 to `most`. */
export function numberOption(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`Use a whole number from 1 to ${most}.`);
  };
}

function parts(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '');
}
