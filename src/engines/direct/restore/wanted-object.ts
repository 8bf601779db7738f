import type {
  ExistingPolicy,
  ObjectName,
  ObjectOutcome,
  RestoreIssueCode,
  RestoreOptions,
} from '../../../domain/restore.js';
import type { ClusterObjects, Place, Written } from './cluster-objects.js';
import type { JsonNode } from './lossless-json.js';
import type { Refusal } from './refusals.js';

/** An object as it shall be in the cluster. */
export interface WantedObject {
  readonly source: ObjectName;
  readonly resource: string;
  readonly place: Place;
  /** After the rules: what is sent. */
  readonly object: JsonNode;
  readonly policy: ExistingPolicy;
}

export interface Applied {
  readonly outcome: ObjectOutcome;
  readonly code: RestoreIssueCode | null;
  readonly message: string;
  readonly warnings: readonly string[];
  /** Of the object in the cluster; '' where there is none or it is another. */
  readonly uid: string;
  /** It has owners already. */
  readonly owned: boolean;
}

/** What the ways of applying share. */
export interface Hands {
  readonly objects: ClusterObjects;
  readonly options: RestoreOptions;
  readonly dryRun: boolean;
}

export function done(outcome: ObjectOutcome, uid: string, rest: Partial<Applied> = {}): Applied {
  return { outcome, code: null, message: '', warnings: [], uid, owned: false, ...rest };
}

export function wrote(outcome: ObjectOutcome, uid: string, { warnings }: Written): Applied {
  return done(outcome, uid, { warnings });
}

export function failed({ code, message }: Refusal): Applied {
  return done('FAILED', '', { code, message });
}
