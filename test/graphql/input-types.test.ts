/** Every argument and every field of every input type, wrong at once: one BAD_USER_INPUT that names them all, over HTTP. */
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { onlyError, type Running, startApi } from './running-api.js';

const schema = buildApiSchema();
const ROOTS = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
  type === null || type === undefined
    ? []
    : Object.values(type.getFields()).map((field) => [type.name.toLowerCase(), field] as const),
);
const WITH_ARGUMENTS = ROOTS.filter(([, { args }]) => args.length > 0).map(
  ([operation, field]) => [field.name, operation, field] as const,
);

/** A value that the type is not, at every place where it can be wrong: an input within it is looked into. */
function wrong(type: GraphQLInputType, within: readonly string[] = []): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [wrong(bare.ofType as GraphQLInputType, within)];
  // Text is what a number, a boolean or an enum is not; an object is what no scalar is. A type within itself ends.
  if (!isInputObjectType(bare) || within.includes(bare.name))
    return isInputObjectType(bare) ? 7 : { no: 'value' };
  const fields = Object.values(bare.getFields());
  return Object.fromEntries(fields.map(({ name, type: of }) => [name, wrong(of, [...within, bare.name])]));
}

/** The places of a wrong value, as they must be named. */
function places(type: GraphQLInputType, path: string, within: readonly string[] = []): readonly string[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return places(bare.ofType as GraphQLInputType, `${path}.0`, within);
  if (!isInputObjectType(bare) || within.includes(bare.name)) return [path];
  return Object.values(bare.getFields()).flatMap((field) =>
    places(field.type, `${path}.${field.name}`, [...within, bare.name]),
  );
}

function documentOf(
  operation: string,
  { name, args, type }: GraphQLField<unknown, unknown>,
  asked = args,
): string {
  const variables = asked.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = asked.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selected =
    'getFields' in getNamedType(type) || 'getTypes' in getNamedType(type) ? '{ __typename }' : '';
  return `${operation} (${variables}) { ${name}(${given}) ${selected} }`;
}

let api: Running;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('all arguments wrong at once', () => {
  it.each(WITH_ARGUMENTS)('%s (%s) names them all and asks nobody', async (_name, operation, field) => {
    const variables = Object.fromEntries(field.args.map(({ name, type }) => [name, wrong(type)]));
    const answer = await api.query(documentOf(operation, field), variables);
    const { code, details } = onlyError(answer).extensions;
    expect([answer.status, code]).toEqual([400, 'BAD_USER_INPUT']);
    const named = (details.fields as { path: string }[]).map(({ path }) => path);
    const expected = field.args.flatMap(({ name, type }) => places(type, name));
    expect(new Set(named)).toEqual(new Set(expected));
    expect(api.services.calls).toEqual([]);
  });
});

it.each(WITH_ARGUMENTS)(
  '%s (%s) without any of what it needs names it all',
  async (_name, operation, field) => {
    const needed = field.args.filter(
      ({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined,
    );
    if (needed.length === 0) return;
    const inputs = needed.map(({ name, type }) => {
      const bare = getNullableType(type);
      if (!isInputObjectType(bare)) return { name, value: undefined, paths: [name] };
      const fields = Object.values(bare.getFields()).filter(
        (each) => String(each.type).endsWith('!') && each.defaultValue === undefined,
      );
      return { name, value: {}, paths: fields.map((each) => `${name}.${each.name}`) };
    });
    const expected = inputs.flatMap(({ paths }) => paths);
    if (expected.length === 0) return;
    const variables = Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
    const answer = await api.query(documentOf(operation, field, needed), variables);
    const { code, details } = onlyError(answer).extensions;
    expect([answer.status, code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(details.fields).toEqual(expected.map((path) => ({ path, message: 'is required' })));
  },
);
