import { badRequest } from './api-error.js';
import { type JsonValue, objectAt, parse, textAt } from './json.js';
import type { Resource } from './resources.js';
import type { StoredObject } from './stored-object.js';

export type Matcher = (object: StoredObject) => boolean;

const everything: Matcher = () => true;

/** Label and field selector of a request as one predicate. @throws ApiError 400 */
export function selectorOf(resource: Resource, query: URLSearchParams): Matcher | undefined {
  const labels = query.get('labelSelector');
  const fields = query.get('fieldSelector');
  if (!labels && !fields) return undefined;
  const byLabels = labels ? labelMatcher(labels) : everything;
  const byFields = fields ? fieldMatcher(resource, fields) : everything;
  return (object) => byLabels(object) && byFields(object);
}

const setRequirement = /^\s*([\w./-]+)\s+(in|notin)\s*\(([^()]*)\)\s*(?:,|$)/;
const equalityRequirement = /^\s*([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)\s*(?:,|$)/;
const existsRequirement = /^\s*(!?)\s*([\w./-]+)\s*(?:,|$)/;

type LabelTest = (labels: Readonly<Record<string, string>>) => boolean;

export function labelMatcher(selector: string): Matcher {
  const tests: LabelTest[] = [];
  let rest = selector;
  while (rest.trim() !== '') {
    const [test, length] = nextRequirement(rest);
    tests.push(test);
    rest = rest.slice(length);
  }
  return (object) => tests.every((test) => test(object.labels));
}

function nextRequirement(rest: string): readonly [LabelTest, number] {
  const inSet = setRequirement.exec(rest);
  if (inSet) {
    const [whole, key = '', operator, list = ''] = inSet;
    const values = new Set(list.split(',').map((value) => value.trim()));
    const wanted = operator === 'in';
    return [(labels) => valueIn(labels, key, values, wanted), whole.length];
  }
  const equality = equalityRequirement.exec(rest);
  if (equality) {
    const [whole, key = '', operator, value = ''] = equality;
    return [(labels) => (own(labels, key) === value) === (operator !== '!='), whole.length];
  }
  const exists = existsRequirement.exec(rest);
  if (exists) {
    const [whole, not, key = ''] = exists;
    return [(labels) => Object.hasOwn(labels, key) === (not === ''), whole.length];
  }
  throw badRequest(parseComplaint(rest));
}

function parseComplaint(rest: string): string {
  if (/\s(in|notin)\s*\([^)]*$/.test(rest)) {
    return "unable to parse requirement: found '', expected: ',', ')' or identifier";
  }
  return `unable to parse requirement: found '${rest.trim()}', expected: identifier`;
}

function own(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function valueIn(
  labels: Readonly<Record<string, string>>,
  key: string,
  values: ReadonlySet<string>,
  wanted: boolean,
): boolean {
  const value = own(labels, key);
  return value === undefined ? !wanted : values.has(value) === wanted;
}

/** Fields beyond name and namespace that a kind can be selected by. */
const extraFields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  events: [
    'involvedObject.kind',
    'involvedObject.name',
    'involvedObject.namespace',
    'involvedObject.uid',
    'reason',
    'type',
  ],
  'jobs.batch': ['status.successful'],
  'replicasets.apps': ['status.replicas'],
};

function fieldMatcher(resource: Resource, selector: string): Matcher {
  const known = ['metadata.name', 'metadata.namespace', ...(extraFields[resource.storage] ?? [])];
  const tests = selector
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
      if (!match) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
      const [, field = '', operator, value = ''] = match;
      if (!known.includes(field)) {
        throw badRequest(
          `"${field}" is not a known field selector: only ${known.map((name) => `"${name}"`).join(', ')}`,
        );
      }
      return (object: StoredObject) => (fieldOf(object, field) === value) === (operator !== '!=');
    });
  return (object) => tests.every((test) => test(object));
}

function fieldOf(object: StoredObject, field: string): string {
  if (field === 'metadata.name') return object.name;
  if (field === 'metadata.namespace') return object.namespace;
  const steps = field.split('.');
  const last = steps.pop() ?? '';
  const holder = steps.reduce<JsonValue>((value, step) => objectAt(value, step), parse(object.text));
  return textAt(holder, last) ?? '';
}
