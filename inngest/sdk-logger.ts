import type { Logger } from 'inngest';
import { logger } from '#app/platform/logger.ts';

type Level = 'info' | 'warn' | 'error' | 'debug';
type Context = { run_id?: string; event?: string };

/** What no retry cures and was foreseen, such as a locked file: its text says all, its stack nothing. */
const isRefusal = (value: unknown): value is Error => value instanceof Error && value.name === 'NonRetriableError';
/** Of a job, which reports its refusal itself; the SDK's own events start functions that no job watches. */
const isWatched = ({ event }: Context) => event !== undefined && !event.startsWith('inngest/');

/** The SDK logs a message, or fields and then a message; errors among the fields keep their stack. */
function write(level: Level, parts: unknown[], context: Context): void {
  const [first, second] = parts;
  const message = typeof first === 'string' ? first : typeof second === 'string' ? second : 'inngest';
  const given =
    typeof first === 'object' && first !== null ? first : typeof second === 'object' && second !== null ? second : {};
  const fields = Object.entries(given instanceof Error ? { err: given } : given);
  const refused = fields.some(([, value]) => isRefusal(value));
  const readable = Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      isRefusal(value) ? value.message : value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  );
  // A refused step ends its function, which says the same once more.
  const saidElsewhere = refused && (isWatched(context) || message === 'Inngest step error');
  logger.log(saidElsewhere ? 'debug' : level, message, { source: 'inngest', ...context, ...readable });
}

type SdkLogger = Logger & {
  /** For one run, as the SDK asks for it. */
  child(fields: { runID?: string; eventName?: string }): Logger;
};

function loggerFor(context: Context): Logger {
  return {
    info: (...parts: unknown[]) => write('info', parts, context),
    warn: (...parts: unknown[]) => write('warn', parts, context),
    error: (...parts: unknown[]) => write('warn', parts, context),
    debug: (...parts: unknown[]) => write('debug', parts, context),
  };
}

/**
 * The process's log in the shape that the Inngest SDK writes to. A step's failure is noted as a warning: it is retried,
 * and its job shows it. A refusal that no retry cures is one line without a stack, the job's.
 */
export const sdkLogger: SdkLogger = {
  ...loggerFor({}),
  child: ({ runID, eventName }) =>
    loggerFor({ ...(runID ? { run_id: runID } : {}), ...(eventName ? { event: eventName } : {}) }),
};
