import { isUtf8 } from 'node:buffer';
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import { JsonCursor, KeyBytes, MalformedJson } from './json-cursor.js';
import { type ListedObject, type MarksOfInterest, readListedObject } from './listed-object.js';

/** One page of a list, split into its items; their bytes stay in the page's own buffer. */
export interface ListPage {
  readonly bytes: number;
  readonly resourceVersion: string | null;
  /** '' on the last page. */
  readonly continueToken: string;
  readonly remainingItemCount: number | null;
  readonly items: readonly ListedObject[];
}

/** Splits a list's bytes, whatever the order of its fields. @throws ClusterCallFailed MALFORMED */
export function parseListPage(body: Buffer, path: string, interest: MarksOfInterest): ListPage {
  return malformedAs(path, () => {
    const cursor = openCursor(body);
    const items: ListedObject[] = [];
    let head: ListMetadata = { resourceVersion: null, continueToken: '', remainingItemCount: null };
    let isList = false;
    cursor.object(() => {
      if (cursor.keyIs(ITEMS)) {
        isList = true;
        if (cursor.peek() !== OPEN_BRACKET) return cursor.skip();
        cursor.array(() => items.push(readListedObject(cursor, interest)));
      } else if (cursor.keyIs(METADATA)) head = readMetadata(cursor);
      else cursor.skip();
    });
    cursor.finish();
    if (!isList) throw new MalformedJson('it is no list');
    return { bytes: body.length, ...head, items };
  });
}

/** One object that was read by its name. @throws ClusterCallFailed MALFORMED */
export function parseSingleObject(body: Buffer, path: string, interest: MarksOfInterest): ListedObject {
  return malformedAs(path, () => {
    const cursor = openCursor(body);
    const object = readListedObject(cursor, interest);
    cursor.finish();
    return object;
  });
}

type ListMetadata = Pick<ListPage, 'resourceVersion' | 'continueToken' | 'remainingItemCount'>;

function readMetadata(cursor: JsonCursor): ListMetadata {
  cursor.peek();
  const from = cursor.position;
  cursor.skip();
  const metadata = JSON.parse(cursor.bytes.toString('utf8', from, cursor.position)) as unknown;
  const {
    resourceVersion,
    continue: token,
    remainingItemCount,
  } = (metadata ?? {}) as Record<string, unknown>;
  return {
    resourceVersion: typeof resourceVersion === 'string' && resourceVersion !== '' ? resourceVersion : null,
    continueToken: typeof token === 'string' ? token : '',
    remainingItemCount: typeof remainingItemCount === 'number' ? remainingItemCount : null,
  };
}

function openCursor(body: Buffer): JsonCursor {
  if (!isUtf8(body)) throw new MalformedJson('it is no UTF-8');
  return new JsonCursor(body);
}

function malformedAs<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error;
    const message = `The cluster's answer to GET ${path} cannot be read: ${error.message}.`;
    throw new ClusterCallFailed(message, { kind: 'MALFORMED', call: `GET ${path}` }, { cause: error });
  }
}

const ITEMS = new KeyBytes('items');
const METADATA = new KeyBytes('metadata');
const OPEN_BRACKET = 0x5b;
