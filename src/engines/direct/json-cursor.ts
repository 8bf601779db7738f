const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const OTHER = 0;
const WHITESPACE = 1;
const SCALAR = 2;
const CLASS = new Uint8Array(256).fill(OTHER);
for (const char of ' \t\n\r') CLASS[char.charCodeAt(0)] = WHITESPACE;
for (const char of '0123456789+-.eEtrufalsn') CLASS[char.charCodeAt(0)] = SCALAR;

const ESCAPES = new Set([...'"\\/bfnrt'].map((char) => char.charCodeAt(0)));
const TRUE = Buffer.from('true').readUInt32LE();
const FOUR_HEX = /^[0-9a-fA-F]{4}$/;
const SCALARS = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;

/** As deep as the API server itself goes. */
const MAX_DEPTH = 10_000;
/** The closing brackets awaited by `skip`: it is synchronous and never nests, so one is enough for all cursors. */
const closers = new Uint8Array(MAX_DEPTH);
/** Escapes seen by anybody so far: whoever compares before and after knows whether his string has some. */
let escapes = 0;

/**
 * A strict walk over JSON bytes that builds nothing: the caller learns where values begin and end and takes the bytes as
 * they are. 64-bit integers, `__proto__` keys and unknown fields cannot be harmed by what never becomes an object.
 */
export class JsonCursor {
  /** Where the walk stands. */
  position = 0;
  /** Bytes of white space passed so far, outside strings: 0 between two positions means compact JSON. */
  whitespace = 0;
  #keyStart = 0;
  #keyEnd = 0;
  #keyIsEscaped = false;

  constructor(readonly bytes: Buffer) {}

  /** Walks an object; `onMember` must consume the value (`skip`, `string`, `object` or `array`) and may ask `keyIs`. */
  object(onMember: () => void): void {
    this.expect(OPEN_BRACE);
    if (this.peek() === CLOSE_BRACE) {
      this.position++;
      return;
    }
    for (;;) {
      if (this.bytes[this.position] !== QUOTE && this.peek() !== QUOTE) this.refuse('a key');
      const start = this.position;
      const escapesBefore = escapes;
      const end = endOfString(this.bytes, start);
      if (end < 0) this.refuse('the end of a key', -end);
      this.#keyIsEscaped = escapes !== escapesBefore;
      this.#keyStart = start + 1;
      this.#keyEnd = end - 1;
      this.position = end;
      this.expect(COLON);
      if (CLASS[this.bytes[this.position] as number] === WHITESPACE) this.peek();
      onMember();
      if (this.bytes[this.position] === COMMA || this.peek() === COMMA) this.position++;
      else break;
    }
    this.expect(CLOSE_BRACE);
  }

