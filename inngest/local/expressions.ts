import type { EngineEvent } from '#db/queries/engine/runs.ts';

/*
 * The part of Inngest's expression language that the local engine understands: paths (`event.data.tenant_id`,
 * `async.data.id`), strings, numbers, true, false and null, compared with == or !=, joined by &&. Anything else is
 * refused when the engine starts.
 */

type Operand = { kind: 'path'; root: 'event' | 'async'; path: string[] } | { kind: 'value'; value: unknown };
type Comparison = { left: Operand; equal: boolean; right: Operand };
export type Condition = readonly Comparison[];
export type Context = { event: EngineEvent; async?: EngineEvent };

const PATH = /^(event|async)((?:\.[A-Za-z_]\w*)+)$/;

function refuse(text: string): never {
  throw new Error(
    `The local engine does not understand the expression "${text}". Use paths such as event.data.id, literals, ` +
      '==, != and &&, or configure an Inngest server.',
  );
}

function parseOperand(text: string, whole: string): Operand {
  const trimmed = text.trim();
  const path = PATH.exec(trimmed);
  if (path) return { kind: 'path', root: path[1] as 'event' | 'async', path: (path[2] ?? '').slice(1).split('.') };
  const quoted = /^'([^'\\]*)'$/.exec(trimmed) ?? /^"([^"\\]*)"$/.exec(trimmed);
  if (quoted) return { kind: 'value', value: quoted[1] };
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(trimmed)) return { kind: 'value', value: JSON.parse(trimmed) };
  return refuse(whole);
}

/** Parses a condition; throws an Error that names it when it is beyond the engine. */
export function parseCondition(text: string): Condition {
  return text.split('&&').map((part) => {
    const sides = /^(.*?)(==|!=)(.*)$/s.exec(part);
    if (!sides) return refuse(text);
    return {
      left: parseOperand(sides[1] ?? '', text),
      equal: sides[2] === '==',
      right: parseOperand(sides[3] ?? '', text),
    };
  });
}

/** Parses a concurrency key: one path of the event, or one literal. */
export function parseKey(text: string): Operand {
  return parseOperand(text, text);
}

function valueOf(operand: Operand, context: Context): unknown {
  if (operand.kind === 'value') return operand.value;
  let value: unknown = context[operand.root];
  for (const name of operand.path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return value ?? null;
}

export function isTrue(condition: Condition, context: Context): boolean {
  return condition.every(({ left, equal, right }) => (valueOf(left, context) === valueOf(right, context)) === equal);
}

/** A key's value as text, so that 1 and "1" differ from nothing but each other's type. */
export function keyValue(key: Operand, context: Context): string {
  return JSON.stringify(valueOf(key, context));
}

/**
 * What a run's event must hold, path by path, for `condition` to be true of it and the cancelling event: for a bounded
 * look-up in the database.
 */
export function requiredOfEvent(condition: Condition, cancelling: EngineEvent): { path: string[]; value: unknown }[] {
  return condition.flatMap(({ left, equal, right }) => {
    const [own, other] = left.kind === 'path' && left.root === 'event' ? [left, right] : [right, left];
    if (!equal || own.kind !== 'path' || own.root !== 'event' || (other.kind === 'path' && other.root === 'event'))
      return [];
    return [{ path: own.path, value: valueOf(other, { event: cancelling, async: cancelling }) }];
  });
}
