import { MAX_FAULT_CHARS } from '../process/child-protocol.ts';

/** The folder of our code, as it stands in a stack. */
const OURS = /\/app\/(?:features|platform)\//;

/**
 * The stack of an error that is a fault of ours and not of the file, else null: one that our own code made by mistake
 * (the innermost frame that is no built-in's is ours), or a file of ours that is missing. What a parser throws, or the
 * code that unpacks, says that the file is not as it should be.
 */
export function ownFault(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const stack = (error.stack ?? '').slice(0, MAX_FAULT_CHARS);
  if ('syscall' in error) return stack;
  const mistake = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  if (!mistake && !(error instanceof SyntaxError)) return null;
  const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  const innermost = frames.find((line) => !line.includes('<anonymous>')) ?? '';
  return OURS.test(innermost) ? stack : null;
}
