import type { ApiServices } from '../../../src/graphql/services.js';
import { pageOf, tally } from './lists.js';
import type { MemoryRows } from './rows.js';

export function memorySearch(memory: MemoryRows): ApiServices['search'] {
  return {
    find: (request, actor) =>
      memory.answer('search.find', [request, actor], () => pageOf(memory.searchFinds, request)),
  };
}

export function memoryLabels(memory: MemoryRows): ApiServices['labels'] {
  return {
    change: ({ id, set, ...rest }, actor) =>
      memory.answer('labels.change', [{ id, set, ...rest }, actor], () => ({ id, labels: set, version: 2 })),
  };
}

export function memoryStateHistory(memory: MemoryRows): ApiServices['stateHistory'] {
  return {
    page: (request, filter, viewer) =>
      memory.answer('stateHistory.page', [request, filter, viewer], () => ({ items: [], hasNext: false })),
  };
}

export function memoryStateMatrix(memory: MemoryRows): ApiServices['stateMatrix'] {
  return {
    counts: (resource) =>
      memory.answer('stateMatrix.counts', [resource], () =>
        resource === 'Cluster'
          ? tally(memory.clusterRows)
          : resource === 'BackupSchedule'
            ? tally(memory.scheduleRows)
            : undefined,
      ),
  };
}
