import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { sharedCertificates } from '../kubernetes/tls.js';
import { Bucket, type DefaultRetention } from './buckets.js';
import { type Abilities, allAbilities, FaultControl } from './faults.js';
import { handleRequest } from './handle-request.js';
import type { AccessKey } from './signature.js';

export interface S3StandInOptions {
  readonly port?: number;
  /** HTTPS with the authority of the stand-ins of this process. */
  readonly tls?: boolean;
  readonly region?: string;
  /** Made at the start; a bucket in another region answers 301. */
  readonly buckets?: readonly (string | NewBucket)[];
  readonly keys?: readonly AccessKey[];
  readonly now?: () => Date;
  /** The least that a part must have, but the last; 5 MiB as at AWS. */
  readonly minPartBytes?: number;
}

export interface NewBucket {
  readonly name: string;
  readonly region?: string;
  readonly versioning?: 'Enabled' | 'Suspended';
  readonly objectLock?: boolean;
  readonly defaultRetention?: DefaultRetention;
}

export interface S3StandIn {
  readonly url: string;
  /** PEM of the authority; null over plain HTTP. */
  readonly caPem: string | null;
  readonly region: string;
  /** The first key. */
  readonly key: AccessKey;
  readonly keys: Map<string, AccessKey>;
  readonly buckets: Map<string, Bucket>;
  readonly faults: FaultControl;
  readonly abilities: Abilities;
  /** `METHOD /bucket/key?query` of every request, in order. */
  readonly requests: string[];
  addBucket(bucket: NewBucket): Bucket;
  /** Throws for a bucket that is not there. */
  bucket(name: string): Bucket;
  /** Its clock from now on. */
  setClock(now: () => Date): void;
  stop(): Promise<void>;
}

const DEFAULT_KEY: AccessKey = {
  accessKeyId: 'AKIASTANDIN000000001',
  secretAccessKey: 'stand-in/secret+key/0123456789abcdefghij',
};

/** S3 on a port of loopback, for tests and the demo. It keeps everything in memory. */
export async function startS3StandIn(options: S3StandInOptions = {}): Promise<S3StandIn> {
  const { port = 0, tls = false, region = 'us-east-1', minPartBytes = 5 * 1024 * 1024 } = options;
  const keys = new Map((options.keys ?? [{ ...DEFAULT_KEY }]).map((key) => [key.accessKeyId, key]));
  const buckets = new Map<string, Bucket>();
  const faults = new FaultControl();
  const abilities = allAbilities();
  const requests: string[] = [];
  let now = options.now ?? (() => new Date());
  const addBucket = ({ name, region: of = region, ...rest }: NewBucket) => {
    const bucket = new Bucket(name, of, rest);
    buckets.set(name, bucket);
    return bucket;
  };
  for (const each of options.buckets ?? []) addBucket(typeof each === 'string' ? { name: each } : each);
  const world = { buckets, region, abilities, minPartBytes, now: () => now() };
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void handleRequest(request, response, { world, keys, faults, requests });
  const { server, caPem } = await makeServer(tls, listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  const [key] = keys.values();
  if (key === undefined) throw new Error('a stand-in needs a key');
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}`,
    caPem,
    region,
    key,
    keys,
    buckets,
    faults,
    abilities,
    requests,
    addBucket,
    bucket: (name) => {
      const found = buckets.get(name);
      if (found === undefined) throw new Error(`the stand-in has no bucket ${name}`);
      return found;
    },
    setClock: (clock) => {
      now = clock;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function makeServer(tls: boolean, listener: RequestListener) {
  if (!tls) return { server: createHttpServer(listener), caPem: null };
  const { caPem, original } = await sharedCertificates();
  const server = createHttpsServer({ key: original.keyPem, cert: original.certPem }, listener);
  return { server, caPem };
}
