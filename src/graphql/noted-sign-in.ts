/** Whoever comes with a token that is not good leaves an entry in the audit trail; the token itself never does. */
import { Unauthenticated } from '../domain/errors/access-errors.js';
import type { Authenticate } from './bearer.js';
import { currentOrigin } from './request-origin.js';
import type { ApiServices } from './services.js';

export function notingRefusals(
  authenticate: Authenticate,
  { audit }: Pick<ApiServices, 'audit'>,
): Authenticate {
  const note = ({ code, message }: Unauthenticated) => audit.refusedSignIn(currentOrigin(), code, message);
  return async (token) => {
    try {
      const actor = await authenticate(token);
      if (actor === undefined) await note(new Unauthenticated('The token is unknown, expired or revoked.'));
      return actor;
    } catch (error) {
      if (error instanceof Unauthenticated) await note(error);
      throw error;
    }
  };
}
