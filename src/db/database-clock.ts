import type { DataSource } from 'typeorm';
import type { DatabaseClock } from '../domain/ports/database-clock.js';
import { withPgErrors } from './pg-errors.js';

export class PostgresClock implements DatabaseClock {
  constructor(private readonly dataSource: DataSource) {}

  async now(): Promise<Date> {
    const [row] = await withPgErrors(() =>
      this.dataSource.query<{ now: Date }[]>('SELECT clock_timestamp()::timestamptz(3) AS now'),
    );
    if (row === undefined) throw new Error('PostgreSQL did not say what time it is.');
    return row.now;
  }
}
