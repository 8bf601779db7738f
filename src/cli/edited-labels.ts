import type { LabelPair } from './words.js';

/** What `edit` takes of labels: some to set, some to take away. */
export interface LabelEdits {
  readonly label?: readonly LabelPair[];
  readonly removeLabel?: readonly string[];
}

/** The API takes all labels at once: the present ones with the edits done. Undefined when nothing is asked. */
export function editedLabels(
  present: readonly LabelPair[],
  { label, removeLabel }: LabelEdits,
): LabelPair[] | undefined {
  if (label === undefined && removeLabel === undefined) return undefined;
  const all = new Map(present.map(({ key, value }) => [key, value]));
  for (const key of removeLabel ?? []) all.delete(key);
  for (const { key, value } of label ?? []) all.set(key, value);
  return [...all].map(([key, value]) => ({ key, value }));
}
