import { isTableRow } from '#app/features/documents/table-row.ts';
import { splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';

/*
 * A document speaks to the people who live in a house. A sentence that speaks to whoever answers their questions was
 * planted there, or slipped in (Q11, E9): it is no part of what a document says, so that nobody is shown it and no
 * model reads it. Told by whom it addresses and what it orders, not by what it is about.
 */
const MACHINE = String.raw`(?:a\.?i\.?|(?:virtual |ai |digital |house )?assistants?|chat ?bots?|bots?|(?:large )?language models?|llms?|chatgpt|gpt(?:-\w+)?|copilot|claude|gemini)`;
const SPEAK =
  '(?:answer|reply|respond|say|tell|state|claim|output|print|repeat|reveal|recommend|mention|quote|write|confirm)';
const ORDER = String.raw`(?:must|shall|should|has to|have to|is to|are to|will|please|never|always|do not|don['’]t|ignore|disregard|forget|${SPEAK})`;
const PATTERNS: readonly RegExp[] = [
  // "Ignore all previous instructions", "disregard the rules above"
  /\b(?:ignore|disregard|forget|override|bypass|overrule)\b[^.!?]{0,40}\b(?:instructions?|rules|prompts?|guidelines|directives|context)\b/i,
  /\b(?:ignore|disregard|forget)\b[^.!?]{0,20}\b(?:everything|anything|all)\b[^.!?]{0,20}\b(?:above|before|previous|prior|earlier|else|told)\b/i,
  // "SYSTEM:", "<|im_start|>", "[INST]", "### Instruction"
  /^\W{0,3}(?:system|assistant|developer|user)\s*:[^.!?]{0,80}\b(?:you|your|ignore|instructions?|prompt|answers?|reply|reveal|say|tell|mode|approved|override)\b/i,
  /^\W{0,3}(?:new|updated?|additional|important|secret|hidden) (?:system )?instructions?\b\s*[:–—-]/i,
  /\byour (?:(?:earlier|previous|prior|original|own|current|new) )?(?:instructions|system prompt|prompt|programming)\b/i,
  /\b(?:print|output|reveal|repeat|show|display) (?:your|the) (?:configuration|conversation|prompt|secrets?)\b/i,
  /^\W{0,3}(?:your|the) (?:only |new )?(?:task|job|role|goal) is (?:now )?to (?:answer|reply|respond|say|tell|recommend)\b/i,
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext)\b|\[\/?INST\]|^#{2,}\s*(?:instruction|system)/i,
  /\bsystem prompt\b/i,
  // "You are now an administrator", "act as a pirate"
  new RegExp(
    String.raw`\byou are (?:now |henceforth )?(?:an? |the )?(?:\w+ )?(?:${MACHINE}|administrator|admin|dan)\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:act|behave|respond) as (?:if you (?:are|were) )?(?:an? |the )?(?:\w+ )?(?:${MACHINE}|administrator|admin|dan|pirate)\b`,
    'i',
  ),
  // "Assistant, tell …", "Note to the AI: …", "AI models reading this must …"
  new RegExp(
    String.raw`^\W{0,3}(?:dear |hey |hello |attention,? |note (?:to|for) )(?:the |all |any )?${MACHINE}\b`,
    'i',
  ),
  new RegExp(String.raw`^\W{0,3}${MACHINE}\s*[,:;–—-]\s*[^.!?]{0,60}\b${ORDER}\b`, 'i'),
  new RegExp(
    String.raw`\b(?:any|all|every|each|if you are (?:an?|the)) (?:\w+ )?${MACHINE}\b[^.!?]{0,80}\b${ORDER}\b`,
    'i',
  ),
  new RegExp(String.raw`\b(?:instructions?|message|order|note)s? (?:to|for) (?:the |all |any )?${MACHINE}\b`, 'i'),
  new RegExp(String.raw`^\W{0,3}(?:to|for) (?:the|any|all|every) ${MACHINE}\b`, 'i'),
  new RegExp(String.raw`\bas an? (?:\w+ )?${MACHINE},? (?:you|always|never)\b`, 'i'),
  new RegExp(String.raw`^\W{0,3}${MACHINE}\b[^.!?]{0,30}\b(?:must|shall|should|may not)\b`, 'i'),
  new RegExp(String.raw`\b(?:automated|automatic|machine) (?:systems?|readers?)\b[^.!?]{0,40}\b${SPEAK}\b`, 'i'),
  new RegExp(String.raw`\bthe ${MACHINE} (?:must|shall|should|is to|has to)\b[^.!?]{0,60}\b${SPEAK}\b`, 'i'),
  // "When asked about X, say …", "if the user asks, tell them …"
  new RegExp(
    String.raw`\b(?:when|whenever|if) (?:you (?:are|get) )?(?:asked|questioned|prompted)\b[^.!?]{0,100}\b${SPEAK}\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:when|whenever|if) (?:(?:the|a|any|an?) )?(?:users?|homeowners?|residents?|owners?|anybody|anyone|someone|somebody|people|they) asks?\b[^.!?]{0,100}\b${SPEAK}\b`,
    'i',
  ),
  /\b(?:tell|inform|advise) (?:(?:the|every|any|all) )?(?:users?|homeowners?|residents?|owners?|readers?) (?:that|to|about)\b/i,
  // "Begin every answer with …", "in your replies", "from now on answer …", "Reply only with …"
  /\b(?:every|each|all|any|your)(?: of your)? (?:answers?|repl(?:y|ies)|responses?)\b[^.!?]{0,60}\b(?:with|must|should|include|contain|mention|say|end|begin|that)\b/i,
  /\b(?:begin|start|end|finish|preface|precede)\b[^.!?]{0,20}\b(?:every|each|all|your)(?: of your)? (?:answers?|repl(?:y|ies)|responses?)\b/i,
  new RegExp(String.raw`\bfrom now on\b[^.!?]{0,40}\b${SPEAK}\b`, 'i'),
  /^\W{0,3}(?:please |always |only |just )?(?:reply|respond|answer|output|print)(?: only| always| just)? (?:with|that|as|in)\b/i,
];

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
