/** Says of each answer over HTTP how it was and how long it took: to metrics, which know no caller and no content. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestHandler } from 'express';
import type { RequestObserver } from '../domain/ports/metrics-source.js';
import type { ApiContext } from './context.js';

/** What is refused before it is an operation, too. */
export function observedAnswers(observer: RequestObserver): RequestHandler {
  return (_request, response, next) => {
    const begun = performance.now();
    response.once('close', () => observer.answered(response.statusCode, (performance.now() - begun) / 1_000));
    next();
  };
}

export function observedOperations(observer: RequestObserver): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ operation, response }) {
          const { body } = response;
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          const kind = operation?.operation;
          observer.operated(
            kind === 'query' || kind === 'mutation' ? kind : 'none',
            errors.map(({ extensions }) => String(extensions?.code)),
          );
        },
      };
    },
  };
}
