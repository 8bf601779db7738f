/** The home tab of one person: who they are here, their open alerts, their snoozes, help. Private and always there. */
import type { HomeView, KnownBlock } from '@slack/types';
import type { SlackHomeQuery } from '../../client/generated/graphql.js';
import { alertRow } from './alert/alert-row.js';
import { subjectOf } from './alert/alert-words.js';
import { actions, button, context, header, plain, section } from './blocks.js';
import { linesSection } from './lists.js';
import { count, moment } from './numbers.js';
import { ACTIONS, alertValue } from './references.js';
import { code, prose } from './text.js';

type Row = SlackHomeQuery['alerts']['edges'][number]['node'];

/** Root fields that the home tab asks. */
export const HOME_FIELDS = ['viewer', 'server', 'alerts'] as const;

const ROWS = 10;

export interface HomeParts {
  readonly teamId: string;
  readonly slackUserId: string;
  /** ISO time. */
  readonly asOf: string;
}

export function homeView(
  { viewer, server, alerts }: SlackHomeQuery,
  { teamId, slackUserId, asOf }: HomeParts,
): HomeView {
  const rows = alerts.edges.map(({ node }) => node);
  const link = viewer.slackLinks.find((each) => each.teamId === teamId && each.slackUserId === slackUserId);
  const since = link === undefined ? '' : ` since ${moment(link.linkedAt)}`;
  return home([
    section(`You are linked to the Holdfast user ${code(viewer.name)}${since}. \`/backup unlink\` ends it.`),
    header('Open alerts of your schedules'),
    ...openRows(
      rows.filter(({ standing }) => standing !== 'SNOOZED'),
      alerts.totalCount > rows.length ? alerts.totalCount : undefined,
    ),
    header('Snoozed'),
    ...snoozedRows(rows.filter(({ standing }) => standing === 'SNOOZED')),
    ...helpBlocks(),
    context(`Holdfast ${prose(server.version, 40)} · State as of ${moment(asOf)}`),
  ]);
}

/** For somebody whom Holdfast does not know yet. */
export function unlinkedHome(): HomeView {
  return home([
    section(
      'Holdfast does not know who you are yet. Link your Slack account to see your alerts and to act on them with your own rights.',
    ),
    actions([
      button({
        action: ACTIONS.linkBegin,
        label: 'Link my account',
        style: 'primary',
        spoken: 'Link my Slack account to my user of Holdfast',
      }),
    ]),
    ...helpBlocks(),
  ]);
}

/** `words` is mrkdwn: why there is nothing to show. */
export function tellingHome(words: string): HomeView {
  return home([section(words), ...helpBlocks()]);
}

function home(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', blocks: [...blocks] };
}

function openRows(rows: readonly Row[], total: number | undefined): readonly KnownBlock[] {
  if (rows.length === 0) return [section('None is open.')];
  const shown = rows.slice(0, ROWS).map(alertRow);
  return [linesSection(`${count(total ?? rows.length)} open`, shown, { total: total ?? rows.length })];
}

function snoozedRows(rows: readonly Row[]): readonly KnownBlock[] {
  if (rows.length === 0) return [section('Nothing is snoozed.')];
  const more = rows.length - ROWS;
  return [...rows.slice(0, ROWS).map(snoozedRow), ...(more > 0 ? [context(`and ${count(more)} more`)] : [])];
}

function snoozedRow(row: Row): KnownBlock {
  const { what, name } = subjectOf(row);
  const { until = null, by = 'somebody' } = row.snooze ?? {};
  const end = until === null ? 'until it changes' : `until ${moment(until)}`;
  return {
    ...section(`${what} ${code(name)}, by ${prose(by, 60)}, ${end}`),
    accessory: {
      type: 'button',
      action_id: ACTIONS.unsnooze,
      text: plain('End snooze', 75),
      value: alertValue(row.id),
      accessibility_label: plain(`End the snooze of ${what} ${name}`, 75).text,
    },
  };
}

function helpBlocks(): readonly KnownBlock[] {
  return [
    { type: 'divider' },
    section(
      '`/backup help` shows what you can ask. `/backup alerts` lists every open alert, `/backup status` how things stand.',
    ),
  ];
}
