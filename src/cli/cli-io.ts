/** What the command line has of the world: tests hand in their own. */
export interface CliIo {
  /** Results: tables, or JSON and nothing else. */
  readonly stdout: TextOutput;
  /** Messages and progress. */
  readonly stderr: TextOutput;
  /** Whether a person reads `stderr` on a terminal. */
  readonly isTTY: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  /** Time zone of this machine, by its IANA name; undefined when it is not known. */
  readonly timeZone?: string | undefined;
  /** Asks a person; undefined when nobody can be asked. */
  confirm(question: string): Promise<boolean | undefined>;
  /** The exit code for when everything has been written. */
  setExitCode(code: number): void;
  /** Ends now: after help or a usage error has been written. */
  exit(code: number): never;
}

export interface TextOutput {
  write(text: string): unknown;
  readonly columns?: number | undefined;
}
