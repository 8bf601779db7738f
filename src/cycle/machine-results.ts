/** What became of each virtual machine of a backup, and what that means for the backup. Pure. Source: seed (partial success). */
import {
  type BackupMachine,
  type MachineOutcome,
  type MachineParts,
  type PartOfMachine,
  type PlannedMachine,
  partKey,
} from '../domain/backup-machine.js';
import type { BackupVolume, VolumeSettings } from '../domain/backup-volume.js';
import { type Issue, issue } from '../domain/issue.js';
import type { CapturedResources } from '../domain/ports/backup-engine.js';
import { type MachineName, machineKey } from '../domain/virtual-machine.js';
import type { Quiesced } from './machine-freeze.js';
import type { MachinePlan } from './plan-machines.js';
import { isNotedVolume } from './volume-issues.js';

export interface MachineFacts {
  readonly plan: MachinePlan;
  readonly parts: readonly MachineParts[];
  readonly quiesced: readonly Quiesced[];
  readonly volumes: readonly BackupVolume[];
  readonly settings: Pick<VolumeSettings, 'acceptSkipped'>;
  /** null: nothing usable was captured. */
  readonly captured: Pick<CapturedResources, 'parts' | 'issues'> | null;
  /** The run has not ended: nothing has an outcome yet. */
  readonly running?: true;
}

const MACHINES = 'virtualmachines.kubevirt.io';
const CLAIMS = 'persistentvolumeclaims';

export function machineResults(facts: MachineFacts): readonly BackupMachine[] {
  const parts = new Map(facts.parts.map((each) => [machineKey(each), each]));
  const quiesced = new Map(facts.quiesced.map((each) => [machineKey(each), each]));
  const all = [
    ...facts.plan.included.map((each) =>
      resultOf(each, { facts, parts: parts.get(machineKey(each)), quiesced: quiesced.get(machineKey(each)) }),
    ),
    ...facts.plan.missing.map(missing),
  ];
  return all.sort((one, other) => (machineKey(one) < machineKey(other) ? -1 : 1));
}

function missing({ namespace, name }: MachineName): BackupMachine {
  const nothing = { uid: null, state: null, printableStatus: null, quiesced: null, outcome: null } as const;
  const message = 'It was not there when the backup began.';
  return {
    namespace,
    name,
    fate: 'MISSING',
    ...nothing,
    volumes: 0,
    volumesBackedUp: 0,
    objects: 0,
    message,
  };
}

interface Known {
  readonly facts: MachineFacts;
  readonly parts: MachineParts | undefined;
  readonly quiesced: Quiesced | undefined;
}

function resultOf(machine: PlannedMachine, { facts, parts, quiesced }: Known): BackupMachine {
  const { captured, volumes, settings, running } = facts;
  const all = parts?.parts ?? [];
  const claims = new Set(all.flatMap((part) => (part.resource === CLAIMS ? [part.name] : [])));
  const own = volumes.filter(({ namespace, claim }) => namespace === machine.namespace && claims.has(claim));
  const counted = own.filter((each) => !(each.state === 'SKIPPED' && isNotedVolume(each, settings)));
  const backedUp = counted.filter(({ state }) => state === 'READY').length;
  const held = captured === null ? [] : all.filter((part) => captured.parts?.has(partKey(part)));
  const unread = captured === null ? undefined : unreadOf(machine, all, captured);
  const lost = counted.length - backedUp;
  const outcome = outcomeOf({ failed: captured === null || unread !== undefined, backedUp, lost });
  return {
    ...machine,
    fate: 'INCLUDED',
    quiesced: quiesced?.how ?? null,
    outcome: running ? null : outcome,
    volumes: counted.length,
    volumesBackedUp: backedUp,
    objects: held.length,
    message: running
      ? (quiesced?.message ?? null)
      : (unread ?? volumeWords(counted.length, backedUp) ?? quiesced?.message ?? null),
  };
}

