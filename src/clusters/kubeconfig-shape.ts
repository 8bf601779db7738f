/** From text to plain maps: size, YAML, nothing of Kubernetes yet. Messages never quote the text, for it holds secrets. */
import { LineCounter, parseDocument } from 'yaml';
import { InvalidInput } from '../domain/errors/request-errors.js';
import type { FaultList } from './fault-list.js';

/** 64 KiB: many times what one context needs. Issue 2, point 5. */
export const MAX_KUBECONFIG_BYTES = 64 * 1024;
const MAX_ALIASES = 16;
/** Names of fields are quoted in messages only when they look like one: a misplaced secret does not. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

export type YamlMap = Readonly<Record<string, unknown>>;

/** @throws InvalidInput at `kubeconfig` */
export function parseKubeconfigYaml(text: string): YamlMap {
  if (Buffer.byteLength(text) > MAX_KUBECONFIG_BYTES) {
    refuse(
      `is larger than ${MAX_KUBECONFIG_BYTES / 1024} KiB; keep one context only: \`kubectl config view --minify --flatten --raw\``,
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: true,
    logLevel: 'error',
  });
  const [fault] = document.errors;
  if (fault !== undefined) {
    refuse(`is not valid YAML: ${spoken(fault.code)} in line ${lines.linePos(fault.pos[0]).line}`);
  }
  const root = toPlain(() => document.toJS({ maxAliasCount: MAX_ALIASES }));
  if (!isMap(root)) refuse('is empty or no YAML map; give the whole text of a kubeconfig file');
  return root;
}

export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What counts as not set at all: some tools write every field they know. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** A field's name for a message, or a stand-in when it does not look like one. */
export function fieldName(key: string): string {
  return FIELD_NAME.test(key) ? key : '(unreadable name)';
}

/** The map at `path`; a fault and undefined when there is something else. */
export function mapAt(value: unknown, path: string, faults: FaultList): YamlMap | undefined {
  return isMap(value) ? value : faults.add(path, 'must be a map');
}

function toPlain(convert: () => unknown): unknown {
  try {
    return convert();
  } catch {
    return refuse('uses too many YAML aliases; write the values out');
  }
}

function spoken(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

function refuse(message: string): never {
  throw new InvalidInput([{ path: 'kubeconfig', message }]);
}