  /** Whether the member at hand has this key; to be asked before its value is consumed. */
  keyIs(key: KeyBytes): boolean {
    const start = this.#keyStart;
    const { bytes, length } = key;
    if (this.#keyEnd - start !== length) return this.#keyIsEscaped && this.key() === key.text;
    for (let index = length - 1; index >= 0; index--) {
      if (this.bytes[start + index] !== bytes[index]) return this.#keyIsEscaped && this.key() === key.text;
    }
    return true;
  }

  /** The member's key as text. */
  key(): string {
    const text = this.bytes.toString('utf8', this.#keyStart, this.#keyEnd);
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  }

  /** Walks an array; `onElement` must consume the element. */
  array(onElement: () => void): void {
    this.expect(OPEN_BRACKET);
    if (this.peek() === CLOSE_BRACKET) {
      this.position++;
      return;
    }
    for (;;) {
      this.peek();
      onElement();
      if (this.peek() === COMMA) this.position++;
      else break;
    }
    this.expect(CLOSE_BRACKET);
  }

  string(): string {
    if (this.peek() !== QUOTE) this.refuse('a string');
    const start = this.position;
    const end = endOfString(this.bytes, start);
    if (end < 0) this.refuse('the end of a string', -end);
    this.position = end;
    const text = this.bytes.toString('utf8', start + 1, end - 1);
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  }

  /** A string, or `undefined` after passing a value of another type. */
  stringOrSkip(): string | undefined {
    if (this.peek() === QUOTE) return this.string();
    this.skip();
    return undefined;
  }

  /** The next byte that is no white space, not consumed; -1 at the end. */
  peek(): number {
    let at = this.position;
    while (CLASS[this.bytes[at] as number] === WHITESPACE) at++;
    this.whitespace += at - this.position;
    this.position = at;
    return at < this.bytes.length ? (this.bytes[at] as number) : -1;
  }

  /** Passes one value of any type and depth. One long loop on locals: nine tenths of all bytes pass here. */
  skip(): void {
    const { bytes } = this;
    let depth = 0;
    this.peek();
    for (;;) {
      // At the first byte of a value.
      const opener = bytes[this.position] as number;
      if (opener === QUOTE) {
        const end = endOfString(bytes, this.position);
        if (end < 0) this.refuse('the end of a string', -end);
        this.position = end;
      } else if (opener === OPEN_BRACE || opener === OPEN_BRACKET) {
        if (depth === MAX_DEPTH) this.refuse('less nesting');
        this.position++;
        const closer = opener === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
        if (this.peek() === closer) this.position++;
        else {
          closers[depth++] = closer;
          if (closer === CLOSE_BRACE) this.passKey();
          continue;
        }
      } else this.passScalar();

      // Behind a value: the next one, or the ends of what it is in.
      for (;;) {
        if (depth === 0) return;
        let byte = bytes[this.position] as number;
        if (CLASS[byte] === WHITESPACE) byte = this.peek();
        if (byte === COMMA) {
          this.position++;
          if (closers[depth - 1] === CLOSE_BRACE) this.passKey();
          else if (CLASS[bytes[this.position] as number] === WHITESPACE) this.peek();
          break;
        }
        if (byte !== closers[depth - 1] || this.position >= this.bytes.length)
          this.refuse('a comma or a closing bracket');
        this.position++;
        depth--;
      }
    }
  }

  /** @throws MalformedJson when anything but white space is left */
  finish(): void {
    if (this.peek() !== -1) this.refuse('the end');
  }

  /** From before a key to the first byte of its value. */
  private passKey(): void {
    const { bytes } = this;
    if (bytes[this.position] !== QUOTE && this.peek() !== QUOTE) this.refuse('a key');
    const end = endOfString(bytes, this.position);
    if (end < 0) this.refuse('the end of a key', -end);
    this.position = end;
    if (bytes[end] !== COLON && this.peek() !== COLON) this.refuse('":"');
    this.position++;
    if (CLASS[bytes[this.position] as number] === WHITESPACE) this.peek();
  }

  private passScalar(): void {
    const { bytes } = this;
    const start = this.position;
    let at = start;
    while (CLASS[bytes[at] as number] === SCALAR) at++;
    if (!isScalar(bytes, start, at)) this.refuse('a value');
    this.position = at;
  }

  private expect(byte: number): void {
    if (this.bytes[this.position] !== byte && this.peek() !== byte)
      this.refuse(JSON.stringify(String.fromCharCode(byte)));
    this.position++;
  }

  private refuse(expected: string, at = this.position): never {
    throw new MalformedJson(
      at >= this.bytes.length ? `it ends too early` : `${expected} is missing at byte ${at}`,
    );
  }
}

/** The bytes are no JSON. The message says where, never what. */
export class MalformedJson extends Error {
  override readonly name = 'MalformedJson';
}

function isScalar(bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  const first = bytes[start] as number;
  if (length === 1) return first >= 0x30 && first <= 0x39;
  // A run of digits without a leading zero is nearly every number there is.
  if (first > 0x30 && first <= 0x39) {
    let at = start + 1;
    while (at < end && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at++;
    if (at === end) return true;
  }
  if (length === 4 && bytes.readUInt32LE(start) === TRUE) return true;
  return length > 0 && SCALARS.test(bytes.toString('latin1', start, end));
}

/** A key to compare with: made once, compared byte by byte. */
export class KeyBytes {
  readonly bytes: Buffer;
  readonly length: number;

  constructor(readonly text: string) {
    this.bytes = Buffer.from(text);
    this.length = this.bytes.length;
  }
}

/** The place behind the closing quote of the string that begins at `start`, or minus the place of its fault. */
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    // Two comparisons for nearly every byte; a table would cost a second load.
    let byte = bytes[at] as number;
    while (byte > QUOTE ? byte !== BACKSLASH : byte === 0x20 || byte === 0x21) byte = bytes[++at] as number;
    if (byte === QUOTE) return at + 1;
    if (byte !== BACKSLASH) return -at;
    escapes++;
    const escaped = bytes[at + 1] as number;
    if (ESCAPES.has(escaped)) at += 2;
    else if (escaped === 0x75 && FOUR_HEX.test(bytes.toString('latin1', at + 2, at + 6))) at += 6;
    else return -at;
  }
}
