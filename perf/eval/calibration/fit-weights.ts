/** One thing to choose from, or to decide on: its signals by name, and whether it is right. */
export type Sample<Name extends string> = { signals: Record<Name, number>; right: boolean };

const STEPS = 800;
const RATE = 0.05;

/**
 * Weights under which the right ones of each set stand before the others: the likelihood of choosing a right one, by
 * gradient ascent (Adam) with a quadratic penalty.
 */
export function fitChoice<Name extends string>(
  sets: readonly (readonly Sample<Name>[])[],
  names: readonly Name[],
  penalty: number,
): Record<Name, number> {
  return ascend(names, (weights) => {
    const gradient = names.map((name) => -penalty * weights[name]);
    for (const set of sets) {
      const scores = set.map(({ signals }) => names.reduce((sum, name) => sum + weights[name] * signals[name], 0));
      const top = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - top));
      const all = odds.reduce((sum, one) => sum + one, 0);
      const right = odds.reduce((sum, one, at) => sum + (set[at]?.right ? one : 0), 0);
      for (const [at, sample] of set.entries()) {
        const share = (sample.right ? odds[at]! / right : 0) - odds[at]! / all;
        for (const [place, name] of names.entries()) gradient[place]! += (share * sample.signals[name]) / sets.length;
      }
    }
    return gradient;
  });
}

/**
 * A logistic model of being right, both outcomes counting alike in all; `bias` among its weights. A signal speaks the
 * way that `signs` says (1 or −1) or not at all, whatever a small sample would have it say.
 */
export function fitDecision<Name extends string>(
  samples: readonly Sample<Name>[],
  signs: Readonly<Record<Name, 1 | -1>>,
  penalty: number,
): Record<Name | 'bias', number> {
  const names = Object.keys(signs) as Name[];
  const yes = samples.filter(({ right }) => right).length;
  const withBias = samples.map(({ signals, right }) => ({ signals: { ...signals, bias: 1 }, right }));
  const all: (Name | 'bias')[] = [...names, 'bias'];
  const fitted = ascend(all, (weights) => {
    for (const name of names) if (weights[name] * signs[name] < 0) weights[name] = 0;
    const gradient = all.map((name) => (name === 'bias' ? 0 : -penalty * weights[name]));
    for (const { signals, right } of withBias) {
      const own = signals as Record<Name | 'bias', number>;
      const score = all.reduce((sum, name) => sum + weights[name] * own[name], 0);
      const error = (Number(right) - 1 / (1 + Math.exp(-score))) * (0.5 / (right ? yes : samples.length - yes));
      for (const [place, name] of all.entries()) gradient[place]! += error * own[name];
    }
    return gradient;
  });
  for (const name of names) if (fitted[name] * signs[name] < 0) fitted[name] = 0;
  return fitted;
}

function ascend<Name extends string>(
  names: readonly Name[],
  gradientAt: (weights: Record<Name, number>) => number[],
): Record<Name, number> {
  const weights = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  const mean = names.map(() => 0);
  const spread = names.map(() => 0);
  for (let step = 1; step <= STEPS; step += 1) {
    for (const [place, slope] of gradientAt(weights).entries()) {
      mean[place] = 0.9 * mean[place]! + 0.1 * slope;
      spread[place] = 0.999 * spread[place]! + 0.001 * slope * slope;
      weights[names[place]!] +=
        (RATE * (mean[place]! / (1 - 0.9 ** step))) / (Math.sqrt(spread[place]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return weights;
}
