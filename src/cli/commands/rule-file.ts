/** A rule as people write it in a file, YAML or JSON. What it may hold the API says; here only its form is looked at. */
import { parse } from 'yaml';
import type { ExecActionInput, RuleKind } from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import { readLocalFile } from '../kubeconfig/local-file.js';

export interface RuleFile {
  readonly kind?: RuleKind;
  readonly actions: readonly ExecActionInput[];
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const KINDS: readonly RuleKind[] = ['PRE', 'POST'];
const FIELDS: Readonly<Record<keyof ExecActionInput, readonly [Check, string]>> = {
  podSelector: [isText, 'a text: app=db'],
  podName: [isText, 'a text'],
  namespaces: [isTexts, 'a list of names'],
  container: [isText, 'a text'],
  command: [isTexts, 'a list of words: ["sh", "-c", "sync"]'],
  timeoutSeconds: [Number.isInteger, 'a whole number'],
  onePodOnly: [(value) => typeof value === 'boolean', 'true or false'],
  onFailure: [(value) => value === 'FAIL' || value === 'CONTINUE', 'FAIL or CONTINUE'],
};

/** @throws CliError naming every fault of form */
export function readRuleFile(path: string): RuleFile {
  const root = parsed(path);
  const { kind, actions, ...unknown } = root;
  const faults = Object.keys(unknown).map((field) => `${field} is unknown`);
  if (kind !== undefined && !isKind(kind)) faults.push('kind must be PRE or POST');
  if (!Array.isArray(actions)) faults.push('actions must be a list');
  const list = Array.isArray(actions) ? actions : [];
  faults.push(...list.flatMap((action, index) => faultsOf(action, `actions.${index}`)));
  if (faults.length > 0) throw new CliError(`${path} is no rule: ${faults.join('; ')}`, 'see docs/rules.md');
  return { ...(isKind(kind) && { kind }), actions: list as readonly ExecActionInput[] };
}

function parsed(path: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parse(readLocalFile(path), { maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${path} is neither YAML nor JSON`, 'correct it: see docs/rules.md', { cause: error });
  }
  if (isMap(value)) return value;
  throw new CliError(`${path} holds no rule`, 'write kind and actions into it: see docs/rules.md');
}

function faultsOf(action: unknown, path: string): string[] {
  if (!isMap(action)) return [`${path} must have fields`];
  const faults = Object.entries(action).flatMap(([field, value]) => {
    const known = Object.hasOwn(FIELDS, field) ? FIELDS[field as keyof ExecActionInput] : undefined;
    if (known === undefined) return [`${path}.${field} is unknown`];
    const [fits, what] = known;
    return fits(value) ? [] : [`${path}.${field} must be ${what}`];
  });
  return 'command' in action ? faults : [...faults, `${path}.command is missing`];
}

function isKind(value: unknown): value is RuleKind {
  return KINDS.some((kind) => kind === value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
