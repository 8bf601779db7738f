/** The API: GraphQL over HTTP and WebSocket on one path and port, health, and the explorer page. */
import type { Server } from 'node:http';
import {
  ApolloServer,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type GraphQLRequestContextDidResolveOperation,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express, type RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import { Forbidden, InvalidInput } from '../domain/errors.js';
import type { Actor } from '../domain/identity.js';
import type { EventFeed } from '../domain/ports/event-feed.js';
import type { Log } from '../domain/ports/log.js';
import type { Authenticate } from './bearer.js';
import { buildApiSchema } from './build-schema.js';
import { compiledGateway } from './compiled-executor.js';
import type { ApiContext } from './context.js';
import { explorerRouter } from './explorer.js';
import { createErrorFormatter } from './format-error.js';
import {
  callerOf,
  type HealthReport,
  healthRoutes,
  notFound,
  securityHeaders,
  signedIn,
  transportErrors,
} from './http.js';
import { type ApiLimits, DEFAULT_LIMITS, validationRules } from './limits.js';
import { createLoaders } from './loaders.js';
import { assertScope } from './scope.js';
import type { ApiServices } from './services.js';
import { SocketRegister } from './sockets/socket-register.js';
import { variableFaults } from './variable-faults.js';
import { serveSockets } from './websocket.js';

const PATH = '/graphql';
const DRAIN_MS = 10_000;

export interface ApiOptions {
  readonly services: ApiServices;
  readonly eventFeed: EventFeed;
  readonly authenticate: Authenticate;
  readonly log: Log;
  readonly limits?: Partial<ApiLimits>;
  /** Serve the explorer page at `/explorer/`. */
  readonly explorer: boolean;
  /** Let callers ask for the schema. */
  readonly introspection: boolean;
  readonly version: string;
  readonly health: () => Promise<HealthReport>;
  /** What else is served on this port: before the API, with parsers of its own. Path → handler. */
  readonly beside?: Readonly<Record<string, RequestHandler>>;
  /** Run queries through graphql-jit (default); false: graphql-js. */
  readonly compiled?: boolean;
  /** How long requests under way may take to end at a stop. Default 10 s. */
  readonly drainMs?: number;
}

export interface Api {
  readonly app: Express;
  /** Serves the API on the server's requests and sockets. Before `start`; several servers may be attached. */
  attach(server: Server): void;
  start(): Promise<void>;
  /** Refuses what is new, closes sockets with 1001, lets requests under way end, `drainMs` at most. */
  stop(): Promise<void>;
}

export function createApi(options: ApiOptions): Api {
  const { services, eventFeed, authenticate, log, version, introspection } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const schema = buildApiSchema();
  const format = createErrorFormatter(log);
  const rules = validationRules(limits, introspection);
  const contextFor = (actor: Actor | undefined, remember: boolean): ApiContext => ({
    actor,
    services,
    eventFeed,
    version,
    loaders: createLoaders(services, remember, actor),
  });
  const engine = options.compiled === false ? { schema } : { gateway: compiledGateway(schema) };
  const apollo = new ApolloServer<ApiContext>({
    ...engine,
    introspection,
    validationRules: rules,
    parseOptions: { maxTokens: limits.tokens },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationGuard(),
    ],
    formatError: (_formatted, error) => format(error),
    includeStacktraceInErrorResponses: false,
    stringifyResult: (value) => JSON.stringify(value),
    stopOnTerminationSignals: false,
    logger: apolloLogger(log),
  });
  const app = express();
  // A digest over every answer, and a POST is never asked for again by it.
  app.disable('etag');
  const state = { stopping: false };
  const register = new SocketRegister(limits);
  const sockets: { close(): Promise<void> }[] = [];

  return {
    app,
    attach(server) {
      apollo.addPlugin(
        ApolloServerPluginDrainHttpServer({
          httpServer: server,
          stopGracePeriodMillis: options.drainMs ?? DRAIN_MS,
        }),
      );
      server.on('request', app);
      const serving = serveSockets(server, {
        path: PATH,
        schema,
        rules,
        limits,
        authenticate,
        contextFor: (actor, onOverrun) => ({ ...contextFor(actor, false), onOverrun }),
        format,
        log,
        register,
      });
      sockets.push(serving);
    },
    async start() {
      await apollo.start();
      const health = healthRoutes(async () => {
        const report = await options.health();
        return { ...report, ready: report.ready && !state.stopping };
      });
      app.use(securityHeaders());
      app.get('/healthz', health.live);
      app.get('/readyz', health.ready);
      for (const [path, handler] of Object.entries(options.beside ?? {})) app.use(path, handler);
      if (options.explorer) app.use(explorerRouter());
      app.use(
        PATH,
        signedIn(authenticate, format),
        express.json({ limit: limits.bodyBytes }),
        expressMiddleware(apollo, { context: async ({ res }) => contextFor(callerOf(res), true) }),
      );
      app.use(notFound());
      app.use(transportErrors(format));
    },
    async stop() {
      state.stopping = true;
      await Promise.all(sockets.map((each) => each.close()));
      await apollo.stop();
    },
  };
}

/** Looks at an operation once it is known and before it runs. */
function operationGuard(): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart() {
      return { didResolveOperation: async (request) => assertRunnable(request) };
    },
  };
}

/** @throws GraphQLError with HTTP status 400, or 403 for what the caller's token is not good for */
async function assertRunnable({
  schema,
  operation,
  document,
  request,
  contextValue,
}: GraphQLRequestContextDidResolveOperation<ApiContext>): Promise<void> {
  if (operation?.operation === 'subscription') {
    const message = `Subscriptions go over WebSocket on ${PATH} (protocol graphql-transport-ws).`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
  }
  if (operation) await assertScope(contextValue, operation, document).catch(refused);
  const faults = operation ? variableFaults(schema, operation, request.variables ?? {}) : [];
  if (faults.length === 0) return;
  throw new GraphQLError('', {
    originalError: new InvalidInput(faults),
    extensions: { http: { status: 400 } },
  });
}

function refused(error: unknown): never {
  if (!(error instanceof Forbidden)) throw error;
  throw new GraphQLError('', { originalError: error, extensions: { http: { status: 403 } } });
}

/** Apollo's own remarks, as structured lines. */
function apolloLogger(log: Log): NonNullable<ApolloServerOptions<ApiContext>['logger']> {
  const line = (level: keyof Log) => (message?: unknown) => log[level]({ part: 'apollo' }, String(message));
  return { debug: line('debug'), info: line('debug'), warn: line('warn'), error: line('error') };
}
