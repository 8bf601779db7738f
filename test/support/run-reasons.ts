/**
 * Every reason for which a backup or a restore ends as it does, and the walk through one of them: asked for, entered for that reason, read by
 * GraphQL, told by a subscription, and left again. A file makes the reasons of its world; a reason without a way in compiles nowhere.
 */
import { expect } from 'vitest';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import type { Backup } from '../../src/domain/backup.js';
import { ISSUE_CATALOG, type IssueEffect } from '../../src/domain/issue.js';
import { RESTORE_ISSUES, type RestoreOptions } from '../../src/domain/restore.js';
import type { Installation, InstallationOptions } from './installation.js';
import type { StateWatch } from './told-states.js';

type Ends<Catalog extends Readonly<Record<string, { readonly effect: IssueEffect }>>> = {
  [Code in keyof Catalog]: Catalog[Code]['effect'] extends 'NOTE' ? never : Code;
}[keyof Catalog];
/** Of a cluster that does the work by itself. Sleep is found out wherever a garden made the cluster known, which makes it federated. */
type OfFederated = `STORK_${string}` | 'CLUSTER_HIBERNATED';

type BackupReason = Ends<typeof ISSUE_CATALOG>;
export type FederatedBackupReason = Extract<BackupReason, OfFederated>;
export type ClassicBackupReason = Exclude<BackupReason, OfFederated>;
type RestoreReason = Ends<typeof RESTORE_ISSUES>;
export type FederatedRestoreReason = Extract<RestoreReason, OfFederated>;
export type ClassicRestoreReason = Exclude<RestoreReason, OfFederated>;

/** How it is mended, where more than faults of the cluster are to be cleared. */
export type Mend = (() => unknown) | undefined;

interface WayIn {
  /** Of the worker that runs it. */
  readonly worker?: Partial<InstallationOptions>;
}

export interface BackupWay extends WayIn {
  /** One that is good when nothing happens, when absent. */
  readonly ask?: () => Promise<Backup>;
  /** What goes wrong with one that was asked for and has not begun. */
  readonly happen?: (id: string) => Promise<Mend> | Mend;
  /** What is good again after it; one that is good when nothing happens, when absent. */
  readonly again?: () => Promise<Backup>;
}

export interface AskedRestore {
  readonly id: string;
  readonly backup: Backup;
  /** A namespace of its own that it writes to. */
  readonly into: string;
}

export interface RestoreWay extends WayIn {
  /** The namespace that is brought back, when it is not the one that all the others bring back. */
  readonly of?: string;
  readonly options?: Partial<RestoreOptions>;
  readonly happen: (asked: AskedRestore) => Promise<Mend> | Mend;
}

interface World {
  readonly holdfast: Installation;
  readonly watch: StateWatch;
}

const never = new AbortController().signal;

export async function walkBackup(
  { holdfast, watch, good }: World & { readonly good: () => Promise<Backup> },
  reason: BackupReason,
  { ask = good, happen, again = good, worker = {} }: BackupWay,
): Promise<void> {
  const { actor, product } = holdfast;
  const { effect: state } = ISSUE_CATALOG[reason];
  const { id } = await ask();
  const { told, stop } = await watch.changesOf('Backup', id);
  expect(await watch.stateOf('backup', id)).toBe('IN_PROGRESS null');
  const mend = await happen?.(id);
  // A process shares looks that found nothing wrong for two seconds: another one looks afresh.
  const other = holdfast.anotherWorker(worker);
  await holdfast.run(id, other);
  await other.close();
  holdfast.kubernetes.faults.clear();
  await mend?.();
  expect(await watch.stateOf('backup', id)).toBe(`${state} ${reason}`);
  await expect.poll(() => told).toEqual([{ from: 'IN_PROGRESS', to: state, reason }]);
  await product.services.backups.remove(id, { confirmLastCopy: true }, actor);
  expect(await watch.stateOf('backup', id)).toMatch(/^DELETING /);
  await product.handlers['delete-backup']({ backupId: id }, never);
  await expect.poll(() => told.slice(1).map(({ to }) => to)).toEqual(['DELETING', null]);
  await stop();
  expect(await holdfast.run((await again()).id)).toMatchObject({ state: 'SUCCESS' });
}

export async function walkRestore(
  { holdfast, watch, ask }: World & { readonly ask: (way?: RestoreWay) => Promise<AskedRestore> },
  reason: RestoreReason,
  way: RestoreWay,
): Promise<void> {
  const { actor, product } = holdfast;
  const { effect: state } = RESTORE_ISSUES[reason];
  const asked = await ask(way);
  const { told, stop } = await watch.changesOf('Restore', asked.id);
  expect(await watch.stateOf('restore', asked.id)).toBe('IN_PROGRESS null');
  const mend = await way.happen(asked);
  const worker = holdfast.anotherWorker(way.worker);
  await runRestore(asked.id, worker.world, never);
  await worker.close();
  holdfast.kubernetes.faults.clear();
  await mend?.();
  expect(await watch.stateOf('restore', asked.id)).toBe(`${state} ${reason}`);
  await expect.poll(() => told).toEqual([{ from: 'IN_PROGRESS', to: state, reason }]);
  await product.services.restores.remove(asked.id, actor);
  await expect.poll(() => told.at(-1)).toMatchObject({ from: state, to: null });
  await stop();
  const again = await ask();
  await runRestore(again.id, product.world, never);
  expect(await watch.stateOf('restore', again.id)).toBe('SUCCESS null');
}
