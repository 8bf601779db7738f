/** S3 takes at most 10,000 parts, all alike but the last (R2 insists): 80 GiB. */
export const PART_BYTES = 8 * 1024 * 1024;

export interface Part {
  readonly bytes: Buffer;
  readonly last: boolean;
}

/** The bytes of a body in parts of `PART_BYTES`; at least one, which may be empty. */
export async function* partsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Part, void> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    let rest = chunk;
    while (size + rest.length > PART_BYTES) {
      // A part that is full goes only when more is there: the last one must know that it is.
      const room = PART_BYTES - size;
      yield { bytes: Buffer.concat([...chunks, rest.subarray(0, room)]), last: false };
      rest = rest.subarray(room);
      chunks = [];
      size = 0;
    }
    // A source may use its buffer again.
    chunks.push(Buffer.from(rest));
    size += rest.length;
  }
  yield { bytes: Buffer.concat(chunks), last: true };
}
