import { ModeNotSupported } from '../domain/errors/resource-errors.js';
import type { BackupEngine } from '../domain/ports/backup-engine.js';
import type { Engines } from '../domain/ports/engines.js';
import type { InstructedEngine } from '../domain/ports/instructed-engine.js';
import type { OperationMode } from '../domain/state-matrix.js';

export class EnginesByMode implements Engines {
  constructor(
    private readonly engines: { readonly direct: BackupEngine; readonly instructed?: InstructedEngine },
  ) {}

  of(mode: 'CLASSIC'): BackupEngine;
  of(mode: 'FEDERATED'): InstructedEngine;
  of(mode: OperationMode): BackupEngine | InstructedEngine;
  of(mode: OperationMode): BackupEngine | InstructedEngine {
    const { direct, instructed } = this.engines;
    if (mode === 'CLASSIC') return direct;
    if (instructed !== undefined) return instructed;
    throw new ModeNotSupported(
      'This installation has no engine for FEDERATED clusters: their backups are not made yet. Use a CLASSIC cluster.',
      { mode, supportedModes: ['CLASSIC'] },
    );
  }
}
