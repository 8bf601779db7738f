/** The open alerts. */
import type { SlackAlertsQuery } from '../../../client/generated/graphql.js';
import { missingWords } from '../alert/alert-names.js';
import { alertRow } from '../alert/alert-row.js';
import { context, type Message } from '../blocks.js';
import { linesSection } from '../lists.js';
import { counted, moment } from '../numbers.js';
import { answer } from './answer.js';

export function alertsAnswer(
  { alerts }: SlackAlertsQuery,
  { mine, asOf }: { readonly mine: boolean; readonly asOf: string },
): Message {
  const whose = mine ? ' of your schedules' : '';
  if (alerts.totalCount === 0) return answer(`No alert${whose} is open.`);
  const lines = alerts.edges.map(({ node }) => {
    const missing = node.kind === 'MISSING_NAMESPACES' ? `: ${missingWords(node)}` : '';
    return `${alertRow(node)}${missing}`;
  });
  return {
    text: `${counted(alerts.totalCount, 'open alert')}${whose}.`,
    blocks: [
      linesSection('Open alerts', lines, { total: alerts.totalCount }),
      context(`State as of ${moment(asOf)}`),
    ],
  };
}
