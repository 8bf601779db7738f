import { type JsonCursor, MalformedJson } from './json-cursor.js';

/** What decisions need to know of one object, and where its bytes are. Nothing of it is ever written to a backup. */
export interface ListedObject {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** White space stands between its tokens: it may span several lines. */
  readonly spaced: boolean;
  /** List items of built-in kinds do not repeat these; single objects and custom resources carry them. */
  readonly hasApiVersion: boolean;
  readonly hasKind: boolean;
  readonly name: string;
  /** '' when cluster-scoped. */
  readonly namespace: string;
  readonly deleting: boolean;
  readonly owned: boolean;
  /** `Kind.group` of the owner that controls it. */
  readonly controller: string | null;
  /** The labels and annotations that somebody's rule reads; others are not kept. */
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** Top-level `type`, as Secrets have it. */
  readonly type: string | null;
}

/** Which labels and annotations to remember while reading. */
export interface MarksOfInterest {
  readonly labels: ReadonlySet<string>;
  readonly annotations: ReadonlySet<string>;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Reads one object where the cursor stands. @throws MalformedJson also when it has no name */
export function readListedObject(cursor: JsonCursor, interest: MarksOfInterest): ListedObject {
  cursor.peek();
  const start = cursor.position;
  const spacesBefore = cursor.whitespace;
  const seen = { hasApiVersion: false, hasKind: false, type: null as string | null };
  let metadata = NO_METADATA;
  cursor.object((key) => {
    if (key === 'metadata') metadata = readMetadata(cursor, interest);
    else if (key === 'type') seen.type = cursor.stringOrSkip() ?? null;
    else {
      if (key === 'apiVersion') seen.hasApiVersion = true;
      else if (key === 'kind') seen.hasKind = true;
      cursor.skip();
    }
  });
  if (metadata.name === '') throw new MalformedJson('an object has no name');
  const spaced = cursor.whitespace !== spacesBefore;
  return { bytes: cursor.bytes, start, end: cursor.position, spaced, ...seen, ...metadata };
}

/** The object as values, for decisions that need more than its head. Numbers may be rounded: never write it back. */
export function parseListed(object: ListedObject): unknown {
  return JSON.parse(object.bytes.toString('utf8', object.start, object.end));
}

type Metadata = Pick<
  ListedObject,
  'name' | 'namespace' | 'deleting' | 'owned' | 'controller' | 'labels' | 'annotations'
>;
const NO_METADATA: Metadata = {
  name: '',
  namespace: '',
  deleting: false,
  owned: false,
  controller: null,
  labels: NONE,
  annotations: NONE,
};

function readMetadata(cursor: JsonCursor, interest: MarksOfInterest): Metadata {
  if (cursor.peek() !== OPEN_BRACE) {
    cursor.skip();
    return NO_METADATA;
  }
  let { name, namespace, deleting, owned, controller, labels, annotations } = NO_METADATA;
  cursor.object((key) => {
    if (key === 'name') name = cursor.stringOrSkip() ?? '';
    else if (key === 'namespace') namespace = cursor.stringOrSkip() ?? '';
    else if (key === 'deletionTimestamp') deleting = cursor.stringOrSkip() !== undefined;
    else if (key === 'labels') labels = readMarks(cursor, interest.labels);
    else if (key === 'annotations') annotations = readMarks(cursor, interest.annotations);
    else if (key === 'ownerReferences') {
      const from = cursor.position;
      cursor.skip();
      const owners = parseOwners(cursor.bytes.toString('utf8', from, cursor.position));
      owned = owners.length > 0;
      controller = controllerOf(owners);
    } else cursor.skip();
  });
  return { name, namespace, deleting, owned, controller, labels, annotations };
}

function readMarks(cursor: JsonCursor, interest: ReadonlySet<string>): ReadonlyMap<string, string> {
  if (cursor.peek() !== OPEN_BRACE) {
    cursor.skip();
    return NONE;
  }
  let marks: Map<string, string> | undefined;
  cursor.object((key) => {
    if (!interest.has(key)) return cursor.skip();
    const value = cursor.stringOrSkip();
    marks ??= new Map();
    marks.set(key, value ?? '');
  });
  return marks ?? NONE;
}

interface OwnerReference {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly controller?: unknown;
}

function parseOwners(text: string): readonly OwnerReference[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'object' && each !== null) : [];
}

function controllerOf(owners: readonly OwnerReference[]): string | null {
  const owner = owners.find((each) => each.controller === true);
  if (typeof owner?.kind !== 'string' || typeof owner.apiVersion !== 'string') return null;
  const slash = owner.apiVersion.indexOf('/');
  return slash < 0 ? owner.kind : `${owner.kind}.${owner.apiVersion.slice(0, slash)}`;
}

const OPEN_BRACE = 0x7b;
