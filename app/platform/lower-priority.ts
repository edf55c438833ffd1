import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets requests have the processor before this process, now and for what it starts. Best effort: a system may not allow
 * it.
 */
export function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(
      pid,
      Math.min(constants.priority.PRIORITY_LOW, getPriority() + constants.priority.PRIORITY_BELOW_NORMAL),
    );
  } catch {
    // It then shares the processor as before.
  }
}
