/** What an operation may cost at most, before it runs: what the limit is held against, and what a caller's budget pays. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

const OBJECT = 2;
const VALUE = 1;
const PER_LEVEL = 1.5;
/** The question for the schema, whatever of it: its nesting has a limit of its own in graphql-js. */
const INTROSPECTION = 500;

type Variables = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they were sent. */
  readonly variables: Variables;
}

/**
 * Objects count 2, values 1, half as much again per level, times `first` where it is given, by a literal or a variable. Each fragment is
 * counted once and added wherever it is spread, so that fragments of fragments cost no time to count.
 */
export function operationCost({ document, operation, variables }: Asked): number {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const counted = new Map<string, number>();
  const sent = withDefaults(operation, variables);

  function ofSelections({ selections }: SelectionSetNode): number {
    let cost = 0;
    for (const each of selections) {
      if (each.kind === Kind.FIELD) cost += ofField(each);
      else if (each.kind === Kind.FRAGMENT_SPREAD) cost += ofFragment(fragments.get(each.name.value));
      else cost += ofSelections(each.selectionSet);
    }
    return cost;
  }

  /** One that spreads itself is refused elsewhere, and counts nothing the second time. */
  function ofFragment(fragment: FragmentDefinitionNode | undefined): number {
    if (fragment === undefined) return 0;
    const name = fragment.name.value;
    const before = counted.get(name);
    if (before !== undefined) return before;
    counted.set(name, 0);
    const cost = ofSelections(fragment.selectionSet);
    counted.set(name, cost);
    return cost;
  }

  function ofField(field: FieldNode): number {
    const name = field.name.value;
    if (name === '__schema' || name === '__type') return INTROSPECTION;
    const { selectionSet } = field;
    const once = selectionSet === undefined ? VALUE : OBJECT + PER_LEVEL * ofSelections(selectionSet);
    return once * howMany(field, sent);
  }

  return ofSelections(operation.selectionSet);
}

/** Refuses what costs too much whatever the variables say; what they say is looked at by `assertAffordable`. */
export function costRule(limit: number): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      const cost = operationCost({ document: context.getDocument(), operation, variables: {} });
      if (cost > limit) context.reportError(tooCostly(cost, limit));
    },
  });
}

/** @returns the cost @throws GraphQLError above the limit, HTTP status 400 */
export function assertAffordable(asked: Asked, limit: number): number {
  const cost = operationCost(asked);
  if (cost > limit) throw tooCostly(cost, limit);
  return cost;
}

function tooCostly(cost: number, limit: number): GraphQLError {
  const found = Number.isFinite(cost) ? Math.ceil(cost) : 'more than can be counted';
  const message = `Query Cost limit of ${limit} exceeded, found ${found}. Split the operation, or ask for less.`;
  const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } };
  return new GraphQLError(message, { extensions });
}

function howMany(field: FieldNode, sent: Variables): number {
  const value = field.arguments?.find((each) => each.name.value === 'first')?.value;
  const given = value?.kind === Kind.INT ? Number(value.value) : undefined;
  const named = value?.kind === Kind.VARIABLE ? sent[value.name.value] : undefined;
  const many = given ?? named;
  return typeof many === 'number' && many > 1 ? many : 1;
}

function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}
