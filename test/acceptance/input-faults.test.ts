/**
 * Every text, number and list of every input, each of the right type and none of them possible, on the real services: one BAD_USER_INPUT
 * that names every field. Ids and versions are real: of what is not there and of what has moved there are other errors.
 */
import { randomUUID } from 'node:crypto';
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import type { ProcessToken } from '../../src/services/service-tokens.js';
import { aDiscovery } from '../factories/discoveries.js';
import { anAction } from '../factories/rules.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';

const schema = buildApiSchema();
/** In no name, no address, no path and no list of anything. */
const NO_TEXT = '\u0007';
const NO_NUMBER = -7;
const VERSIONS = /[vV]ersion$/;

let world: Installation;
let api: Running;
let admin: Person;
let bot: ProcessToken;
/** By the name of the field, or of the mutation and the field. */
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await Installation.start({ namespaces: ['shop', 'blog'] });
  const { product, actor, cluster, location } = world;
  const { services } = product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  admin = await aPerson(product, actor, { role: 'SUPER_ADMIN' });
  bot = await services.identity.serviceToken('slack-bot');
  const schedule = await services.schedules.create(
    {
      ...{ name: 'nightly', clusterId: cluster.id, locationId: location.id, timeZone: 'UTC' },
      selection: { kind: 'NAMED', names: ['shop', 'blog'] },
      timing: { kind: 'INTERVAL', minutes: 60 },
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    },
    actor,
  );
  const { backup } = await world.backUp('shop');
  const rule = await services.execRules.create({ name: 'freeze', kind: 'PRE', actions: [anAction()] }, actor);
  const route = await services.alertRoutes.create({ name: 'ops', channelId: 'C0ALERTS1' }, actor);
  const group = await services.userGroups.create({ name: 'team' }, actor);
  const of = { resource: 'Cluster', resourceId: cluster.id, groupId: group.id } as const;
  const share = await services.shares.create({ ...of, access: 'VIEW' }, actor);
  const discovery = aDiscovery({ ownerId: admin.user.id, state: 'SUCCESS' });
  await product.world.work.stores.discoveries.insert(discovery);
  ids = {
    ...{ clusterId: cluster.id, locationId: location.id, scheduleId: schedule.id, backupId: backup.id },
    ...{ userId: admin.user.id, groupId: group.id, preRuleId: rule.id, targetClusterId: cluster.id },
    ...{ 'editCluster.id': cluster.id, 'editBackupLocation.id': location.id, 'editBackup.id': backup.id },
    ...{ 'changeLabels.id': backup.id, 'editBackupSchedule.id': schedule.id, 'editExecRule.id': rule.id },
    ...{ 'editAlertRoute.id': route.id, 'editUser.id': admin.user.id, 'editUserGroup.id': group.id },
    ...{ 'editShare.id': share.id, 'createShare.id': cluster.id },
    'editClusterDiscovery.id': discovery.id,
    // What the bot says is looked at before what it is about.
    ...{ 'acknowledgeDelivery.id': randomUUID(), deliveryId: randomUUID() },
  };
});
afterAll(async () => {
  await bot.stop();
  await api.stop();
  await world.stop();
});

/** A value of the type that no rule allows; undefined where every value may be meant. */
function impossible(type: GraphQLInputType, at: readonly string[]): unknown {
  const bare = getNullableType(type);
  const [operation = ''] = at;
  const name = at.at(-1) ?? '';
  if (isListType(bare)) {
    const one = impossible(bare.ofType as GraphQLInputType, at);
    return one === undefined ? undefined : [one];
  }
  if (isInputObjectType(bare)) return inputOf(bare, at);
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  if (!isScalarType(bare)) return undefined;
  switch (bare.name) {
    case 'ID':
      return ids[`${operation}.${name}`] ?? ids[name];
    case 'String':
      return NO_TEXT;
    case 'Int':
    case 'Float':
      return VERSIONS.test(name) ? 1 : NO_NUMBER;
    default:
      return undefined;
  }
}

