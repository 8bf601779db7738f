/** A shoot as a garden answers it (`core.gardener.cloud/v1beta1`), read without a typed model. */
import { CONTEXT_PREFERENCE, type ObservedShoot, type ShootUnready } from '../../domain/shoot.js';
import { isJsonMap, type JsonMap, unexpected } from '../json-shape.js';
import { spokenText } from '../spoken-text.js';

/** @throws ClusterCallFailed MALFORMED for what is no shoot: a list with one of those is no list */
export function observedShoot(item: unknown, call: string): ObservedShoot {
  const metadata = isJsonMap(item) ? mapIn(item, 'metadata') : {};
  const { name, namespace } = metadata;
  const status = isJsonMap(item) ? mapIn(item, 'status') : {};
  const spec = isJsonMap(item) ? mapIn(item, 'spec') : {};
  const uid = textIn(status, 'uid') ?? textIn(metadata, 'uid');
  if (typeof name !== 'string' || typeof namespace !== 'string' || uid === null) {
    throw unexpected(call, 'a shoot has no name, namespace or uid');
  }
  return {
    uid,
    name,
    namespace,
    labels: labelsOf(metadata.labels),
    region: textIn(spec, 'region'),
    provider: textIn(mapIn(spec, 'provider'), 'type'),
    seed: textIn(status, 'seedName') ?? textIn(spec, 'seedName'),
    kubernetesVersion: textIn(mapIn(spec, 'kubernetes'), 'version'),
    endpoint: endpointOf(status.advertisedAddresses),
    hibernated: status.hibernated === true || mapIn(spec, 'hibernation').enabled === true,
    unready: unreadyOf(metadata, mapIn(status, 'lastOperation')),
  };
}

/** A control plane that moves is migrated from one seed and then restored on the other. */
function unreadyOf(metadata: JsonMap, operation: JsonMap): ShootUnready | null {
  const { type, state } = operation;
  if (metadata.deletionTimestamp != null || type === 'Delete') return 'DELETING';
  if (state === 'Succeeded' || type === 'Reconcile') return null;
  if (type === 'Migrate' || type === 'LiveMigrate' || type === 'Restore') return 'MIGRATING';
  return 'CREATING';
}

/** `status.advertisedAddresses`: a name and an https URL each. What is no such URL is as good as absent. */
function endpointOf(addresses: unknown): string | null {
  const all = (Array.isArray(addresses) ? addresses : []).filter(isJsonMap);
  const urlOf = (name: string) => textIn(all.find((each) => each.name === name) ?? {}, 'url');
  const best = CONTEXT_PREFERENCE.map(urlOf).find((url) => url !== null) ?? null;
  if (best === null || !URL.canParse(best)) return null;
  const { protocol, origin, pathname } = new URL(best);
  return protocol === 'https:' ? `${origin}${pathname.replace(/\/+$/, '')}` : null;
}

function mapIn(map: JsonMap, key: string): JsonMap {
  const value = map[key];
  return isJsonMap(value) ? value : {};
}

function textIn(map: JsonMap, key: string): string | null {
  const value = map[key];
  return typeof value === 'string' && value !== '' ? spokenText(value) : null;
}

function labelsOf(labels: unknown): Readonly<Record<string, string>> {
  if (!isJsonMap(labels)) return {};
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
