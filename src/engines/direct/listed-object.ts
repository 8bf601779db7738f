import { type JsonCursor, KeyBytes, MalformedJson } from './json-cursor.js';

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
  readonly labels: readonly KeyBytes[];
  readonly annotations: readonly KeyBytes[];
}

const KEYS = {
  metadata: new KeyBytes('metadata'),
  type: new KeyBytes('type'),
  apiVersion: new KeyBytes('apiVersion'),
  kind: new KeyBytes('kind'),
  name: new KeyBytes('name'),
  namespace: new KeyBytes('namespace'),
  deletionTimestamp: new KeyBytes('deletionTimestamp'),
  labels: new KeyBytes('labels'),
  annotations: new KeyBytes('annotations'),
  ownerReferences: new KeyBytes('ownerReferences'),
};

const NONE: ReadonlyMap<string, string> = new Map();

/** Reads one object where the cursor stands. @throws MalformedJson also when it has no name */
export function readListedObject(cursor: JsonCursor, interest: MarksOfInterest): ListedObject {
  cursor.peek();
  const start = cursor.position;
  const spacesBefore = cursor.whitespace;
  let metadata = NO_METADATA;
  let type: string | null = null;
  let hasApiVersion = false;
  let hasKind = false;
  cursor.object(() => {
    if (cursor.keyIs(KEYS.metadata)) metadata = readMetadata(cursor, interest);
    else if (cursor.keyIs(KEYS.type)) type = cursor.stringOrSkip() ?? null;
    else {
      if (cursor.keyIs(KEYS.apiVersion)) hasApiVersion = true;
      else if (cursor.keyIs(KEYS.kind)) hasKind = true;
      cursor.skip();
    }
  });
  const { name, namespace, deleting, owned, controller, labels, annotations } = metadata;
  if (name === '') throw new MalformedJson('an object has no name');
  const spaced = cursor.whitespace !== spacesBefore;
  const { bytes, position: end } = cursor;
  // Written out: forty thousand spreads are felt.
  return {
    bytes,
    start,
    end,
    spaced,
    hasApiVersion,
    hasKind,
    name,
    namespace,
    deleting,
    owned,
    controller,
    labels,
    annotations,
    type,
  };
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
  cursor.object(() => {
    if (cursor.keyIs(KEYS.name)) name = cursor.stringOrSkip() ?? '';
    else if (cursor.keyIs(KEYS.namespace)) namespace = cursor.stringOrSkip() ?? '';
    else if (cursor.keyIs(KEYS.deletionTimestamp)) deleting = cursor.stringOrSkip() !== undefined;
    else if (cursor.keyIs(KEYS.labels)) labels = readMarks(cursor, interest.labels);
    else if (cursor.keyIs(KEYS.annotations)) annotations = readMarks(cursor, interest.annotations);
    else if (cursor.keyIs(KEYS.ownerReferences)) {
      const from = cursor.position;
      cursor.skip();
      const owners = parseOwners(cursor.bytes.toString('utf8', from, cursor.position));
      owned = owners.length > 0;
      controller = controllerOf(owners);
    } else cursor.skip();
  });
  return { name, namespace, deleting, owned, controller, labels, annotations };
}

function readMarks(cursor: JsonCursor, interest: readonly KeyBytes[]): ReadonlyMap<string, string> {
  if (cursor.peek() !== OPEN_BRACE) {
    cursor.skip();
    return NONE;
  }
  let marks: Map<string, string> | undefined;
  cursor.object(() => {
    const key = interest.find((each) => cursor.keyIs(each));
    if (key === undefined) return cursor.skip();
    marks ??= new Map();
    marks.set(key.text, cursor.stringOrSkip() ?? '');
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
