import { randomBytes } from 'node:crypto';
import { stringify as stringifyYaml } from 'yaml';
import { type PolicyRule, type TokenOwner, TokenTable } from './authentication.js';
import { ClusterState } from './cluster-state.js';
import { CommandControl } from './commands.js';
import { FaultControl } from './faults.js';
import { serveApi } from './https-server.js';
import { RequestLog } from './request-log.js';
import { StandInStore } from './stand-in-store.js';
import { type Certificates, sharedCertificates } from './tls.js';

export type { StandInStore } from './stand-in-store.js';
export type { PolicyRule, TokenOwner };

export interface StandInOptions {
  /** 0 (default): any free port. Always on 127.0.0.1. */
  readonly port?: number;
  /** Fills the cluster before the first request. `default` and `kube-system` are there already. */
  readonly world?: (store: StandInStore) => void;
  /** How long controllers (namespaces, garbage, PVCs, Deployments) take. Default 0: right after the answer. */
  readonly controllerDelayMs?: number;
  /** Whether PVCs get bound and released and Deployments available. Default true. */
  readonly workloadControllers?: boolean;
  /** How long it takes until a new CustomResourceDefinition is Established and served. Default 0: at once. */
  readonly definitionDelayMs?: number;
  /** Certificates of an earlier stand-in, so that its kubeconfigs go on working after a restart on the same port. */
  readonly tls?: Certificates;
  /** The administrator's bearer token; random when absent. */
  readonly adminToken?: string;
}

export interface KubeconfigOptions {
  readonly token?: string;
  /** Instead of a token. */
  readonly clientCertificate?: 'admin';
  readonly contextName?: string;
}

export type CertificateKind = 'foreign-ca' | 'expired' | 'original';

export interface KubernetesStandIn {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  readonly caPem: string;
  readonly certificates: Certificates;
  /** A bearer token with all rights. */
  readonly adminToken: string;
  /** YAML text with one context and the CA inline; the administrator's token unless told otherwise. */
  kubeconfig(options?: KubeconfigOptions): string;
  addToken(token: string, owner: TokenOwner): void;
  revokeToken(token: string): void;
  readonly store: StandInStore;
  readonly faults: FaultControl;
  readonly requests: RequestLog;
  /** What commands do in containers, and which were run. */
  readonly commands: CommandControl;
  /** What the server presents from the next connection on; connections that are idle are closed. */
  swapCertificate(kind: CertificateKind): Promise<void>;
  stop(): Promise<void>;
}

/** A Kubernetes API on a loopback port, good enough for every client that Holdfast has and for kubectl. */
export async function startKubernetesStandIn(options: StandInOptions = {}): Promise<KubernetesStandIn> {
  const certificates = options.tls ?? (await sharedCertificates());
  const state = new ClusterState({
    caPem: certificates.caPem,
    controllerDelayMs: options.controllerDelayMs ?? 0,
    workloadControllers: options.workloadControllers ?? true,
    definitionDelayMs: options.definitionDelayMs ?? 0,
  });
  const tokens = new TokenTable();
  const adminToken = options.adminToken ?? randomBytes(24).toString('base64url');
  tokens.add(adminToken, { user: 'admin', groups: ['system:masters'] });
  const store = new StandInStore(state);
  for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease'])
    store.createNamespace(name);
  options.world?.(store);
  const faults = new FaultControl();
  const requests = new RequestLog();
  const commands = new CommandControl();
  const api = { state, tokens };
  const server = await serveApi({ api, faults, requests, commands, certificates, port: options.port ?? 0 });
  const url = `https://127.0.0.1:${server.port}`;
  return {
    url,
    caPem: certificates.caPem,
    certificates,
    adminToken,
    kubeconfig: (asked = {}) => kubeconfigText({ ...asked, url, certificates, adminToken }),
    addToken: (token, owner) => tokens.add(token, owner),
    revokeToken: (token) => tokens.revoke(token),
    store,
    faults,
    requests,
    commands,
    swapCertificate: async (kind) => {
      const { certPem, keyPem } = certificates[kind];
      server.server.setSecureContext({ ca: certificates.caPem, cert: certPem, key: keyPem });
      server.server.closeIdleConnections();
    },
    stop: async () => {
      state.close();
      await server.stop();
    },
  };
}

interface KubeconfigParts extends KubeconfigOptions {
  readonly url: string;
  readonly certificates: Certificates;
  readonly adminToken: string;
}

function kubeconfigText(parts: KubeconfigParts): string {
  const { url, certificates, adminToken, contextName = 'stand-in' } = parts;
  const encoded = (pem: string) => Buffer.from(pem).toString('base64');
  const user =
    parts.clientCertificate === 'admin'
      ? {
          'client-certificate-data': encoded(certificates.admin.certPem),
          'client-key-data': encoded(certificates.admin.keyPem),
        }
      : { token: parts.token ?? adminToken };
  return stringifyYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: contextName,
        cluster: { server: url, 'certificate-authority-data': encoded(certificates.caPem) },
      },
    ],
    users: [{ name: contextName, user }],
    contexts: [{ name: contextName, context: { cluster: contextName, user: contextName } }],
    'current-context': contextName,
  });
}
