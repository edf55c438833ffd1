import type { Calibration } from './calibration.ts';

export const FITTED: Record<string, Calibration> = {
  'all-minilm-l6-v2-int8': {
    unit: {
      cosine: 4.46,
      passage: 2.168,
      own: 1.44,
      context: 2.744,
      heading: 0.79,
      kind: 0.99,
      kindMissed: -0.99,
      identifiers: 1.688,
      fragment: -0.032,
    },
    answer: {
      unit: 0.909,
      found: 1.953,
      subject: 0.863,
      unknown: -0.233,
      kindMissed: -2.672,
      elsewhere: -5.649,
      bias: -1.482,
    },
  },
};
