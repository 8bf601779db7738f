/** The product itself, as a process of its own: the same program that `npm start` runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What a person calls in a shell. */
export const COMMAND = join(ROOT, 'bin', 'holdfast.mjs');
const MAIN = join(ROOT, 'dist', 'main.js');
/** Ends the product also when the demo is killed. */
const END_WITH_PARENT = pathToFileURL(join(ROOT, 'scripts', 'exit-with-parent.mjs')).href;
const LINES_KEPT = 20;

export interface Product {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly tokenFile: string;
  /** Runs a client command of the product to its end, as the administrator unless another token is given. */
  run(args: readonly string[], tokenFile?: string): Promise<CommandResult>;
  /** Resolves with a sentence when the product ends although nobody asked. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

export interface ProductOptions {
  readonly dataDir: string;
  /** Where its log goes. */
  readonly logFile: string;
  /** 0: any free one. */
  readonly port: number;
  /** Variables beyond those of every demo. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Compiles when something changed. A process of its own: the build ends the process that asks for it when it fails. */
export async function buildProduct(): Promise<void> {
  const script = pathToFileURL(join(ROOT, 'scripts', 'build-if-stale.mjs')).href;
  const program = `import { buildIfStale } from ${JSON.stringify(script)}; buildIfStale(${JSON.stringify(ROOT)});`;
  const { code, output } = await runNode(['--input-type=module', '-e', program], {
    env: process.env,
    cwd: ROOT,
  });
  if (code !== 0) throw new Error(`The product could not be built.\n${output}`);
}

/** Runs a command of the product that needs no server. */
export function runOffline(args: readonly string[], cwd: string): Promise<CommandResult> {
  return runNode([MAIN, ...args], { env: ownEnvironment(), cwd });
}

/** @throws Error with its last words when it ends before it is ready */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const { dataDir, logFile, port, environment } = options;
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, MAIN, 'start'], {
    cwd: dirname(dataDir),
    env: {
      ...ownEnvironment(),
      ...environment,
      HOLDFAST_DATA_DIR: dataDir,
      HOLDFAST_PORT: String(port),
      HOLDFAST_LOG_FORMAT: 'json',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in the terminal is for the demo, which ends the product itself.
    detached: true,
  });
  const life = watch(child, logFile);
  const graphql = await Promise.race([life.ready, life.ended.then((how) => Promise.reject(new Error(how)))]);
  const url = graphql.replace(/\/graphql$/, '');
  const tokenFile = join(dataDir, 'admin-token');
  let asked = false;
  return {
    url,
    tokenFile,
    run: (args, token = tokenFile) =>
      runNode([MAIN, ...args], {
        env: { ...ownEnvironment(), HOLDFAST_URL: url, HOLDFAST_TOKEN_FILE: token },
        cwd: dirname(dataDir),
      }),
    died: new Promise((resolve) => void life.ended.then((how) => asked || resolve(how))),
    async stop() {
      asked = true;
      child.kill('SIGTERM');
      await life.ended;
    },
  };
}

function watch(child: ChildProcess, logFile: string) {
  const log = createWriteStream(logFile, { mode: 0o600 });
  const last: string[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<string>();
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    log.write(`${line}\n`);
    const { msg, graphql } = parsed(line);
    last.push(msg);
    if (last.length > LINES_KEPT) last.shift();
    if (graphql !== undefined) resolve(graphql);
  });
  const ended = new Promise<string>((tell) => {
    child.once('error', (error) => tell(`Holdfast could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      log.end();
      tell(`Holdfast ended (${signal ?? `exit code ${code}`}). Its last words:\n${last.join('\n')}`);
    });
  });
  return { ready, ended };
}

function parsed(line: string): { msg: string; graphql?: string } {
  try {
    return JSON.parse(line) as { msg: string; graphql?: string };
  } catch {
    return { msg: line };
  }
}

/** Without what the person has configured for an installation of their own. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(HOLDFAST_|DATABASE_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

function runNode(args: readonly string[], { env, cwd }: Surroundings): Promise<CommandResult> {
  const child = spawn(process.execPath, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const add = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', add);
  child.stderr.setEncoding('utf8').on('data', add);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
