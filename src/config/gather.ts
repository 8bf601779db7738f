import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { ConfigFault } from './config-error.js';
import { othersMayRead } from './guarded-file.js';
import { nearestName } from './nearest-name.js';
import {
  CLIENT_VARIABLES,
  fileVariant,
  VARIABLE_KEYS,
  type Variable,
  type VariableKey,
  variable,
} from './variables.js';

export type ConfigSource = 'default' | 'environment' | 'file' | '.env';
export type Environment = Readonly<Record<string, string | undefined>>;

export interface GivenText {
  readonly text: string;
  readonly source: ConfigSource;
}

export interface Gathered {
  readonly texts: ReadonlyMap<VariableKey, GivenText>;
  readonly faults: readonly ConfigFault[];
}

/** The texts of all variables: environment before `.env`; in each, the variable or its `_FILE`. Empty counts as not set. */
export function gather(env: Environment, cwd: string): Gathered {
  const faults: ConfigFault[] = [];
  const dotEnv = readDotEnv(cwd, faults);
  const places = [
    { env: withoutServiceLinks(env), source: 'environment' },
    { env: dotEnv, source: '.env' },
  ] as const;
  const texts = new Map<VariableKey, GivenText>();
  for (const key of VARIABLE_KEYS) {
    for (const place of places) {
      const given = find(variable(key), { ...place, cwd, faults });
      if (given === null) continue;
      if (given !== 'FAULT') texts.set(key, given);
      break;
    }
  }
  return { texts, faults: [...faults, ...places.flatMap(unknownNames)] };
}

interface Place {
  readonly env: Environment;
  readonly source: 'environment' | '.env';
}

/** Null: not given here. 'FAULT': given, but not to be had. */
function find(
  each: Variable,
  { env, source, cwd, faults }: Place & { readonly cwd: string; readonly faults: ConfigFault[] },
): GivenText | 'FAULT' | null {
  const text = textOf(env, each.name);
  const fileName = fileVariant(each);
  const file = fileName === null ? null : textOf(env, fileName);
  if (file === null || fileName === null) return text === null ? null : { text, source };
  const example = `${fileName}=/run/secrets/${each.name.toLowerCase()}`;
  if (text !== null) {
    faults.push({
      variable: each.name,
      problem: `is given twice, also as ${fileName}: keep one of them`,
      example: null,
    });
    return 'FAULT';
  }
  try {
    const open = each.guarded ? othersMayRead(resolve(cwd, file)) : null;
    if (open !== null) {
      faults.push({ variable: fileName, problem: `names ${JSON.stringify(file)}, ${open}`, example });
      return 'FAULT';
    }
    const content = readFileSync(resolve(cwd, file), 'utf8').trim();
    if (content !== '') return { text: content, source: 'file' };
    faults.push({ variable: fileName, problem: `names an empty file, ${JSON.stringify(file)}`, example });
  } catch (error) {
    const problem = `names a file that cannot be read, ${JSON.stringify(file)} (${codeOf(error)})`;
    faults.push({ variable: fileName, problem, example });
  }
  return 'FAULT';
}

function textOf(env: Environment, name: string): string | null {
  const text = env[name]?.trim() ?? '';
  return text === '' ? null : text;
}

function readDotEnv(cwd: string, faults: ConfigFault[]): Environment {
  const path = join(cwd, '.env');
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') {
      faults.push({ variable: '.env', problem: `${path} cannot be read (${codeOf(error)})`, example: null });
    }
    return {};
  }
}

/**
 * Kubernetes tells every pod about a Service called "holdfast" in variables of that name, `HOLDFAST_PORT=tcp://10.0.0.1:4000`
 * among them. They are not meant for us.
 */
function withoutServiceLinks(env: Environment): Environment {
  const isLink = (name: string, text = '') =>
    /^HOLDFAST_(.+_)?(SERVICE_(HOST|PORT)(_.+)?|PORT_\d+_(TCP|UDP|SCTP)(_.+)?)$/.test(name) ||
    (/^HOLDFAST_(.+_)?PORT$/.test(name) && /^(tcp|udp|sctp):\/\//.test(text));
  return Object.fromEntries(Object.entries(env).filter(([name, text]) => !isLink(name, text)));
}

const KNOWN_NAMES: readonly string[] = VARIABLE_KEYS.map(variable).flatMap((each) => {
  const file = fileVariant(each);
  return file === null ? [each.name] : [each.name, file];
});

/** A misspelt variable would be silently without effect. */
function unknownNames({ env, source }: Place): ConfigFault[] {
  const known = new Set<string>([...KNOWN_NAMES, ...CLIENT_VARIABLES]);
  return Object.keys(env)
    .filter((name) => name.startsWith('HOLDFAST_') && !known.has(name))
    .sort()
    .map((name) => {
      const nearest = nearestName(name, KNOWN_NAMES);
      const hint = nearest === null ? 'remove it' : `did you mean ${nearest}?`;
      const where = source === '.env' ? ' (in .env)' : '';
      return { variable: name, problem: `is no variable of Holdfast${where}: ${hint}`, example: null };
    });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
