/**
 * Reads a kubeconfig by the allow-list of kubeconfig-fields.ts. Only the chosen context with its cluster and its user is held to
 * it: the entries of other contexts are neither looked into nor kept, so they can do nothing. Source: issue 2, point 5.
 */
import { stringify } from 'yaml';
import type { KubeconfigFacts, KubeconfigReader } from '../domain/ports/cluster-gateway.js';
import type { ClusterAccess } from './cluster-access.js';
import { FaultList } from './fault-list.js';
import { CONTEXT, checkFields, type FieldRules, TOP_LEVEL } from './kubeconfig-fields.js';
import { readServer } from './kubeconfig-server.js';
import { isMap, isUnset, mapAt, parseKubeconfigYaml, type YamlMap } from './kubeconfig-shape.js';
import { readUser } from './kubeconfig-user.js';

const MAX_NAMES_TOLD = 20;
const MAX_NAME = 253;
const ENTRY: FieldRules = { used: ['name'], inert: [], refused: {} };

type EntryKind = 'context' | 'cluster' | 'user';

export class AllowListKubeconfigReader implements KubeconfigReader {
  read(text: string, context?: string): { readonly facts: KubeconfigFacts; readonly minimal: string } {
    const access = readKubeconfig(text, context);
    const { server, credentialExpiresAt } = access;
    return { facts: { server, context: access.context, credentialExpiresAt }, minimal: minimalOf(access) };
  }

  contexts(text: string): { readonly names: readonly string[]; readonly current: string | null } {
    const root = parseKubeconfigYaml(text);
    const faults = new FaultList();
    const names = entriesOf(root, 'context', faults).map((entry) => entry.name as string);
    faults.throwIfAny();
    const current = root['current-context'];
    return { names, current: typeof current === 'string' && current !== '' ? current : null };
  }
}

/** @throws InvalidInput naming every fault below `kubeconfig`, or `context` with the names to choose from */
export function readKubeconfig(text: string, context?: string): ClusterAccess {
  const root = parseKubeconfigYaml(text);
  const faults = new FaultList();
  checkHeader(root, faults);
  const chosen = chooseContext(root, context, faults);
  const access = chosen === undefined ? undefined : readContext(root, chosen, faults);
  faults.throwIfAny();
  if (access === undefined) throw new Error('a kubeconfig was refused without a fault');
  return access;
}

function checkHeader(root: YamlMap, faults: FaultList): void {
  checkFields(TOP_LEVEL, root, { path: 'kubeconfig', faults });
  if (!isUnset(root.apiVersion) && root.apiVersion !== 'v1')
    faults.add('kubeconfig.apiVersion', 'must be v1');
  if (!isUnset(root.kind) && root.kind !== 'Config') faults.add('kubeconfig.kind', 'must be Config');
}

function chooseContext(root: YamlMap, wanted: string | undefined, faults: FaultList): string | undefined {
  const names = entriesOf(root, 'context', faults).map((entry) => entry.name as string);
  const [only] = names;
  if (only === undefined) return faults.add('kubeconfig.contexts', 'name no context; one is needed');
  if (wanted === undefined && names.length === 1) return only;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  const told = names.slice(0, MAX_NAMES_TOLD).map(shown).join(', ');
  const more = names.length > MAX_NAMES_TOLD ? ` and ${names.length - MAX_NAMES_TOLD} more` : '';
  const lead =
    wanted === undefined ? 'the kubeconfig has several contexts' : 'the kubeconfig has no such context';
  return faults.add('context', `${lead}; choose one of ${told}${more}`);
}

function readContext(root: YamlMap, name: string, faults: FaultList): ClusterAccess | undefined {
  if (name.length > MAX_NAME) {
    return faults.add('kubeconfig.contexts', `has a name of more than ${MAX_NAME} characters; shorten it`);
  }
  const context = bodyOf(root, 'context', name, faults);
  if (context === undefined) return undefined;
  const path = pathOf('context', name);
  checkFields(CONTEXT, context, { path, faults });
  const clusterName = reference(context.cluster, `${path}.cluster`, faults);
  const userName = reference(context.user, `${path}.user`, faults);
  const cluster = clusterName === undefined ? undefined : bodyOf(root, 'cluster', clusterName, faults);
  const user = userName === undefined ? undefined : bodyOf(root, 'user', userName, faults);
  const server = cluster && readServer(cluster, pathOf('cluster', clusterName), faults);
  const access = user && readUser(user, pathOf('user', userName), faults);
  return server && access ? { ...server, ...access, context: name } : undefined;
}

/** The inner map of the one entry called `name`. */
function bodyOf(root: YamlMap, kind: EntryKind, name: string, faults: FaultList): YamlMap | undefined {
  const found = entriesOf(root, kind, faults).filter((entry) => entry.name === name);
  const path = pathOf(kind, name);
  const [entry] = found;
  if (entry === undefined) return faults.add(listPath(kind), `has no entry called ${shown(name)}`);
  if (found.length > 1) return faults.add(listPath(kind), `has more than one entry called ${shown(name)}`);
  checkFields({ ...ENTRY, used: ['name', kind] }, entry, {
    path: path.slice(0, path.lastIndexOf('.')),
    faults,
  });
  return mapAt(entry[kind], path, faults);
}

/** The entries that have a name; a list that is none is a fault (told once, where contexts are read). */
function entriesOf(root: YamlMap, kind: EntryKind, faults: FaultList): readonly YamlMap[] {
  const list = root[`${kind}s`];
  if (isUnset(list)) return [];
  if (Array.isArray(list)) return list.filter((each) => isMap(each) && typeof each.name === 'string');
  faults.add(listPath(kind), 'must be a list');
  return [];
}

function reference(value: unknown, path: string, faults: FaultList): string | undefined {
  return typeof value === 'string' && value !== '' ? value : faults.add(path, 'is missing');
}

function listPath(kind: EntryKind): string {
  return `kubeconfig.${kind}s`;
}

/** `kubeconfig.users[admin].user` */
function pathOf(kind: EntryKind, name = ''): string {
  return `${listPath(kind)}[${shown(name)}].${kind}`;
}

/** A name for a message: short, one line. */
function shown(name: string): string {
  const line = name.replace(/[^\x20-\x7e]/g, '?');
  return line.length > 63 ? `${line.slice(0, 60)}...` : line;
}

/** One context with the allowed fields, names and all, in the order of the allow-list: what is worth keeping. */
function minimalOf(access: ClusterAccess): string {
  const base64 = (pem: string | undefined) =>
    pem === undefined ? undefined : Buffer.from(pem, 'latin1').toString('base64');
  const name = access.context;
  return stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name,
          cluster: {
            server: access.server,
            'certificate-authority-data': base64(access.authorities),
            'tls-server-name': access.serverName,
          },
        },
      ],
      users: [
        {
          name,
          user: {
            token: access.token,
            'client-certificate-data': base64(access.clientCertificate?.chain),
            'client-key-data': base64(access.clientCertificate?.key),
          },
        },
      ],
      contexts: [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    },
    { lineWidth: 0 },
  );
}
