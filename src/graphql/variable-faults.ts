/**
 * Looks at the variables of an operation before it runs and names all faults at once, in our own words: GraphQL's words quote
 * the value, and the value may be a kubeconfig.
 */
import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { FieldFault } from '../domain/errors.js';

const MAX_FAULTS = 20;
type Variables = Readonly<Record<string, unknown>>;

export function variableFaults(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): FieldFault[] {
  return (operation.variableDefinitions ?? [])
    .flatMap((definition) => faultsOf(schema, definition, variables))
    .slice(0, MAX_FAULTS);
}

function faultsOf(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  variables: Variables,
): FieldFault[] {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  if (!isInputType(type)) return [];
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined) {
    const needed = definition.defaultValue === undefined && isNonNullType(type);
    return needed ? [{ path: name, message: `is required (${String(type)})` }] : [];
  }
  const faults: FieldFault[] = [];
  coerceInputValue(value, type, (path, _invalid, error) => {
    if (faults.length < MAX_FAULTS) {
      faults.push({ path: [name, ...path].join('.'), message: meaning(typeAt(type, path), error.message) });
    }
  });
  return faults;
}

/** What is wrong at a place: GraphQL's words only where they name fields and types, never a value. */
function meaning(type: GraphQLInputType | undefined, words: string): string {
  const bare = type && getNullableType(type);
  if (/^Expected non-nullable type/.test(words)) return `must not be null (${String(type)})`;
  if (isEnumType(bare)) {
    const names = bare.getValues().map((each) => each.name);
    return `must be one of ${names.join(', ')}`;
  }
  if (isLeafType(bare)) return `must be a ${bare.name}`;
  if (isInputObjectType(bare)) return /^Field "/.test(words) ? words : `must be an object (${bare.name})`;
  return `must be a ${String(bare)}`;
}

/** The type at a path of keys and indices; a list takes a single value for a list of one. */
function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | undefined {
  let here: GraphQLInputType | undefined = type;
  for (const key of path) {
    const bare: GraphQLInputType | undefined = here && getNullableType(here);
    if (isListType(bare) && typeof key === 'number') here = bare.ofType as GraphQLInputType;
    else if (isInputObjectType(bare)) here = bare.getFields()[String(key)]?.type;
    else return here;
  }
  return here;
}
