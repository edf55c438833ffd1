import type { RuleSetName } from '#db/schema/handover-words.ts';
import { ENGLAND } from './england.ts';
import { IRELAND } from './ireland.ts';
import type { RuleSet } from './rule-set.ts';

export const RULES: Readonly<Record<RuleSetName, RuleSet>> = { ireland: IRELAND, england: ENGLAND };

/** In capitals or in small letters; "b1 2nd floor" is none. */
const POSTCODE = /\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d(?:[A-Z]{2}|(?!st|nd|rd|th)[a-z]{2})\b/;

/**
 * The rule set of a development: the one that staff have chosen, else the country's whose postal codes its addresses
 * have. Codes of Wales, Scotland and Northern Ireland look like England's: there somebody has to choose.
 */
export function chooseRuleSet(development: { ruleSet: RuleSetName | null; addresses: readonly string[] }): RuleSet {
  if (development.ruleSet) return RULES[development.ruleSet];
  return development.addresses.some((address) => POSTCODE.test(address)) ? RULES.england : RULES.ireland;
}

/** By which rules something was looked for: another text when it is to be looked for anew. */
export const rulesOf = ({ name, revision }: RuleSet): string => `${name} ${revision}`;
