export interface ConfigFault {
  readonly variable: string;
  /** What is wrong and what is allowed; never a secret's value. */
  readonly problem: string;
  /** A line that would be right, or null where there is none: `HOLDFAST_PORT=4000`. */
  readonly example: string | null;
}

/** Every fault of the configuration at once, as a text for the person who starts Holdfast. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(textOf(faults));
    this.name = 'ConfigError';
  }
}

function textOf(faults: readonly ConfigFault[]): string {
  const head = `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}; nothing was started.`;
  const lines = faults.map(
    ({ variable, problem, example }) =>
      `  ${variable}: ${problem}.${example === null ? '' : ` Example: ${example}`}`,
  );
  return [head, ...lines, 'All variables: docs/configuration.md, or "holdfast config".'].join('\n');
}
