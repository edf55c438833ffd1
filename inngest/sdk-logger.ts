import type { Logger } from 'inngest';
import { logger } from '#app/platform/logger.ts';

type Level = 'info' | 'warn' | 'error' | 'debug';

/** The SDK logs a message, or fields and then a message; errors among the fields keep their stack. */
function write(level: Level, parts: unknown[]): void {
  const [first, second] = parts;
  const message = typeof first === 'string' ? first : typeof second === 'string' ? second : 'inngest';
  const given = typeof first === 'object' && first !== null ? first : typeof second === 'object' && second !== null ? second : {};
  const fields = given instanceof Error ? { err: given } : given;
  const readable = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? (value.stack ?? value.message) : value]));
  logger.log(level, message, { source: 'inngest', ...readable });
}

/** The process's log in the shape that the Inngest SDK writes to. A step's failure is noted as a warning: it is retried, and its job shows it. */
export const sdkLogger: Logger = {
  info: (...parts: unknown[]) => write('info', parts),
  warn: (...parts: unknown[]) => write('warn', parts),
  error: (...parts: unknown[]) => write('warn', parts),
  debug: (...parts: unknown[]) => write('debug', parts),
};
