import { type Logger, LogLevel } from '@slack/bolt';
import type { BotLog } from '../bot-log.js';

/**
 * The log of Slack's libraries, as lines of ours. Their debug lines hold payloads, and so tokens and response URLs: they are
 * dropped. Nothing of theirs is an error of ours: what fails is judged, and told, by who asked for it.
 */
export function boltLog(log: BotLog, part: string): Logger {
  const line =
    (level: 'debug' | 'warn') =>
    (...messages: unknown[]) =>
      log[level]({ part }, messages.map(words).join(' '));
  return {
    debug: () => undefined,
    info: line('debug'),
    warn: line('warn'),
    error: line('warn'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

/** Objects of theirs are requests, answers and headers: their kind is told, not what they hold. */
function words(message: unknown): string {
  if (typeof message === 'string') return message;
  if (message instanceof Error) return `${message.name}: ${message.message}`;
  return typeof message === 'object' ? '[object]' : String(message);
}
