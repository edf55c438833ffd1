const normal = (text: string) => text.normalize('NFC').toLowerCase().replaceAll('’', "'").replaceAll('–', '-');

const patterns = new Map<string, RegExp>();

function patternOf(fact: string): RegExp {
  const known = patterns.get(fact);
  if (known) return known;
  const words = normal(fact)
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('\\s*');
  // `7 kg` is not in `17 kg`, nor `32 p` in `0.32 p`, nor `1.5` in `1.55`.
  const before = /^[\p{L}\p{N}]/u.test(fact) ? '(?<![\\p{L}\\p{N}])(?<!\\d[.,])' : '';
  const after = /\d$/.test(fact) ? '(?!\\d|[.,]\\d)' : '';
  const pattern = new RegExp(before + words + after, 'u');
  patterns.set(fact, pattern);
  return pattern;
}

/** Whether a text holds a fact as whole words and figures, whatever its case and white space. */
export const holdsFact = (text: string, fact: string): boolean => patternOf(fact).test(normal(text));

/** Whether a text holds one alternative of each fact. */
export const holdsAll = (text: string, facts: readonly (readonly string[])[]): boolean =>
  facts.every((alternatives) => alternatives.some((fact) => holdsFact(text, fact)));