function inputOf(type: GraphQLInputObjectType, at: readonly string[]): object | undefined {
  // A filter in a filter, a step in a step: once is enough.
  if (at.length > 6) return undefined;
  const entries = Object.values(type.getFields()).flatMap(({ name, type: of }) => {
    const value = impossible(of, [...at, name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Where something impossible stands, as paths of the input without indices. */
function placesIn(value: unknown, path: string): readonly string[] {
  if (value === NO_TEXT || value === NO_NUMBER) return [path];
  if (Array.isArray(value)) return value.flatMap((each) => placesIn(each, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, each]) =>
    placesIn(each, path === '' ? field : `${path}.${field}`),
  );
}

/** What of an input cannot be wrong by itself, and why. */
const OF_MANIFEST = ['namespaceMapping.from', 'namespaceMapping.to'];
const NEVER_WRONG: Readonly<Record<string, readonly string[]>> = {
  // Another one's is OPERATION_NOT_ALLOWED.
  acknowledgeDelivery: ['claim'],
  // What is no mutation is not granted.
  beginInteraction: ['operations'],
  // Looked at where the kinds are asked for.
  planBackup: ['filter.includeResources', 'filter.excludeResources', 'filter.labelSelector'],
  // What is in the backup says whether there is one: NOT_FOUND.
  backupObject: ['namespace', 'name'],
  revealBackupSecret: ['namespace', 'name'],
  compareBackup: OF_MANIFEST,
  previewRestore: ['scope.objects.name'],
  createRestore: ['scope.objects.name'],
  // One that is not there is no fault.
  changeLabels: ['remove'],
  // Of a kubeconfig that can be read.
  registerCluster: ['context'],
  editCluster: ['context'],
  createClusterDiscovery: ['context'],
  editClusterDiscovery: ['context'],
  // Any text may be a word of a command.
  createExecRule: ['actions.command'],
  editExecRule: ['actions.command'],
};
/** What of an input says which of its other fields count. */
const TIMING = { kind: 'INTERVAL', minutes: NO_NUMBER };
const INSTEAD: Readonly<Record<string, object>> = {
  createBackupSchedule: { selection: { kind: 'NAMED', names: [NO_TEXT] }, timing: TIMING },
  editBackupSchedule: { selector: null, timing: TIMING },
  changeLabels: { resource: 'Backup', remove: ['none'] },
  createShare: { groupId: null, group: null, userId: null },
};
/** The bot's own token alone is good for these. */
const OF_THE_BOT: readonly string[] = [
  'claimDeliveries',
  'acknowledgeDelivery',
  'adoptMessage',
  'beginInteraction',
  'beginSlackLink',
];

const ASKED = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
  Object.values(root?.getFields() ?? {}).flatMap((field) => {
    const input = field.args.find(({ name }) => name === 'input');
    const type = input && getNullableType(input.type);
    return isInputObjectType(type) ? [[field.name, root?.name.toLowerCase() ?? '', type] as const] : [];
  }),
);

/** Itself, what it stands in, or a part of it. Of pairs (labels, mappings) a path has the key in it, and not the word `key`. */
function isNamedBy(place: string, path: string): boolean {
  const ofPairs = /^(.*)\.(?:key|value|from|to|driver|className)$/.exec(place)?.[1];
  return (
    place === path ||
    place.startsWith(`${path}.`) ||
    path.startsWith(`${place}.`) ||
    (ofPairs !== undefined && (path === ofPairs || path.startsWith(`${ofPairs}.`)))
  );
}

it.each(ASKED)('%s (%s)', async (name, operation, type) => {
  const input = { ...inputOf(type, [name]), ...INSTEAD[name] };
  const wrong = placesIn(input, '').filter((place) => !(NEVER_WRONG[name] ?? []).includes(place));
  if (wrong.length === 0) return;
  const text = `${operation} ($input: ${type.name}!) { ${name}(input: $input) { __typename } }`;
  const token = OF_THE_BOT.includes(name) ? bot.token : admin.token;
  const { errors } = await asking(api, token)(text, { input });
  const { code, details } = errors[0]?.extensions ?? {};
  const named = ((details?.fields ?? []) as { path: string }[]).map(({ path }) =>
    path.replace(/\.\d+(?=\.|$)/g, ''),
  );
  const unnamed = wrong.filter((place) => !named.some((each) => isNamedBy(place, each)));
  expect({ code, unnamed }, JSON.stringify({ input, errors }, null, 1)).toEqual({
    code: 'BAD_USER_INPUT',
    unnamed: [],
  });
});
