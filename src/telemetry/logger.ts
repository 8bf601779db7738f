import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { Log } from '../domain/ports/log.js';
import { loggable, withoutSecrets } from './hide-secrets.js';

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `auto`: readable lines on a terminal, JSON lines otherwise. */
  readonly format: 'auto' | 'pretty' | 'json';
}

export interface LogDestination extends DestinationStream {
  readonly isTTY?: boolean;
}

type Level = keyof Log;

/**
 * The log of a process. It goes to standard error, so that a command's own output stays clean. Lines are written at once:
 * the last one before an end is the one that matters.
 */
export function createLogger({ level, format }: LoggerOptions, destination?: LogDestination): Log {
  const onTerminal = destination === undefined ? process.stderr.isTTY === true : destination.isTTY === true;
  const readable = format === 'pretty' || (format === 'auto' && onTerminal);
  const logger = pino(
    {
      level,
      base: readable ? null : { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors are spelt out by `loggable`, with their secrets hidden.
      serializers: { err: (value: unknown) => value },
    },
    readable
      ? readableLines(onTerminal, destination)
      : (destination ?? pino.destination({ fd: 2, sync: true })),
  );
  const write = (name: Level) => (fields: object, message: string) => {
    if (logger.isLevelEnabled(name)) logger[name](loggable(fields), withoutSecrets(message));
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function readableLines(onTerminal: boolean, destination: LogDestination | undefined): DestinationStream {
  return pretty({
    colorize: onTerminal && pretty.isColorSupported,
    translateTime: 'SYS:HH:MM:ss.l',
    sync: true,
    // pino-pretty takes any stream that can be written to.
    destination: (destination as NodeJS.WritableStream | undefined) ?? 2,
  });
}
