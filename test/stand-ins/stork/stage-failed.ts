import type { JsonObject } from '../kubernetes/json.js';

/** Ends an ApplicationBackup or ApplicationRestore in Failed / Final. */
export class StageFailed extends Error {
  constructor(
    reason: string,
    readonly change: JsonObject = {},
  ) {
    super(reason);
  }
}
