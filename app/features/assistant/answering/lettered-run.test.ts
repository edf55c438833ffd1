import { expect, test } from 'vitest';
import { letteredRun } from './lettered-run.ts';

const restart = ['It may stop.', 'Then:', '(A) Shut it.', 'Wait, it hums.', '(B) Turn it, (C) open it.', 'It runs.'];

test.each<[string, readonly string[], number, { from: number; to: number } | undefined]>([
  ['from the first to the last, with what leads to them', restart, 4, { from: 1, to: 4 }],
  ['for what stands between them', restart, 3, { from: 1, to: 4 }],
  ['for what leads to them', restart, 1, { from: 1, to: 4 }],
  ['not for what follows', restart, 5, undefined],
  ['Roman numbers', ['So: (i) shut it.', '(ii) Wait.', '(iii) Go.'], 1, { from: 0, to: 2 }],
  ['i as a letter', ['(h) Shut it.', '(i) Wait.'], 1, undefined],
  ['numbers', ['Do (1) this.', 'And (2) that.'], 0, { from: 0, to: 1 }],
  ['house types are none', ['The tap (type A) is red.', 'The lamp (type B) is blue.'], 0, undefined],
])('Q12: a list inside sentences: %s', (_what, sentences, at, run) => expect(letteredRun(sentences, at)).toEqual(run));
