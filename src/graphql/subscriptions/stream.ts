/** Streams of subscriptions: an error in one ends that subscription with a GraphQL error, not the whole socket. */

/** What a subscription's resolver gets: a value, or why the stream ended. */
export type Delivery<T> = { readonly value: T } | { readonly failure: unknown };

/** @throws what ended the stream */
export function received<T>(delivery: Delivery<T>): T {
  if ('failure' in delivery) throw delivery.failure;
  return delivery.value;
}

export async function* deliveries<T>(source: AsyncIterable<T>): AsyncGenerator<Delivery<T>> {
  try {
    for await (const value of source) yield { value };
  } catch (failure) {
    yield { failure };
  }
}
