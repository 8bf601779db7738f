/** Certificates and keys out of base64 fields. Faults are told without a byte of the material. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const CERTIFICATE_BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const KEY_BLOCK = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^-]+-----END (?:[A-Z]+ )?PRIVATE KEY-----/;

export interface CertificateChain {
  /** Only the certificates, one after the other: whatever else stood there is dropped. */
  readonly pem: string;
  readonly first: X509Certificate;
}

/** Undefined when the text is no base64 of something. Line breaks, as YAML folds leave them, are tolerated. */
export function fromBase64(text: string): string | undefined {
  const packed = text.replace(/\s+/g, '');
  return BASE64.test(packed) && packed.length % 4 === 0
    ? Buffer.from(packed, 'base64').toString('latin1')
    : undefined;
}

/** Undefined when there is no certificate, or one that does not parse. */
export function readCertificates(pem: string): CertificateChain | undefined {
  const blocks = pem.match(CERTIFICATE_BLOCK) ?? [];
  try {
    const [first] = blocks.map((block) => new X509Certificate(block));
    return first === undefined ? undefined : { pem: `${blocks.join('\n')}\n`, first };
  } catch {
    return undefined;
  }
}

/** Undefined when there is no private key, or one that is encrypted or does not parse. */
export function readPrivateKey(pem: string): { readonly pem: string; readonly key: KeyObject } | undefined {
  const [block] = pem.match(KEY_BLOCK) ?? [];
  if (block === undefined) return undefined;
  try {
    return { pem: `${block}\n`, key: createPrivateKey(block) };
  } catch {
    return undefined;
  }
}
