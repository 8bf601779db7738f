/** What differs between a backup and a later one, or the cluster now. */
import type { ObjectName } from './restore.js';

export const OBJECT_CHANGES = ['ADDED', 'REMOVED', 'CHANGED'] as const;
/** ADDED: only the later side has it. REMOVED: only the earlier one. */
export type ObjectChange = (typeof OBJECT_CHANGES)[number];

export interface FieldDifference {
  /** `spec.template.spec.containers[web].image`: members of lists by their name where all have one, else by place. */
  readonly path: string;
  /** JSON, cut after 200 characters; null: not there, or a value that is not shown. */
  readonly before: string | null;
  readonly after: string | null;
  /** The values belong to a Secret: only that they differ is told. */
  readonly masked: boolean;
}

export interface ObjectDifference {
  readonly object: ObjectName;
  readonly change: ObjectChange;
  /** CHANGED only; at most 50. */
  readonly fields: readonly FieldDifference[];
  readonly fieldsTotal: number;
}

export interface Comparison {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
  /** By resource, namespace and name; at most 1,000. */
  readonly differences: readonly ObjectDifference[];
  /** What could not be read of the cluster, so that nothing is said of it: sentences. */
  readonly unread: readonly string[];
}

/** What is compared; null: all that the earlier side holds. */
export interface ComparisonScope {
  readonly namespaces: readonly string[] | null;
  readonly resources: readonly string[] | null;
  /** Namespace of the earlier side → its name on the later one, as a restore gave it; others keep theirs. */
  readonly namespaceMapping: Readonly<Record<string, string>>;
}

export const DIFFERENCES_SHOWN = 1_000;
export const FIELDS_SHOWN = 50;
