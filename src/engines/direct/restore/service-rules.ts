import { isNode, type JsonNode, nodeAt, nodeIn, nodesAt, parseLossless, textAt } from './lossless-json.js';
import { LAST_APPLIED } from './metadata.js';
import type { TransformContext } from './transform-context.js';

/** Source: facts 3.4, row Service: Velero reads in managedFields and last-applied what somebody asked for. */
export function changeService(service: JsonNode, context: TransformContext): void {
  const spec = nodeAt(service, 'spec');
  if (spec === undefined) return;
  if (spec.clusterIP !== 'None') {
    delete spec.clusterIP;
    delete spec.clusterIPs;
  }
  if (context.elsewhere) delete spec.loadBalancerIP;
  if (context.preserveNodePorts) return;
  const asked = askedFor(service);
  if (!asked.healthCheck) delete spec.healthCheckNodePort;
  for (const port of nodesAt(spec, 'ports')) if (!asked.port(port)) delete port.nodePort;
}

interface Asked {
  readonly healthCheck: boolean;
  port(port: JsonNode): boolean;
}

function askedFor(service: JsonNode): Asked {
  const applied = lastApplied(service);
  const specs = nodesAt(nodeAt(service, 'metadata'), 'managedFields').flatMap((entry) => {
    const fields = nodeIn(entry, 'fieldsV1', 'f:spec');
    return fields === undefined ? [] : [fields];
  });
  const appliedPorts = nodesAt(applied, 'ports').filter(({ nodePort }) => nodePort !== undefined);
  return {
    healthCheck:
      applied?.healthCheckNodePort !== undefined ||
      specs.some((fields) => Object.hasOwn(fields, 'f:healthCheckNodePort')),
    port: ({ port, protocol = 'TCP' }) =>
      appliedPorts.some((each) => each.port === port && (each.protocol ?? 'TCP') === protocol) ||
      specs.some((fields) => ownsNodePort(nodeAt(fields, 'f:ports'), port, protocol)),
  };
}

function ownsNodePort(ports: JsonNode | undefined, port: unknown, protocol: unknown): boolean {
  const key = Object.keys(ports ?? {}).find((each) => {
    const item = each.startsWith('k:') ? parsed(each.slice(2)) : undefined;
    return item?.port === port && (item?.protocol ?? 'TCP') === protocol;
  });
  return key !== undefined && Object.hasOwn(nodeAt(ports, key) ?? {}, 'f:nodePort');
}

function lastApplied(service: JsonNode): JsonNode | undefined {
  const text = textAt(nodeIn(service, 'metadata', 'annotations'), LAST_APPLIED);
  return text === undefined ? undefined : nodeAt(parsed(text), 'spec');
}

/** People may write anything into an annotation. */
function parsed(text: string): JsonNode | undefined {
  try {
    const value = parseLossless(text);
    return isNode(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
