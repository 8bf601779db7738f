/** Rules between variables: an integration is on or off, never half. */
import { accessSync, constants, statSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { backupKeyFaults } from './backup-key-files.js';
import type { ConfigFault } from './config-error.js';
import { VARIABLES, type Values } from './variables.js';

export function crossFaults(values: Partial<Values>, cwd: string): ConfigFault[] {
  return [
    ...tlsFaults(values, cwd),
    ...exposureFaults(values),
    ...databaseFaults(values),
    ...keyFaults(values),
    ...slackFaults(values),
    ...identityFaults(values),
    ...mailFaults(values),
    ...metricsFaults(values),
    ...backupKeyFaults(values, cwd),
  ];
}

function tlsFaults({ tlsCert, tlsKey }: Partial<Values>, cwd: string): ConfigFault[] {
  const pair = [
    { variable: VARIABLES.tlsCert, file: tlsCert },
    { variable: VARIABLES.tlsKey, file: tlsKey },
  ];
  return pair.flatMap(({ variable, file }, index) => {
    const other = pair[1 - index];
    const fault = (problem: string) => [
      { variable: variable.name, problem, example: `${variable.name}=${variable.example}` },
    ];
    if (file !== undefined) {
      const why = unreadable(resolve(cwd, file));
      return why === null ? [] : fault(`names a file that cannot be read, ${JSON.stringify(file)} (${why})`);
    }
    return other?.file === undefined ? [] : fault(`is missing: ${other.variable.name} needs it`);
  });
}

function unreadable(path: string): string | null {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile() ? null : 'it is no file';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  }
}

function exposureFaults({ host, tlsCert, tlsKey, behindProxy }: Partial<Values>): ConfigFault[] {
  const protectedBy = behindProxy === true || tlsCert !== undefined || tlsKey !== undefined;
  if (host === undefined || isLoopback(host) || protectedBy) return [];
  return [
    {
      variable: VARIABLES.host.name,
      problem: `${JSON.stringify(host)} can be reached by others and nothing encrypts: set ${VARIABLES.tlsCert.name} and ${VARIABLES.tlsKey.name}, or ${VARIABLES.behindProxy.name}=true when a proxy does TLS, or listen on this machine only`,
      example: `${VARIABLES.host.name}=127.0.0.1`,
    },
  ];
}

/** Metrics name schedules and clusters: beyond this machine somebody must say who may read them. */
function metricsFaults({ metricsHost, metricsPort, metricsToken }: Partial<Values>): ConfigFault[] {
  if (metricsPort === undefined || metricsHost === undefined || isLoopback(metricsHost)) return [];
  if (metricsToken !== undefined) return [];
  const { name, example } = VARIABLES.metricsToken;
  const problem = `is missing: ${JSON.stringify(metricsHost)} of ${VARIABLES.metricsHost.name} can be reached by others`;
  return [{ variable: name, problem, example: `${name}=${example}` }];
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function databaseFaults({ databaseUrl, databaseDirectUrl }: Partial<Values>): ConfigFault[] {
  if (databaseDirectUrl === undefined || databaseUrl !== undefined) return [];
  const { name, example } = VARIABLES.databaseUrl;
  return [
    {
      variable: VARIABLES.databaseDirectUrl.name,
      problem: `has no effect without ${name}: set both, or neither for the built-in PostgreSQL`,
      example: `${name}=${example}`,
    },
  ];
}

function mailFaults({ smtpUrl, smtpFrom, alertRecipients }: Partial<Values>): ConfigFault[] {
  const lacks = (missing: 'smtpUrl' | 'smtpFrom', given: 'smtpUrl' | 'smtpFrom' | 'alertRecipients') => ({
    variable: VARIABLES[missing].name,
    problem: `is missing: ${VARIABLES[given].name} needs it`,
    example: `${VARIABLES[missing].name}=${VARIABLES[missing].example}`,
  });
  if (smtpUrl !== undefined) return smtpFrom === undefined ? [lacks('smtpFrom', 'smtpUrl')] : [];
  if (smtpFrom !== undefined) return [lacks('smtpUrl', 'smtpFrom')];
  return alertRecipients === undefined ? [] : [lacks('smtpUrl', 'alertRecipients')];
}

function keyFaults({ secretKey, oldSecretKeys }: Partial<Values>): ConfigFault[] {
  if (secretKey === undefined || !oldSecretKeys?.includes(secretKey)) return [];
  const problem = `names the key of ${VARIABLES.secretKey.name} too: leave it out`;
  return [{ variable: VARIABLES.oldSecretKeys.name, problem, example: null }];
}

/** How Slack reaches us is a choice: HTTP with the signing secret, or Socket Mode with the app-level token. */
function slackFaults(values: Partial<Values>): ConfigFault[] {
  const { slackBotToken, slackSigningSecret, slackAppToken } = VARIABLES;
  const fault = ({ name: variable }: { readonly name: string }, problem: string): ConfigFault[] => [
    { variable, problem, example: null },
  ];
  if (values.slackBotToken === undefined) {
    const useless = NEED_A_BOT.filter((key) => values[key] !== undefined).map((key) => VARIABLES[key].name);
    if (useless.length === 0) return [];
    return fault(
      slackBotToken,
      `is missing: ${useless.join(', ')} need${useless.length === 1 ? 's' : ''} it`,
    );
  }
  const overHttp = values.slackSigningSecret !== undefined;
  const inSocketMode = values.slackAppToken !== undefined;
  if (overHttp && inSocketMode)
    return fault(
      slackAppToken,
      `and ${slackSigningSecret.name} are both set: keep the first for Socket Mode or the second for HTTP`,
    );
  if (!overHttp && !inSocketMode)
    return fault(
      slackBotToken,
      `does not say how Slack reaches Holdfast: set ${slackSigningSecret.name} too (HTTP), or ${slackAppToken.name} (Socket Mode)`,
    );
  return [];
}

const NEED_AN_ISSUER = ['oidcClientId', 'oidcClientSecret', 'oidcAuthorizedParties', 'oidcRoles'] as const;

/** A provider is its issuer; who reads its users needs both halves of a client. */
function identityFaults(values: Partial<Values>): ConfigFault[] {
  const missing = (
    key: 'oidcIssuer' | 'oidcClientId' | 'oidcClientSecret',
    because: string,
  ): ConfigFault => ({
    variable: VARIABLES[key].name,
    problem: `is missing: ${because} needs it`,
    example: `${VARIABLES[key].name}=${VARIABLES[key].example}`,
  });
  const [useless] = NEED_AN_ISSUER.filter((key) => values[key] !== undefined);
  if (useless !== undefined && values.oidcIssuer === undefined) {
    return [missing('oidcIssuer', VARIABLES[useless].name)];
  }
  const { oidcClientId: id, oidcClientSecret: secret } = values;
  if ((id === undefined) === (secret === undefined)) return [];
  return id === undefined
    ? [missing('oidcClientId', VARIABLES.oidcClientSecret.name)]
    : [missing('oidcClientSecret', VARIABLES.oidcClientId.name)];
}

const NEED_A_BOT = ['slackSigningSecret', 'slackAppToken', 'slackApiUrl', 'botToken'] as const;
