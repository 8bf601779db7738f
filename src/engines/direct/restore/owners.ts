import type { ObjectName, ObjectOutcome } from '../../../domain/restore.js';
import type { Place } from './cluster-objects.js';
import { isNode, type JsonNode, listAt, nodeAt, textAt } from './lossless-json.js';
import { remappedOwners } from './metadata.js';
import type { Applied, WantedObject } from './wanted-object.js';

interface Orphan {
  readonly source: ObjectName;
  readonly place: Place;
  /** As the backup has them. */
  readonly owners: readonly JsonNode[];
  readonly uid: string;
}

export interface Adoption extends Orphan {
  readonly ownerReferences: readonly JsonNode[];
}

const WRITTEN: ReadonlySet<ObjectOutcome> = new Set(['CREATED', 'UPDATED', 'REPLACED']);

/**
 * Who owned whom. An object whose owner is there before it gets the owner's new uid with its creation; one that came first gets it
 * at the end; a reference to what is not restored is left out. In memory: two uids per restored object.
 */
export class Owners {
  readonly #uids = new Map<string, string>();
  readonly #orphans: Orphan[] = [];

  uidOf = (old: string): string | undefined => this.#uids.get(old);

  /** References of an object that its owners have not come back for yet. */
  waitingFor(object: JsonNode): readonly JsonNode[] {
    const owners = listAt(nodeAt(object, 'metadata'), 'ownerReferences').filter(isNode);
    return owners.every((owner) => this.#uids.has(textAt(owner, 'uid') ?? '')) ? [] : owners;
  }

  note(oldUid: string, applied: Applied): void {
    if (oldUid !== '' && applied.uid !== '') this.#uids.set(oldUid, applied.uid);
  }

  noteOrphan({ source, place }: WantedObject, owners: readonly JsonNode[], applied: Applied): void {
    const ours = WRITTEN.has(applied.outcome) || (applied.outcome === 'UNCHANGED' && !applied.owned);
    if (ours && owners.length > 0 && applied.uid !== '')
      this.#orphans.push({ source, place, owners, uid: applied.uid });
  }

  /** Those whose owners have come back since. */
  adoptable(): readonly Adoption[] {
    return this.#orphans.flatMap((orphan) => {
      const ownerReferences = remappedOwners({ ownerReferences: orphan.owners }, { ownerUid: this.uidOf });
      return ownerReferences.length === 0 ? [] : [{ ...orphan, ownerReferences }];
    });
  }
}
