const TOKEN = /[\p{L}\d]+(?:[-/.][\p{L}\d]+)*/gu;
const UNIT = /^\d+(?:[.,]\d+)?(?:mm|cm|m|km|kg|g|l|w|kw|kwh|v|a|am|pm|st|nd|rd|th|p|c|h|bar)$/i;

/** Alike however it is parted and whatever its case: `E-3` and `e3`. */
const plain = (token: string) => token.replaceAll(/[-/.]/g, '').toUpperCase();

/** Codes, part numbers and numbered things of a question: `ER21`, `G4-287/592`, the 17 of "circuit 17". */
export function identifiersOf(question: string): string[] {
  const codes = [...question.matchAll(TOKEN)]
    .map(([token]) => token)
    .filter((token) => /\d/.test(token) && /\p{L}/u.test(token) && !UNIT.test(token))
    .map(plain);
  const numbered = [
    ...question.matchAll(/\b(?:circuit|way|code|error|programme|breaker|rule|step|clause|sheet)\.? (\d{1,4})\b/gi),
  ].map(([, number]) => number ?? '');
  const long = question.match(/\b\d{5,}\b/g) ?? [];
  return [...new Set([...codes, ...numbered, ...long])];
}

/** Every code and number of a text, as `identifiersOf` writes them. */
export function tokensWithDigits(text: string): Set<string> {
  return new Set(
    [...text.matchAll(TOKEN)]
      .map(([token]) => token)
      .filter((token) => /\d/.test(token))
      .map(plain),
  );
}
