import { type JsonNode, nodeAt, nodeIn, nodesAt, setList, textAt } from './lossless-json.js';

const ENDED: ReadonlySet<unknown> = new Set(['Succeeded', 'Failed']);
/** The admission of ServiceAccounts mounts a token into every Pod under such a name. */
const AUTOMATIC_TOKEN = /^kube-api-access-[a-z0-9]{5}$/;

export function isCompletedPod(pod: JsonNode): boolean {
  return ENDED.has(nodeAt(pod, 'status')?.phase);
}

export function isMirrorPod(pod: JsonNode): boolean {
  return textAt(nodeIn(pod, 'metadata', 'annotations'), 'kubernetes.io/config.mirror') !== undefined;
}

/** What scheduling and admission have decided is decided again. */
export function changePod(pod: JsonNode): void {
  const spec = nodeAt(pod, 'spec');
  if (spec === undefined) return;
  for (const key of ['nodeName', 'priority', 'ephemeralContainers']) delete spec[key];
  const volumes = nodesAt(spec, 'volumes');
  const automatic = new Set(
    volumes.map((volume) => textAt(volume, 'name') ?? '').filter((name) => AUTOMATIC_TOKEN.test(name)),
  );
  if (automatic.size === 0) return;
  const isOurs = (each: JsonNode) => !automatic.has(textAt(each, 'name') ?? '');
  setList(spec, 'volumes', volumes.filter(isOurs));
  for (const container of [...nodesAt(spec, 'containers'), ...nodesAt(spec, 'initContainers')]) {
    setList(container, 'volumeMounts', nodesAt(container, 'volumeMounts').filter(isOurs));
  }
}
