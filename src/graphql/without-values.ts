/**
 * GraphQL's own messages quote what was sent. What was sent may be a kubeconfig, put where it does not belong: so the quoted
 * values are cut out and the names of types, fields and arguments stay.
 */
const VALUES: readonly (readonly [RegExp, string])[] = [
  // `Unexpected Name "x"`, `Expected ":", found String "x"`; a punctuation mark is told.
  [/^(Syntax Error: .*?\b(?:Unexpected|found) \w+) ".*$/s, '$1.'],
  [/^(Syntax Error: (?:Invalid \w+|Cannot parse|Unexpected character)).*$/s, '$1.'],
  // Values of a wrong type: `Int cannot represent non-integer value: x`, `Expected value of type "T", found x.`
  [/\b(cannot represent [^:]*?)(?: value)?: .*$/s, '$1 value.'],
  [/(Expected value of type "[^"]*").*$/s, '$1.'],
  [/Value ".*" (does not exist in "[^"]*" enum\.).*$/s, 'The value $1'],
  [/got invalid value .*$/s, 'got an invalid value.'],
];

export function withoutValues(message: string): string {
  const cleaned = VALUES.reduce((text, [pattern, instead]) => text.replace(pattern, instead), message);
  return cleaned.length > 500 ? `${cleaned.slice(0, 497)}...` : cleaned;
}
