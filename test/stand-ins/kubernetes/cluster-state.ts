import { randomUUID } from 'node:crypto';
import type { WebhookVerdict } from './admission.js';
import type { Answer, ResourceCall } from './api-call.js';
import type { Identity } from './authentication.js';
import type { JsonObject } from './json.js';
import { ObjectStorage } from './object-storage.js';
import { ResourceRegistry } from './resources.js';

/** @param body what was sent. @throws ApiError */
export type SubresourceAnswer = (
  object: JsonObject,
  body: JsonObject,
  by: Identity,
) => { readonly status: number; readonly body: JsonObject };

export interface ClusterStateOptions {
  readonly caPem: string;
  /** How long the controllers take to act. 0: as soon as the present request is answered. */
  readonly controllerDelayMs: number;
  /** Whether PVCs get bound and released, and workloads become available. */
  readonly workloadControllers: boolean;
  /** How long it takes until a new definition is Established and served. 0: at once. */
  readonly definitionDelayMs?: number;
}

/** Everything the stand-in knows: what it serves, what is stored, and the clock of its controllers. */
export class ClusterState {
  readonly registry = new ResourceRegistry();
  readonly objects = new ObjectStorage();
  /** Name of an admission webhook → what its server says. */
  readonly webhooks = new Map<string, WebhookVerdict>();
  /** `GROUP/SUBRESOURCE` → what the server of an aggregated API answers. */
  readonly subresources = new Map<string, (call: ResourceCall) => Answer>();
  /** `<plural>.<group>/<subresource>` → what answers a POST of it. */
  readonly posts = new Map<string, SubresourceAnswer>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #waiting: (() => void)[] = [];
  #addresses = 10;
  #ports = 31_000;

  constructor(readonly options: ClusterStateOptions) {}

  newUid(): string {
    return randomUUID();
  }

  /** Now, as Kubernetes writes times: whole seconds. */
  now(): string {
    return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  }

  nextClusterIp(): string {
    this.#addresses += 1;
    return `10.96.${Math.floor(this.#addresses / 250) % 250}.${(this.#addresses % 250) + 1}`;
  }

  nextNodePort(): number {
    this.#ports += 1;
    return this.#ports;
  }

  /** Resolves when no controller has anything left to do. */
  async settled(): Promise<void> {
    while (this.#timers.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Runs what a controller does, after its delay. */
  soon(work: () => void, delayMs = this.options.controllerDelayMs): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
      if (this.#timers.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    }, delayMs);
    this.#timers.add(timer);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
