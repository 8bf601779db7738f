import type { ApiServices } from '../../../src/graphql/services.js';
import type { MemoryRows } from './rows.js';

export function memoryInteractions(memory: MemoryRows): ApiServices['interactions'] {
  return {
    begin: (request, actor) =>
      memory.answer('interactions.begin', [request, actor], () => ({
        outcome: 'UNLINKED' as const,
        interactionId: null,
        token: null,
        expiresAt: null,
        user: null,
      })),
  };
}

/** Keys are forgotten at once: what holds for them is tested on the database. */
export function memoryIdempotency(): ApiServices['idempotency'] {
  return {
    once: async (_request, _actor, work) => ({ answer: await work(), repeated: false }),
  };
}

export function memoryAudit(memory: MemoryRows): ApiServices['audit'] {
  return {
    record: async (actor, note) => void memory.auditRows.push({ actor, note }),
    refusedSignIn: async (origin, code) => void memory.refusedSignIns.push({ origin, code }),
    look: async () => undefined,
    export: async function* () {},
    page: (request, filter, actor) =>
      memory.answer('audit.page', [request, filter, actor], () => ({ items: [], hasNext: false })),
    count: (filter) => memory.answer('audit.count', [filter], () => 0),
  };
}
