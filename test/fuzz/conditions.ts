/** Every condition that a query of the schema knows, each alone, with a value that means something. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { MadeOperation } from './operation-maker.js';

export interface Condition {
  /** `restores(filter.labels)`. */
  readonly name: string;
  readonly operation: MadeOperation;
}

/** @param id of something that is there: what is no list is asked for it */
export function conditionsOf(schema: GraphQLSchema, id: string): readonly Condition[] {
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  return queries.flatMap((query) => {
    const required = Object.fromEntries(
      query.args.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, sample(type, id)]),
    );
    return query.args.flatMap((argument) =>
      partsOf(argument, id).map(({ path, value }) => ({
        name: `${query.name}(${path})`,
        operation: operationOf(query, { ...required, [argument.name]: value }),
      })),
    );
  });
}

/** The argument as it is, or for a filter each of its fields. */
function partsOf({ name, type }: GraphQLArgument, id: string): { path: string; value: unknown }[] {
  const bare = isNonNullType(type) ? type.ofType : type;
  if (!isInputObjectType(bare) || isNonNullType(type)) return [{ path: name, value: sample(type, id) }];
  const fields = Object.values(bare.getFields());
  const always = Object.fromEntries(
    fields.filter((each) => isNonNullType(each.type)).map((each) => [each.name, sample(each.type, id)]),
  );
  return fields.map((each) => ({
    path: `${name}.${each.name}`,
    value: { ...always, [each.name]: sample(each.type, id) },
  }));
}

function sample(type: GraphQLInputType, id: string): unknown {
  if (isNonNullType(type)) return sample(type.ofType, id);
  if (isListType(type)) return [sample(type.ofType, id)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((each) => isNonNullType(each.type) || isLeafType(getNamedType(each.type)))
        .map((each) => [each.name, sample(each.type, id)]),
    );
  const samples: Readonly<Record<string, unknown>> = {
    ID: id,
    Int: 5,
    Float: 5,
    Boolean: true,
    DateTime: '2026-11-01T08:00:00Z',
  };
  return samples[type.name] ?? 'shop';
}

function operationOf(
  query: GraphQLField<unknown, unknown>,
  values: Readonly<Record<string, unknown>>,
): MadeOperation {
  const given = query.args.filter(({ name }) => name in values);
  const declared = given.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const named = getNamedType(query.type);
  const counted = isObjectType(named) && 'totalCount' in named.getFields() ? ' totalCount' : '';
  const selection = isLeafType(named) ? '' : `{ __typename${counted} }`;
  return {
    kind: 'query',
    field: query.name,
    query: `query (${declared}) { ${query.name}(${passed}) ${selection} }`,
    variables: values,
  };
}
