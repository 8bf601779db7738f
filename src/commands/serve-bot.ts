/** `holdfast bot`: the Slack bot alone, a client of an API somewhere else. */

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { hostname } from 'node:os';
import express from 'express';
import { type Bot, createBot } from '../bot/bot.js';
import { SLACK_PATH } from '../bot/slack-path.js';
import type { Config } from '../config.js';
import { CannotListen } from './cannot-listen.js';
import { goOnAfterForgottenFailures } from './forgotten-failures.js';
import type { CommandContext } from './run.js';

const DEFAULT_URL = 'http://127.0.0.1:4000';
const BAD_CONFIGURATION = 2;

export async function serveBot({ config, log, signal }: CommandContext): Promise<void> {
  goOnAfterForgottenFailures(log);
  const missing = missingOf(config);
  if (missing !== null || config.slack === null || config.botToken === undefined) {
    log.error({}, `"holdfast bot" needs ${missing}: see docs/configuration.md.`);
    process.exitCode = BAD_CONFIGURATION;
    return;
  }
  const worker = `${hostname()}:${process.pid}`;
  const bot = createBot({ ...config.slack, worker, log });
  const server = bot.handler === undefined ? undefined : await listen(bot, config);
  const url = config.apiUrl ?? DEFAULT_URL;
  await bot.start({ url, token: config.botToken });
  log.info({ api: url, transport: config.slack.transport.kind }, 'The Slack bot runs.');
  await ended(signal);
  await bot.stop();
  server?.closeAllConnections();
  server?.close();
  log.info({}, 'The Slack bot has stopped.');
}

function missingOf({ slack, botToken }: Config): string | null {
  if (slack === null) return 'HOLDFAST_SLACK_BOT_TOKEN';
  return botToken === undefined ? 'HOLDFAST_BOT_TOKEN' : null;
}

async function listen(bot: Bot, config: Config): Promise<Server> {
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.json({ status: 'live' }));
  app.get(
    '/readyz',
    (_request, response) => void response.json({ ready: true, parts: { slack: bot.state } }),
  );
  if (bot.handler !== undefined) app.use(SLACK_PATH, bot.handler);
  const server = await serverFor(config, app);
  const { host, port } = config;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(new CannotListen(`Cannot listen on ${host}:${port}: ${error.message}.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  return server;
}

async function serverFor({ tls }: Config, app: express.Express): Promise<Server> {
  if (tls === null) return createServer(app);
  const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
  return createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, app);
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
