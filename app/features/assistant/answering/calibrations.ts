import type { Calibration } from './calibration.ts';

export const FITTED: Record<string, Calibration> = {
  "all-minilm-l6-v2-int8": {
    "unit": {
      "cosine": 4.366,
      "passage": 2.073,
      "own": 1.712,
      "context": 2.398,
      "heading": 0.652,
      "kind": 1.123,
      "kindMissed": -1.123,
      "identifiers": 1.614,
      "fragment": -0.305
    },
    "answer": {
      "unit": 0.602,
      "found": 1.805,
      "subject": 0.772,
      "unknown": -0.081,
      "kindMissed": -2.288,
      "elsewhere": -5.513,
      "bias": -1.341
    }
  }
};
