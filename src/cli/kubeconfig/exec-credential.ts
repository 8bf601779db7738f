import { CliError } from '../cli-error.js';
import { type Fields, isFields, text } from './local-kubeconfig.js';

/** What proves to a cluster who asks. At least one of the two. */
export interface Credential {
  readonly token: string | undefined;
  /** PEM of both. */
  readonly certificate: { readonly chain: string; readonly key: string } | undefined;
  /** When it ends by its issuer's word. */
  readonly expiresAt: Date | undefined;
}

/** Reads what an exec plugin printed, without ever repeating it. @throws CliError */
export function readExecCredential(output: string, apiVersion: string): Credential {
  const answer = parsed(output);
  if (answer?.kind !== 'ExecCredential' || answer.apiVersion !== apiVersion) {
    throw refused(`did not print an ExecCredential of ${apiVersion}`);
  }
  const status: Fields = isFields(answer.status) ? answer.status : {};
  const token = text(status.token);
  const chain = text(status.clientCertificateData);
  const key = text(status.clientKeyData);
  if ((chain === undefined) !== (key === undefined)) {
    throw refused('printed a client certificate without its key, or a key without its certificate');
  }
  const certificate = chain !== undefined && key !== undefined ? { chain, key } : undefined;
  if (token === undefined && certificate === undefined) throw refused('printed no token and no certificate');
  return { token, certificate, expiresAt: date(status.expirationTimestamp) };
}

function parsed(output: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(output);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(what: string): CliError {
  return new CliError(`The exec plugin ${what}`, 'check the plugin: does kubectl work with this context?');
}

function date(value: unknown): Date | undefined {
  const at = new Date(text(value) ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
