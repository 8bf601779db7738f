import type { Command } from 'commander';
import { RetentionPreviewDocument, type RetentionPreviewQuery } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { bytes, counted, time } from '../output/format.js';
import { section, table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { heldTable } from './held-table.js';
import { editedRetention, type RetentionOptions, withRetention } from './retention-options.js';
import { scheduleNamed } from './schedule-refusals.js';

type Preview = RetentionPreviewQuery['retentionPreview'];

export function addScheduleRetentionCommand(group: Command, io: CliIo): void {
  withRetention(
    clientCommand(
      group,
      'retention <schedule>',
      'what its retention, or another one, would remove now; changes nothing',
    ),
  ).action((reference: string, options: ClientOptions & RetentionOptions) =>
    runCommand(io, options, (session) => preview(session, reference, options)),
  );
}

async function preview(session: Session, reference: string, options: RetentionOptions): Promise<undefined> {
  const { id: scheduleId, name, retention: own } = await scheduleNamed(session, reference);
  const retention = editedRetention(own, options) ?? null;
  const { retentionPreview } = await session.ask(RetentionPreviewDocument, { scheduleId, retention });
  session.show(retentionPreview, () => described(name, retentionPreview));
}

function described(name: string, { remove, kept }: Preview): string {
  const head =
    remove.length === 0
      ? `Retention of schedule "${name}" would remove nothing now.`
      : `Retention of schedule "${name}" would remove ${counted(remove.length, 'backup')} now.`;
  const going = table(
    ['BACKUP', 'STATE', 'CREATED', 'STORED'],
    remove.map((each) => [each.name, each.state, time(each.createdAt), bytes(each.storedBytes)]),
  );
  return [
    head,
    section('Would go', remove.length === 0 ? '' : going),
    section('Kept beyond the newest', heldTable(kept)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}
