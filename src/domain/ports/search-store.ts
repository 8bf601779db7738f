import type { Sight } from '../access.js';
import type { SearchFind, SearchKind } from '../search.js';
import type { Page, PageRequest } from './stores.js';

export interface SearchStore {
  /** The best matches first; of those that match alike by kind, then the newest, namespaces by name. `text` in lower case. What `seenBy` may not see is not found. */
  find(
    text: string,
    among: { readonly kinds: readonly SearchKind[]; readonly seenBy: Sight },
    request: PageRequest,
  ): Promise<Page<SearchFind>>;
}
