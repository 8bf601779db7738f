import { element } from './xml.js';

/** HTTP status of each error code that the stand-in gives. */
const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  BadDigest: 400,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  EntityTooSmall: 400,
  ExpiredToken: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidDigest: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidToken: 400,
  KeyTooLongError: 400,
  MalformedXML: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NotImplemented: 501,
  ObjectLockConfigurationNotFoundError: 404,
  NoSuchObjectLockConfiguration: 404,
  PermanentRedirect: 301,
  PreconditionFailed: 412,
  QuotaExceeded: 403,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
  XAmzContentSHA256Mismatch: 400,
};

/** An answer of S3 that is an error. */
export class S3Error extends Error {
  readonly status: number;

  constructor(
    readonly code: string,
    message: string = code,
    readonly more: {
      readonly elements?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = STATUS[code] ?? 400;
  }

  xml(resource: string, requestId: string): string {
    const more = Object.entries(this.more.elements ?? {}).map(([name, text]) => element(name, text));
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${[
      element('Code', this.code),
      element('Message', this.message),
      element('Resource', resource),
      element('RequestId', requestId),
      ...more,
    ].join('')}</Error>`;
  }
}
