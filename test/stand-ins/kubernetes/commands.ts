/** A command that somebody ran in a container. */
export interface RanCommand {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  /** `v5.channel.k8s.io` */
  readonly protocol: string;
  readonly user: string;
  /** Whether the client has gone, or the command has ended. */
  over: boolean;
}

/** What a command does: it exits with 0 and says nothing, unless told otherwise. */
export interface CommandScript {
  /** Run first: what a test wants to see done, or waits for, in the middle of the command. */
  readonly meanwhile?: (command: RanCommand) => void | Promise<void>;
  readonly stdout?: string | Buffer;
  readonly stderr?: string;
  readonly exitCode?: number;
  /** The container has no such program: what the runtime says. */
  readonly notStarted?: string;
  /** It never ends by itself. */
  readonly hang?: true;
  /** After its output: a TCP reset, or a close without a word on how it ended. */
  readonly breakOff?: 'reset' | 'close';
}

interface Scripted {
  readonly match: (command: RanCommand) => boolean;
  readonly script: CommandScript;
  left: number;
}

/** What commands do in the containers of one stand-in, and what was run. */
export class CommandControl {
  readonly ran: RanCommand[] = [];
  /** What the server speaks: an old one knows v4 only. */
  protocols: readonly string[] = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
  #scripts: Scripted[] = [];

  /** A RegExp looks at `namespace/pod/container: word word`. The newest script that matches counts. */
  on(
    match: RegExp | ((command: RanCommand) => boolean),
    script: CommandScript,
    times = Number.POSITIVE_INFINITY,
  ): void {
    const matches = typeof match === 'function' ? match : (ran: RanCommand) => match.test(lineOf(ran));
    this.#scripts.unshift({ match: matches, script, left: times });
  }

  /** `namespace/pod/container: word word` of everything that ran, in order. */
  lines(): readonly string[] {
    return this.ran.map(lineOf);
  }

  clear(): void {
    this.#scripts = [];
    this.ran.length = 0;
  }

  begin(command: RanCommand): CommandScript {
    this.ran.push(command);
    const scripted = this.#scripts.find(({ match, left }) => left > 0 && match(command));
    if (scripted === undefined) return {};
    scripted.left -= 1;
    return scripted.script;
  }
}

function lineOf({ namespace, pod, container, command }: RanCommand): string {
  return `${namespace}/${pod}/${container}: ${command.join(' ')}`;
}
