/** Once a day for a channel: what is open, who changed what, and what no schedule covers any more. */
import type { KnownBlock } from '@slack/types';
import { alertRow } from '../alert/alert-row.js';
import { context, header, type Message } from '../blocks.js';
import type { Digest, Route } from '../data.js';
import { editWords } from '../edit-words.js';
import { linesSection } from '../lists.js';
import { someNames } from '../names.js';
import { count, counted, moment } from '../numbers.js';
import { code, prose } from '../text.js';

const ROWS = 10;

export function digestMessage(digest: Digest, { detail }: Pick<Route, 'detail'>): Message {
  const { openCount, edits, uncoveredCount, since, until } = digest;
  const uncovered =
    uncoveredCount === 0 ? '' : `, ${counted(uncoveredCount, 'namespace')} that no schedule covers any more`;
  return {
    text: `Daily digest of backups: ${counted(openCount, 'open alert')}, ${counted(edits.length, 'change')} of schedules${uncovered}.`,
    blocks: [
      header('Daily digest of backups'),
      ...openSection(digest),
      ...editsSection(digest, detail),
      ...uncoveredSection(digest, detail),
      context(`From ${moment(since)} to ${moment(until)}`),
    ],
  };
}

function openSection({ openAlerts, openCount }: Digest): readonly KnownBlock[] {
  if (openCount === 0) return [linesSection('Open alerts', ['none'])];
  const title = `Open alerts (${count(openCount)})`;
  return [linesSection(title, openAlerts.slice(0, ROWS).map(alertRow), { total: openCount })];
}

function editsSection({ edits }: Digest, detail: Route['detail']): readonly KnownBlock[] {
  if (edits.length === 0) return [];
  const lines = edits.slice(0, ROWS).map(({ scheduleName, kind, by, at, namespaces, namespaceCount }) => {
    const names =
      detail === 'FULL' && namespaces.length > 0
        ? someNames(namespaces, namespaceCount, { most: 3, characters: 240 })
        : counted(namespaceCount, 'namespace');
    const what = editWords(kind, names);
    return `${code(scheduleName)}: ${prose(by, 60)} ${what}, ${moment(at)}`;
  });
  return [linesSection('Changed schedules', lines, { total: edits.length })];
}

function uncoveredSection(
  { uncovered, uncoveredCount }: Digest,
  detail: Route['detail'],
): readonly KnownBlock[] {
  if (uncoveredCount === 0) return [];
  const title = `No longer covered by any schedule (${count(uncoveredCount)})`;
  if (detail === 'COUNTS') return [linesSection(title, ['Ask with `/backup status` which they are.'])];
  const lines = uncovered.slice(0, ROWS).map(({ clusterName, name, scheduleName, leftAt, by }) => {
    const who = by === null ? '' : ` by ${prose(by, 60)}`;
    return `${code(name)} on ${code(clusterName)}: left ${code(scheduleName)}${who}, ${moment(leftAt)}`;
  });
  return [linesSection(title, lines, { total: uncoveredCount })];
}
