/** The `Status` object that a Kubernetes API answers instead of what was asked for. */

export interface ApiStatus {
  readonly message: string;
  readonly reason: string;
  /** What the Status is about: `namespaces`, `shop`. */
  readonly subject: StatusSubject;
  /** 410 only: goes on where the expired list stood. */
  readonly continueToken: string | undefined;
}

export interface StatusSubject {
  readonly kind: string;
  readonly name: string;
}

/**
 * Carried as `cause` of a `ClusterCallFailed`: the proof that a Kubernetes API, and no proxy before it, refused the call. Without the
 * Status' own message: that one is cleaned before it is told.
 */
export class AnsweredStatus extends Error {
  constructor(
    readonly reason: string,
    readonly subject: StatusSubject,
  ) {
    super(reason);
    this.name = 'AnsweredStatus';
  }
}

/** Undefined for anything but a Status: the HTML page of a proxy, plain text, JSON of another make. */
export function readStatus(body: Buffer): ApiStatus | undefined {
  const root = parse(body);
  if (root?.kind !== 'Status') return undefined;
  const details = objectOr(root.details);
  const token = objectOr(root.metadata)?.continue;
  return {
    message: textOr(root.message),
    reason: textOr(root.reason),
    subject: { kind: textOr(details?.kind), name: textOr(details?.name) },
    continueToken: typeof token === 'string' && token !== '' ? token : undefined,
  };
}

function parse(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOr(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

function objectOr(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
