import type { ClusterProbe } from '../cluster.js';

/** One namespace as the cluster shows it now. */
export interface ObservedNamespace {
  readonly name: string;
  readonly uid: string;
  readonly terminating: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: Date;
}

/** The same, with what selections make of it. */
export interface ShownNamespace extends ObservedNamespace {
  /** A selection of all or by labels leaves it out. */
  readonly system: boolean;
}

/** Pods by a label selector, or one by its name, in some namespaces. */
export type PodsWanted = { readonly namespaces: readonly string[] } & (
  | { readonly selector: string }
  | { readonly name: string }
);

export interface ObservedPod {
  readonly namespace: string;
  readonly name: string;
  /** Its phase is Running: commands can be run in it. */
  readonly running: boolean;
  /** In the order of its spec. */
  readonly containers: readonly string[];
}

/** `Accept` of a list that is wanted by its metadata alone; a server that does not know it sends whole objects. */
export const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json;q=0.9';

/** One cluster's API: bytes as the server sent them. Every method throws `ClusterCallFailed`. */
export interface ClusterApi {
  /**
   * GET of a path below the API server (`/api/v1/pods?limit=500`). Throttling, server errors, resets and cut-off bodies
   * are tried again with back-off (Retry-After honoured) before they are thrown; at most 4 calls are under way per cluster.
   */
  get(path: string, options?: ClusterGetOptions): Promise<Buffer>;
  /** POST of a JSON body for reviews (SelfSubjectAccessReview); not tried again. */
  post(path: string, body: unknown, options?: Pick<ClusterGetOptions, 'signal'>): Promise<Buffer>;
  /**
   * Changes something. Tried again only where the server said that it did nothing (429, or 503 with Retry-After): after a reset
   * or a time-out the change may have been made, and whoever asked must look. Shares the four calls under way per cluster.
   */
  send(write: ClusterWrite, options?: Pick<ClusterGetOptions, 'signal'>): Promise<ClusterAnswer>;
  /**
   * The lines of a watch (`…?watch=true&resourceVersion=…`), as they come; ends when the server ends it, or after `forMs` and a little. Not
   * among the four calls under way, and never begun again by itself.
   */
  watch(
    path: string,
    options: { readonly signal: AbortSignal; readonly forMs: number },
  ): AsyncIterable<string>;
  /**
   * Runs a command in a container and waits for its end: nothing is written to it, and no shell is between. Throws where it was
   * not begun (no right, no such pod); what became of one that was begun is the outcome. Not among the four calls under way.
   */
  exec(command: PodCommand, options?: Pick<ClusterGetOptions, 'signal'>): Promise<CommandOutcome>;
}

export interface PodCommand {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
  /** From the moment it begins. The connection is cut then; what the command does in its container nobody can stop. */
  readonly timeoutMs: number;
}

/**
 * EXITED: by itself, with `exitCode`. NOT_STARTED: the container has no such program, or refused it. TIMED_OUT: we went away.
 * BROKEN: the connection ended before the cluster told the end.
 */
export type CommandEnd = 'EXITED' | 'NOT_STARTED' | 'TIMED_OUT' | 'BROKEN';

export interface CommandOutcome {
  readonly ended: CommandEnd;
  /** Null unless EXITED. */
  readonly exitCode: number | null;
  /** Why, where it did not exit; one sentence without secrets. */
  readonly message: string | null;
  /** Bounded, without what looks like a secret (command-output.ts). */
  readonly stdout: string;
  readonly stderr: string;
}

export interface ClusterWrite {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query: `/api/v1/namespaces/shop/configmaps?fieldManager=holdfast&dryRun=All`. */
  readonly path: string;
  /** JSON text, sent as it is: numbers beyond 2^53 stay what they are. */
  readonly body?: string | Buffer;
  /** `application/json` by default. */
  readonly contentType?: string;
  /** `Accept` header; `application/json` by default: then an answer that is none is MALFORMED. */
  readonly accept?: string;
}

export interface ClusterAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Texts of the server's `Warning` headers: `unknown field "spec.x"`. */
  readonly warnings: readonly string[];
}

export interface ClusterGetOptions {
  /** `Accept` header; `application/json` by default. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** A larger body is MALFORMED. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Where the answer may be put: what is returned then lies in it, and is good until the memory is used again. */
  readonly memory?: ReusableMemory;
}

/** Memory for one answer after the other: megabytes that are made anew for every page keep the garbage collector busy. */
export interface ReusableMemory {
  /** Replaced by a larger one when an answer does not fit. */
  bytes: Buffer;
}

export interface ClusterGateway {
  /** The API behind the cluster's present credential; one connection pool per cluster. @throws ClusterCallFailed BAD_KUBECONFIG */
  api(clusterId: string): Promise<ClusterApi>;
  /** One look: reachable, who we are, which rights are lacking. Never throws for what the cluster does. */
  probe(clusterId: string, signal?: AbortSignal): Promise<ClusterProbe>;
  /** Every namespace there is, or those that match a label selector (a bad one is REFUSED with the cluster's words). @throws ClusterCallFailed */
  namespaces(
    clusterId: string,
    signal?: AbortSignal,
    labelSelector?: string,
  ): Promise<readonly ObservedNamespace[]>;
  /**
   * Namespaces in which the cluster's storage and backup tools run, beside those that are known by their names: those that hold the
   * Service of Portworx, and where it is known the one of Stork. None where the cluster does not let Services be listed. @throws ClusterCallFailed
   */
  systemNamespaces(clusterId: string, signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** One namespace; undefined only when the cluster answered 404. @throws ClusterCallFailed */
  namespace(clusterId: string, name: string, signal?: AbortSignal): Promise<ObservedNamespace | undefined>;
  /** Pods of the namespaces, by namespace and name; a name that is none of theirs is left out. @throws ClusterCallFailed */
  pods(clusterId: string, wanted: PodsWanted, signal?: AbortSignal): Promise<readonly ObservedPod[]>;
  /** Closes the cluster's connections: its credential has changed or it is being removed. */
  forget(clusterId: string): Promise<void>;
}

/** What a kubeconfig says, without its secrets. */
export interface KubeconfigFacts {
  readonly server: string;
  readonly context: string;
  readonly credentialExpiresAt: Date | null;
}

/** Reads a kubeconfig by the allow-list; the one place that knows what is refused. */
export interface KubeconfigReader {
  /**
   * @throws InvalidInput naming every refused field, or the contexts to choose from, never a secret
   * @returns the facts and the minimal kubeconfig (one context, allowed fields) that is worth keeping
   */
  read(text: string, context?: string): { readonly facts: KubeconfigFacts; readonly minimal: string };
  /** The names of its contexts, and the one that it calls current. @throws InvalidInput for what is no kubeconfig */
  contexts(text: string): { readonly names: readonly string[]; readonly current: string | null };
}
