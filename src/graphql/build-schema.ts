import 'reflect-metadata';
import { createPubSub } from '@graphql-yoga/subscription';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { auditMutations } from './audited-mutations.js';
import { makeMutationsIdempotent } from './idempotent-mutations.js';
import { AccessTokenResolver } from './resolvers/access-token.resolver.js';
import { AlertResolver } from './resolvers/alert.resolver.js';
import { AlertRouteResolver } from './resolvers/alert-route.resolver.js';
import { AlertStandingResolver } from './resolvers/alert-standing.resolver.js';
import { AuditEntryResolver } from './resolvers/audit-entry.resolver.js';
import { BackupResolver } from './resolvers/backup.resolver.js';
import { BackupFieldsResolver } from './resolvers/backup-fields.resolver.js';
import { BackupKeepingResolver } from './resolvers/backup-keeping.resolver.js';
import { BackupLocationResolver } from './resolvers/backup-location.resolver.js';
import { BackupObjectResolver } from './resolvers/backup-object.resolver.js';
import { BackupScheduleResolver } from './resolvers/backup-schedule.resolver.js';
import { BackupScheduleFieldsResolver } from './resolvers/backup-schedule-fields.resolver.js';
import {
  BackupSyncResolver,
  BackupSyncUpdateResolver,
  LastSyncResolver,
} from './resolvers/backup-sync.resolver.js';
import { ClaimedDeliveryResolver } from './resolvers/claimed-delivery.resolver.js';
import { ClusterResolver } from './resolvers/cluster.resolver.js';
import {
  ClusterDiscoveryResolver,
  ClusterShootResolver,
  ShootFieldsResolver,
} from './resolvers/cluster-discovery.resolver.js';
import { ClusterNamespaceResolver } from './resolvers/cluster-namespace.resolver.js';
import { AlertDeliveriesResolver, DeliveryResolver } from './resolvers/delivery.resolver.js';
import {
  BackupEncryptionResolver,
  LocationEncryptionResolver,
  ServerEncryptionResolver,
  ServerFieldsResolver,
} from './resolvers/encryption.resolver.js';
import { ExecRuleResolver, RuleResultFieldsResolver } from './resolvers/exec-rule.resolver.js';
import { InteractionResolver } from './resolvers/interaction.resolver.js';
import { IssueResolver } from './resolvers/issue.resolver.js';
import { LabelResolver } from './resolvers/label.resolver.js';
import {
  ClusterConnectionsResolver,
  LocationConnectionResolver,
  LocationConnectionsResolver,
} from './resolvers/location-connection.resolver.js';
import { OwnershipResolver } from './resolvers/ownership.resolver.js';
import { RestoreResolver } from './resolvers/restore.resolver.js';
import {
  BackupRestoresResolver,
  RestoreFieldsResolver,
  RestoreIssueResolver,
  RestoreSubscriptionResolver,
} from './resolvers/restore-fields.resolver.js';
import { ScheduleChoicesResolver } from './resolvers/schedule-choices.resolver.js';
import { ScheduleNamespacesResolver } from './resolvers/schedule-namespaces.resolver.js';
import {
  BackupMissingNamespaceResolver,
  BackupPlanFieldsResolver,
  BackupScheduleRulesResolver,
  CycleFieldsResolver,
  HeldBackupFieldsResolver,
  ScheduleEditFieldsResolver,
} from './resolvers/schedule-parts.resolver.js';
import {
  AlertSubscriptionResolver,
  ScheduleSubscriptionResolver,
} from './resolvers/schedule-subscription.resolver.js';
import { SearchResolver } from './resolvers/search.resolver.js';
import { ServerResolver } from './resolvers/server.resolver.js';
import { ShareResolver } from './resolvers/share.resolver.js';
import { SlackLinkResolver } from './resolvers/slack-link.resolver.js';
import { STATE_HISTORY_FIELDS, StateHistoryResolver } from './resolvers/state-history.resolver.js';
import { StateMatrixResolver } from './resolvers/state-matrix.resolver.js';
import { SubscriptionResolver } from './resolvers/subscription.resolver.js';
import { UserResolver, ViewerFieldsResolver } from './resolvers/user.resolver.js';
import {
  UserGroupResolver,
  UserGroupsOfUserResolver,
  UserGroupsOfViewerResolver,
} from './resolvers/user-group.resolver.js';
import { VeleroResolver } from './resolvers/velero.resolver.js';
import { VirtualMachineResolver } from './resolvers/virtual-machine.resolver.js';

