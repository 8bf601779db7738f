/** What somebody asks of a bucket, made into settings and keys; every fault is named. */
import type { FieldFault } from '../domain/errors/request-errors.js';
import {
  plainEndpoint,
  plainPrefix,
  type S3Checksums,
  type S3Credentials,
  type S3Encryption,
  type S3Keys,
  type S3Settings,
  s3Faults,
} from '../domain/s3-settings.js';

export interface S3KeyInput {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
}

/** What may be changed later. An empty text takes a setting away. */
export interface S3Change extends S3KeyInput {
  readonly region?: string;
  readonly forcePathStyle?: boolean;
  readonly storageClass?: string;
  readonly sse?: { readonly mode: S3Encryption; readonly kmsKeyId?: string };
  readonly caBundle?: string;
  readonly checksums?: S3Checksums;
}

export interface NewS3Location extends S3Change {
  readonly bucket: string;
  /** Absent: that of AWS. */
  readonly endpoint?: string;
  readonly prefix?: string;
  readonly allowHttp?: boolean;
  /** Absent: STATIC_KEYS. */
  readonly credentials?: S3Credentials;
}

export interface ReadS3 {
  readonly settings: S3Settings;
  /** Null: none are given. */
  readonly keys: S3Keys | null;
  readonly faults: readonly FieldFault[];
}

const DEFAULT_REGION = 'us-east-1';
const KEY_ID = /^[\x21-\x7e]{3,128}$/;
const SECRET = /^[\x21-\x7e]{8,256}$/;
const TOKEN = /^[\x21-\x7e]{1,8192}$/;

export function readNewS3(input: NewS3Location): ReadS3 {
  const endpoint = input.endpoint === undefined ? null : plainEndpoint(input.endpoint);
  const settings = changed(
    {
      endpoint,
      region: DEFAULT_REGION,
      bucket: input.bucket,
      prefix: plainPrefix(input.prefix ?? ''),
      forcePathStyle: endpoint !== null,
      storageClass: null,
      sse: { mode: 'BUCKET_DEFAULT', kmsKeyId: null },
      caBundle: null,
      allowHttp: input.allowHttp ?? false,
      checksums: 'AUTO',
      credentials: input.credentials ?? 'STATIC_KEYS',
    },
    input,
  );
  const read = readKeys(settings, input);
  const missing =
    settings.credentials === 'STATIC_KEYS' && read.keys === null && read.faults.length === 0
      ? [
          {
            path: 's3.accessKeyId',
            message: 'Give accessKeyId and secretAccessKey, or use the credentials ENVIRONMENT.',
          },
        ]
      : [];
  return { settings, keys: read.keys, faults: [...s3Faults(settings), ...read.faults, ...missing] };
}

export function readS3Change(before: S3Settings, change: S3Change): ReadS3 {
  const settings = changed(before, change);
  const { keys, faults } = readKeys(settings, change);
  return { settings, keys, faults: [...s3Faults(settings), ...faults] };
}

function changed(before: S3Settings, change: S3Change): S3Settings {
  const { region, forcePathStyle, storageClass, sse, caBundle, checksums } = change;
  return {
    ...before,
    ...(region !== undefined && { region }),
    ...(forcePathStyle !== undefined && { forcePathStyle }),
    ...(storageClass !== undefined && { storageClass: storageClass || null }),
    ...(sse !== undefined && { sse: { mode: sse.mode, kmsKeyId: sse.kmsKeyId || null } }),
    ...(caBundle !== undefined && { caBundle: caBundle || null }),
    ...(checksums !== undefined && { checksums }),
  };
}

/** The values are in no fault: a mistyped secret is a secret, too. */
function readKeys(
  { credentials }: S3Settings,
  { accessKeyId, secretAccessKey, sessionToken }: S3KeyInput,
): Pick<ReadS3, 'keys' | 'faults'> {
  const given = [accessKeyId, secretAccessKey, sessionToken].some((each) => each !== undefined);
  if (!given) return { keys: null, faults: [] };
  if (credentials !== 'STATIC_KEYS') {
    const message =
      credentials === 'ENVIRONMENT'
        ? 'This location takes the role of the process: give no keys.'
        : 'Each cluster reaches this location with its own identity: give no keys.';
    return { keys: null, faults: [{ path: 's3.accessKeyId', message }] };
  }
  const faults = [
    ...textFault('accessKeyId', accessKeyId, KEY_ID),
    ...textFault('secretAccessKey', secretAccessKey, SECRET),
    ...(sessionToken === undefined ? [] : textFault('sessionToken', sessionToken, TOKEN)),
  ];
  if (faults.length > 0 || accessKeyId === undefined || secretAccessKey === undefined)
    return { keys: null, faults };
  return { keys: { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null }, faults };
}

function textFault(field: string, value: string | undefined, pattern: RegExp): FieldFault[] {
  if (value === undefined)
    return [{ path: `s3.${field}`, message: 'Key and secret belong together: give both.' }];
  if (pattern.test(value)) return [];
  return [
    {
      path: `s3.${field}`,
      message: 'Is not of the form that keys have: is there a blank or a line break in it?',
    },
  ];
}
