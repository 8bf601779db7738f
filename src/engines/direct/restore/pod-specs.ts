/** Where built-in kinds keep the Pods that they make. */
import { type JsonNode, nodeIn } from './lossless-json.js';

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  pods: ['spec'],
  podtemplates: ['template', 'spec'],
  replicationcontrollers: ['spec', 'template', 'spec'],
  'deployments.apps': ['spec', 'template', 'spec'],
  'replicasets.apps': ['spec', 'template', 'spec'],
  'statefulsets.apps': ['spec', 'template', 'spec'],
  'daemonsets.apps': ['spec', 'template', 'spec'],
  'jobs.batch': ['spec', 'template', 'spec'],
  'cronjobs.batch': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

export const POD_MAKERS: readonly string[] = Object.keys(TEMPLATES);

/** The PodSpec in an object of the kind, if it has one. */
export function podSpecOf(resource: string, object: JsonNode): JsonNode | undefined {
  const path = Object.hasOwn(TEMPLATES, resource) ? TEMPLATES[resource] : undefined;
  return path === undefined ? undefined : nodeIn(object, ...path);
}
