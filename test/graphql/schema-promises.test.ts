/** What docs/api.md promises of the schema, beside its descriptions. */
import {
  type GraphQLInputType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { expect, it } from 'vitest';
import { DEPRECATION } from '../../scripts/schema-changes.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';

interface Element {
  readonly coordinate: string;
  readonly type?: GraphQLInputType | GraphQLOutputType;
  readonly description: string | null | undefined;
  readonly deprecationReason: string | null | undefined;
}

const schema = buildApiSchema();
const elements: readonly Element[] = Object.values(schema.getTypeMap())
  .filter(({ name }) => !name.startsWith('__'))
  .flatMap((type): Element[] => {
    if (isEnumType(type)) {
      return type.getValues().map(({ name, description, deprecationReason }) => ({
        coordinate: `${type.name}.${name}`,
        description,
        deprecationReason,
      }));
    }
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map((field) => ({
        ...field,
        coordinate: `${type.name}.${field.name}`,
      }));
    }
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      { ...field, coordinate: `${type.name}.${field.name}` },
      ...field.args.map((arg) => ({
        ...arg,
        coordinate: `${type.name}.${field.name}(${arg.name})`,
      })),
    ]);
  });

it('nothing in a list is null, of answers and of inputs', () => {
  const wrong = elements.filter(({ type }) => {
    const bare = isNonNullType(type) ? type.ofType : type;
    return isListType(bare) && !isNonNullType(bare.ofType);
  });
  expect(elements.filter(({ type }) => isListType(type)).length).toBeGreaterThan(10);
  expect(wrong.map(({ coordinate }) => coordinate)).toEqual([]);
});

it('what is deprecated says since when, and after which day it may be gone', () => {
  const deprecated = elements.filter(({ deprecationReason }) => deprecationReason != null);
  const wrong = deprecated.filter(({ deprecationReason }) => {
    const [, since = '', until = ''] = DEPRECATION.exec(deprecationReason ?? '') ?? [];
    return since === '' || until <= since;
  });
  expect(wrong.map(({ coordinate }) => coordinate)).toEqual([]);
});

it.each([
  ['Use name. (since 2026-01-31, removed after 2026-07-31)', true],
  ['Use name.', false],
  ['Use name. (since 2026-01-31)', false],
  ['(since January, removed after July)', false],
])('%j as a reason: %s', (reason, fits) => {
  expect(DEPRECATION.test(reason)).toBe(fits);
});
