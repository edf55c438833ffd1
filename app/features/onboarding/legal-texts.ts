/**
 * The texts that an owner accepts with the house, each with the day from which it counts. Another day here asks every
 * owner anew: change it with what the text means, not with its spelling.
 */
export const LEGAL_TEXTS = [
  { document: 'terms', version: '2026-11-30' },
  { document: 'privacy', version: '2026-11-30' },
] as const;

export const versionOf = (document: (typeof LEGAL_TEXTS)[number]['document']): string =>
  LEGAL_TEXTS.find((text) => text.document === document)?.version ?? '';
