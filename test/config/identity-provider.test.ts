import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.js';
import type { Environment } from '../../src/config/gather.js';
import { describeConfig, loadConfig } from '../../src/config.js';

const load = (env: Environment = {}) => loadConfig(env, tmpdir());
const ISSUER = { HOLDFAST_OIDC_ISSUER: 'https://id.example.com/realms/acme' };
const faultsOf = (env: Record<string, string>) => {
  try {
    load(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.faults.map(({ variable }) => variable) : [error];
  }
};

describe('the identity provider', () => {
  it('is on with its issuer: our audience, the usual roles, and nobody without one', () => {
    expect(load(ISSUER).oidc).toEqual({
      issuer: 'https://id.example.com/realms/acme',
      audience: 'holdfast',
      authorizedParties: [],
      roles: undefined,
      defaultRole: undefined,
      groupsClaim: 'groups',
      client: null,
    });
  });

  it('has roles of its own, clients that are trusted, and a client that reads users', () => {
    const config = load({
      ...ISSUER,
      HOLDFAST_OIDC_ROLES: 'backup admins=SUPER_ADMIN, dev=APP_USER',
      HOLDFAST_OIDC_AUTHORIZED_PARTIES: 'console, cli',
      HOLDFAST_OIDC_DEFAULT_ROLE: 'AUDITOR',
      HOLDFAST_OIDC_CLIENT_ID: 'reader',
      HOLDFAST_OIDC_CLIENT_SECRET: 'very-s3cret',
    });
    expect(config.oidc).toMatchObject({
      roles: new Map([
        ['backup admins', 'SUPER_ADMIN'],
        ['dev', 'APP_USER'],
      ]),
      authorizedParties: ['console', 'cli'],
      defaultRole: 'AUDITOR',
      client: { id: 'reader', secret: 'very-s3cret' },
    });
    expect(JSON.stringify(describeConfig(config))).not.toContain('very-s3cret');
  });

  it('is never half on, and every fault names its variable', () => {
    const { HOLDFAST_OIDC_ISSUER: issuer } = ISSUER;
    expect(faultsOf({ HOLDFAST_OIDC_ROLES: 'dev=APP_USER' })).toEqual(['HOLDFAST_OIDC_ISSUER']);
    expect(faultsOf({ ...ISSUER, HOLDFAST_OIDC_CLIENT_ID: 'x' })).toEqual(['HOLDFAST_OIDC_CLIENT_SECRET']);
    expect(faultsOf({ ...ISSUER, HOLDFAST_OIDC_CLIENT_SECRET: 'x' })).toEqual(['HOLDFAST_OIDC_CLIENT_ID']);
    expect(faultsOf({ HOLDFAST_OIDC_ISSUER: issuer.replace('https', 'http') })).toEqual([
      'HOLDFAST_OIDC_ISSUER',
    ]);
    expect(faultsOf({ ...ISSUER, HOLDFAST_OIDC_ROLES: 'dev=KING' })).toEqual(['HOLDFAST_OIDC_ROLES']);
    expect(faultsOf({ ...ISSUER, HOLDFAST_OIDC_DEFAULT_ROLE: 'SUPER_ADMIN' })).toEqual([
      'HOLDFAST_OIDC_DEFAULT_ROLE',
    ]);
  });
});
