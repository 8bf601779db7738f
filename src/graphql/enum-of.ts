import { registerEnumType } from 'type-graphql';

/** Registers an enum whose values are their own names, each with its description. */
export function enumOf<K extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<K, string>>,
): Readonly<Record<K, K>> {
  const keys = Object.keys(meanings) as K[];
  const values = Object.fromEntries(keys.map((key) => [key, key])) as Record<K, K>;
  const valuesConfig = Object.fromEntries(keys.map((key) => [key, { description: meanings[key] }])) as Record<
    K,
    { description: string }
  >;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

export function meaningsOf<K extends string>(table: Readonly<Record<K, { readonly meaning: string }>>) {
  return mapValues(table, (row: { readonly meaning: string }) => row.meaning);
}

export function mapValues<K extends string, V>(table: Readonly<Record<K, V>>, map: (value: V) => string) {
  const entries = Object.entries(table) as [K, V][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)])) as Record<K, string>;
}
