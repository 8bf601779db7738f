/** What a narrow token may ask at all: the one place for HTTP and WebSocket. Rights are counted besides, by the services. */
import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { Forbidden } from '../domain/errors/access-errors.js';
import type { Actor } from '../domain/identity.js';
import type { ApiContext } from './context.js';

/** Every root field that the operation may ask, whatever its directives say, also through fragments. */
export function rootFieldsOf(operation: OperationDefinitionNode, document: DocumentNode): readonly string[] {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const fields = new Set<string>();
  const seen = new Set<string>();
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const each of selections) {
      if (each.kind === Kind.FIELD) fields.add(each.name.value);
      else if (each.kind === Kind.INLINE_FRAGMENT) walk(each.selectionSet);
      else if (!seen.has(each.name.value)) {
        seen.add(each.name.value);
        const fragment = fragments.get(each.name.value);
        if (fragment !== undefined) walk(fragment);
      }
    }
  };
  walk(operation.selectionSet);
  return [...fields];
}

/** The first root field that the actor's token is not good for. Introspection is no exception, `__typename` says nothing. */
export function outOfScope(
  actor: Actor | undefined,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): string | undefined {
  if (actor === undefined || actor.kind === 'SYSTEM') return undefined;
  if (actor.kind === 'USER' && actor.readOnly && operation.operation === 'mutation') {
    return rootFieldsOf(operation, document).find((field) => field !== '__typename');
  }
  const { scope } = actor;
  if (scope === undefined) return undefined;
  return rootFieldsOf(operation, document).find((field) => field !== '__typename' && !scope.has(field));
}

/** Refuses what is out of scope; a change that was asked for is noted in the audit trail. @throws Forbidden */
export async function assertScope(
  { actor, services, origin }: Pick<ApiContext, 'actor' | 'services' | 'origin'>,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Promise<void> {
  const field = outOfScope(actor, operation, document);
  if (field === undefined || actor === undefined) return;
  const refusal = new Forbidden(
    `This token is not good for ${field}: it was given for something else.`,
    field,
  );
  if (operation.operation === 'mutation') {
    const { code, message } = refusal;
    await services.audit.record(actor, { ...origin, operation: field, outcome: 'REFUSED', code, message });
  }
  throw refusal;
}
