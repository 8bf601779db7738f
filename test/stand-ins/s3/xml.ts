/** The little XML that S3 speaks. */

export function element(name: string, text: string | number | boolean): string {
  return `<${name}>${escaped(String(text))}</${name}>`;
}

export function wrapped(name: string, parts: readonly string[], root = false): string {
  const namespace = root ? ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"' : '';
  return `<${name}${namespace}>${parts.join('')}</${name}>`;
}

export function document(name: string, parts: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${wrapped(name, parts, true)}`;
}

/** The insides of every `<name>` in `xml`, in order. */
export function insides(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, inside]) => inside ?? '',
  );
}

export function textOf(xml: string, name: string): string | undefined {
  const [inside] = insides(xml, name);
  return inside === undefined ? undefined : unescaped(inside.trim());
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function unescaped(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
