import type { Logger } from 'typeorm';
import type { Log } from '../domain/ports/log.js';

/** TypeORM's own lines in our log. Statements appear when they are slow, and never with their parameters. */
export class TypeOrmLog implements Logger {
  constructor(private readonly logger: Log) {}

  logQuery(): void {}

  /** The error is thrown as well: who catches it says it. */
  logQueryError(): void {}

  logQuerySlow(milliseconds: number, query: string): void {
    this.logger.warn(
      { milliseconds: Math.round(milliseconds), query: query.slice(0, 500) },
      'A slow statement.',
    );
  }

  logSchemaBuild(message: string): void {
    this.logger.debug({}, message);
  }

  logMigration(message: string): void {
    this.logger.debug({}, message);
  }

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.logger.warn({}, String(message));
    else this.logger.debug({}, String(message));
  }
}
