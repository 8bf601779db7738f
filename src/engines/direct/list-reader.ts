import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi, ReusableMemory } from '../../domain/ports/cluster-gateway.js';
import { type ListPage, parseListPage } from './list-page.js';
import type { MarksOfInterest } from './listed-object.js';
import { PageMemory, PageTurns } from './page-memory.js';
import { turns } from './turns.js';

export interface ListSource {
  readonly api: ClusterApi;
  readonly path: string;
  readonly interest: MarksOfInterest;
  readonly signal: AbortSignal;
  /** Of labels, for the server to match; absent: all. */
  readonly selector?: string | undefined;
  /** `Accept` header; whole objects by default. */
  readonly accept?: string;
  /** Where pages are read into; absent: memory for this list alone. */
  readonly pages?: PageMemory;
}

export interface ListConsumer {
  /** The page's bytes are good until this resolves. */
  page(page: ListPage): Promise<void>;
  /** The list begins again: forget every page so far. */
  restart(): void;
}

export interface ListOutcome {
  /** Of the first page: the moment that the whole list shows. */
  readonly resourceVersion: string | null;
  /** False when the list went on after its snapshot had expired. */
  readonly consistent: boolean;
}

const PAGE_LIMIT = 500;
/** Beyond this a page asks for fewer objects next time: what is in flight stays bounded whatever the objects' size. */
const PAGE_BYTES = 4 * 1024 * 1024;
const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/** One object may be larger than a page ought to be. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;

/**
 * Reads a list page by page, asking for the next page while the consumer works on this one. An expired list (410) begins
 * again once; when it expires once more it goes on with the server's own token, inconsistently. An answer that is cut
 * off or too large is asked for again with fewer objects.
 * @throws ClusterCallFailed, and what the consumer throws
 */
export async function readList(source: ListSource, consumer: ListConsumer): Promise<ListOutcome> {
  const turns = new PageTurns(source.pages ?? new PageMemory());
  let latest: Promise<unknown> = Promise.resolve();
  const begin: BeginPage = (token, limit) => {
    const fetching = fetchPage(source, { token, limit, memory: turns.next() });
    // A page asked for ahead may fail after its reader has gone: that is not an unhandled rejection.
    latest = fetching.catch(() => {});
    return fetching;
  };
  try {
    return await readPages({ ...source, begin }, consumer);
  } finally {
    void latest.then(() => turns.giveBack());
  }
}

/** Asks for the page behind `token`; the page before the last is forgotten. */
type BeginPage = (token: string, limit: number) => Promise<FetchedPage>;

async function readPages(
  source: ListSource & { readonly begin: BeginPage },
  consumer: ListConsumer,
): Promise<ListOutcome> {
  const { begin } = source;
  const seen = {
    restarted: false,
    fellBack: false,
    consistent: true,
    resourceVersion: null as string | null,
  };
  let token = '';
  let next = begin(token, PAGE_LIMIT);
  for (;;) {
    const fetched = await next.catch((error: unknown) => expired(error, source.signal));
    if (fetched instanceof ClusterCallFailed) {
      const fallback = fetched.details.continueToken ?? '';
      if (seen.restarted && (fallback === '' || seen.fellBack)) throw fetched;
      if (seen.restarted) {
        seen.consistent = false;
        seen.fellBack = true;
        token = fallback;
      } else {
        seen.restarted = true;
        seen.resourceVersion = null;
        token = '';
        consumer.restart();
      }
      next = begin(token, PAGE_LIMIT);
      continue;
    }
    seen.fellBack = false;
    seen.resourceVersion ??= fetched.page.resourceVersion;
    const following = fetched.page.continueToken;
    if (following !== '' && following === token) throw endless(source.path);
    if (following !== '') next = begin(following, nextLimit(fetched));
    await consumer.page(fetched.page);
    if (following === '') return { resourceVersion: seen.resourceVersion, consistent: seen.consistent };
    token = following;
  }
}

interface FetchedPage {
  readonly page: ListPage;
  readonly limit: number;
}

interface PageRequest {
  readonly token: string;
  readonly limit: number;
  readonly memory: ReusableMemory;
}

async function fetchPage(source: ListSource, request: PageRequest): Promise<FetchedPage> {
  const { api, path, interest, signal, selector, accept } = source;
  const selected = selector === undefined ? '' : `&labelSelector=${encodeURIComponent(selector)}`;
  const { token, memory } = request;
  const after = token === '' ? '' : `&continue=${encodeURIComponent(token)}`;
  for (let { limit } = request; ; limit = Math.ceil(limit / 10)) {
    signal.throwIfAborted();
    try {
      const maxBytes = limit === 1 ? MAX_OBJECT_BYTES : MAX_PAGE_BYTES;
      const body = await api.get(`${path}?limit=${limit}${selected}${after}`, {
        signal,
        maxBytes,
        memory,
        ...(accept !== undefined && { accept }),
      });
      await turns.next();
      return { page: parseListPage(body, path, interest), limit };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ClusterCallFailed) || error.kind !== 'MALFORMED' || limit === 1) throw error;
    }
  }
}

function nextLimit({ page, limit }: FetchedPage): number {
  const fitting = Math.floor((limit * PAGE_BYTES) / Math.max(1, page.bytes));
  return Math.max(1, Math.min(PAGE_LIMIT, fitting));
}

function expired(error: unknown, signal: AbortSignal): ClusterCallFailed {
  signal.throwIfAborted();
  if (error instanceof ClusterCallFailed && error.kind === 'EXPIRED') return error;
  throw error;
}

function endless(path: string): ClusterCallFailed {
  return new ClusterCallFailed(`The cluster's list ${path} continues with the token it came from.`, {
    kind: 'MALFORMED',
    call: `GET ${path}`,
  });
}
