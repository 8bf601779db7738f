/** What `location add` and `location edit` take of a bucket. A secret comes from a file or the environment: everybody on a machine can read arguments. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type {
  CreateS3Input,
  EditS3Input,
  LocationAccess,
  S3Checksums,
  S3Encryption,
} from '../client/generated/graphql.js';
import { CliError } from './cli-error.js';
import type { CliIo } from './cli-io.js';
import { readLocalFile } from './kubeconfig/local-file.js';
import { wordOption, wordsOf } from './words.js';

const CHECKSUMS = wordsOf<S3Checksums>({ AUTO: true, REQUIRED: true });
const ENCRYPTIONS = wordsOf<S3Encryption>({ BUCKET_DEFAULT: true, AES256: true, AWS_KMS: true });

export interface BucketChangeOptions {
  readonly region?: string;
  readonly pathStyle?: boolean;
  readonly storageClass?: string;
  readonly sse?: S3Encryption;
  readonly kmsKeyId?: string;
  readonly caFile?: string;
  readonly checksums?: S3Checksums;
  readonly accessKeyId?: string;
  readonly secretFile?: string;
  readonly sessionTokenFile?: string;
}

export interface NewBucketOptions extends BucketChangeOptions {
  /** `bucket` or `bucket/prefix`. */
  readonly s3?: string;
  readonly endpoint?: string;
  readonly allowHttp?: boolean;
  readonly environment?: boolean;
  readonly access?: LocationAccess;
}

export function withNewBucketOptions(command: Command): Command {
  command
    .option('--s3 <bucket>', 'a bucket instead of a folder, or a prefix of one: backups/team/a')
    .option('--endpoint <url>', 'https://host[:port] of a compatible store (else AWS)')
    .option('--allow-http', 'let the endpoint be plain http: everybody on the way can read the backups')
    .option('--environment', 'no key: the role that the server has where it runs');
  return withBucketChangeOptions(command);
}

export function withBucketChangeOptions(command: Command): Command {
  return command
    .option('--region <region>', 'region of the bucket (us-east-1)')
    .option('--access-key-id <id>', 'the key (else AWS_ACCESS_KEY_ID with a new bucket)')
    .option('--secret-file <file>', 'file with the secret of the key (else AWS_SECRET_ACCESS_KEY)')
    .option('--session-token-file <file>', 'file with the token of a temporary key (else AWS_SESSION_TOKEN)')
    .option('--ca-file <file>', 'PEM: the only authorities that are trusted; "" for those of the machine')
    .option('--path-style', 'the bucket in the path of addresses')
    .option('--no-path-style', 'the bucket in the host name')
    .option('--storage-class <class>', 'storage class of new objects; "" for that of the bucket')
    .option('--sse <mode>', `encryption by the store: ${ENCRYPTIONS.join(', ')}`, wordOption(ENCRYPTIONS))
    .option('--kms-key-id <id>', 'the key of AWS_KMS')
    .option('--checksums <mode>', CHECKSUMS.join(' or '), wordOption(CHECKSUMS));
}

/** Null: a folder. @throws CliError */
export function newBucket(options: NewBucketOptions, io: CliIo): CreateS3Input | null {
  const { s3, endpoint, allowHttp, environment } = options;
  const keyless = environment || options.access === 'WORKLOAD_IDENTITY';
  const change = bucketChange({ ...options, ...(!keyless && keyOfEnvironment(options, io)) }, io);
  if (s3 === undefined) {
    if (change === null && endpoint === undefined && !allowHttp && !environment) return null;
    throw new CliError('What belongs to a bucket was given without one', 'name it: --s3 <bucket>/<prefix>');
  }
  const at = s3.indexOf('/');
  return {
    ...change,
    bucket: at < 0 ? s3 : s3.slice(0, at),
    prefix: at < 0 ? null : s3.slice(at + 1),
    endpoint: endpoint ?? null,
    allowHttp: allowHttp ?? null,
    credentials: environment ? 'ENVIRONMENT' : null,
  };
}

/** Null: nothing is asked of the bucket. @throws CliError */
export function bucketChange(options: BucketChangeOptions, io: CliIo): EditS3Input | null {
  const { region, pathStyle, storageClass, sse, kmsKeyId, caFile, checksums } = options;
  if (kmsKeyId !== undefined && sse === undefined) {
    throw new CliError('A KMS key was given without its encryption', 'add --sse AWS_KMS');
  }
  const input: EditS3Input = {
    ...(region !== undefined && { region }),
    ...(pathStyle !== undefined && { forcePathStyle: pathStyle }),
    ...(storageClass !== undefined && { storageClass }),
    ...(sse !== undefined && { sse: { mode: sse, kmsKeyId: kmsKeyId ?? null } }),
    ...(caFile !== undefined && { caBundle: caFile === '' ? '' : textOf(caFile, io) }),
    ...(checksums !== undefined && { checksums }),
    ...keysOf(options, io),
  };
  return Object.keys(input).length === 0 ? null : input;
}

/** Only for a new bucket: who edits labels with AWS variables around does not mean to replace keys. */
function keyOfEnvironment({ s3, accessKeyId }: NewBucketOptions, { env }: CliIo): { accessKeyId?: string } {
  const { AWS_ACCESS_KEY_ID: id } = env;
  return s3 !== undefined && accessKeyId === undefined && id ? { accessKeyId: id } : {};
}

function keysOf(options: BucketChangeOptions, io: CliIo): Partial<EditS3Input> {
  const { accessKeyId, secretFile, sessionTokenFile } = options;
  if (accessKeyId === undefined) {
    if (secretFile === undefined && sessionTokenFile === undefined) return {};
    throw new CliError('A secret was given without its key', 'add --access-key-id');
  }
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = io.env;
  const secretAccessKey = secretFile === undefined ? AWS_SECRET_ACCESS_KEY : textOf(secretFile, io);
  if (!secretAccessKey) {
    const advice = 'name its file with --secret-file, or set AWS_SECRET_ACCESS_KEY';
    throw new CliError(`There is no secret to the key ${accessKeyId}`, advice);
  }
  // The token of another key would make a good one bad.
  const ofEnvironment =
    secretFile === undefined && AWS_ACCESS_KEY_ID === accessKeyId ? AWS_SESSION_TOKEN : '';
  const sessionToken = sessionTokenFile === undefined ? ofEnvironment : textOf(sessionTokenFile, io);
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/** Without the line break at its end. @throws CliError */
function textOf(file: string, { cwd }: CliIo): string {
  return readLocalFile(resolve(cwd, file)).trim();
}
