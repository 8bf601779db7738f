import { X509Certificate } from 'node:crypto';
import type { Credential } from './exec-credential.js';
import { isFields } from './local-kubeconfig.js';

/** The earliest end that a credential itself names; undefined when it names none. */
export function expiryOf({ token, certificate, expiresAt }: Credential): Date | undefined {
  const ends = [expiresAt, token && tokenEnd(token), certificate && certificateEnd(certificate.chain)];
  const times = ends.filter((end) => end instanceof Date).map((end) => end.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** `exp` of a JSON Web Token. */
function tokenEnd(token: string): Date | undefined {
  const [, payload] = token.split('.');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    return isFields(claims) && typeof claims.exp === 'number' ? new Date(claims.exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}

function certificateEnd(chain: string): Date | undefined {
  try {
    return new X509Certificate(chain).validToDate;
  } catch {
    return undefined;
  }
}
