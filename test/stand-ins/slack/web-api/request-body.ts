import type { IncomingMessage } from 'node:http';
import type { Json } from '../model/things.js';
import { PlatformError } from './platform-error.js';

/** Arguments that are JSON text within a form. */
const JSON_ARGUMENTS = new Set(['blocks', 'attachments', 'metadata', 'view', 'files', 'unfurls', 'message']);

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The arguments of a call, from a form with JSON inside or from a JSON body; throws PlatformError. */
export function decodeArguments(body: Buffer, contentType = ''): Json {
  if (body.length === 0) return {};
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return parsed(body.toString('utf8'), 'invalid_json') as Json;
  if (type !== 'application/x-www-form-urlencoded') throw new PlatformError('invalid_post_type');
  const args: Json = {};
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    args[name] = JSON_ARGUMENTS.has(name) ? parsedArgument(name, value) : value;
  }
  return args;
}

function parsedArgument(name: string, value: string): unknown {
  if (value === '') return undefined;
  const code = { blocks: 'invalid_blocks_format', metadata: 'invalid_metadata_format' }[name];
  return parsed(value, code ?? 'invalid_arguments');
}

function parsed(value: string, code: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new PlatformError(code);
  }
}
