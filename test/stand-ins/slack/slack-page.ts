import type { RequestUrls } from './app/http-link.js';
import { serveControl } from './control-server.js';
import { type SlackStandIn, type SlackStandInOptions, startSlackStandIn } from './slack-stand-in.js';
import { demoWorld } from './worlds/demo.js';

export interface SlackPageOptions extends SlackStandInOptions {
  /** Port of the page and of the control commands; 0 (default): any free one. */
  readonly pagePort?: number;
  /** Where the app takes signed requests; absent: Socket Mode. */
  readonly appUrls?: RequestUrls;
}

export interface SlackPage {
  readonly slack: SlackStandIn;
  /** `http://127.0.0.1:PORT`: open it in a browser. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A stand-in with its page, the demo workspace in it unless told otherwise; listens when it resolves. */
export async function startSlackPage(options: SlackPageOptions = {}): Promise<SlackPage> {
  const { pagePort = 0, appUrls, ...rest } = options;
  const slack = await startSlackStandIn({ world: demoWorld, ...rest });
  if (appUrls !== undefined) slack.deliverTo(appUrls);
  const control = await serveControl(slack, { port: pagePort });
  return {
    slack,
    url: control.url,
    stop: async () => {
      await control.stop();
      await slack.stop();
    },
  };
}
