/** No code leaves the API that its catalogue, and for sockets docs/live.md, does not explain: by a walk of the source and of the libraries. */
import { globSync, readFileSync } from 'node:fs';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { CloseCode } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { ALL_ERRORS } from '../../src/domain/errors/protocol-errors.js';
import { CLOSE } from '../../src/graphql/sockets/close-codes.js';

const FILES = globSync('src/{graphql,domain,services}/**/*.ts').map(
  (file) => [file, readFileSync(file, 'utf8')] as const,
);
/** The ways in which an error gets its code: a class, the extensions of a GraphQL error, the helpers that make one. */
const WAYS = [
  /readonly code = '(\w+)'/g,
  /extensions[^{;]*\{\s*code: '(\w+)'/g,
  /\b(?:badRequest|refused|withCode)\('(\w+)'/g,
  /\bcode \?\? '(\w+)'/g,
];
const thrown = FILES.flatMap(([file, text]) =>
  WAYS.flatMap((way) => [...text.matchAll(way)].map(([, code = '']) => [code, file] as const)),
);
const documented = readFileSync('docs/errors.md', 'utf8');
const live = readFileSync('docs/live.md', 'utf8');

describe('every code', () => {
  it.each([...new Map(thrown)])('%s, of %s, is in the catalogue and in docs/errors.md', (code) => {
    expect(ALL_ERRORS).toHaveProperty(code);
    expect(documented).toContain(`| \`${code}\` |`);
  });

  it.each(Object.values(ApolloServerErrorCode))('%s of Apollo Server is there', (code) => {
    expect(ALL_ERRORS).toHaveProperty(code);
    expect(documented).toContain(`| \`${code}\` |`);
  });

  it('of the catalogue is thrown by somebody: nothing is explained that does not come', () => {
    const ofLibraries = new Set<string>(Object.values(ApolloServerErrorCode));
    const said = new Set(thrown.map(([code]) => code));
    expect(Object.keys(ALL_ERRORS).filter((code) => !said.has(code) && !ofLibraries.has(code))).toEqual([]);
  });
});

describe('a socket', () => {
  /** What the server of graphql-ws closes with; the rest of its codes is of clients. */
  const OF_CLIENTS = [
    CloseCode.BadResponse,
    CloseCode.InternalClientError,
    CloseCode.ConnectionAcknowledgementTimeout,
  ];
  const ofLibrary = Object.values(CloseCode).filter(
    (code): code is CloseCode => typeof code === 'number' && !OF_CLIENTS.includes(code),
  );
  it.each([...new Set([...ofLibrary, ...Object.values(CLOSE).map(({ code }) => code)])])(
    'closed with %i finds why in docs/live.md',
    (code) => {
      expect(live).toMatch(new RegExp(`^\\| (?:\\d+, )*${code}(?:, \\d+)* \\|`, 'm'));
    },
  );
});
