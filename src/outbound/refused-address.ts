/**
 * Addresses that no API server has and that must never be called on somebody's word: link-local ranges, and the places where
 * clouds hand out machine credentials. Source: design 5 (Trust: outbound calls).
 */
import { lookup as resolveName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const METADATA_NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'instance-data',
  'instance-data.ec2.internal',
]);

const refused = new BlockList();
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('fe80::', 10, 'ipv6');
// Metadata services outside the link-local ranges: Alibaba, Azure's wire server, Oracle, AWS over IPv6.
refused.addAddress('100.100.100.200', 'ipv4');
refused.addAddress('168.63.129.16', 'ipv4');
refused.addAddress('192.0.0.192', 'ipv4');
refused.addAddress('fd00:ec2::254', 'ipv6');
refused.addAddress('fd20:ce::254', 'ipv6');
// NAT64 writes 169.254.0.0/16 as an IPv6 address.
refused.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');

/** `address` without brackets. IPv4 written as IPv6 (`::ffff:169.254.1.1`) counts as IPv4. */
export function isRefusedAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && refused.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** A host as it stands in a URL: an address or a name. What a name resolves to is checked when it is called. */
export function isRefusedHost(host: string): boolean {
  const bare = bareHost(host);
  return isRefusedAddress(bare) || METADATA_NAMES.has(bare);
}

export function isLoopbackHost(host: string): boolean {
  const bare = bareHost(host);
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** Thrown by `guardedLookup`: the name may be harmless, its address is not. */
export class RefusedAddress extends Error {
  readonly code = 'ERR_REFUSED_ADDRESS';
}

/** Resolves a name and refuses all of it when one of its addresses is refused: a name must not lead to where its address may not. */
export function guardedLookup(resolve: LookupFunction = resolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '');
      const addresses = Array.isArray(found) ? found : [{ address: found, family: isIP(found) }];
      const first = addresses[0];
      if (first === undefined || addresses.some(({ address }) => isRefusedAddress(address))) {
        return callback(new RefusedAddress('The name resolves to a link-local or metadata address.'), '');
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
