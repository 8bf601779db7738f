import { readdirSync, readFileSync } from 'node:fs';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { ALL_ERRORS } from '../../src/domain/errors/protocol-errors.js';
import {
  OPERATIONS,
  type Operation,
  RESOURCES,
  type Resource,
  resourceRow,
} from '../../src/domain/state-matrix.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import type { ApiServices } from '../../src/graphql/services.js';
import type { AccessTokenService } from '../../src/services/access-token-service.js';
import type { AlertDetails } from '../../src/services/alert-details.js';
import type { AlertRouteService } from '../../src/services/alert-route-service.js';
import type { AlertService } from '../../src/services/alert-service.js';
import type { AlertSnooze } from '../../src/services/alert-snooze.js';
import type { AuditService } from '../../src/services/audit-service.js';
import type { AccessService } from '../../src/services/authorisation.js';
import type { BackupBrowsing } from '../../src/services/backup-browsing.js';
import type { BackupEncryptionService } from '../../src/services/backup-encryption.js';
import type { BackupLocationService } from '../../src/services/backup-location-service.js';
import type { BackupService } from '../../src/services/backup-service.js';
import type { BackupSyncService } from '../../src/services/backup-sync-service.js';
import type { ClusterDiscoveryService } from '../../src/services/cluster-discovery-service.js';
import type { ClusterService } from '../../src/services/cluster-service.js';
import type { ConnectionService } from '../../src/services/connection-service.js';
import type { DeliveryService } from '../../src/services/delivery-service.js';
import type { DigestService } from '../../src/services/digest-service.js';
import type { EventSight } from '../../src/services/event-sight.js';
import type { ExecRuleService } from '../../src/services/exec-rule-service.js';
import type { IdempotencyService } from '../../src/services/idempotency-service.js';
import type { IdentityService } from '../../src/services/identity-service.js';
import type { InteractionService } from '../../src/services/interaction-service.js';
import type { LabelService } from '../../src/services/label-service.js';
import type { ObstacleService } from '../../src/services/obstacles.js';
import type { OwnershipService } from '../../src/services/ownership-service.js';
import type { Rescan } from '../../src/services/rescan.js';
import type { RestoreService } from '../../src/services/restore-service.js';
import type { ScheduleChoices } from '../../src/services/schedule-choices.js';
import type { ScheduleNamespaces } from '../../src/services/schedule-namespaces.js';
import type { ScheduleRetention } from '../../src/services/schedule-retention.js';
import type { ScheduleService } from '../../src/services/schedule-service.js';
import type { SearchService } from '../../src/services/search-service.js';
import type { ShareService } from '../../src/services/share-service.js';
import type { SlackLinkService } from '../../src/services/slack-link-service.js';
import type { StateHistoryService } from '../../src/services/state-history-service.js';
import type { StateMatrixService } from '../../src/services/state-matrix-service.js';
import type { UserGroupService } from '../../src/services/user-group-service.js';
import type { UserService } from '../../src/services/user-service.js';
import type { VeleroImports } from '../../src/services/velero-imports.js';
import type { VerificationService } from '../../src/services/verification-service.js';
import type { VirtualMachineService } from '../../src/services/virtual-machine-service.js';

const schema = buildApiSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

/** Everything of a type that can carry a description, with its coordinate. */
function describable(
  type: GraphQLNamedType,
): { coordinate: string; description: string | null | undefined }[] {
  const self = { coordinate: type.name, description: type.description };
  if (isEnumType(type)) {
    return [
      self,
      ...type
        .getValues()
        .map((each) => ({ coordinate: `${type.name}.${each.name}`, description: each.description })),
    ];
  }
  if (isInputObjectType(type)) {
    return [
      self,
      ...Object.values(type.getFields()).map((each) => ({
        coordinate: `${type.name}.${each.name}`,
        description: each.description,
      })),
    ];
  }
  if (!isObjectType(type)) return [self];
  const fields = Object.values(type.getFields()).flatMap((field) => [
    { coordinate: `${type.name}.${field.name}`, description: field.description },
    ...field.args.map((arg) => ({
      coordinate: `${type.name}.${field.name}(${arg.name})`,
      description: arg.description,
    })),
  ]);
  return ['Query', 'Mutation', 'Subscription'].includes(type.name) ? fields : [self, ...fields];
}

