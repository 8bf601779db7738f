/** The API: GraphQL over HTTP and WebSocket on one path and port, health, and the explorer page. */
import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express, type RequestHandler } from 'express';
import type { Actor } from '../domain/identity.js';
import type { EventFeed } from '../domain/ports/event-feed.js';
import type { Log } from '../domain/ports/log.js';
import type { RequestObserver } from '../domain/ports/metrics-source.js';
import { exportsAuditTrail } from './audit-export.js';
import type { Authenticate } from './bearer.js';
import { buildApiSchema } from './build-schema.js';
import { executorGateway } from './compiled-executor.js';
import type { ApiContext } from './context.js';
import { explorerRouter } from './explorer.js';
import { createErrorFormatter } from './format-error.js';
import {
  callerOf,
  crossOrigin,
  type HealthReport,
  healthRoutes,
  nestedSensibly,
  notFound,
  notKept,
  securityHeaders,
  sharedHealth,
  signedIn,
  transportErrors,
} from './http.js';
import { type ApiLimits, DEFAULT_LIMITS, validationRules } from './limits.js';
import { createLoaders } from './loaders.js';
import { notingRefusals } from './noted-sign-in.js';
import { observedAnswers, observedOperations } from './observed-requests.js';
import { assertGuardTold } from './open-routes.js';
import { operationGuard } from './operation-guard.js';
import { RateLimits } from './rate-limits.js';
import { currentOrigin, remembersOrigin } from './request-origin.js';
import type { ApiServices } from './services.js';
import { SocketRegister } from './sockets/socket-register.js';
import { LiveReads } from './subscriptions/live-reads.js';
import { type Cancelling, timeLimit } from './time-limit.js';
import { serveSockets } from './websocket.js';

const PATH = '/graphql';
const AUDIT_PATH = '/audit.jsonl';
const DRAIN_MS = 10_000;

export interface ApiOptions {
  readonly services: ApiServices;
  readonly eventFeed: EventFeed;
  readonly authenticate: Authenticate;
  /** What happens to people and their tokens: sockets are closed by it at once; absent: within a minute. */
  readonly people?: EventFeed;
  readonly log: Log;
  readonly limits?: Partial<ApiLimits>;
  /** Serve the explorer page at `/explorer/`. */
  readonly explorer: boolean;
  /** Let callers ask for the schema. */
  readonly introspection: boolean;
  readonly version: string;
  /** Pages of these origins may ask from a browser. Default none. */
  readonly corsOrigins?: readonly string[];
  /** People reach it by https alone: browsers are told to remember that. Default no. */
  readonly encrypted?: boolean;
  /** A proxy stands before it, and names whom it speaks for. Default no. */
  readonly behindProxy?: boolean;
  readonly health: () => Promise<HealthReport>;
  /** What else is served on this port: before the API, with parsers of its own. Path → handler. */
  readonly beside?: Readonly<Record<string, RequestHandler>>;
  /** Ends what a query that took too long does in the database; absent: that goes on. */
  readonly cancelling?: Cancelling;
  /** Hears what is answered; absent: nobody. */
  readonly observer?: RequestObserver;
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
  const { services, eventFeed, log, version, introspection } = options;
  const { encrypted = false, behindProxy = false, corsOrigins = [] } = options;
  const authenticate = notingRefusals(options.authenticate, services);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const schema = buildApiSchema();
  const format = createErrorFormatter(log, { hints: introspection });
  const rates = new RateLimits(limits);
  const rules = validationRules(limits, introspection);
  const live = new LiveReads(services);
  const contextFor = (actor: Actor | undefined, remember: boolean): ApiContext => ({
    actor,
    services,
    eventFeed,
    live,
    version,
    listMax: limits.listMax,
    origin: currentOrigin(),
    loaders: createLoaders(services, remember, actor),
  });
  const within = timeLimit(limits.requestMs, options.cancelling);
  const { compiled = true } = options;
  const apollo = new ApolloServer<ApiContext>({
    gateway: executorGateway({ schema, compiled, within }),
    introspection,
    validationRules: rules,
    parseOptions: { maxTokens: limits.tokens },
    // Each process would know other ones, and a client that uses them goes on without.
    persistedQueries: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationGuard({ path: PATH, limits, rates }),
      ...(options.observer ? [observedOperations(options.observer)] : []),
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
  options.observer?.countSockets(() => register.count);
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
        rates,
        behindProxy,
        within,
        contextFor: (actor, onOverrun) => ({ ...contextFor(actor, false), onOverrun }),
        format,
        log,
        register,
        ...(options.people && { people: options.people }),
      });
      sockets.push(serving);
    },
    async start() {
      await apollo.start();
      const look = sharedHealth(options.health);
      const health = healthRoutes(async () => {
        const report = await look();
        return { ...report, ready: report.ready && !state.stopping };
      });
      app.use(securityHeaders({ encrypted }), remembersOrigin(behindProxy));
      app.get('/healthz', notKept(), health.live);
      app.get('/readyz', notKept(), health.ready);
      for (const [path, handler] of Object.entries(options.beside ?? {})) {
        assertGuardTold(path);
        app.use(path, handler);
      }
      if (options.explorer) app.use(explorerRouter());
      app.get(
        AUDIT_PATH,
        notKept(),
        signedIn({ authenticate, rates, behindProxy, format }),
        exportsAuditTrail(services, format),
      );
      app.use(
        PATH,
        notKept(),
        ...(options.observer ? [observedAnswers(options.observer)] : []),
        ...(corsOrigins.length > 0 ? [crossOrigin(corsOrigins)] : []),
        signedIn({ authenticate, rates, behindProxy, format }),
        express.json({ limit: limits.bodyBytes }),
        nestedSensibly(format),
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

/** Apollo's own remarks, as structured lines. */
function apolloLogger(log: Log): NonNullable<ApolloServerOptions<ApiContext>['logger']> {
  const line = (level: keyof Log) => (message?: unknown) => log[level]({ part: 'apollo' }, String(message));
  return { debug: line('debug'), info: line('debug'), warn: line('warn'), error: line('error') };
}
