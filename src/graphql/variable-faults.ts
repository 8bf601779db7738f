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
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { FieldFault } from '../domain/errors/request-errors.js';

/** More than the largest input has fields; a list of ten thousand bad values is not repeated to its end. */
const MAX_FAULTS = 100;
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
    return needed ? [{ path: name, message: 'is required' }] : [];
  }
  const faults: FieldFault[] = [];
  coerceInputValue(value, type, (path, _invalid, error) => {
    if (faults.length < MAX_FAULTS) {
      faults.push(faultAt([name, ...path], typeAt(type, path), error.message));
    }
  });
  return faults;
}

/** What is wrong at a place: of GraphQL's words only the names of fields and types, never a value. */
function faultAt(
  path: readonly (string | number)[],
  type: GraphQLInputType | undefined,
  words: string,
): FieldFault {
  const field = /^Field "(.{1,80}?)" (of required type|is not defined)/s.exec(words);
  if (field !== null) {
    const [, name = '', kind] = field;
    const message =
      kind === 'is not defined' ? `is no field of ${String(type && getNullableType(type))}` : 'is required';
    return { path: [...path, name].join('.'), message };
  }
  return { path: path.join('.'), message: `must ${expectation(type, words)}` };
}

function expectation(type: GraphQLInputType | undefined, words: string): string {
  if (words.startsWith('Expected non-nullable type')) return 'not be null';
  const bare = type && getNullableType(type);
  if (isEnumType(bare)) {
    const names = bare.getValues().map((each) => each.name);
    return `be one of ${names.join(', ')}`;
  }
  if (isInputObjectType(bare)) return `be an object (${bare.name})`;
  return `be a ${String(bare)}`;
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
