/** Errors of who asks. */

import { DomainError } from './domain-error.js';

export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'A valid access token is needed.') {
    super(message, {});
  }
}

/** A token was sent, and this is why it is not taken: a sentence without anything of the token. */
export class InvalidToken extends Unauthenticated {
  constructor(reason: string) {
    super(`The access token is not valid. ${reason}`);
  }
}

export class Forbidden extends DomainError<{ operation: string }> {
  readonly code = 'FORBIDDEN';
  constructor(message: string, operation: string) {
    super(message, { operation });
  }
}

/** A person reaches only to those namespaces of a cluster that a share of it names (S20). */
export class NamespacesNotGranted extends DomainError<{
  operation: string;
  clusterId: string;
  namespaces: readonly string[];
}> {
  readonly code = 'FORBIDDEN';
  /** @param namespaces all that are refused; `*`: every namespace there is and will be */
  constructor(operation: string, clusterId: string, namespaces: readonly string[]) {
    const named = namespaces.slice(0, 10).join(', ');
    const more = namespaces.length > 10 ? ` and ${namespaces.length - 10} more` : '';
    const every = namespaces[0] === '*';
    super(
      `${every ? 'Not every namespace of this cluster is' : `Of this cluster these namespaces are not`} shared with you for that${every ? '' : `: ${named}${more}`}. ` +
        'Nothing was changed. Ask a super admin, an infra admin or the owner of the cluster for a share of it that names them.',
      { operation, clusterId, namespaces },
    );
  }
}
