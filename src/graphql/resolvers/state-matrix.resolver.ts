import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import {
  OPERATIONS,
  type OperationMode,
  RESOURCES,
  type Resource,
  resourceRow,
} from '../../domain/state-matrix.js';
import { type ApiContext, viewerOf } from '../context.js';
import { OperationModeEnum, ResourceEnum } from '../enums.js';
import { StateMatrixResourceType } from '../types/state-matrix.type.js';

@Resolver()
export class StateMatrixResolver {
  @Query(() => [StateMatrixResourceType], {
    description:
      'The state matrix: every resource, its states, what each means, where it may go and what may be asked of it.',
  })
  stateMatrix(
    @Arg('mode', () => OperationModeEnum, { nullable: true, description: 'Only what exists in this mode.' })
    mode: OperationMode | null,
    @Arg('resource', () => ResourceEnum, { nullable: true, description: 'Only this resource.' })
    resource: Resource | null,
    @Ctx() context: ApiContext,
  ) {
    viewerOf(context);
    const wanted = RESOURCES.filter(
      (each) =>
        (resource == null || each === resource) && (mode == null || resourceRow(each).modes.includes(mode)),
    );
    return Promise.all(wanted.map((each) => matrixRow(each, context)));
  }
}

async function matrixRow(resource: Resource, context: ApiContext): Promise<StateMatrixResourceType> {
  const row = resourceRow(resource);
  const counts = await context.services.stateMatrix.counts(resource, viewerOf(context));
  return {
    resource,
    label: row.label,
    kind: row.kind === 'lifecycle' ? 'LIFECYCLE' : 'OBSERVED',
    modes: row.modes,
    modeNotes: (Object.entries(row.modeNotes) as [OperationMode, string][]).map(([mode, note]) => ({
      mode,
      note,
    })),
    initial: row.initial,
    states: Object.entries(row.states).map(([state, { label, meaning, documented, to, allows }]) => ({
      state,
      label,
      meaning,
      documented,
      transitions: to,
      operations: allows.map((operation) => ({ operation, ...OPERATIONS[operation] })),
      count: counts === undefined ? null : (counts.get(state) ?? 0),
    })),
  };
}
