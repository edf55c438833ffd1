const NEGATES = new RegExp(
  [
    String.raw`\b(not|no|never|nor|none|nothing|nobody|cannot|except|excludes?|excluded|exclusions?|without|unless)\b`,
    String.raw`\b(void|voids|ends|refuses?|refused|forbidden|prohibited|missed)\b|n['’]t\b`,
  ].join('|'),
  'i',
);
const ASKS_NEGATED = new RegExp(
  [
    String.raw`\b(not|never|nothing|except|excluded?|exclusions?|without|void|invalid|forbidden|prohibited)\b`,
    String.raw`n['’]t (covered|allowed|included|insured|do|put|flush|pay)\b`,
  ].join('|'),
  'i',
);

/** Does a text say that something is not so (Q8)? */
export const negates = (text: string): boolean => NEGATES.test(text);

/** Does a question ask for what is not so: "What is not covered?" */
export const asksForNegated = (question: string): boolean => ASKS_NEGATED.test(question);
