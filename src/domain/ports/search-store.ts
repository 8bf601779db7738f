import type { SearchFind, SearchKind } from '../search.js';
import type { Page, PageRequest } from './stores.js';

export interface SearchStore {
  /** The best matches first; of those that match alike by kind, then the newest, namespaces by name. `text` in lower case. */
  find(text: string, kinds: readonly SearchKind[], request: PageRequest): Promise<Page<SearchFind>>;
}
