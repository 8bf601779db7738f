import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../../domain/ports/stores.js';

@ObjectType('PageInfo', { description: 'Where a page of a list ends.', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether this page was asked for with a cursor.' })
  readonly hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  readonly startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge: hand it back as `after`; null on an empty page.',
  })
  readonly endCursor: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface UncountedConnection<T> {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfoType;
}

/** A page as the resolvers hand it on; `count` runs only when `totalCount` is asked for. */
export interface Connection<T> extends UncountedConnection<T> {
  readonly count: () => Promise<number>;
}

function edgeOf<T extends object>(name: string, node: () => ClassType<T>): ClassType<Edge<object>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list.`, simpleResolvers: true })
  class EdgeType {
    @Field(() => String, { description: 'Position in the list, opaque.' })
    readonly cursor: string;

    @Field(node, { description: 'The thing itself.' })
    readonly node: object;
  }
  return EdgeType;
}

/** The Relay connection and edge types of one node type. */
export function connectionOf<T extends object>(name: string, node: () => ClassType<T>) {
  const EdgeType = edgeOf(name, node);

  @ObjectType(`${name}Connection`, { description: `A page of a list, newest first.`, simpleResolvers: true })
  class ConnectionType {
    readonly count: () => Promise<number>;

    @Field(() => [EdgeType], { description: 'The things of this page with their cursors.' })
    readonly edges: readonly Edge<object>[];

    @Field(() => PageInfoType, { description: 'Where the page ends.' })
    readonly pageInfo: PageInfoType;

    @Field(() => Int, {
      simple: false,
      description: 'How many there are in all pages together; counted only when asked for.',
    })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return ConnectionType;
}

/** The same without `totalCount`, for a history that nobody counts. */
export function uncountedConnectionOf<T extends object>(name: string, node: () => ClassType<T>) {
  const EdgeType = edgeOf(name, node);

  @ObjectType(`${name}Connection`, { description: `A page of a list, newest first.`, simpleResolvers: true })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The things of this page with their cursors.' })
    readonly edges: readonly Edge<object>[];

    @Field(() => PageInfoType, { description: 'Where the page ends.' })
    readonly pageInfo: PageInfoType;
  }
  return ConnectionType;
}

export function connection<T>(
  page: Page<T>,
  after: string | null,
  count: () => Promise<number>,
): Connection<T> {
  return { ...uncountedConnection(page, after), count };
}

export function uncountedConnection<T>(page: Page<T>, after: string | null): UncountedConnection<T> {
  const edges = page.items.map((row) => ({
    node: row.item,
    // Made when it is asked for: most lists ask for that of the last one alone.
    get cursor() {
      return row.cursor;
    },
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
