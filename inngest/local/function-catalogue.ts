import { z } from 'zod';
import type { EngineEvent } from '#db/queries/engine/runs.ts';
import { Cron } from 'croner';
import { isTrue, keyValue, parseCondition, parseKey, type Condition } from './expressions.ts';
import { durationMs } from './time-text.ts';
import type { ServeHandler } from './call-function.ts';

/** Retries after the first attempt, as the server has it. */
const DEFAULT_RETRIES = 4;

export type EngineFunction = {
  id: string;
  retries: number;
  triggers: { event: string; condition: Condition }[];
  crons: { expression: string; schedule: Cron }[];
  cancels: { event: string; condition: Condition; windowMs: number | undefined }[];
  concurrency: { limit: number; name: string; key: ReturnType<typeof parseKey> | undefined }[];
  startTimeoutMs: number | undefined;
  finishTimeoutMs: number | undefined;
};

const concurrencyOption = z.object({
  limit: z.number().int(),
  key: z.string().optional(),
  scope: z.string().optional(),
});
const SUPPORTED = ['id', 'name', 'triggers', 'steps', 'concurrency', 'cancel', 'timeouts'];
const functionConfig = z.looseObject({
  id: z.string(),
  triggers: z.array(
    z.object({
      event: z.string().optional(),
      expression: z.string().optional(),
      cron: z.string().optional(),
      jitter: z.string().optional(),
    }),
  ),
  steps: z.record(z.string(), z.object({ retries: z.object({ attempts: z.number().int().optional() }).optional() })),
  concurrency: z.union([z.number().int(), concurrencyOption, z.array(concurrencyOption)]).optional(),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  timeouts: z.object({ start: z.string().optional(), finish: z.string().optional() }).optional(),
});

/**
 * Asks the SDK for its functions as a server's sync does, and reads what the engine needs of each.
 * Throws an Error that lists every function with a setting that the engine would have to ignore.
 */
export async function readCatalogue(handler: ServeHandler): Promise<Map<string, EngineFunction>> {
  const response = await handler(
    new Request('http://local-engine/api/inngest', {
      method: 'PUT',
      headers: { host: 'local-engine', 'content-type': 'application/json', 'x-inngest-sync-kind': 'in_band' },
      body: JSON.stringify({ url: 'http://local-engine/api/inngest' }),
    }),
  );
  const text = await response.text();
  if (!response.ok)
    throw new Error(`The Inngest SDK did not list its functions (${response.status}): ${text.slice(0, 500)}`);
  const { functions } = z.object({ functions: z.array(functionConfig) }).parse(JSON.parse(text));

  const problems: string[] = [];
  const catalogue = new Map<string, EngineFunction>();
  for (const config of functions) {
    try {
      catalogue.set(config.id, readFunction(config));
    } catch (error) {
      problems.push(`${config.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) {
    throw new Error(
      'The local job engine cannot run these functions as they are ' +
        `configured:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
  return catalogue;
}

function readFunction(config: z.output<typeof functionConfig>): EngineFunction {
  const unsupported = Object.entries(config)
    .filter(([name, value]) => value !== undefined && value !== null && !SUPPORTED.includes(name))
    .map(([name]) => name);
  if (unsupported.length > 0)
    throw new Error(
      `${unsupported.join(', ')} is not supported; remove it, or configure an Inngest server (INNGEST_BASE_URL).`,
    );
  return {
    id: config.id,
    retries: Object.values(config.steps)[0]?.retries?.attempts ?? DEFAULT_RETRIES,
    triggers: config.triggers.flatMap(({ event, expression }) => {
      if (!event) return [];
      if (event.includes('*'))
        throw new Error(`the trigger "${event}" uses a wildcard, which is not supported; name each event.`);
      return [{ event, condition: expression ? parseCondition(expression) : [] }];
    }),
    crons: config.triggers.flatMap(({ cron, jitter }) => {
      if (!cron) return [];
      if (jitter) throw new Error('a cron with jitter is not supported.');
      return [{ expression: cron, schedule: readCron(cron) }];
    }),
    cancels: (config.cancel ?? []).map(({ event, if: condition, timeout }) => ({
      event,
      condition: condition ? parseCondition(condition) : [],
      windowMs: timeout === undefined ? undefined : readDuration(timeout),
    })),
    concurrency: readConcurrency(config),
    startTimeoutMs: config.timeouts?.start === undefined ? undefined : readDuration(config.timeouts.start),
    finishTimeoutMs: config.timeouts?.finish === undefined ? undefined : readDuration(config.timeouts.finish),
  };
}

function readDuration(text: string): number {
  const duration = durationMs(text);
  if (duration === undefined) throw new Error(`"${text}" is not a duration such as 30s or 10m.`);
  return duration;
}

/** `TZ=Europe/Dublin 0 3 * * *` or plain five fields, which are UTC as on the server. */
function readCron(text: string): Cron {
  const zoned = /^TZ=(\S+)\s(.+)$/s.exec(text);
  return new Cron((zoned?.[2] ?? text).trim(), { timezone: zoned?.[1] ?? 'UTC', paused: true, mode: '5-part' });
}

function readConcurrency({ id, concurrency }: z.output<typeof functionConfig>): EngineFunction['concurrency'] {
  const options =
    concurrency === undefined ? [] : typeof concurrency === 'number' ? [{ limit: concurrency }] : [concurrency].flat();
  return options
    .map((option: z.output<typeof concurrencyOption>, index) => {
      if (option.scope && option.scope !== 'fn')
        throw new Error(`concurrency with scope "${option.scope}" is not supported; use the scope of the function.`);
      return { limit: option.limit, name: `${id}/${index}`, key: option.key ? parseKey(option.key) : undefined };
    })
    .filter((option) => option.limit > 0);
}

/**
 * The value of each concurrency option for a run of `fn` called by `event`, and the key by which its runs take turns.
 */
export function concurrencyOf(
  fn: EngineFunction,
  event: EngineEvent,
): { concurrencyKeys: string[]; fairnessKey: string } {
  const concurrencyKeys = fn.concurrency.map(({ name, key }) => (key ? `${name}:${keyValue(key, { event })}` : name));
  const keyed = fn.concurrency.findIndex(({ key }) => key !== undefined);
  return { concurrencyKeys, fairnessKey: keyed === -1 ? '' : (concurrencyKeys[keyed] ?? '') };
}

export function isTriggeredBy(fn: EngineFunction, event: EngineEvent): boolean {
  return fn.triggers.some((trigger) => trigger.event === event.name && isTrue(trigger.condition, { event }));
}
