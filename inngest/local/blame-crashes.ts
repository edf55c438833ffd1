/*
 * Who ended the process? A call that ran alone when its process ended did (2 points). Of calls that ran side by side
 * one may have (1 point, once): each of them is a suspect, and suspects are called alone, so that a second end tells. A
 * call is given up when it has twice ended its process alone; what ran beside it never is. A clean stop gives its calls
 * back and blames none.
 */
export const ALONE = 2;
export const GIVEN_UP = 2 * ALONE;

/** Whether a call with so many points may run only where nothing else does. */
export const isSuspect = (points: number): boolean => points > 0 && points < GIVEN_UP;
