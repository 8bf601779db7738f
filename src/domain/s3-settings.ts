/** What a bucket is reached with, and which settings make sense. Keys are not among them: they lie in the vault. */
import type { FieldFault } from './errors/request-errors.js';
import { isKeyPart } from './object-key.js';

export const S3_CREDENTIALS = ['STATIC_KEYS', 'ENVIRONMENT', 'WORKLOAD_IDENTITY'] as const;
export type S3Credentials = (typeof S3_CREDENTIALS)[number];
export const S3_CHECKSUMS = ['AUTO', 'REQUIRED'] as const;
export type S3Checksums = (typeof S3_CHECKSUMS)[number];
export const S3_ENCRYPTIONS = ['BUCKET_DEFAULT', 'AES256', 'AWS_KMS'] as const;
export type S3Encryption = (typeof S3_ENCRYPTIONS)[number];

export interface S3Settings {
  /** `https://host[:port]`, without a path; null: that of AWS for the region. Fixed at creation. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Fixed at creation. */
  readonly bucket: string;
  /** Empty, or parts each followed by `/`. Fixed at creation. */
  readonly prefix: string;
  /** The bucket in the path of an address, and not in its host name. */
  readonly forcePathStyle: boolean;
  readonly storageClass: string | null;
  readonly sse: { readonly mode: S3Encryption; readonly kmsKeyId: string | null };
  /** PEM: the only authorities that are trusted; null: those of the machine. */
  readonly caBundle: string | null;
  readonly allowHttp: boolean;
  /** AUTO: where the store checks no checksums, each object is read back. REQUIRED: such a store is INVALID. */
  readonly checksums: S3Checksums;
  /** ENVIRONMENT: the role that the process of Holdfast has. WORKLOAD_IDENTITY: that of each cluster. Fixed at creation. */
  readonly credentials: S3Credentials;
}

/** Handed through to the vault; never part of a location. */
export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

/** What a store was seen to be able to do. */
export interface LocationCapabilities {
  /** ISO 8601: when a full look was last taken. */
  readonly probedAt: string;
  /** SHA256: the store holds each upload against its digest and keeps it. */
  readonly checksums: 'SHA256' | 'NONE';
  /** Two writers of one name: the store itself lets only one win. */
  readonly conditionalWrites: boolean;
  readonly versioning: 'ENABLED' | 'SUSPENDED' | 'OFF' | 'UNKNOWN';
  readonly objectLock: 'ON' | 'OFF' | 'UNKNOWN';
  /** What locks each new object by itself; null: nothing does. */
  readonly defaultRetention: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly days: number } | null;
}

/** Room for our own keys below it: S3 takes 1,024 bytes. */
const MAX_PREFIX = 512;
const MAX_CA_BUNDLE = 64 * 1024;
/** 3 to 63 of lower case letters, digits, dots and hyphens; no address. Source: S3, bucket naming rules. */
const BUCKET = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const WORD = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Every fault of the text; `path` of each begins with `s3.`. What the network shows is the gateway's to say. */
export function s3Faults(settings: S3Settings): FieldFault[] {
  const { bucket, prefix, region, storageClass, sse, caBundle } = settings;
  const fault = (field: string, message: string): FieldFault => ({ path: `s3.${field}`, message });
  return [
    ...(BUCKET.test(bucket)
      ? []
      : [fault('bucket', 'A bucket has 3 to 63 lower case letters, digits, "." and "-".')]),
    ...(isPrefix(prefix)
      ? []
      : [
          fault(
            'prefix',
            `A prefix is parts of A-Z, a-z, 0-9, ".", "_" and "-" with "/" between them, none beginning with a dot, at most ${MAX_PREFIX} characters.`,
          ),
        ]),
    ...(WORD.test(region) ? [] : [fault('region', 'A region is a word such as eu-central-1.')]),
    ...(storageClass === null || WORD.test(storageClass)
      ? []
      : [fault('storageClass', 'A storage class is a word such as STANDARD_IA.')]),
    ...(sse.kmsKeyId === null || sse.mode === 'AWS_KMS'
      ? []
      : [fault('sse.kmsKeyId', 'A KMS key is used only with the encryption AWS_KMS.')]),
    ...(sse.kmsKeyId === null || /^[\x21-\x7e]{1,2048}$/.test(sse.kmsKeyId)
      ? []
      : [fault('sse.kmsKeyId', 'A KMS key is an id, an alias or an ARN without spaces.')]),
    ...(caBundle === null || caBundle.length <= MAX_CA_BUNDLE
      ? []
      : [fault('caBundle', `The CA bundle is larger than ${MAX_CA_BUNDLE / 1024} KiB.`)]),
    ...endpointFaults(settings).map((message) => fault('endpoint', message)),
  ];
}

/** Where two locations would hold each other's objects: same place, and one prefix is in the other. */
export function overlap(one: S3Settings, other: S3Settings): boolean {
  const samePlace = one.endpoint === other.endpoint && one.bucket === other.bucket;
  return samePlace && (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix));
}

/** The one address of a place: `s3://bucket/prefix` at AWS, else with the endpoint in front. */
export function s3Path({ endpoint, bucket, prefix }: S3Settings): string {
  const place = `${bucket}/${prefix}`.replace(/\/$/, '');
  return endpoint === null ? `s3://${place}` : `${endpoint}/${place}`;
}

/** `a/b`, `/a/b/` and `a/b/` are the same prefix. */
export function plainPrefix(prefix: string): string {
  const bare = prefix.replace(/^\/+|\/+$/g, '');
  return bare === '' ? '' : `${bare}/`;
}

/** `HTTPS://Host:443/` and `https://host` are the same endpoint; what is no URL stays for the faults to name. */
export function plainEndpoint(endpoint: string): string {
  const url = URL.parse(endpoint);
  return url === null || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== ''
    ? endpoint
    : url.origin;
}

function isPrefix(prefix: string): boolean {
  return (
    prefix === '' ||
    (prefix.length <= MAX_PREFIX && prefix.endsWith('/') && prefix.slice(0, -1).split('/').every(isKeyPart))
  );
}

function endpointFaults({ endpoint, allowHttp }: S3Settings): string[] {
  if (endpoint === null) return [];
  const url = URL.parse(endpoint);
  if (url === null || !/^https?:$/.test(url.protocol))
    return ['An endpoint is https://host or https://host:port.'];
  if (url.username !== '' || url.password !== '') return ['An endpoint carries no user and no password.'];
  if (url.origin !== endpoint)
    return ['An endpoint has no path, query or fragment: write https://host:port.'];
  if (url.protocol === 'https:' || allowHttp) return [];
  return ['Over plain http everybody on the way reads the backups: use https, or set allowHttp.'];
}
