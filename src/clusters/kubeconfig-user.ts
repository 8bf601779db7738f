/** The user half of a kubeconfig: a token, a client certificate with its key, or both. */
import { fromBase64, readCertificates, readPrivateKey } from './certificates.js';
import type { ClientCertificate } from './cluster-access.js';
import type { FaultList } from './fault-list.js';
import { checkFields, USER } from './kubeconfig-fields.js';
import { isUnset, type YamlMap } from './kubeconfig-shape.js';
import { tokenExpiry } from './token-expiry.js';

export interface UserAccess {
  readonly token: string | undefined;
  readonly clientCertificate: ClientCertificate | undefined;
  readonly credentialExpiresAt: Date | null;
}

/** What an Authorization header may carry. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Undefined only together with a fault. */
export function readUser(user: YamlMap, path: string, faults: FaultList): UserAccess | undefined {
  const before = faults.count;
  checkFields(USER, user, { path, faults });
  const token = tokenOf(user.token, `${path}.token`, faults);
  const client = clientCertificate(user, path, faults);
  if (faults.count > before) return undefined;
  if (token === undefined && client === undefined) {
    return faults.add(
      path,
      'holds no credential; give token, or client-certificate-data with client-key-data (`holdfast cluster rbac` prints how to make a token)',
    );
  }
  const ends = [token === undefined ? null : tokenExpiry(token), client?.expiresAt ?? null];
  return {
    token,
    clientCertificate: client === undefined ? undefined : { chain: client.chain, key: client.key },
    credentialExpiresAt: earliest(ends),
  };
}

function tokenOf(value: unknown, path: string, faults: FaultList): string | undefined {
  if (isUnset(value)) return undefined;
  if (typeof value === 'string' && TOKEN.test(value)) return value;
  return faults.add(
    path,
    'is no token: it must be one word of printable ASCII, in quotes if YAML needs them',
  );
}

function clientCertificate(
  user: YamlMap,
  path: string,
  faults: FaultList,
): (ClientCertificate & { readonly expiresAt: Date }) | undefined {
  const certificate = user['client-certificate-data'];
  const key = user['client-key-data'];
  if (isUnset(certificate) && isUnset(key)) return undefined;
  const chain = pem(certificate, readCertificates);
  const secret = pem(key, readPrivateKey);
  if (chain === undefined) {
    faults.add(`${path}.client-certificate-data`, absentOrBad(certificate, 'a PEM certificate'));
  }
  if (secret === undefined) {
    faults.add(`${path}.client-key-data`, absentOrBad(key, 'a PEM private key without a passphrase'));
  }
  if (chain === undefined || secret === undefined) return undefined;
  if (!chain.first.checkPrivateKey(secret.key)) {
    return faults.add(
      `${path}.client-key-data`,
      'is not the key of client-certificate-data; copy both from the same place again',
    );
  }
  return { chain: chain.pem, key: secret.pem, expiresAt: chain.first.validToDate };
}

function pem<T>(value: unknown, read: (text: string) => T | undefined): T | undefined {
  const text = typeof value === 'string' ? fromBase64(value) : undefined;
  return text === undefined ? undefined : read(text);
}

function absentOrBad(value: unknown, what: string): string {
  return isUnset(value)
    ? 'is missing; a client certificate needs both client-certificate-data and client-key-data'
    : `is no base64 of ${what}; copy it again from where the kubeconfig comes from`;
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.filter((date) => date !== null).map((date) => date.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}