describe('the schema', () => {
  it('describes every type, field, argument and enum value', () => {
    const silent = types
      .filter((type) => !isSpecifiedScalarType(type))
      .flatMap(describable)
      .filter((each) => !each.description?.trim())
      .map((each) => each.coordinate);
    expect(silent).toEqual([]);
  });

  it('is what schema/schema.graphql says: run `npm run generate` after a change', () => {
    const committed = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
    expect(committed).toContain(printSchema(lexicographicSortSchema(schema)));
  });

  it('has a value per state, operation and error code of the tables', () => {
    const values = (name: string) => {
      const type = schema.getType(name);
      return isEnumType(type) ? type.getValues().map((each) => each.name) : [];
    };
    expect(values('Resource')).toEqual([...RESOURCES]);
    const stated = ['Cluster', 'BackupLocation', 'BackupSchedule', 'Backup', 'Restore', 'ClusterDiscovery'];
    for (const resource of stated as Resource[]) {
      expect(values(`${resource}State`)).toEqual(Object.keys(resourceRow(resource).states));
    }
    expect(values('Operation')).toEqual(Object.keys(OPERATIONS));
    expect(values('ErrorCode')).toEqual(Object.keys(ALL_ERRORS));
  });

  it('has one `input` and an idempotency key per mutation, and an answer of its own', () => {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const name = `${field.name[0]?.toUpperCase()}${field.name.slice(1)}`;
      expect(field.args.map((arg) => [arg.name, String(arg.type)])).toEqual([
        ['input', `${name}Input!`],
        ['idempotencyKey', 'String'],
      ]);
      expect(String(field.type)).toBe(`${name}Payload!`);
    }
  });

  it('has a mutation for every operation that a resource offers, and offers every mutation', () => {
    const resources = [
      'Cluster',
      'BackupLocation',
      'BackupSchedule',
      'Backup',
      'Restore',
      'ClusterDiscovery',
    ] as const satisfies readonly Resource[];
    const called: Partial<Record<Operation, string>> = {
      backUp: 'createBackup',
      restore: 'createRestore',
      createSchedule: 'createBackupSchedule',
      backUpNow: 'backUpScheduleNow',
      excludeNamespaces: 'excludeNamespacesFromSchedule',
      addNamespaces: 'addNamespacesToSchedule',
      discover: 'runClusterDiscovery',
    };
    const offered = resources.flatMap((resource) =>
      Object.values(resourceRow(resource).states)
        .flatMap((state) => state.allows)
        .filter((operation) => OPERATIONS[operation].built)
        .map((operation) => called[operation] ?? `${operation}${resource}`),
    );
    // What makes a thing is asked of none that exists.
    const begin = [
      ...['registerCluster', 'createBackupLocation', 'createAlertRoute', 'watchBackup'],
      'createClusterDiscovery',
      // What a connection allows of backups and restores is asked of those.
      ...['createLocationConnection', 'validateLocationConnection', 'deleteLocationConnection'],
    ];
    // What is asked of an edit, of copies and of an incident, which have no states of their own.
    const beside = [
      ...['revertScheduleEdit', 'releaseHeldBackups', 'acknowledgeAlert', 'snoozeAlerts', 'unsnoozeAlerts'],
      // Of all encrypted backups.
      'rewrapBackups',
      // Each is the edit of its resource.
      'changeLabels',
      ...['createShare', 'editShare', 'deleteShare'],
      ...[
        'editAlertRoute',
        'deleteAlertRoute',
        'testAlertRoute',
        'resendDelivery',
        'revealBackupSecret',
        'importVeleroBackup',
      ],
      ...['editAlertRoute', 'deleteAlertRoute', 'testAlertRoute', 'resendDelivery'],
      'cancelBackupVerification',
      ...['createExecRule', 'editExecRule', 'deleteExecRule'],
      // Of a bot.
      ...['claimDeliveries', 'acknowledgeDelivery', 'adoptMessage'],
    ];
    // People, their tokens and their links, which the matrix of backup resources does not have.
    const people = ['createUser', 'editUser', 'createAccessToken', 'revokeAccessToken'];
    const groups = ['reassignOwnership', 'createUserGroup', 'editUserGroup', 'deleteUserGroup'];
    const slack = ['beginSlackLink', 'confirmSlackLink', 'removeSlackLink', 'beginInteraction'];
    expect([...new Set([...offered, ...begin, ...beside, ...people, ...groups, ...slack])].sort()).toEqual(
      Object.keys(schema.getMutationType()?.getFields() ?? {}).sort(),
    );
  });

  it('has an operation for clients for every question, change and stream', () => {
    const folder = new URL('../../schema/operations/', import.meta.url);
    const asked = readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .flatMap((file) => parse(readFileSync(new URL(file, folder), 'utf8')).definitions)
      .flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? each.selectionSet.selections : []))
      .flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const offered = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
    expect([...new Set(asked)].sort()).toEqual(offered.sort());
  });

  it('has no way to read a credential, but for a new token in the answer to the one who asked for it', () => {
    const readable = types
      .filter(isObjectType)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(
      readable
        .filter((name) => /\..*(kubeconfig|secret|token|password|credential(?!ExpiresAt))/i.test(name))
        .sort(),
    ).toEqual([
      'AuditEntry.tokenId', // Which one was sent, and its name: never the token.
      'AuditEntry.tokenName',
      'BeginInteractionPayload.token',
      'ClusterShoot.kubeconfigExpiresAt', // Moments alone.
      'ClusterShoot.kubeconfigObtainedAt',
      'CreateAccessTokenPayload.accessToken',
      'CreateAccessTokenPayload.token',
      'Mutation.createAccessToken',
      'Mutation.revealBackupSecret',
      'Mutation.revokeAccessToken',
      'RevokeAccessTokenPayload.accessToken',
      'S3Settings.credentials', // A word: STATIC_KEYS or ENVIRONMENT.
      'User.accessTokens',
    ]);
  });

  it('reads plain fields without a resolver of the library in between', () => {
    const cluster = schema.getType('Cluster');
    const fields = isObjectType(cluster) ? cluster.getFields() : {};
    expect(fields.name?.resolve).toBeUndefined();
    expect(fields.stateChangedAt?.resolve).toBeUndefined();
    expect(fields.owner?.resolve).toBeTypeOf('function');
  });
});

