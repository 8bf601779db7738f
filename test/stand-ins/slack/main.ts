import { parseArgs } from 'node:util';
import { serveControl } from './control-server.js';
import type { Workspace } from './model/workspace.js';
import { startSlackStandIn } from './slack-stand-in.js';
import { demoWorld } from './worlds/demo.js';

// The stand-in as a process of its own:
//   tsx test/stand-ins/slack/main.ts [--world demo|empty] [--port N] [--control-port N] [--app-url URL]
//     [--bot-token T] [--app-token T] [--signing-secret S] [--ack-limit-ms N] [--exit-with-parent]
// Without --app-url the app is reached with Socket Mode. Prints one line of JSON when it is ready: url, apiUrl, control
// (also the page), botToken, appToken, signingSecret, teamId, channels (name → id). Ends on SIGTERM and SIGINT, and with
// --exit-with-parent also when its standard input ends.

const { values } = parseArgs({
  options: {
    world: { type: 'string', default: 'demo' },
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    'app-url': { type: 'string' },
    'bot-token': { type: 'string' },
    'app-token': { type: 'string' },
    'signing-secret': { type: 'string' },
    'ack-limit-ms': { type: 'string' },
    'exit-with-parent': { type: 'boolean', default: false },
  },
});

function worldNamed(name: string): (workspace: Workspace) => void {
  if (name === 'empty') return () => undefined;
  if (name === 'demo') return demoWorld;
  throw new Error(`there is no world called "${name}": demo or empty`);
}

const given = {
  ...(values['bot-token'] === undefined ? {} : { botToken: values['bot-token'] }),
  ...(values['app-token'] === undefined ? {} : { appToken: values['app-token'] }),
  ...(values['signing-secret'] === undefined ? {} : { signingSecret: values['signing-secret'] }),
};
const slack = await startSlackStandIn({
  port: Number(values.port),
  world: worldNamed(values.world),
  installation: given,
  ...(values['ack-limit-ms'] === undefined ? {} : { ackLimitMs: Number(values['ack-limit-ms']) }),
});
if (values['app-url'] !== undefined) slack.deliverTo(values['app-url']);
const control = await serveControl(slack, { port: Number(values['control-port']) });

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  void Promise.all([control.stop(), slack.stop()]).then(() => process.exit(0));
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
if (values['exit-with-parent']) process.stdin.resume().once('end', end).once('error', end);

const { botToken, appToken, signingSecret, appId, botUserId } = slack.installation;
const channels = Object.fromEntries([...slack.workspace.channels.values()].map(({ name, id }) => [name, id]));
process.stdout.write(
  `${JSON.stringify({
    url: slack.url,
    apiUrl: slack.apiUrl,
    control: control.url,
    botToken,
    appToken,
    signingSecret,
    appId,
    botUserId,
    teamId: slack.workspace.team.id,
    channels,
  })}\n`,
);
