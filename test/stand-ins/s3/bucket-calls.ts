/** Calls about buckets: made, removed, versioning, object lock. */
import { Bucket } from './buckets.js';
import { bucketIsEmpty } from './lists.js';
import { type Operation, type S3Answer, type S3Call, type S3World, xmlAnswer } from './s3-call.js';
import { S3Error } from './s3-error.js';
import { document, element, textOf, wrapped } from './xml.js';

export function listBuckets(world: S3World): S3Answer {
  const buckets = [...world.buckets.keys()]
    .sort()
    .map((name) =>
      wrapped('Bucket', [element('Name', name), element('CreationDate', new Date(0).toISOString())]),
    );
  const owner = wrapped('Owner', [element('ID', 'stand-in'), element('DisplayName', 'stand-in')]);
  return xmlAnswer(document('ListAllMyBucketsResult', [owner, wrapped('Buckets', buckets)]));
}

export function createBucket(call: S3Call, world: S3World): S3Answer {
  const { bucketName: name } = call;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new S3Error('InvalidBucketName');
  if (world.buckets.has(name)) throw new S3Error('BucketAlreadyOwnedByYou');
  const objectLock = call.headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true';
  world.buckets.set(name, new Bucket(name, world.region, { objectLock }));
  return { status: 200, headers: { location: `/${name}` } };
}

export const deleteBucket: Operation = (call, world, bucket) => {
  if (!bucketIsEmpty(bucket)) throw new S3Error('BucketNotEmpty');
  world.buckets.delete(call.bucketName);
  return { status: 204 };
};

export const headBucket: Operation = (_call, _world, bucket) => ({
  status: 200,
  headers: { 'x-amz-bucket-region': bucket.region },
});

export const getBucketLocation: Operation = (_call, _world, bucket) =>
  xmlAnswer(document('LocationConstraint', [bucket.region === 'us-east-1' ? '' : bucket.region]));

export const getVersioning: Operation = (_call, world, bucket) => {
  refuseWhereUnknown(world);
  const status = bucket.versioning === undefined ? [] : [element('Status', bucket.versioning)];
  return xmlAnswer(document('VersioningConfiguration', status));
};

export const putVersioning: Operation = (call, _world, bucket) => {
  const status = textOf(call.body.toString('utf8'), 'Status');
  if (bucket.objectLock && status !== 'Enabled') throw new S3Error('InvalidRequest');
  bucket.versioning = status === 'Enabled' ? 'Enabled' : 'Suspended';
  return { status: 200 };
};

export const getObjectLock: Operation = (_call, world, bucket) => {
  refuseWhereUnknown(world);
  if (!bucket.objectLock) {
    throw new S3Error(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    );
  }
  const { defaultRetention: rule } = bucket;
  const retention =
    rule && wrapped('DefaultRetention', [element('Mode', rule.mode), element('Days', rule.days)]);
  return xmlAnswer(
    document('ObjectLockConfiguration', [
      element('ObjectLockEnabled', 'Enabled'),
      ...(retention ? [wrapped('Rule', [retention])] : []),
    ]),
  );
};

export const putObjectLock: Operation = (call, _world, bucket) => {
  const xml = call.body.toString('utf8');
  const mode = textOf(xml, 'Mode');
  const days = Number(textOf(xml, 'Days') ?? 365 * Number(textOf(xml, 'Years') ?? 0));
  bucket.objectLock = true;
  bucket.versioning = 'Enabled';
  bucket.defaultRetention = mode === 'GOVERNANCE' || mode === 'COMPLIANCE' ? { mode, days } : undefined;
  return { status: 200 };
};

function refuseWhereUnknown({ abilities }: S3World): void {
  if (abilities.bucketSettings === 'refused') throw new S3Error('NotImplemented');
}
