/** Which operation a request is. */
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getObjectLock,
  getVersioning,
  headBucket,
  listBuckets,
  putObjectLock,
  putVersioning,
} from './bucket-calls.js';
import { listObjects, listVersions } from './lists.js';
import {
  abortUpload,
  completeUpload,
  createUpload,
  listParts,
  listUploads,
  uploadPart,
} from './multipart.js';
import {
  deleteObject,
  deleteObjects,
  getObject,
  getRetention,
  putLegalHold,
  putObject,
  putRetention,
} from './objects.js';
import type { Operation, S3Answer, S3Call, S3World } from './s3-call.js';
import { S3Error } from './s3-error.js';

/** `METHOD` and the query parameter that says what is meant; the first that fits. */
const OF_BUCKET: readonly (readonly [string, string | null, Operation])[] = [
  ['GET', 'versioning', getVersioning],
  ['PUT', 'versioning', putVersioning],
  ['GET', 'object-lock', getObjectLock],
  ['PUT', 'object-lock', putObjectLock],
  ['GET', 'location', getBucketLocation],
  ['GET', 'versions', listVersions],
  ['GET', 'uploads', listUploads],
  ['POST', 'delete', deleteObjects],
  ['GET', null, listObjects],
  ['HEAD', null, headBucket],
  ['DELETE', null, deleteBucket],
];
const OF_OBJECT: readonly (readonly [string, string | null, Operation])[] = [
  ['GET', 'retention', getRetention],
  ['PUT', 'retention', putRetention],
  ['PUT', 'legal-hold', putLegalHold],
  ['POST', 'uploads', createUpload],
  ['PUT', 'uploadId', uploadPart],
  ['POST', 'uploadId', completeUpload],
  ['DELETE', 'uploadId', abortUpload],
  ['GET', 'uploadId', listParts],
  ['GET', null, getObject],
  ['HEAD', null, getObject],
  ['PUT', null, putObject],
  ['DELETE', null, deleteObject],
];

/** @throws S3Error */
export function answer(call: S3Call, world: S3World): S3Answer {
  if (call.bucketName === '') {
    if (call.method === 'GET') return listBuckets(world);
    throw new S3Error('MethodNotAllowed');
  }
  const plain = ['versioning', 'object-lock'].every((each) => !call.query.has(each));
  if (call.method === 'PUT' && call.key === '' && plain) return createBucket(call, world);
  const bucket = world.buckets.get(call.bucketName);
  if (bucket === undefined) {
    throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', {
      elements: { BucketName: call.bucketName },
    });
  }
  if (bucket.region !== world.region) {
    throw new S3Error(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint.',
      {
        headers: {
          'x-amz-bucket-region': bucket.region,
          location: 'http://169.254.169.254/latest/meta-data/',
        },
      },
    );
  }
  if (Buffer.byteLength(call.key) > 1024) throw new S3Error('KeyTooLongError');
  const table = call.key === '' ? OF_BUCKET : OF_OBJECT;
  const found = table.find(
    ([method, word]) => method === call.method && (word === null || call.query.has(word)),
  );
  if (found === undefined) throw new S3Error('MethodNotAllowed');
  const unknown = [...call.query.keys()].find((each) => UNPLAYED.has(each));
  if (unknown !== undefined && found[1] === null)
    throw new S3Error('NotImplemented', `${unknown} is not played`);
  return found[2](call, world, bucket);
}

/** Sub-resources that this stand-in does not have: taken for a plain GET or PUT they would do harm. */
const UNPLAYED = new Set([
  'acl',
  'policy',
  'tagging',
  'lifecycle',
  'cors',
  'encryption',
  'attributes',
  'restore',
  'torrent',
]);
