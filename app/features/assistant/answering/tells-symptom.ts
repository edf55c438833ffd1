import { isStopWord, wordsOf } from '#app/features/retrieval/words.ts';
import { isAsking, partsOf } from './asked-things.ts';
import { askedKind } from './asked-kind.ts';
import { asksForNegated } from './negation.ts';

/** How a sentence begins that says how something is: grammar. */
const BEGINS = /^(the|my|our|a|an|there|something|this|these|one of|all|both)\b/i;
const IS_SO = /\b(is|are|was|were|has|have|had|keeps?)\b|\w['’](s|re|ve)\b|\w{3,20}ing\b/i;
const SHORTEST = 3;

/**
 * Does a message tell how something is, so that its sender may want to report it: "The rads are lukewarm", "Something
 * is humming in the attic"? Not one that asks for a number, a place or a rule besides.
 */
export function tellsSymptom(message: string): boolean {
  const kind = askedKind(message);
  if (asksForNegated(message)) return false;
  return kind === 'trouble' || (kind === 'any' && partsOf(message).some(tells));
}

function tells(part: string): boolean {
  const words = wordsOf(part, 60);
  if (words.length < SHORTEST || part.trim().endsWith('?') || !words.some((word) => !isStopWord(word))) return false;
  const begins = BEGINS.test(part.trim());
  return (begins && (IS_SO.test(part) || words.length > SHORTEST + 1)) || (!isAsking(part) && IS_SO.test(part));
}
