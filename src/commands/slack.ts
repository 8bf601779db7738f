/** `holdfast slack manifest | check`: makes the Slack app easy to set up, and says what is wrong with it. */
import Table from 'cli-table3';
import { examine, type Finding } from '../bot/doctor.js';
import { manifest } from '../bot/manifest.js';
import { SLACK_PATH } from '../bot/slack-path.js';
import type { Config } from '../config.js';
import type { CommandContext } from './run.js';

const FAILED = 1;

/** Prints the manifest: of Socket Mode when that is configured or nothing says where Slack reaches Holdfast. */
export function slackManifest(config: Config, given: { readonly socketMode?: boolean }): void {
  const requestUrl = requestUrlOf(config);
  const configured = config.slack?.transport.kind ?? (requestUrl === null ? 'SOCKET_MODE' : 'HTTP');
  const transport = given.socketMode === true ? 'SOCKET_MODE' : configured;
  if (transport === 'HTTP' && requestUrl === null) {
    process.stderr.write(
      'Set HOLDFAST_PUBLIC_URL, or use Socket Mode ("holdfast slack manifest --socket-mode"): the manifest names where Slack reaches Holdfast.\n',
    );
    process.exitCode = FAILED;
    return;
  }
  process.stdout.write(`${JSON.stringify(manifest({ transport, requestUrl }), null, 2)}\n`);
}

export interface CheckOptions {
  /** Id of a channel that messages are to go to. */
  readonly channel?: string;
  readonly json: boolean;
}

export async function slackCheck(
  { config, log }: CommandContext,
  { channel, json }: CheckOptions,
): Promise<void> {
  const { slack } = config;
  if (slack === null) {
    process.stderr.write('Slack is not configured: set HOLDFAST_SLACK_BOT_TOKEN (docs/configuration.md).\n');
    process.exitCode = FAILED;
    return;
  }
  const requestUrl = requestUrlOf(config);
  const findings = await examine({ ...slack, log, requestUrl, channel: channel ?? config.slackChannel });
  process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : `${tableOf(findings)}\n`);
  if (findings.some(({ ok }) => !ok)) process.exitCode = FAILED;
}

function requestUrlOf({ publicUrl }: Config): string | null {
  return publicUrl === null ? null : `${publicUrl}${SLACK_PATH}`;
}

function tableOf(findings: readonly Finding[]): string {
  const table = new Table({
    head: ['what', '', 'found'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [22, 9, 80],
  });
  table.push(...findings.map(({ what, ok, message }) => [what, ok ? 'good' : 'wrong', message]));
  return table.toString();
}