describe('the services', () => {
  it('have the shapes that the API asks for', () => {
    expectTypeOf<{
      clusters: ClusterService;
      locations: BackupLocationService;
      rescan: Rescan;
      backups: BackupService;
      browsing: BackupBrowsing;
      veleroImports: VeleroImports;
      restores: RestoreService;
      encryption: BackupEncryptionService;
      schedules: ScheduleService;
      scheduleNamespaces: ScheduleNamespaces;
      retention: ScheduleRetention;
      scheduleChoices: ScheduleChoices;
      verifications: VerificationService;
      alerts: AlertService;
      alertDetails: AlertDetails;
      snooze: AlertSnooze;
      alertRoutes: AlertRouteService;
      deliveries: DeliveryService;
      digests: DigestService;
      identity: IdentityService;
      users: UserService;
      userGroups: UserGroupService;
      ownership: OwnershipService;
      accessTokens: AccessTokenService;
      slackLinks: SlackLinkService;
      interactions: InteractionService;
      audit: AuditService;
      idempotency: IdempotencyService;
      stateMatrix: StateMatrixService;
      stateHistory: StateHistoryService;
      access: AccessService;
      obstacles: ObstacleService;
      eventSight: EventSight;
      shares: ShareService;
      execRules: ExecRuleService;
      discoveries: ClusterDiscoveryService;
      labels: LabelService;
      search: SearchService;
      virtualMachines: VirtualMachineService;
      connections: ConnectionService;
      syncs: BackupSyncService;
    }>().toExtend<ApiServices>();
  });
});
