/** One search over everything that has a name: what a person may not see is not looked through. */
import { sightOf } from '../domain/access.js';
import type { Actor } from '../domain/identity.js';
import type { Page, PageRequest, UnitOfWork } from '../domain/ports/stores.js';
import { hasRight } from '../domain/rights.js';
import {
  SEARCH_KINDS,
  type SearchFind,
  type SearchKind,
  searchedText,
  searchFaults,
} from '../domain/search.js';
import { refuse } from './faults.js';

export interface SearchRequest extends PageRequest {
  readonly text: string;
  /** All of them when not given. */
  readonly kinds?: readonly SearchKind[];
}

const ALL_KINDS = Object.keys(SEARCH_KINDS) as readonly SearchKind[];

export class SearchService {
  constructor(private readonly ports: { readonly work: UnitOfWork }) {}

  /** @throws InvalidInput for a text that is too short, too long or no text */
  async find(
    { text, kinds = ALL_KINDS, ...request }: SearchRequest,
    actor: Actor,
  ): Promise<Page<SearchFind>> {
    refuse(searchFaults('text', text));
    const allowed = kinds.filter((kind) => kind !== 'USER' || hasRight(actor, 'User.list', null));
    return this.ports.work.stores.search.find(
      searchedText(text),
      { kinds: allowed, seenBy: sightOf(actor) },
      request,
    );
  }
}
