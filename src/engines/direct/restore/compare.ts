/** Whether an object of the cluster is what a restore would send, and where it differs. */
import {
  isNode,
  type JsonNode,
  nodeAt,
  nodeIn,
  nodesAt,
  sameScalar,
  stringify,
  textAt,
} from './lossless-json.js';
import { LAST_APPLIED } from './metadata.js';
import { transform } from './transform.js';
import { contextOfLive } from './transform-context.js';

/** More differing fields than this are counted, not named. */
const MAX_PATHS = 5;

/**
 * Paths of differing fields, in the order of the alphabet of their objects: `spec.replicas`, `data["tls.key"]`. Values are never told.
 * Both were completed with defaults by a server, so what is left after the same rules must be equal; what the server gives by itself
 * (metadata, status, addresses) is not looked at. Changes `live`.
 */
export function differences(
  resource: string,
  live: JsonNode,
  sent: JsonNode,
  options: { readonly preserveNodePorts: boolean },
): readonly string[] {
  const filled =
    nodeIn(live, 'spec', 'dataSource') !== undefined || nodeIn(live, 'spec', 'dataSourceRef') !== undefined;
  transform(resource, live, contextOfLive(options.preserveNodePorts));
  const wanted = comparable(sent);
  const found = comparable(live);
  if (resource === 'persistentvolumeclaims') leaveOutSource(wanted, found, filled);
  if (resource === 'clusterrolebindings.rbac.authorization.k8s.io') keepOnlyAsked(found, wanted);
  const paths: string[] = [];
  compare(wanted, found, '', paths);
  return paths;
}

/** `spec.replicas, data.key and 3 more`. */
export function namePaths(paths: readonly string[]): string {
  const named = paths.slice(0, MAX_PATHS).join(', ');
  return paths.length > MAX_PATHS ? `${named} and ${paths.length - MAX_PATHS} more` : named;
}

/** Of metadata only what people write; shallow copies, so that neither side is changed. */
function comparable(object: JsonNode): JsonNode {
  const { metadata: _metadata, ...rest } = object;
  const { labels, annotations } = nodeAt(object, 'metadata') ?? {};
  const notes = isNode(annotations) ? { ...annotations } : {};
  delete notes[LAST_APPLIED];
  return { ...rest, metadata: { labels: isNode(labels) ? labels : {}, annotations: notes } };
}

/** What a claim was filled from cannot be changed; one from a snapshot may have had to ask for more than before. */
function leaveOutSource(wanted: JsonNode, found: JsonNode, filled: boolean): void {
  for (const side of [wanted, found]) {
    const spec = { ...nodeAt(side, 'spec') };
    delete spec.dataSource;
    delete spec.dataSourceRef;
    if (filled) {
      const { storage: _storage, ...requests } = nodeIn(spec, 'resources', 'requests') ?? {};
      spec.resources = { ...nodeAt(spec, 'resources'), requests };
    }
    side.spec = spec;
  }
}

/** Subjects of a binding that are nobody's of this restore may be there too. */
function keepOnlyAsked(found: JsonNode, wanted: JsonNode): void {
  const asked = new Set(nodesAt(wanted, 'subjects').map(subjectKey));
  found.subjects = nodesAt(found, 'subjects').filter((each) => asked.has(subjectKey(each)));
}

function subjectKey(subject: JsonNode): string {
  return stringify(['kind', 'namespace', 'name'].map((key) => textAt(subject, key) ?? ''));
}

function compare(wanted: unknown, found: unknown, path: string, paths: string[]): void {
  // Go writes an absent field as null where it has no omitempty.
  if ((wanted ?? null) === null && (found ?? null) === null) return;
  if (isNode(wanted) && isNode(found)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    for (const key of [...keys].sort()) compare(own(wanted, key), own(found, key), join(path, key), paths);
  } else if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length) {
    wanted.forEach((each, index) => {
      compare(each, found[index], `${path}[${index}]`, paths);
    });
  } else if (!sameScalar(wanted, found)) paths.push(path);
}

function own(node: JsonNode, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

function join(path: string, key: string): string {
  const part = /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${stringify(key)}]`;
  return path === '' && part.startsWith('.') ? key : `${path}${part}`;
}
