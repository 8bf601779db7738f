import type { Bucket } from './buckets.js';
import type { Abilities, FaultAction } from './faults.js';

/** One request, whole: body decoded, trailers among the headers. */
export interface S3Call {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly bucketName: string;
  /** Decoded; empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly strikes: readonly FaultAction[];
}

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** What an operation stands on. */
export interface S3World {
  readonly buckets: Map<string, Bucket>;
  readonly region: string;
  readonly abilities: Abilities;
  readonly minPartBytes: number;
  now(): Date;
}

export type Operation = (call: S3Call, world: S3World, bucket: Bucket) => S3Answer;

export function xmlAnswer(body: string, headers: Readonly<Record<string, string>> = {}): S3Answer {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body };
}
