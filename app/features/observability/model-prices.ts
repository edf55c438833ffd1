/** US dollars per million tokens, [prompt, completion], as published by the maker at the end of 2025. */
const PRICES: Record<string, readonly [number, number]> = {
  'gpt-4o': [2.5, 10],
  'gpt-4o-mini': [0.15, 0.6],
  'gpt-4.1': [2, 8],
  'gpt-4.1-mini': [0.4, 1.6],
  'gpt-4.1-nano': [0.1, 0.4],
  'gpt-5': [1.25, 10],
  'gpt-5-mini': [0.25, 2],
  'gpt-5-nano': [0.05, 0.4],
  'text-embedding-3-small': [0.02, 0],
  'text-embedding-3-large': [0.13, 0],
};

/**
 * What a call costs in US dollars (D5); null where the model's price is not known. A dated name has its family's price.
 */
export function costOf(model: string, promptTokens: number, completionTokens: number): number | null {
  const price = PRICES[model] ?? PRICES[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')];
  return price ? (promptTokens * price[0] + completionTokens * price[1]) / 1_000_000 : null;
}
