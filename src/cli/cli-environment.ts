/** The variables of the command line, and the only place in it that reads them. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidUrl, isLoopback } from '../client/api-url.js';
import type { Connection } from '../client/connection.js';
import { CliError } from './cli-error.js';
import type { CliIo } from './cli-io.js';

export const DEFAULT_URL = 'http://127.0.0.1:4000';
/** Where the server leaves the first token, below the folder it was started in. */
const DEFAULT_TOKEN_FILE = 'data/admin-token';
const TOKEN = /^[\x21-\x7e]+$/;

export function processEnvironment(): CliIo['env'] {
  return process.env;
}

type World = Pick<CliIo, 'env' | 'cwd'>;

/**
 * Options before variables before defaults.
 * @throws CliError
 */
export function connectionFrom(
  given: { readonly url?: string | undefined; readonly token?: string | undefined },
  world: World,
): Connection {
  const url = given.url ?? set(world.env.HOLDFAST_URL) ?? DEFAULT_URL;
  const local = checkedUrl(url, given.url === undefined ? 'HOLDFAST_URL' : '--url');
  const token = given.token === undefined ? tokenOf(world, local) : checkedToken(given.token, '--token');
  return { url, token };
}

/** Whether the URL is this machine's own. */
function checkedUrl(url: string, source: string): boolean {
  try {
    return isLoopback(url);
  } catch (error) {
    if (!(error instanceof InvalidUrl)) throw error;
    throw new CliError(`${source} is not usable: ${error.message.replace(/\.$/, '')}`, 'correct it');
  }
}

function tokenOf({ env, cwd }: World, local: boolean): string | undefined {
  const token = set(env.HOLDFAST_TOKEN);
  if (token !== undefined) return checkedToken(token, 'HOLDFAST_TOKEN');
  const named = set(env.HOLDFAST_TOKEN_FILE);
  if (named !== undefined) return tokenIn(resolve(cwd, named), 'HOLDFAST_TOKEN_FILE');
  // The token of the server on this machine is nobody else's business.
  const beside = resolve(cwd, DEFAULT_TOKEN_FILE);
  return local && existsSync(beside) ? tokenIn(beside, DEFAULT_TOKEN_FILE) : undefined;
}

function tokenIn(file: string, source: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CliError(
      `The token file ${file} (${source}) cannot be read: ${code}`,
      'read it as the user who may, or set HOLDFAST_TOKEN',
      { cause },
    );
  }
  return checkedToken(text.trim(), `The file ${file}`);
}

/** Never repeats what it was given. */
function checkedToken(token: string, source: string): string {
  if (TOKEN.test(token)) return token;
  throw new CliError(`${source} holds no access token`, 'put the token alone into it, one word of ASCII');
}

function set(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}
