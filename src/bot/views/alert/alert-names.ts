/** The namespaces of an alert in words: what is missing, what was excluded, what exists again. */
import type { Alert, Route } from '../data.js';
import { NAMES_SHOWN, someNames } from '../names.js';
import { count, counted } from '../numbers.js';

type Named = Pick<Alert, 'names' | 'namespaceCount' | 'schedule'>;

/** All groups together stay within one section of 3,000. */
const CHARACTERS = 2_700;

const GROUPS = ['Missing', 'Exist again', 'Excluded'] as const;
type Group = (typeof GROUPS)[number];

/** One paragraph for mrkdwn; undefined when the alert is about no namespaces. */
export function namesParagraph(alert: Named, { detail }: Pick<Route, 'detail'>): string | undefined {
  if (alert.namespaceCount === 0) return undefined;
  if (detail === 'COUNTS') return `${missingWords(alert)}.`;
  const shown = alert.names.slice(0, NAMES_SHOWN);
  const groups = GROUPS.map(
    (group) => [group, shown.filter((each) => groupOf(each) === group)] as const,
  ).filter(([, members]) => members.length > 0);
  const more = alert.namespaceCount - shown.length;
  const characters = Math.floor(CHARACTERS / Math.max(1, groups.length));
  const lines = groups.map(([group, members]) => {
    const names = members.map(({ name }) => name);
    return `*${group}:* ${someNames(names, names.length, { characters })}`;
  });
  if (more > 0) lines.push(`and ${counted(more, 'more namespace')}`);
  return lines.join('\n');
}

function groupOf({ onSchedule, isBack }: Alert['names'][number]): Group {
  if (!onSchedule) return 'Excluded';
  return isBack === true ? 'Exist again' : 'Missing';
}

/** Whether every name that is left to decide is known here, so that one button can name it. */
export function onlyNameLeft({
  names,
  namespaceCount,
}: Pick<Alert, 'names' | 'namespaceCount'>): string | undefined {
  const left = names.filter((each) => each.onSchedule);
  return names.length === namespaceCount && left.length === 1 ? left[0]?.name : undefined;
}

/** How many are still on the schedule: counted on the alert's own names, or on the lists of its schedule when there are more. */
export function namesLeft({ names, namespaceCount, schedule }: Named): number {
  if (names.length >= namespaceCount) return names.filter((each) => each.onSchedule).length;
  const listed = new Set(schedule?.selection.names ?? []);
  const left = schedule?.missingNamespaces.filter((name) => listed.has(name)).length ?? namespaceCount;
  return Math.min(left, namespaceCount);
}

/** `3 of 12 namespaces are missing, 1 is excluded`: what its schedule still names, and what it no longer does. */
export function missingWords(alert: Named): string {
  const left = namesLeft(alert);
  const excluded = alert.namespaceCount - left;
  const listed = alert.schedule?.selection.names?.length ?? 0;
  const of =
    listed >= left && listed > 0
      ? `${count(left)} of ${counted(listed, 'namespace')}`
      : counted(left, 'namespace');
  const missing = left === 0 && excluded > 0 ? [] : [`${of} ${left === 1 ? 'is' : 'are'} missing`];
  if (excluded === 0) return missing.join('');
  const out = left === 0 ? counted(excluded, 'missing namespace') : count(excluded);
  return [...missing, `${out} ${excluded === 1 ? 'is' : 'are'} excluded`].join(', ');
}
