/** `holdfast start`: API, worker and bot in one process, as it is run in production; asked over its API like by anybody. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SLACK_PATH } from '../../src/bot/slack-path.js';
import { execute } from '../../src/client/execute.js';
import type { TypedDocumentString } from '../../src/client/generated/graphql.js';
import type { SlackStandIn } from '../../test/stand-ins/slack/slack-stand-in.js';
import { Child, ROOT, serverOptions } from '../support/child.js';
import { CHANNEL } from './workspace.js';

export interface EventLoop {
  /** The longest time that nothing else could be done. */
  readonly longestMs: number;
  readonly p99Ms: number;
}

export class ProductProcess {
  private constructor(
    private readonly child: Child,
    private readonly url: string,
    private readonly adminToken: string,
  ) {}

  static async start(
    slack: SlackStandIn,
    folder: string,
    profileTo: string | undefined,
  ): Promise<ProductProcess> {
    const profiling = profileTo === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileTo];
    const dataDir = join(folder, 'data');
    const child = new Child({
      name: 'holdfast start',
      args: [...serverOptions('start'), ...profiling, join(ROOT, 'dist', 'main.js'), 'start'],
      env: {
        HOLDFAST_DATA_DIR: dataDir,
        HOLDFAST_PORT: '0',
        HOLDFAST_RATE_POINTS: '0',
        HOLDFAST_LOG_FORMAT: 'json',
        HOLDFAST_SLACK_API_URL: slack.apiUrl,
        HOLDFAST_SLACK_BOT_TOKEN: slack.installation.botToken,
        HOLDFAST_SLACK_SIGNING_SECRET: slack.installation.signingSecret,
        HOLDFAST_SLACK_CHANNEL: slack.workspace.channel(CHANNEL).id,
      },
      cwd: folder,
    });
    const { graphql } = JSON.parse(await child.line(/Holdfast is ready/)) as { graphql: string };
    const { origin } = new URL(graphql);
    slack.deliverTo(`${origin}${SLACK_PATH}`);
    return new ProductProcess(child, origin, readFileSync(join(dataDir, 'admin-token'), 'utf8').trim());
  }

  /** As the administrator, when no other token is given. @throws ApiRefusal, ConnectionFailed */
  ask<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
    token = this.adminToken,
  ): Promise<Result> {
    return this.child.unlessItEnds(execute(document, variables, { url: this.url, token }));
  }

  /** Watches its event loop while the work lasts. */
  async watched<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly eventLoop: EventLoop }> {
    await this.child.ask('watch-event-loop');
    const result = await work();
    return { result, eventLoop: await this.child.ask<EventLoop>('event-loop') };
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}
