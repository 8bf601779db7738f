import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { conditionsOf } from './conditions.js';
import { type FuzzedInstallation, startFuzzed } from './fuzzed-installation.js';

let installation: FuzzedInstallation;
beforeAll(async () => {
  installation = await startFuzzed();
});
afterAll(() => installation.stop());

describe('a condition of a query, alone', () => {
  it.each(conditionsOf(buildApiSchema(), '').map(({ name }) => name))(
    '%s is one that the database knows',
    async (name) => {
      const { ids, tokens } = installation;
      const condition = conditionsOf(buildApiSchema(), ids[0] ?? '').find((each) => each.name === name);
      if (condition === undefined) throw new Error(`there is no ${name}`);
      const { status, text } = await installation.send(condition.operation, tokens[0] ?? '');
      expect(`${status} ${text}`, installation.faults().join('\n')).not.toMatch(
        /^5|INTERNAL_SERVER_ERROR|GRAPHQL_VALIDATION_FAILED/,
      );
    },
  );
});
