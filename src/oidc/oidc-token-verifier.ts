/** Access tokens of one identity provider, verified by its published keys. */
import { jwtVerify } from 'jose';
import { InvalidToken } from '../domain/errors/access-errors.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ProviderIdentity, TokenVerifier } from '../domain/ports/identity-provider.js';
import {
  type AccessTokenRules,
  ALGORITHMS,
  CLOCK_TOLERANCE_S,
  identityOf,
  refusalOf,
} from './access-token.js';
import { KeySet } from './key-set.js';
import type { ProviderHttp } from './provider-http.js';

export interface OidcParts extends AccessTokenRules {
  readonly issuer: string;
  readonly http: ProviderHttp;
  readonly clock: Clock;
}

const MAX_LENGTH = 16_384;

export class OidcTokenVerifier implements TokenVerifier {
  readonly #keys: KeySet;

  constructor(private readonly parts: OidcParts) {
    this.#keys = new KeySet(parts);
  }

  async verify(token: string): Promise<ProviderIdentity> {
    const { issuer, clock } = this.parts;
    if (token.length > MAX_LENGTH) throw new InvalidToken('It is too long.');
    try {
      const verified = await jwtVerify(token, (header) => this.#keys.keyFor(header), {
        issuer,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: clock.now(),
        requiredClaims: ['exp', 'iat'],
      });
      return identityOf(verified, this.parts);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}
