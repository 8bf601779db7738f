/** Lines of a list that may be long, in as many sections as they need. */
import type { KnownBlock } from '@slack/types';
import { section } from './blocks.js';
import { count } from './numbers.js';

/** `lines` is mrkdwn. `total`: how many there are when the lines are only the first of them. `characters`: for all of them. */
export function linesSection(
  title: string,
  lines: readonly string[],
  {
    total = lines.length,
    characters = 2_800,
  }: { readonly total?: number; readonly characters?: number } = {},
): KnownBlock {
  const kept: string[] = [];
  let used = title.length + 4;
  for (const line of lines) {
    if (used + line.length + 3 > characters) break;
    kept.push(`• ${line}`);
    used += line.length + 3;
  }
  const more = Math.max(total, lines.length) - kept.length;
  if (more > 0) kept.push(`and ${count(more)} more`);
  return section(`*${title}*\n${kept.join('\n')}`);
}

/** What is listed under one title. */
export interface Listing {
  readonly title: string;
  /** Mrkdwn. */
  readonly lines: readonly string[];
  /** How many there are when the lines are only the first of them. */
  readonly total?: number;
}

const SECTION_MOST = 2_800;
/** `and 12,345 more` */
const AND_MORE = 24;

/** Sections that share this many characters: what one does not need the others have, and each says how much it leaves out. */
export function sharedSections(listings: readonly Listing[], characters: number): readonly KnownBlock[] {
  const needs = listings.map(needOf);
  const rooms = sharedRoom(needs, characters);
  return listings.map(({ title, lines, total }, index) => {
    if (lines.length === 0) return section(`*${title}*\nnone`);
    const room = (rooms[index] ?? 0) - AND_MORE;
    return linesSection(title, lines, { characters: room, ...(total !== undefined && { total }) });
  });
}

function needOf({ title, lines }: Listing): number {
  const all = lines.reduce((sum, line) => sum + line.length + 3, title.length + 10);
  return Math.min(SECTION_MOST, all + AND_MORE);
}

/** @returns for each what it needs, or its equal part of what is left by those that need less */
function sharedRoom(needs: readonly number[], characters: number): readonly number[] {
  const rooms = needs.map(() => 0);
  const order = needs.map((need, index) => ({ need, index })).sort((one, other) => one.need - other.need);
  let left = characters;
  order.forEach(({ need, index }, done) => {
    const room = Math.min(need, Math.floor(left / (order.length - done)));
    rooms[index] = room;
    left -= room;
  });
  return rooms;
}