const RESOLVERS = [
  new ServerResolver(),
  new UserResolver(),
  new ViewerFieldsResolver(),
  new OwnershipResolver(),
  new UserGroupResolver(),
  new UserGroupsOfUserResolver(),
  new UserGroupsOfViewerResolver(),
  new AccessTokenResolver(),
  new ShareResolver(),
  new SlackLinkResolver(),
  new InteractionResolver(),
  new AuditEntryResolver(),
  new StateMatrixResolver(),
  new StateHistoryResolver(),
  ...STATE_HISTORY_FIELDS,
  new ClusterResolver(),
  new ClusterNamespaceResolver(),
  new ClusterDiscoveryResolver(),
  new ClusterShootResolver(),
  new ShootFieldsResolver(),
  new BackupLocationResolver(),
  new LocationConnectionResolver(),
  new LocationConnectionsResolver(),
  new ClusterConnectionsResolver(),
  new BackupSyncResolver(),
  new LastSyncResolver(),
  new BackupSyncUpdateResolver(),
  new BackupResolver(),
  new BackupFieldsResolver(),
  new BackupObjectResolver(),
  new VeleroResolver(),
  new VirtualMachineResolver(),
  new BackupKeepingResolver(),
  new BackupMissingNamespaceResolver(),
  new BackupScheduleResolver(),
  new BackupScheduleFieldsResolver(),
  new BackupScheduleRulesResolver(),
  new ScheduleNamespacesResolver(),
  new ScheduleChoicesResolver(),
  new ScheduleEditFieldsResolver(),
  new CycleFieldsResolver(),
  new HeldBackupFieldsResolver(),
  new AlertResolver(),
  new AlertStandingResolver(),
  new AlertRouteResolver(),
  new DeliveryResolver(),
  new AlertDeliveriesResolver(),
  new ClaimedDeliveryResolver(),
  new IssueResolver(),
  new RestoreResolver(),
  new RestoreFieldsResolver(),
  new RestoreIssueResolver(),
  new BackupRestoresResolver(),
  new RestoreSubscriptionResolver(),
  new BackupEncryptionResolver(),
  new LocationEncryptionResolver(),
  new ServerEncryptionResolver(),
  new ServerFieldsResolver(),
  new SubscriptionResolver(),
  new AlertSubscriptionResolver(),
  new ScheduleSubscriptionResolver(),
  new LabelResolver(),
  new SearchResolver(),
  new ExecRuleResolver(),
  new RuleResultFieldsResolver(),
  new BackupPlanFieldsResolver(),
] as const;

let built: GraphQLSchema | undefined;

/**
 * The schema of the API, one for the process. Resolvers have no state: what they need is in the context of the request, so
 * one of each is enough.
 * No global middleware and no validation plug-in: both cost on every field (ADR on the fast set-up).
 */
export function buildApiSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const container = new Map<unknown, object>(RESOLVERS.map((each) => [each.constructor, each]));
  const [first, ...rest] = RESOLVERS.map((each) => each.constructor);
  if (first === undefined) throw new RangeError('the schema has no resolvers');
  const schema = buildSchemaSync({
    resolvers: [first, ...rest],
    container: { get: (someClass) => container.get(someClass) },
    validate: false,
    // Asked for by the library, used by no subscription of ours: they read the event table.
    pubSub: createPubSub(),
  });
  return auditMutations(makeMutationsIdempotent(schema));
}
