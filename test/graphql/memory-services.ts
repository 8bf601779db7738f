/** The services that the API asks, over lists in memory; they count their calls and fail on demand. */

import type { ApiServices } from '../../src/graphql/services.js';
import { memoryAccess, memoryObstacles, memoryOwnership, memoryShares } from './memory/access.js';
import { memoryAlertDetails, memoryAlerts, memorySnooze } from './memory/alerts.js';
import {
  memoryBackups,
  memoryBrowsing,
  memoryEncryption,
  memoryRetention,
  memoryVerifications,
} from './memory/backups.js';
import { memoryClusters, memoryDiscoveries, memoryVirtualMachines } from './memory/clusters.js';
import { memoryAlertRoutes, memoryDeliveries, memoryDigests } from './memory/deliveries.js';
import {
  memoryConnections,
  memoryLocations,
  memoryRescan,
  memorySyncs,
  memoryVeleroImports,
} from './memory/locations.js';
import {
  memoryAccessTokens,
  memoryIdentity,
  memorySlackLinks,
  memoryUserGroups,
  memoryUsers,
} from './memory/people.js';
import { memoryAudit, memoryIdempotency, memoryInteractions } from './memory/requests.js';
import { memoryLabels, memorySearch, memoryStateHistory, memoryStateMatrix } from './memory/resources.js';
import { memoryRestores } from './memory/restores.js';
import { MemoryRows } from './memory/rows.js';
import { memoryExecRules } from './memory/rules.js';
import { memoryScheduleChoices, memoryScheduleNamespaces, memorySchedules } from './memory/schedules.js';

export class MemoryServices extends MemoryRows implements ApiServices {
  /** May be replaced. */
  eventSight: ApiServices['eventSight'] = { maySee: async () => true };
  readonly clusters = memoryClusters(this);
  readonly virtualMachines = memoryVirtualMachines(this);
  readonly discoveries = memoryDiscoveries(this);
  readonly access = memoryAccess();
  readonly obstacles = memoryObstacles(this);
  readonly shares = memoryShares(this);
  readonly ownership = memoryOwnership(this);
  readonly locations = memoryLocations(this);
  readonly connections = memoryConnections(this);
  readonly syncs = memorySyncs(this);
  readonly rescan = memoryRescan(this);
  readonly veleroImports = memoryVeleroImports(this);
  readonly backups = memoryBackups(this);
  readonly browsing = memoryBrowsing(this);
  readonly encryption = memoryEncryption(this);
  readonly verifications = memoryVerifications(this);
  readonly retention = memoryRetention(this);
  readonly restores = memoryRestores(this);
  readonly schedules = memorySchedules(this);
  readonly scheduleNamespaces = memoryScheduleNamespaces(this);
  readonly scheduleChoices = memoryScheduleChoices(this);
  readonly alerts = memoryAlerts(this);
  readonly alertDetails = memoryAlertDetails(this);
  readonly snooze = memorySnooze(this);
  readonly alertRoutes = memoryAlertRoutes(this);
  readonly deliveries = memoryDeliveries(this);
  readonly digests = memoryDigests(this);
  readonly users = memoryUsers(this);
  readonly userGroups = memoryUserGroups(this);
  readonly accessTokens = memoryAccessTokens(this);
  readonly slackLinks = memorySlackLinks(this);
  readonly identity = memoryIdentity(this);
  readonly interactions = memoryInteractions(this);
  readonly idempotency = memoryIdempotency();
  readonly audit = memoryAudit(this);
  readonly search = memorySearch(this);
  readonly labels = memoryLabels(this);
  readonly stateHistory = memoryStateHistory(this);
  readonly stateMatrix = memoryStateMatrix(this);
  readonly execRules = memoryExecRules(this);
}
