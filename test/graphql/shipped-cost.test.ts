/** What our own clients ask is within the limit that everybody has. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { ALERTS_SHOWN } from '../../src/bot/commands/reading.js';
import { ENTRIES_SHOWN } from '../../src/cli/commands/backup-show.js';
import { VOLUMES_SHOWN } from '../../src/cli/commands/backup-volumes.js';
import { PAGE_SIZE } from '../../src/cli/pages.js';
import { DEFAULT_LIMITS } from '../../src/graphql/limits.js';
import { operationCost } from '../../src/graphql/operation-cost.js';

const FOLDER = join(import.meta.dirname, '../../schema/operations');
const LARGER: Readonly<Record<string, number>> = {
  BackupContents: ENTRIES_SHOWN,
  BackupVolumes: VOLUMES_SHOWN,
  SlackAlerts: ALERTS_SHOWN,
};

const fragments = definitionsIn(join(FOLDER, 'fragments')).filter(
  (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
);
const operations = definitionsIn(FOLDER).filter(
  (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
);

function definitionsIn(folder: string): DocumentNode['definitions'][number][] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.flatMap((file) => [...parse(readFileSync(join(folder, file), 'utf8')).definitions]);
}

describe('every question of our own', () => {
  it.each(operations.map((operation) => [operation.name?.value ?? '', operation] as const))(
    '%s costs no more than one may',
    (name, operation) => {
      const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
      const first = LARGER[name] ?? PAGE_SIZE;
      expect(operationCost({ document, operation, variables: { first } })).toBeLessThanOrEqual(
        DEFAULT_LIMITS.cost,
      );
    },
  );
});
