/** What a process has used, as the operating system counts it. */
export interface Usage {
  /** User and system together, in seconds. */
  readonly cpuSeconds: number;
  /** Largest resident set since the process began, in bytes. */
  readonly peakRssBytes: number;
}

export function usageFrom(used: NodeJS.ResourceUsage): Usage {
  return {
    cpuSeconds: (used.userCPUTime + used.systemCPUTime) / 1_000_000,
    peakRssBytes: used.maxRSS * 1024,
  };
}
