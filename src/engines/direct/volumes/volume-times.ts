export interface VolumeTimes {
  /** How long one snapshot may take until it is cut, and until it is usable, in milliseconds. */
  readonly cutMs: number;
  readonly readyMs: number;
  /** How long snapshots that are deleted are waited for. */
  readonly releaseMs: number;
  /** Between two looks at the cluster; looks grow rarer, up to ten times this. */
  readonly pollMs: number;
}

/** As Velero (10 minutes for a cut) has it; some storages upload for an hour before a snapshot is usable. */
export const DEFAULT_VOLUME_TIMES: VolumeTimes = {
  cutMs: 10 * 60_000,
  readyMs: 60 * 60_000,
  releaseMs: 60_000,
  pollMs: 1_000,
};

/** Snapshots that are under way at the same time: what the cluster's own controller works on by default. */
export const AT_ONCE = 10;
