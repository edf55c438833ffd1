import { isTableRow } from '#app/features/documents/pages/table-row.ts';
import { splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';

/*
 * A document speaks to the people who live in a house. A sentence that speaks to whoever answers their questions was
 * planted there, or slipped in (Q11, E9): it is no part of what a document says, so that nobody is shown it and no
 * model reads it. Told by whom it addresses and what it orders, not by what it is about.
 */
const MACHINE =
  String.raw`(?:a\.?i\.?|(?:virtual |ai |digital |house )?assistants?|chat ?bots?|bots?|` +
  String.raw`(?:large )?language models?|llms?|chatgpt|gpt(?:-\w+)?|copilot|claude|gemini)`;
const ROLE = String.raw`(?:an? |the )?(?:\w+ )?(?:${MACHINE}|administrator|admin|dan|pirate)\b`;
const SPEAK =
  '(?:answer|reply|respond|say|tell|state|claim|output|print|repeat|reveal|recommend|mention|quote|write|confirm)';
const ORDER = String.raw`(?:must|shall|should|please|never|always|do not|don['’]t|ignore|disregard|forget|${SPEAK})`;
const ASKER = '(?:users?|homeowners?|residents?|owners?|anybody|anyone|someone|somebody|people|they)';
const REPLIES = '(?:answers?|repl(?:y|ies)|responses?)';
/** Within a sentence, at most so many characters. */
const to = (most: number) => `[^.!?]{0,${most}}`;
const BEGINS = String.raw`^\W{0,3}`;

const PATTERNS: readonly RegExp[] = [
  // "Ignore all previous instructions", "disregard everything above"
  String.raw`\b(?:ignore|disregard|forget|override|bypass|overrule)\b${to(40)}\b` +
    String.raw`(?:instructions?|rules|prompts?|guidelines|directives|context)\b`,
  String.raw`\b(?:ignore|disregard|forget)\b${to(20)}\b(?:everything|anything|all)\b${to(20)}\b` +
    String.raw`(?:above|before|previous|prior|earlier|else|told)\b`,
  // "SYSTEM: you are …", "<|im_start|>", "New instruction: …"
  String.raw`${BEGINS}(?:system|assistant|developer|user)\s*:${to(80)}\b` +
    String.raw`(?:you|your|ignore|instructions?|prompt|answers?|reply|reveal|say|tell|mode|approved|override)\b`,
  String.raw`<\|?/?(?:im_start|im_end|system|assistant|endoftext)\b|\[/?INST\]|^#{2,}\s*(?:instruction|system)`,
  String.raw`\bsystem prompt\b`,
  String.raw`${BEGINS}(?:new|updated?|additional|important|secret|hidden) (?:system )?instructions?\b\s*[:–—-]`,
  String.raw`\byour (?:(?:earlier|previous|prior|original|own|current|new) )?` +
    String.raw`(?:instructions|system prompt|prompt|programming)\b`,
  String.raw`\b(?:print|output|reveal|repeat|show|display) (?:your|the) ` +
    String.raw`(?:configuration|conversation|prompt|secrets?)\b`,
  String.raw`${BEGINS}(?:your|the) (?:only |new )?(?:task|job|role|goal) is (?:now )?to ${SPEAK}\b`,
  // "You are now an administrator", "act as a pirate"
  String.raw`\byou are (?:now |henceforth )?${ROLE}`,
  String.raw`\b(?:act|behave|respond) as (?:if you (?:are|were) )?${ROLE}`,
  // "Assistant, tell …", "Note to the AI: …", "AI models reading this must …"
  String.raw`${BEGINS}(?:dear |hey |hello |attention,? |note (?:to|for) )(?:the |all |any )?${MACHINE}\b`,
  String.raw`${BEGINS}${MACHINE}\s*[,:;–—-]\s*${to(60)}\b${ORDER}\b`,
  String.raw`${BEGINS}${MACHINE}\b${to(30)}\b(?:must|shall|should|may not)\b`,
  String.raw`${BEGINS}(?:to|for) (?:the|any|all|every) ${MACHINE}\b`,
  String.raw`\b(?:any|all|every|each|if you are (?:an?|the)) (?:\w+ )?${MACHINE}\b${to(80)}\b${ORDER}\b`,
  String.raw`\b(?:instructions?|message|order|note)s? (?:to|for) (?:the |all |any )?${MACHINE}\b`,
  String.raw`\bas an? (?:\w+ )?${MACHINE},? (?:you|always|never)\b`,
  String.raw`\bthe ${MACHINE} (?:must|shall|should|is to|has to)\b${to(60)}\b${SPEAK}\b`,
  String.raw`\b(?:automated|automatic|machine) (?:systems?|readers?)\b${to(40)}\b${SPEAK}\b`,
  // "When asked about X, say …", "if the user asks, tell them …"
  String.raw`\b(?:when|whenever|if) (?:you (?:are|get) )?(?:asked|questioned|prompted)\b${to(100)}\b${SPEAK}\b`,
  String.raw`\b(?:when|whenever|if) (?:(?:the|any|an?) )?${ASKER} asks?\b${to(100)}\b${SPEAK}\b`,
  String.raw`\b(?:tell|inform|advise) (?:(?:the|every|any|all) )?${ASKER} (?:that|about)\b`,
  String.raw`\b(?:tell|inform|advise) (?:the|every|any|all) (?:users?|homeowners?|readers?) to\b`,
  // "Begin every answer with …", "from now on answer …", "Reply only with …"
  String.raw`\b(?:every|each|all|any|your)(?: of your)? ${REPLIES}\b${to(60)}\b` +
    String.raw`(?:with|must|should|include|contain|mention|say|end|begin|that)\b`,
  String.raw`\b(?:begin|start|end|finish|preface|precede)\b${to(20)}\b` +
    String.raw`(?:every|each|all|your)(?: of your)? ${REPLIES}\b`,
  String.raw`\bfrom now on\b${to(40)}\b${SPEAK}\b`,
  String.raw`${BEGINS}(?:please |always |only |just )?(?:reply|respond|answer|output|print)` +
    String.raw`(?: only| always| just)? (?:with|that|as|in)\b`,
].map((source) => new RegExp(source, 'i'));

/** Is a sentence addressed to whoever answers questions, and not to the people of a house? */
export const isAddressedToAssistant = (sentence: string): boolean =>
  PATTERNS.some((pattern) => pattern.test(sentence.slice(0, LONGEST)));

/** Longer no sentence is judged; characters. */
const LONGEST = 1_000;

/** A passage's text without sentences, and rows, that are addressed to the assistant; null when nothing is left. */
export function withoutOrders(text: string): string | null {
  const kept = text.split('\n').flatMap((line) => {
    if (isTableRow(line))
      return isAddressedToAssistant(line) || line.split('|').some((cell) => isAddressedToAssistant(cell.trim()))
        ? []
        : [line];
    const sentences = splitSentences(line);
    const own = sentences.filter((sentence) => !isAddressedToAssistant(sentence));
    if (own.length === sentences.length && !isAddressedToAssistant(line)) return [line];
    return own.length === 0 || own.length === sentences.length ? [] : [own.join(' ')];
  });
  const left = kept.join('\n').trim();
  return left === '' ? null : kept.length === text.split('\n').length && left === text.trim() ? text : left;
}

/** A passage's place without headings that are addressed to the assistant. */
export function withoutOrderedHeadings<Place extends { heading: string | null; section?: string[] }>({
  heading,
  section,
}: Place): { heading: string | null; section?: string[] } {
  return {
    heading: heading !== null && isAddressedToAssistant(heading) ? null : heading,
    ...(section ? { section: section.filter((one) => !isAddressedToAssistant(one)) } : {}),
  };
}
