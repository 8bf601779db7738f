import type { Command } from 'commander';
import type { CliIo } from '../cli-io.js';
import { commandGroup } from '../client-command.js';
import { addScheduleChoiceCommands } from './schedule-choices.js';
import { addScheduleDefiningCommands } from './schedule-define.js';
import { addScheduleNamespaceCommands } from './schedule-namespaces.js';
import { addScheduleReadingCommands } from './schedule-read.js';
import { addScheduleRetentionCommand } from './schedule-retention.js';
import { addScheduleRunningCommands } from './schedule-run.js';

export function addScheduleCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'schedule', { description: 'backup schedules', io });
  addScheduleDefiningCommands(group, io);
  addScheduleReadingCommands(group, io);
  addScheduleRunningCommands(group, io);
  addScheduleNamespaceCommands(group, io);
  addScheduleChoiceCommands(group, io);
  addScheduleRetentionCommand(group, io);
}
