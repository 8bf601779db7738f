import Table from 'cli-table3';
import { plain } from './plain.js';

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

/** Columns under their headings, without lines, as kubectl shows them. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const grid = new Table({
    head: [...headings],
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  grid.push(...rows.map((row) => row.map(plain)));
  return trimmed(grid.toString());
}

/** Names and values, one pair a line. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(0, ...pairs.map(([name]) => name.length));
  return trimmed(pairs.map(([name, value]) => `${name.padEnd(width)}  ${plain(value)}`).join('\n'));
}

/** A heading with something below it; nothing when there is nothing. */
export function section(heading: string, body: string): string {
  return body === '' ? '' : `\n${heading}\n${body.replace(/^/gm, '  ')}`;
}

function trimmed(text: string): string {
  return text.replace(/[ \t]+$/gm, '');
}
