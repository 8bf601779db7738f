import { Forbidden } from '../domain/errors/access-errors.js';
import type { Actor } from '../domain/identity.js';

/** Whose a new resource is: a person's. Parts of Holdfast itself own nothing. */
export function ownerOf(actor: Actor): string {
  if (actor.kind === 'USER') return actor.userId;
  throw new Forbidden(`${actor.name} is a part of Holdfast and owns nothing.`, 'own');
}
