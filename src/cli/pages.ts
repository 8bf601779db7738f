/** One page of a Relay connection. */
export interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

export const PAGE_SIZE = 200;

/** All nodes of a list. */
export async function allOf<Node>(
  page: (after: string | null) => Promise<Page<Node>>,
): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page<Node> = await page(after);
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return nodes;
    after = pageInfo.endCursor;
  }
}

/** The first `limit` nodes of a list, and how many there are in all. */
export async function firstOf<Node>(
  limit: number,
  page: (first: number, after: string | null) => Promise<Page<Node> & { readonly totalCount: number }>,
): Promise<{ readonly nodes: readonly Node[]; readonly total: number }> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const next: Page<Node> & { readonly totalCount: number } = await page(
      Math.min(PAGE_SIZE, limit - nodes.length),
      after,
    );
    nodes.push(...next.edges.map(({ node }) => node));
    const { hasNextPage, endCursor } = next.pageInfo;
    if (!hasNextPage || endCursor === null || nodes.length >= limit) return { nodes, total: next.totalCount };
    after = endCursor;
  }
}

/** The first `limit` nodes of a list that nobody counts, and whether there are more. */
export async function someOf<Node>(
  limit: number,
  page: (first: number, after: string | null) => Promise<Page<Node>>,
): Promise<{ readonly nodes: readonly Node[]; readonly more: boolean }> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page<Node> = await page(Math.min(PAGE_SIZE, limit - nodes.length), after);
    nodes.push(...edges.map(({ node }) => node));
    const { hasNextPage, endCursor } = pageInfo;
    if (!hasNextPage || endCursor === null || nodes.length >= limit) return { nodes, more: hasNextPage };
    after = endCursor;
  }
}
