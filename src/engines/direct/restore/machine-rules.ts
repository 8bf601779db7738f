/** Virtual machines that come back. Source: facts 7.2, "Restore". */
import { deleteIn, type JsonNode, nodeAt, nodeIn, nodesAt, textAt } from './lossless-json.js';
import type { TransformContext } from './transform-context.js';

const PREPOPULATED = 'cdi.kubevirt.io/storage.prePopulated';
/** What KubeVirt wrote about restores of its own into this machine. */
const OF_RESTORES = ['restore.kubevirt.io/lastRestoreUID', 'restore.kubevirt.io/restoreUID'];

/**
 * Two machines with one firmware UUID and one MAC address in a cluster are in each other's way: one that gets another namespace gets its
 * own, unless somebody says otherwise.
 */
export function changeMachine(machine: JsonNode, { machines, namespace }: TransformContext): void {
  const metadata = nodeAt(machine, 'metadata');
  deleteIn(metadata, 'annotations', OF_RESTORES);
  const spec = nodeAt(machine, 'spec');
  if (spec === undefined || machines === undefined) return;
  if (machines.halt) {
    delete spec.running;
    spec.runStrategy = 'Halted';
  }
  const own = textAt(metadata, 'namespace') ?? '';
  if (!(machines.keepIdentity ?? namespace(own) === own)) forgetIdentity(spec);
}

function forgetIdentity(spec: JsonNode): void {
  const domain = nodeIn(spec, 'template', 'spec', 'domain');
  const firmware = nodeAt(domain, 'firmware');
  if (firmware !== undefined) for (const key of ['uuid', 'serial']) delete firmware[key];
  for (const each of nodesAt(nodeAt(domain, 'devices'), 'interfaces')) delete each.macAddress;
}

/** Without it CDI would fetch the image once more, over the claim that came back. */
export function changeDataVolume(volume: JsonNode): void {
  const metadata = nodeAt(volume, 'metadata');
  const name = textAt(metadata, 'name');
  if (metadata === undefined || name === undefined) return;
  metadata.annotations = { ...nodeAt(metadata, 'annotations'), [PREPOPULATED]: name };
}
