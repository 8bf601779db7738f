/** What a `Warning` header says: `299 - "unknown field \"spec.x\""`, several of them after commas. Source: RFC 7234 5.5, facts 1.3. */
const WARNING = /\d{3} \S+ "((?:[^"\\]|\\.)*)"/g;

export function warningTexts(header: string | readonly string[] | undefined): readonly string[] {
  const lines = header === undefined ? [] : typeof header === 'string' ? [header] : header;
  return lines.flatMap((line) =>
    [...line.matchAll(WARNING)].map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1')),
  );
}
