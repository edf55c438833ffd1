import { UUID } from '#db/patterns.ts';

/**
 * Where in an answer a reader is: after its event `count` (from 1), having been told `told` UTF-16 units of its text.
 * In a stream it is `<message id>:<count>:<told>`, so that `Last-Event-ID` alone names the place.
 */
export type EventPlace = { messageId: string; count: number; told: number };

export const eventIdOf = ({ messageId, count, told }: EventPlace): string => `${messageId}:${count}:${told}`;

/** The place that a `Last-Event-ID` names; undefined for anything else. */
export function readEventId(id: string | null): EventPlace | undefined {
  const [, messageId, count, told] = /^([0-9a-f-]{36}):(\d{1,6}):(\d{1,7})$/.exec(id ?? '') ?? [];
  if (!messageId || !UUID.test(messageId)) return undefined;
  return { messageId, count: Number(count), told: Number(told) };
}