function outcomeOf({
  failed,
  backedUp,
  lost,
}: {
  readonly failed: boolean;
  readonly backedUp: number;
  readonly lost: number;
}): MachineOutcome {
  if (failed || (lost > 0 && backedUp === 0)) return 'FAILURE';
  return lost > 0 ? 'PARTIAL_SUCCESS' : 'SUCCESS';
}

/** What of it could not be read; what it names and the cluster does not have is no fault of the backup. */
function unreadOf(
  machine: MachineName,
  parts: readonly PartOfMachine[],
  { parts: held = new Set<string>(), issues }: Pick<CapturedResources, 'parts' | 'issues'>,
): string | undefined {
  const own = { resource: MACHINES, ...machine };
  if (!held.has(partKey(own))) return 'The machine itself could not be read.';
  const unreadable = new Set(
    issues.filter(({ code }) => code === 'KIND_UNREADABLE').map(({ subject }) => subject.name),
  );
  const lacking = parts.find((part) => !held.has(partKey(part)) && unreadable.has(part.resource));
  return lacking && `${lacking.resource} ${lacking.name}, which it names, could not be read.`;
}

function volumeWords(volumes: number, backedUp: number): string | undefined {
  if (backedUp === volumes) return undefined;
  if (backedUp === 0)
    return volumes === 1 ? 'Its volume is not backed up.' : 'None of its volumes is backed up.';
  return `${backedUp} of its ${volumes} volumes are backed up.`;
}

const MAX_NAMED = 100;

/** Of the machines that are not a success; of those that are missing. */
export function machineIssues(machines: readonly BackupMachine[]): readonly Issue[] {
  const included = machines.filter(({ fate }) => fate === 'INCLUDED');
  const failed = included.filter(({ outcome }) => outcome === 'FAILURE');
  const all = failed.length > 0 && failed.length === included.length;
  const allFailed = issue(
    'MACHINES_ALL_FAILED',
    { kind: 'BACKUP', name: 'virtual machines' },
    failed.length === 1
      ? 'The only virtual machine failed.'
      : `All ${failed.length} virtual machines failed.`,
  );
  return [...(all ? [allFailed] : []), ...named('MACHINE_FAILED', failed)];
}

export function missingMachines(plan: MachinePlan): readonly Issue[] {
  return named('MACHINE_MISSING', plan.missing.map(missing));
}

/** At most one for what was skipped and one for what failed: every machine stands in the backup's machines. */
export function freezeIssues(quiesced: readonly Quiesced[]): readonly Issue[] {
  const told = (how: Quiesced['how']) => quiesced.filter((each) => each.how === how);
  return [...named('MACHINE_NOT_FROZEN', told('SKIPPED')), ...named('MACHINE_FREEZE_FAILED', told('FAILED'))];
}

export function thawIssues(
  faults: readonly (MachineName & { readonly message: string })[],
): readonly Issue[] {
  return named('MACHINE_THAW_FAILED', faults);
}

const WORDS = {
  MACHINE_MISSING: 'is left out',
  MACHINE_FAILED: 'failed',
  MACHINE_NOT_FROZEN: 'was not frozen for its snapshots',
  MACHINE_FREEZE_FAILED: 'could not be frozen for its snapshots, which are as after a loss of power',
  MACHINE_THAW_FAILED: 'could not be thawed; its guest does so by itself, and the sweep tries again',
} as const;

function named(
  code: keyof typeof WORDS,
  machines: readonly (MachineName & { readonly message: string | null })[],
): readonly Issue[] {
  const issues = machines.slice(0, MAX_NAMED).map((each) => {
    const name = machineKey(each);
    const why = each.message === null ? '.' : `: ${each.message}`;
    return issue(code, { kind: 'MACHINE', name }, `${name} ${WORDS[code]}${why}`);
  });
  const rest = machines.length - issues.length;
  if (rest === 0) return issues;
  const subject = { kind: 'MACHINE', name: `${rest} more` } as const;
  return [...issues, issue(code, subject, `${rest} more virtual machines: ${code}.`)];
}
