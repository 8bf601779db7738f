/** Variables that are not what they must be: refused with all faults at once; a change that was asked for with them is noted. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { note } from './audited-mutations.js';
import type { ApiContext } from './context.js';
import { rootFieldsOf } from './scope.js';
import { variableFaults } from './variable-faults.js';

/** @throws InvalidInput */
export async function assertVariables(
  schema: GraphQLSchema,
  { operation, document }: { readonly operation: OperationDefinitionNode; readonly document: DocumentNode },
  variables: Readonly<Record<string, unknown>>,
  context: ApiContext,
): Promise<void> {
  const faults = variableFaults(schema, operation, variables);
  if (faults.length === 0) return;
  const refusal = new InvalidInput(faults);
  if (operation.operation === 'mutation') {
    const { code, message } = refusal;
    for (const field of rootFieldsOf(operation, document)) {
      await note(context, { operation: field, outcome: 'REFUSED', code, message: message.slice(0, 500) });
    }
  }
  throw refusal;
}
