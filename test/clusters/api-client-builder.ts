import type { LookupFunction } from 'node:net';
import { ApiClient } from '../../src/clusters/api-client.js';
import { CLUSTER_TIMEOUTS, type ClusterTimeouts } from '../../src/clusters/cluster-timeouts.js';
import { readKubeconfig } from '../../src/clusters/kubeconfig.js';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import type { Log } from '../../src/domain/ports/log.js';
import { base64, kubeconfig } from './kubeconfig-builder.js';
import type { ScriptedServer } from './scripted-server.js';

export const TOKEN = 'SENTINEL-token-f00dfeed';
/** A name that the stand-in certificates carry. */
export const NAME = 'kubernetes.default.svc';

/** Like the real ones, but a second attempt comes at once. */
export const QUICK: ClusterTimeouts = { ...CLUSTER_TIMEOUTS, retryBase: 1 };

/** Every line that was logged, as text. */
export class LogLines implements Log {
  readonly lines: string[] = [];
  debug = (fields: object, message: string) => this.#add(fields, message);
  info = (fields: object, message: string) => this.#add(fields, message);
  warn = (fields: object, message: string) => this.#add(fields, message);
  error = (fields: object, message: string) => this.#add(fields, message);
  #add(fields: object, message: string): void {
    this.lines.push(`${message} ${JSON.stringify(fields)}`);
  }
}

export class SettableClock {
  constructor(private time = new Date('2026-11-20T10:00:00Z')) {}
  now(): Date {
    return this.time;
  }
  pass(milliseconds: number): void {
    this.time = new Date(this.time.getTime() + milliseconds);
  }
}

export interface ClientSetting {
  readonly server?: string;
  readonly cluster?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly timeouts?: Partial<ClusterTimeouts>;
  readonly lookup?: LookupFunction;
  readonly clock?: SettableClock;
  readonly log?: Log;
}

export function clientFor(server: ScriptedServer, setting: ClientSetting = {}): ApiClient {
  const { cluster, user, timeouts, lookup, clock = new SettableClock(), log = new LogLines() } = setting;
  const text = kubeconfig({
    cluster: {
      server: setting.server ?? server.url,
      'certificate-authority-data': base64(server.caPem),
      ...cluster,
    },
    user: { token: TOKEN, ...user },
  });
  return new ApiClient({
    access: readKubeconfig(text),
    clock,
    log,
    timeouts: { ...QUICK, ...timeouts },
    userAgent: 'holdfast/1.2.3',
    lookup,
  });
}

/** Answers every name with these addresses. */
export function resolvesTo(...addresses: string[]): LookupFunction {
  return (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

export async function failureOf(call: Promise<unknown>): Promise<ClusterCallFailed> {
  const outcome = await call.then(
    () => 'no failure',
    (error: unknown) => error,
  );
  if (outcome instanceof ClusterCallFailed) return outcome;
  throw new Error(`expected a ClusterCallFailed, got ${String(outcome)}`, { cause: outcome });
}
