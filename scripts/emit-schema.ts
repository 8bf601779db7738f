/** Writes schema/schema.graphql from the code: sorted, with every description. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildApiSchema } from '../src/graphql/build-schema.js';

const HEADER = '# Emitted from the code by `npm run generate`. Never edited by hand.\n\n';

mkdirSync('schema', { recursive: true });
writeFileSync(
  'schema/schema.graphql',
  `${HEADER}${printSchema(lexicographicSortSchema(buildApiSchema()))}\n`,
);
