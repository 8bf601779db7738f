/** Rules of commands around a backup: what quiets an application before its volumes are cut, and lets it go on after. Pure. */
import type { FieldFault } from './errors/request-errors.js';
import { labelSelectorFaults } from './label-selector.js';
import { isNamespaceName, nameFaults } from './names.js';

/** PRE: before the volumes are looked at. POST: as soon as their snapshots are cut, and always once the rules have begun. */
export const RULE_KINDS = ['PRE', 'POST'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** FAIL: the backup ends in Failure. CONTINUE: it goes on, and says so in a note. */
export const FAILURE_MODES = ['FAIL', 'CONTINUE'] as const;
export type FailureMode = (typeof FAILURE_MODES)[number];

export interface ExecAction {
  /** Of pods, as Kubernetes has it: `app=db,tier in (a,b)`; null: the pod of that name. Exactly one of the two is given. */
  readonly podSelector: string | null;
  readonly podName: string | null;
  /** Those of them that the backup includes; null: all that it includes. */
  readonly namespaces: readonly string[] | null;
  /** Null: the first of the pod. */
  readonly container: string | null;
  /** A program and its arguments: no shell is between. */
  readonly command: readonly string[];
  readonly timeoutSeconds: number;
  /** One pod in each namespace, the first by name; else all that match. */
  readonly onePodOnly: boolean;
  readonly onFailure: FailureMode;
}

export interface ExecRule {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly kind: RuleKind;
  /** Run one after the other, each in all its pods at once. */
  readonly actions: readonly ExecAction[];
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A rule as a run uses it, whatever becomes of the rule meanwhile. */
export type FrozenRule = Pick<ExecRule, 'id' | 'name' | 'actions'>;

export const DEFAULT_ACTION_TIMEOUT_SECONDS = 30;
/** As long as Stork gives a pod (facts 1.7). */
export const MAX_ACTION_TIMEOUT_SECONDS = 900;
export const MAX_ACTIONS = 20;
const MAX_WORDS = 64;
const MAX_COMMAND = 16 * 1024;
const MAX_NAMESPACES = 200;
/** RFC 1123 subdomain: what a pod may be called. */
const POD_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

export function ruleFaults({ name, actions }: Partial<Pick<ExecRule, 'name' | 'actions'>>): FieldFault[] {
  const names = name === undefined ? [] : nameFaults('name', name);
  if (actions === undefined) return names;
  if (actions.length === 0) return [...names, { path: 'actions', message: 'give at least one' }];
  if (actions.length > MAX_ACTIONS) {
    const message = `${actions.length} are too many: ${MAX_ACTIONS} at most`;
    return [...names, { path: 'actions', message }];
  }
  return [...names, ...actions.flatMap((action, index) => actionFaults(`actions.${index}`, action))];
}

function actionFaults(path: string, action: ExecAction): FieldFault[] {
  const { podSelector, podName, container, timeoutSeconds } = action;
  const faults: FieldFault[] = [];
  const add = (field: string, message: string) => faults.push({ path: `${path}.${field}`, message });
  if ((podSelector === null) === (podName === null))
    add(
      'podSelector',
      'name either the pods by their labels or one pod by its name: one of podSelector and podName',
    );
  if (podSelector !== null) faults.push(...labelSelectorFaults(`${path}.podSelector`, podSelector, 'pod'));
  if (podName !== null && !POD_NAME.test(podName)) add('podName', 'is no name that a pod can have');
  if (container !== null && !isNamespaceName(container))
    add('container', 'is no name that a container can have');
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1 || timeoutSeconds > MAX_ACTION_TIMEOUT_SECONDS)
    add('timeoutSeconds', `must be a whole number of seconds from 1 to ${MAX_ACTION_TIMEOUT_SECONDS}`);
  return [
    ...faults,
    ...namespaceFaults(`${path}.namespaces`, action),
    ...commandFaults(`${path}.command`, action),
  ];
}

function namespaceFaults(path: string, { namespaces }: ExecAction): FieldFault[] {
  if (namespaces === null) return [];
  if (namespaces.length === 0)
    return [{ path, message: 'is empty: leave it out to take all that the backup includes' }];
  if (namespaces.length > MAX_NAMESPACES)
    return [{ path, message: `${namespaces.length} are too many: ${MAX_NAMESPACES} at most` }];
  return namespaces.flatMap((name, index) =>
    isNamespaceName(name)
      ? []
      : [{ path: `${path}.${index}`, message: 'is no DNS label, so no namespace can be called so' }],
  );
}

function commandFaults(path: string, { command }: ExecAction): FieldFault[] {
  const length = command.reduce((sum, word) => sum + word.length, 0);
  if (command[0] === undefined || command[0].trim() === '')
    return [
      {
        path,
        message: 'name a program; for a shell write it out: ["sh", "-c", "sync && fsfreeze -f /data"]',
      },
    ];
  if (command.length > MAX_WORDS) return [{ path, message: `has more than ${MAX_WORDS} words` }];
  if (length > MAX_COMMAND) return [{ path, message: `is longer than ${MAX_COMMAND} characters` }];
  const unfit = command.some((word) => word.includes('\0') || !word.isWellFormed());
  return unfit ? [{ path, message: 'holds a NUL or half a character, which no program can be given' }] : [];
}
