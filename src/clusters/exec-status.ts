/** How a command ended, from the `Status` that the API server writes on the fourth channel. Source: Kubernetes' remotecommand v4. */
import type { CommandOutcome } from '../domain/ports/cluster-gateway.js';
import { spokenText } from './spoken-text.js';

type End = Pick<CommandOutcome, 'ended' | 'exitCode' | 'message'>;

/** Undefined for what is no Status. */
export function endOfCommand(bytes: Buffer, secret: string | undefined): End | undefined {
  const status = objectIn(parsed(bytes));
  if (status?.status === 'Success') return { ended: 'EXITED', exitCode: 0, message: null };
  if (status?.status !== 'Failure') return undefined;
  const exitCode = status.reason === 'NonZeroExitCode' ? exitCodeIn(status.details) : undefined;
  if (exitCode !== undefined) return { ended: 'EXITED', exitCode, message: null };
  const said = typeof status.message === 'string' ? spokenText(status.message, secret) : '';
  const message = `The command was not started${said === '' ? '' : ` (${said})`}.`;
  return { ended: 'NOT_STARTED', exitCode: null, message };
}

function exitCodeIn(details: unknown): number | undefined {
  const causes = objectIn(details)?.causes;
  if (!Array.isArray(causes)) return undefined;
  const cause = causes.map(objectIn).find((each) => each?.reason === 'ExitCode');
  const code = Number(cause?.message);
  return Number.isInteger(code) ? code : undefined;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
