/** Five fields, as crontab(5) has them; croner reads them, and its `L`, `W` and `#` are welcome too. */
import { Cron } from 'croner';

export const LONGEST_EXPRESSION = 200;

const NICKNAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const EVERY_HOUR = /^([*?]|0-23)(\/1)?$/;
const A_MOMENT_BEFORE_A_LEAP_DAY = new Date(Date.UTC(2024, 0, 1));

export interface CronExpression {
  /** In the given zone, or on a clock that never changes. */
  on(zone: string): Cron;
  /** Due in every hour of the day: a rhythm, not times of a clock. */
  readonly isRhythm: boolean;
}

/** @throws Error whose message completes "the expression …" */
export function readCron(expression: string): CronExpression {
  const { fields, hour, day, weekday } = fieldsOf(expression);
  // crontab(5): both must match when one begins with a star, and either when none does.
  const domAndDow = [day, weekday].some((field) => /^[*?]/.test(field));
  return {
    on: (timezone) => new Cron(fields, { timezone, mode: '5-part', domAndDow, paused: true }),
    isRhythm: EVERY_HOUR.test(hour),
  };
}

/** Null: a good one. Otherwise completes "the expression …". */
export function cronFault(expression: string): string | null {
  try {
    const first = readCron(expression).on('UTC').nextRun(A_MOMENT_BEFORE_A_LEAP_DAY);
    return first === null
      ? 'never fires: no month that it names has such a day, as in `0 0 31 2 *`; change the day or the month'
      : null;
  } catch (error) {
    return error instanceof Error
      ? error.message.replace(/^Cron\w+: /, 'cannot be read: ')
      : 'cannot be read';
  }
}

function fieldsOf(expression: string) {
  if (expression.length > LONGEST_EXPRESSION)
    throw new Error(`has ${expression.length} characters: ${LONGEST_EXPRESSION} at most`);
  const trimmed = expression.trim();
  if (trimmed.startsWith('@') && NICKNAMES[trimmed.toLowerCase()] === undefined)
    throw new Error(`is no nickname that is known: ${Object.keys(NICKNAMES).join(', ')}`);
  const fields = NICKNAMES[trimmed.toLowerCase()] ?? trimmed;
  if (!/^[A-Za-z0-9*?,/#\- \t]*$/.test(fields))
    throw new Error('has a character that no cron expression has; five fields stand on one line');
  const [minute, hour, day, month, weekday, ...rest] = fields.split(/[ \t]+/);
  if (minute === '' || !hour || !day || !month || !weekday || rest.length > 0)
    throw new Error(
      'does not have five fields: minute, hour, day of the month, month, day of the week (no seconds, no year)',
    );
  return { fields, hour, day, weekday };
}
