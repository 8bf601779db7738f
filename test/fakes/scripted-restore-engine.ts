import type {
  RestoreEngine,
  RestoreOutcome,
  RestoreProgress,
  RestoreRun,
} from '../../src/domain/ports/restore-engine.js';
import type { RestorePreview } from '../../src/domain/restore.js';
import { restoreCounts } from '../factories/restores.js';

type Report = (progress: RestoreProgress) => void;
type Script = (run: RestoreRun, report: Report) => Promise<RestoreOutcome>;

/** A restore engine that does what a test says, and remembers what it was asked. Three objects come back when nothing is said. */
export class ScriptedRestoreEngine implements RestoreEngine {
  readonly runs: RestoreRun[] = [];
  readonly previews: RestoreRun[] = [];
  script: Script = async () => ({ counts: restoreCounts({ CREATED: 3 }), issues: [] });

  async preview(run: RestoreRun): Promise<RestorePreview> {
    this.previews.push(run);
    const { counts, issues } = await this.script(run, () => undefined);
    return { counts, newNamespaces: [], unchecked: 0, conflicts: [], conflictsTotal: 0, issues };
  }

  restore(run: RestoreRun, report: Report): Promise<RestoreOutcome> {
    this.runs.push(run);
    return this.script(run, report);
  }
}

/** Until the run is aborted: throws the reason, as the port says. */
export function untilAborted({ signal }: RestoreRun): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
