import { S3Error } from './s3-error.js';

/** The bytes inside `aws-chunked` framing, and the trailers behind them in lower case. @throws S3Error IncompleteBody */
export function decodeChunks(framed: Buffer): {
  readonly bytes: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
} {
  const chunks: Buffer[] = [];
  let position = 0;
  const line = () => {
    const end = framed.indexOf('\r\n', position);
    if (end < 0) throw new S3Error('IncompleteBody', 'The chunk framing ends early.');
    const text = framed.toString('latin1', position, end);
    position = end + 2;
    return text;
  };
  while (true) {
    const size = Number.parseInt(line().split(';')[0] ?? '', 16);
    if (!Number.isSafeInteger(size)) throw new S3Error('InvalidRequest', 'A chunk has no size.');
    if (size === 0) break;
    if (position + size + 2 > framed.length) throw new S3Error('IncompleteBody', 'A chunk ends early.');
    chunks.push(framed.subarray(position, position + size));
    position += size + 2;
  }
  const trailers: Record<string, string> = {};
  while (position < framed.length) {
    const text = line();
    const at = text.indexOf(':');
    if (at > 0) trailers[text.slice(0, at).trim().toLowerCase()] = text.slice(at + 1).trim();
  }
  return { bytes: Buffer.concat(chunks), trailers };
}
