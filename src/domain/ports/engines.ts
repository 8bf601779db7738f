import type { OperationMode } from '../state-matrix.js';
import type { BackupEngine } from './backup-engine.js';
import type { InstructedEngine } from './instructed-engine.js';

/**
 * Chooses the engine by the mode of the cluster. The two modes share the record, the plan, the lease and the verdict, and
 * nothing of the work: in CLASSIC mode Holdfast takes every step itself and the location is its own; in FEDERATED mode it
 * writes an instruction into the cluster and reads what became of it, and never touches the location.
 */
export interface Engines {
  /** Who takes the steps of a cycle: src/cycle/backup-run.ts. */
  of(mode: 'CLASSIC'): BackupEngine;
  /** Who is told to make the whole backup. @throws ModeNotSupported where this installation has none */
  of(mode: 'FEDERATED'): InstructedEngine;
  /** @throws ModeNotSupported */
  of(mode: OperationMode): BackupEngine | InstructedEngine;
}
