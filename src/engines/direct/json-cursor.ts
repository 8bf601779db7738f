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

/** 1 for bytes that a string may hold as they are. */
const PLAIN = new Uint8Array(256).fill(1);
PLAIN.fill(0, 0, 0x20);
PLAIN[QUOTE] = 0;
PLAIN[BACKSLASH] = 0;
const ESCAPES = new Set([...'"\\/bfnrt'].map((char) => char.charCodeAt(0)));
const FOUR_HEX = /^[0-9a-fA-F]{4}$/;
const SCALARS = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;

/** As deep as the API server itself goes. */
const MAX_DEPTH = 10_000;
/** The closing brackets awaited by `skip`: it is synchronous and never nests, so one is enough for all cursors. */
const closers = new Uint8Array(MAX_DEPTH);

/**
 * A strict walk over JSON bytes that builds nothing: the caller learns where values begin and end and takes the bytes as
 * they are. 64-bit integers, `__proto__` keys and unknown fields cannot be harmed by what never becomes an object.
 */
export class JsonCursor {
  /** Where the walk stands. */
  position = 0;
  /** Bytes of white space passed so far, outside strings: 0 between two positions means compact JSON. */
  whitespace = 0;

  constructor(
    readonly bytes: Buffer,
    readonly end: number = bytes.length,
  ) {}

  /** Walks an object; `onMember` must consume the value (`skip`, `string`, `object` or `array`). */
  object(onMember: (key: string) => void): void {
    this.expect(OPEN_BRACE);
    if (this.peek() === CLOSE_BRACE) {
      this.position++;
      return;
    }
    for (;;) {
      const key = this.string();
      this.expect(COLON);
      this.peek();
      onMember(key);
      if (this.peek() === COMMA) this.position++;
      else break;
    }
    this.expect(CLOSE_BRACE);
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
    while (at < this.end && CLASS[this.bytes[at] as number] === WHITESPACE) at++;
    this.whitespace += at - this.position;
    this.position = at;
    return at < this.end ? (this.bytes[at] as number) : -1;
  }

  /** Passes one value of any type and depth. */
  skip(): void {
    const { bytes } = this;
    let depth = 0;
    for (;;) {
      const opener = this.peek();
      if (opener === OPEN_BRACE || opener === OPEN_BRACKET) {
        if (depth === MAX_DEPTH) this.refuse('less nesting');
        this.position++;
        const closer = opener === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET;
        if (this.peek() === closer) this.position++;
        else {
          closers[depth++] = closer;
          if (closer === CLOSE_BRACE) this.passKey();
          continue;
        }
      } else if (opener === QUOTE) {
        const end = endOfString(bytes, this.position);
        if (end < 0) this.refuse('the end of a string', -end);
        this.position = end;
      } else this.passScalar();

      for (;;) {
        if (depth === 0) return;
        const byte = this.peek();
        this.position++;
        if (byte === COMMA) {
          if (closers[depth - 1] === CLOSE_BRACE) this.passKey();
          break;
        }
        if (byte !== closers[depth - 1]) this.refuse('a comma or a closing bracket', this.position - 1);
        depth--;
      }
    }
  }

  /** @throws MalformedJson when anything but white space is left */
  finish(): void {
    if (this.peek() !== -1) this.refuse('the end');
  }

  private passKey(): void {
    if (this.peek() !== QUOTE) this.refuse('a key');
    const end = endOfString(this.bytes, this.position);
    if (end < 0) this.refuse('the end of a key', -end);
    this.position = end;
    this.expect(COLON);
  }

  private passScalar(): void {
    const start = this.position;
    let at = start;
    while (at < this.end && CLASS[this.bytes[at] as number] === SCALAR) at++;
    if (at === start || !SCALARS.test(this.bytes.toString('latin1', start, at))) this.refuse('a value');
    this.position = at;
  }

  private expect(byte: number): void {
    if (this.peek() !== byte) this.refuse(JSON.stringify(String.fromCharCode(byte)));
    this.position++;
  }

  private refuse(expected: string, at = this.position): never {
    throw new MalformedJson(at >= this.end ? `it ends too early` : `${expected} is missing at byte ${at}`);
  }
}

/** The bytes are no JSON. The message says where, never what. */
export class MalformedJson extends Error {
  override readonly name = 'MalformedJson';
}

/** The place behind the closing quote of the string that begins at `start`, or minus the place of its fault. */
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    while (PLAIN[bytes[at] as number] === 1) at++;
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte !== BACKSLASH) return -at;
    const escaped = bytes[at + 1] as number;
    if (ESCAPES.has(escaped)) at += 2;
    else if (escaped === 0x75 && FOUR_HEX.test(bytes.toString('latin1', at + 2, at + 6))) at += 6;
    else return -at;
  }
}
