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
