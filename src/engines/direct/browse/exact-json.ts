/** Numbers that JavaScript would round are kept as the digits that were written: two that differ must not look the same. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, exact) as unknown;
}

function exact(_key: string, value: unknown, { source }: { readonly source?: string } = {}): unknown {
  return typeof value === 'number' && source !== undefined && String(value) !== source ? source : value;
}
