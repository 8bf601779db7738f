/** `/.well-known/openid-configuration`: where keys and tokens are. Nothing is guessed from the issuer but this one address. */
import { z } from 'zod';
import { failure, jsonOf, type ProviderHttp } from './provider-http.js';

export interface Discovery {
  readonly jwksUri: string;
  readonly tokenEndpoint: string;
}

const document = z.object({ issuer: z.string(), jwks_uri: z.url(), token_endpoint: z.url() });

/** @throws DependencyFailure also when the document is that of another issuer */
export async function discover(http: ProviderHttp, issuer: string): Promise<Discovery> {
  const answer = await http.ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (answer.status !== 200) throw failure(`its configuration was answered with ${answer.status}`);
  const read = document.safeParse(jsonOf(answer));
  if (!read.success) throw failure('its configuration lacks issuer, jwks_uri or token_endpoint');
  if (read.data.issuer !== issuer) throw failure('its configuration is that of another issuer');
  const { jwks_uri: jwksUri, token_endpoint: tokenEndpoint } = read.data;
  const unsafe = [jwksUri, tokenEndpoint].some((url) => isWeaker(url, issuer));
  if (unsafe) throw failure('its configuration leads from https to http');
  return { jwksUri, tokenEndpoint };
}

function isWeaker(url: string, issuer: string): boolean {
  return issuer.startsWith('https:') && !url.startsWith('https:');
}
