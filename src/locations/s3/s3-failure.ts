/** What a bucket, the network or the SDK says went wrong, in the domain's words. Nothing of an answer's body is quoted but its code. */
import { LOCATION_REASONS } from '../../domain/backup-location.js';
import { StorageFailed, type StorageFailureReason } from '../../domain/storage-failure.js';
import { ADVICE, type LocationFault } from '../storage-fault.js';

const REASON_OF_CODE: Readonly<Record<string, LocationFault>> = {
  NoSuchBucket: 'BUCKET_MISSING',
  AccessDenied: 'ACCESS_DENIED',
  AllAccessDisabled: 'ACCESS_DENIED',
  AccountProblem: 'ACCESS_DENIED',
  Forbidden: 'ACCESS_DENIED',
  InvalidAccessKeyId: 'CREDENTIALS_INVALID',
  SignatureDoesNotMatch: 'CREDENTIALS_INVALID',
  InvalidToken: 'CREDENTIALS_INVALID',
  CredentialsProviderError: 'CREDENTIALS_INVALID',
  TokenProviderError: 'CREDENTIALS_INVALID',
  ExpiredToken: 'CREDENTIALS_EXPIRED',
  ExpiredTokenException: 'CREDENTIALS_EXPIRED',
  TokenRefreshRequired: 'CREDENTIALS_EXPIRED',
  RequestTimeTooSkewed: 'CLOCK_SKEW',
  RequestExpired: 'CLOCK_SKEW',
  PermanentRedirect: 'WRONG_REGION',
  AuthorizationHeaderMalformed: 'WRONG_REGION',
  IllegalLocationConstraintException: 'WRONG_REGION',
  SlowDown: 'THROTTLED',
  ServiceUnavailable: 'THROTTLED',
  Throttling: 'THROTTLED',
  ThrottlingException: 'THROTTLED',
  TooManyRequests: 'THROTTLED',
  RequestLimitExceeded: 'THROTTLED',
  QuotaExceeded: 'NO_SPACE',
  XMinioStorageFull: 'NO_SPACE',
  EntityTooLarge: 'NO_SPACE',
  TimeoutError: 'TIMEOUT',
  RequestTimeout: 'TIMEOUT',
  ETIMEDOUT: 'TIMEOUT',
  ECONNREFUSED: 'UNREACHABLE',
  ECONNRESET: 'UNREACHABLE',
  ECONNABORTED: 'UNREACHABLE',
  EPIPE: 'UNREACHABLE',
  ENOTFOUND: 'UNREACHABLE',
  EAI_AGAIN: 'UNREACHABLE',
  EHOSTUNREACH: 'UNREACHABLE',
  ENETUNREACH: 'UNREACHABLE',
  ERR_REFUSED_ADDRESS: 'UNREACHABLE',
  EPROTO: 'TLS_FAILED',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'TLS_FAILED',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS_FAILED',
  HOSTNAME_MISMATCH: 'TLS_FAILED',
};
const REASON_OF_STATUS: Readonly<Record<number, LocationFault>> = {
  301: 'WRONG_REGION',
  307: 'WRONG_REGION',
  403: 'ACCESS_DENIED',
  429: 'THROTTLED',
  503: 'THROTTLED',
  507: 'NO_SPACE',
};
/** Codes of TLS in Node.js: `CERT_HAS_EXPIRED`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`, `ERR_TLS_CERT_ALTNAME_INVALID`, ... */
const TLS_CODE = /^(CERT_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;

export interface S3Fault {
  /** The error code of S3, or that of the network. */
  readonly code: string;
  readonly status: number | null;
  readonly region: string | null;
}

/** What can be known of a thrown thing without believing any of it. */
export function faultOf(error: unknown): S3Fault {
  const fields: {
    name?: unknown;
    code?: unknown;
    Code?: unknown;
    Region?: unknown;
    $metadata?: { httpStatusCode?: unknown };
    $response?: { headers?: Record<string, unknown> };
    cause?: unknown;
  } = typeof error === 'object' && error !== null ? error : {};
  const status = fields.$metadata?.httpStatusCode;
  const region = fields.Region ?? fields.$response?.headers?.['x-amz-bucket-region'];
  const words = [fields.Code, fields.code, fields.name].filter((each) => typeof each === 'string');
  const code = words.find((each) => /^[A-Za-z][A-Za-z0-9_]{2,80}$/.test(each) && each !== 'Error');
  if (code === undefined && fields.cause !== undefined) return faultOf(fields.cause);
  return {
    code: code ?? 'unknown',
    status: typeof status === 'number' ? status : null,
    region: typeof region === 'string' && /^[a-z0-9-]{1,40}$/.test(region) ? region : null,
  };
}

export function reasonOf({ code, status }: S3Fault): LocationFault {
  if (TLS_CODE.test(code)) return 'TLS_FAILED';
  return REASON_OF_CODE[code] ?? (status === null ? undefined : REASON_OF_STATUS[status]) ?? 'STORAGE_ERROR';
}

/** `doing` completes "could not be": "listed", "written". */
export function s3Failure(
  error: unknown,
  {
    place,
    doing,
    key = null,
  }: { readonly place: string; readonly doing: string; readonly key?: string | null },
): StorageFailed {
  const fault = faultOf(error);
  const reason = reasonOf(fault);
  const where = reason === 'WRONG_REGION' && fault.region !== null ? `, ${fault.region}` : '';
  const status = fault.status === null ? '' : `, HTTP ${fault.status}`;
  const sentence = `${place} could not be ${doing}: ${LOCATION_REASONS[reason]}${where} (${fault.code}${status}).`;
  return new StorageFailed(`${sentence} ${ADVICE[reason]}`, { reason, key }, { cause: error });
}

export function noSuchObject(place: string, key: string, cause?: unknown): StorageFailed {
  return new StorageFailed(`There is no ${key} in ${place}.`, { reason: 'NOT_FOUND', key }, { cause });
}

export function nameTaken(key: string, cause?: unknown): StorageFailed {
  const message = `${key} is there already: names are written once.`;
  return new StorageFailed(message, { reason: 'EXISTS', key }, { cause });
}

export function objectLocked(key: string, lockedUntil: Date | null, cause?: unknown): StorageFailed {
  const until = lockedUntil === null ? 'by a legal hold' : `until ${lockedUntil.toISOString()}`;
  const message = `${key} is locked ${until}: the store refuses to delete it before.`;
  return new StorageFailed(message, { reason: 'OBJECT_LOCKED', key, lockedUntil }, { cause });
}

/** The foreign code behind a failure. */
export function codeOf(error: unknown): string {
  return faultOf(error instanceof StorageFailed ? error.cause : error).code;
}

export function isFailure(
  error: unknown,
  ...reasons: readonly StorageFailureReason[]
): error is StorageFailed {
  return error instanceof StorageFailed && reasons.includes(error.reason);
}
