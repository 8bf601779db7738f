import type { IncomingMessage } from 'node:http';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { unauthorized } from './api-error.js';

/** What a person may do: as in a Role; with `namespaces` only there, and only while the namespace exists. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  /** Absent: everywhere, the cluster scope included. */
  readonly namespaces?: readonly string[];
}

export interface TokenOwner {
  readonly user: string;
  readonly groups?: readonly string[];
  /** Absent: none beyond what the RBAC objects in the store and the group `system:masters` give. */
  readonly rules?: readonly PolicyRule[];
  readonly expiresAt?: Date;
}

export interface Identity {
  readonly user: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly rules: readonly PolicyRule[];
}

export const anonymous: Identity = {
  user: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: [],
};

/** Who holds which token. */
export class TokenTable {
  readonly #owners = new Map<string, TokenOwner>();

  add(token: string, owner: TokenOwner): void {
    this.#owners.set(token, owner);
  }

  revoke(token: string): void {
    this.#owners.delete(token);
  }

  /** @throws ApiError 401 for a token that is unknown or has expired, and for a certificate of another authority */
  authenticate(request: IncomingMessage): Identity {
    const header = request.headers.authorization;
    if (header === undefined) return byCertificate(request.socket as TLSSocket);
    const [scheme, token = ''] = header.split(' ');
    const owner = this.#owners.get(token.trim());
    if (scheme?.toLowerCase() !== 'bearer' || !owner) throw unauthorized();
    if (owner.expiresAt && owner.expiresAt.getTime() <= Date.now()) throw unauthorized();
    return {
      user: owner.user,
      ...(owner.user === 'admin' ? { uid: 'admin-uid' } : {}),
      groups: [...(owner.groups ?? []), 'system:authenticated'],
      rules: owner.rules ?? [],
    };
  }
}

function byCertificate(socket: TLSSocket): Identity {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
  if (!certificate.subject) return anonymous;
  if (!socket.authorized) throw unauthorized();
  const { CN: names, O: organisations } = certificate.subject;
  return {
    user: [names].flat()[0] ?? '',
    groups: [...[organisations ?? []].flat(), 'system:authenticated'],
    rules: [],
  };
}
