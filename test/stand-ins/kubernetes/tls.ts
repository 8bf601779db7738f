// The certificate library's dependency injection refuses to load without it.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const day = 24 * 60 * 60 * 1000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface KeyAndCertificate {
  readonly certPem: string;
  readonly keyPem: string;
}

interface Authority extends KeyAndCertificate {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** What a server may present, and the certificate of its administrator. */
export interface Certificates {
  readonly caPem: string;
  readonly original: KeyAndCertificate;
  readonly expired: KeyAndCertificate;
  readonly 'foreign-ca': KeyAndCertificate;
  readonly admin: KeyAndCertificate;
}

let shared: Promise<Certificates> | undefined;

/** The same for every stand-in of this process: making a set takes some 80 ms of processor time. */
export function sharedCertificates(): Promise<Certificates> {
  shared ??= makeCertificates();
  return shared;
}

/** A set of its own: with an authority that nobody else trusts. */
export async function makeCertificates(): Promise<Certificates> {
  const [authority, foreign] = await Promise.all([makeAuthority('stand-in'), makeAuthority('stand-in')]);
  const [original, expired, foreignCa, admin] = await Promise.all([
    issueServer(authority, new Date(Date.now() + 365 * day)),
    issueServer(authority, new Date(Date.now() - day)),
    issueServer(foreign, new Date(Date.now() + 365 * day)),
    issueClient(authority, 'O=system:masters, CN=admin'),
  ]);
  return { caPem: authority.certPem, original, expired, 'foreign-ca': foreignCa, admin };
}

async function makeAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    serialNumber: serial(),
    notBefore: new Date(Date.now() - 30 * day),
    notAfter: new Date(Date.now() + 3650 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature, true),
    ],
  });
  return { keys, certificate, certPem: pemOf(certificate), keyPem: await privatePem(keys) };
}

function issueServer(authority: Authority, notAfter: Date): Promise<KeyAndCertificate> {
  return issue(authority, {
    subject: 'CN=kube-apiserver',
    notAfter,
    extensions: [
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'ip', value: '127.0.0.1' },
        { type: 'dns', value: 'localhost' },
        { type: 'dns', value: 'kubernetes.default.svc' },
      ]),
    ],
  });
}

function issueClient(authority: Authority, subject: string): Promise<KeyAndCertificate> {
  return issue(authority, {
    subject,
    notAfter: new Date(Date.now() + 365 * day),
    extensions: [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])],
  });
}

interface Issue {
  readonly subject: string;
  readonly notAfter: Date;
  readonly extensions: readonly Extension[];
}

async function issue(authority: Authority, options: Issue): Promise<KeyAndCertificate> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: options.subject,
    issuer: authority.certificate.subject,
    serialNumber: serial(),
    notBefore: new Date(Date.now() - 30 * day),
    notAfter: options.notAfter,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    extensions: [...options.extensions],
  });
  return { certPem: pemOf(certificate), keyPem: await privatePem(keys) };
}

/** Of a key of 1,024 bits: it fits its certificate, and OpenSSL takes neither. */
export async function weakCertificate(): Promise<KeyAndCertificate> {
  const weak = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
  const size = { modulusLength: 1_024, publicExponent: new Uint8Array([1, 0, 1]) };
  const keys = await webcrypto.subtle.generateKey({ ...weak, ...size }, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=admin',
    serialNumber: serial(),
    notBefore: new Date(Date.now() - 30 * day),
    notAfter: new Date(Date.now() + 365 * day),
    signingAlgorithm: weak,
    keys,
  });
  return { certPem: pemOf(certificate), keyPem: await privatePem(keys) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function privatePem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')}\n`;
}

function pemOf(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

function serial(): string {
  // The leading 4 keeps the number positive: a certificate with a negative serial is malformed.
  return `4${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}`;
}
