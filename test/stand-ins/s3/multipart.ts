/** Uploads in parts. */
import { randomBytes } from 'node:crypto';
import type { Bucket, Part, Upload } from './buckets.js';
import { algorithmNamed, composite, md5Of } from './checksums.js';
import { type Operation, type S3Call, xmlAnswer } from './s3-call.js';
import { S3Error } from './s3-error.js';
import { checkConditions, digestsOf, objectHeaders, refuseUnsummed, retentionOf, store } from './writing.js';
import { document, element, insides, textOf, wrapped } from './xml.js';

export const createUpload: Operation = (call, world, bucket) => {
  const algorithm =
    world.abilities.checksums === 'supported'
      ? algorithmNamed(call.headers['x-amz-checksum-algorithm'])
      : undefined;
  if (world.abilities.checksums === 'refused' && call.headers['x-amz-checksum-algorithm'] !== undefined) {
    throw new S3Error(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
    );
  }
  const now = world.now();
  const upload: Upload = {
    id: randomBytes(24).toString('base64url'),
    key: call.key,
    initiatedAt: now,
    algorithm,
    headers: objectHeaders(call.headers),
    ...retentionOf(call.headers, bucket, now),
    parts: new Map(),
  };
  bucket.uploads.set(upload.id, upload);
  return xmlAnswer(
    document('InitiateMultipartUploadResult', [
      element('Bucket', bucket.name),
      element('Key', call.key),
      element('UploadId', upload.id),
    ]),
    algorithm ? { 'x-amz-checksum-algorithm': algorithm.toUpperCase() } : {},
  );
};

export const uploadPart: Operation = (call, world, bucket) => {
  const upload = uploadOf(call, bucket);
  const number = Number(call.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  refuseUnsummed(call.headers, bucket);
  const checksum = digestsOf(call, world);
  if (upload.algorithm !== undefined && checksum?.name !== upload.algorithm) {
    throw new S3Error('InvalidRequest', 'Checksum Type mismatch occurred');
  }
  const etag = md5Of(call.body).toString('hex');
  const bytes = call.strikes.includes('corrupt') ? flipped(call.body) : call.body;
  upload.parts.set(number, { bytes, etag, checksum, modifiedAt: world.now() });
  const shown = call.strikes.includes('wrong-etag') ? '0'.repeat(32) : etag;
  const sums = checksum ? { [`x-amz-checksum-${checksum.name}`]: checksum.value } : {};
  return { status: 200, headers: { etag: `"${shown}"`, ...sums } };
};

export const completeUpload: Operation = (call, world, bucket) => {
  const upload = uploadOf(call, bucket);
  const named = insides(call.body.toString('utf8'), 'Part');
  if (named.length === 0) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed');
  const parts = named.map((xml) => partNamed(xml, upload));
  const numbers = named.map((xml) => Number(textOf(xml, 'PartNumber')));
  if (numbers.some((each, index) => each <= (numbers[index - 1] ?? 0))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  if (parts.slice(0, -1).some(({ bytes }) => bytes.length < world.minPartBytes)) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  checkConditions(call, world, bucket);
  bucket.uploads.delete(upload.id);
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  const sums = parts.map(({ checksum }) => checksum?.value ?? '');
  const { headers } = store(call, bucket, {
    bytes: Buffer.concat(parts.map(({ bytes }) => bytes)),
    etag: `${md5Of(digests).toString('hex')}-${parts.length}`,
    modifiedAt: world.now(),
    headers: upload.headers,
    retention: upload.retention,
    checksum: upload.algorithm && { name: upload.algorithm, value: composite(upload.algorithm, sums) },
  });
  const result = [
    element('Bucket', bucket.name),
    element('Key', call.key),
    element('ETag', headers.etag ?? ''),
  ];
  return xmlAnswer(document('CompleteMultipartUploadResult', result), headers);
};

export const abortUpload: Operation = (call, _world, bucket) => {
  bucket.uploads.delete(uploadOf(call, bucket).id);
  return { status: 204 };
};

export const listUploads: Operation = (call, _world, bucket) => {
  const prefix = call.query.get('prefix') ?? '';
  const after = [call.query.get('key-marker') ?? '', call.query.get('upload-id-marker') ?? ''].join('\0');
  const most = Number(call.query.get('max-uploads') ?? 1000);
  const place = ({ key, id }: Upload) => `${key}\0${id}`;
  const found = [...bucket.uploads.values()]
    .filter((upload) => upload.key.startsWith(prefix) && (after === '\0' || place(upload) > after))
    .sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const shown = found.slice(0, most);
  const last = shown.at(-1);
  const cut = found.length > shown.length && last !== undefined;
  return xmlAnswer(
    document('ListMultipartUploadsResult', [
      element('Bucket', bucket.name),
      element('Prefix', prefix),
      element('IsTruncated', cut),
      ...(cut ? [element('NextKeyMarker', last.key), element('NextUploadIdMarker', last.id)] : []),
      ...shown.map(({ key, id, initiatedAt }) =>
        wrapped('Upload', [
          element('Key', key),
          element('UploadId', id),
          element('Initiated', initiatedAt.toISOString()),
        ]),
      ),
    ]),
  );
};

export const listParts: Operation = (call, _world, bucket) => {
  const upload = uploadOf(call, bucket);
  const parts = [...upload.parts].sort(([a], [b]) => a - b);
  return xmlAnswer(
    document('ListPartsResult', [
      element('Bucket', bucket.name),
      element('Key', call.key),
      element('UploadId', upload.id),
      element('IsTruncated', false),
      ...parts.map(([number, { etag, bytes, modifiedAt }]) =>
        wrapped('Part', [
          element('PartNumber', number),
          element('ETag', `"${etag}"`),
          element('Size', bytes.length),
          element('LastModified', modifiedAt.toISOString()),
        ]),
      ),
    ]),
  );
};

function uploadOf(call: S3Call, bucket: Bucket): Upload {
  const upload = bucket.uploads.get(call.query.get('uploadId') ?? '');
  if (upload?.key === call.key) return upload;
  throw new S3Error(
    'NoSuchUpload',
    'The specified upload does not exist. It may have been aborted or completed.',
  );
}

function partNamed(xml: string, upload: Upload): Part {
  const part = upload.parts.get(Number(textOf(xml, 'PartNumber')));
  const etag = textOf(xml, 'ETag')?.replaceAll('"', '');
  const sum = part?.checksum && textOf(xml, `Checksum${part.checksum.name.toUpperCase()}`);
  if (part !== undefined && part.etag === etag && (sum === undefined || sum === part.checksum?.value))
    return part;
  throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
}

function flipped(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed.writeUInt8(changed.readUInt8(0) ^ 1, 0);
  return changed;
}
