import type { Command } from 'commander';
import type { CliIo } from './cli-io.js';
import { addAlertRouteCommands } from './commands/alert-route.js';
import { addAlertCommands } from './commands/alerts.js';
import { addAuditCommands } from './commands/audit.js';
import { addBackupCommands } from './commands/backup.js';
import { addBackupKeyCommands } from './commands/backup-key.js';
import { addClusterCommands } from './commands/cluster.js';
import { addConfigurationCommands } from './commands/configuration.js';
import { addDeliveryCommands } from './commands/delivery.js';
import { addErrorsCommand } from './commands/errors.js';
import { addGroupCommands } from './commands/group.js';
import { addLocationCommands } from './commands/location.js';
import { addRestoreCommands } from './commands/restore.js';
import { addRuleCommands } from './commands/rule.js';
import { addScheduleCommands } from './commands/schedule.js';
import { addSlackCommands } from './commands/slack.js';
import { addStatesCommand } from './commands/states.js';
import { addTokenCommands } from './commands/token.js';
import { addUserCommands } from './commands/user.js';
import { addVeleroCommands } from './commands/velero.js';
import { addWatchCommand } from './commands/watch.js';
import { addWhoamiCommand } from './commands/whoami.js';
import { processIo } from './process-io.js';

/** Adds every command that asks a running Holdfast through its GraphQL API. They set the exit code themselves and never reject. */
export function addClientCommands(program: Command, io: CliIo = processIo()): void {
  addClusterCommands(program, io);
  addLocationCommands(program, io);
  addBackupCommands(program, io);
  addRestoreCommands(program, io);
  addVeleroCommands(program, io);
  addScheduleCommands(program, io);
  addAlertCommands(program, io);
  addUserCommands(program, io);
  addGroupCommands(program, io);
  addTokenCommands(program, io);
  addSlackCommands(program, io);
  addAuditCommands(program, io);
  addErrorsCommand(program, io);
  addAlertRouteCommands(program, io);
  addDeliveryCommands(program, io);
  addBackupKeyCommands(program, io);
  addRuleCommands(program, io);
  addStatesCommand(program, io);
  addConfigurationCommands(program, io);
  addWatchCommand(program, io);
  addWhoamiCommand(program, io);
}
