import { deleteIn, type JsonNode, nodeAt, nodeIn, nodesAt } from './lossless-json.js';

const NUMBERED_LABELS = [
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'job-name',
  'batch.kubernetes.io/job-name',
];

export function isCompletedJob(job: JsonNode): boolean {
  return nodesAt(nodeAt(job, 'status'), 'conditions').some(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  );
}

/** Selector and labels hold the uid of the old Job; the server makes new ones, unless somebody chose them. */
export function changeJob(job: JsonNode): void {
  const spec = nodeAt(job, 'spec');
  if (spec === undefined || spec.manualSelector === true) return;
  delete spec.selector;
  deleteIn(nodeIn(spec, 'template', 'metadata'), 'labels', NUMBERED_LABELS);
  deleteIn(nodeAt(job, 'metadata'), 'labels', NUMBERED_LABELS);
}
