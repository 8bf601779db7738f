/** A typed line as words: what phones and word processors make of quotes and dashes is taken back first. */
import { parseArgsStringToArgv } from 'string-argv';

const LINE_MOST = 1_000;

export function wordsOf(line: string): readonly string[] {
  const plain = line
    .slice(0, LINE_MOST)
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    // Two hyphens become one long dash; a short one stands for a single hyphen.
    .replace(/\u2014/g, '--')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? [] : parseArgsStringToArgv(unescaped(plain));
}

/** With `should_escape` on, Slack sends its three entities. */
function unescaped(line: string): string {
  return line.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
