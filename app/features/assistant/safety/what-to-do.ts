import { escapeMarkdown } from '../answering/escape-markdown.ts';
import type { Hazard } from './classify-danger.ts';
import { ADVICE } from './danger-advice.ts';
import { EMERGENCY_NUMBERS, EVERYWHERE, type EmergencyCountry } from './emergency-numbers.ts';

/** Whom to ring for this house, as far as that is known. */
export type Contacts = {
  country: EmergencyCountry | undefined;
  /** Where the house is, to be said on the telephone. */
  address: string | undefined;
  builder: { name: string; phone: string } | undefined;
  /** Of the development, for what cannot wait until somebody is in the office. */
  line: { name: string; phone: string } | undefined;
};

const bold = (numbers: readonly string[]) => numbers.map((number) => `**${number}**`).join(' or ');

/** Whom of the builder to ring, as Markdown. */
export const ringBuilder = ({ name, phone }: { name: string; phone: string }): string =>
  `${escapeMarkdown(name)}, **${escapeMarkdown(phone)}**`;

/** The words that advice leaves open, each undefined where it is not known. */
function fillings({ country, builder, line }: Contacts): Record<string, string | undefined> {
  const lines = country && EMERGENCY_NUMBERS[country];
  const emergency = bold(lines?.emergency ?? EVERYWHERE);
  const poison = lines?.poison;
  return {
    emergency,
    poison: poison ? `**${poison.number}** (${poison.name}, ${poison.hours}; at other times ${emergency})` : emergency,
    gas: lines ? `**${lines.gas.number}** (${lines.gas.name}, day and night)` : 'the gas emergency line on your meter',
    power: lines ? `**${lines.power.number}** (${lines.power.name}, day and night)` : undefined,
    builder: line ? `${ringBuilder(line)} (day and night)` : builder && ringBuilder(builder),
  };
}

/** What to do now, step by step, with whom to ring and where to send them. */
export function whatToDo(hazard: Hazard, contacts: Contacts): string {
  const known = fillings(contacts);
  const steps = ADVICE[hazard].steps
    .filter((step) => [...step.matchAll(/\{(\w+)\}/g)].every(([, word]) => known[word ?? ''] !== undefined))
    .map((step, index) => `${index + 1}. ${step.replace(/\{(\w+)\}/g, (_, word: string) => known[word] ?? '')}`);
  const address = contacts.address ? `\n\nSay where you are: ${escapeMarkdown(contacts.address)}.` : '';
  return `**${ADVICE[hazard].title}**\n\n${steps.join('\n')}${address}`;
}

/** For who only asks: whom to ring if it does happen. */
export function onlyNumbers(hazard: Hazard, contacts: Contacts): string {
  const { emergency, gas } = fillings(contacts);
  const ring = hazard === 'gas' || hazard === 'co' ? `${emergency}, or ${gas}` : emergency;
  return `**If it is happening now:** get to safety and ring ${ring}.`;
}
