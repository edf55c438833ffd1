import { expect, test } from 'vitest';
import { takeNotes } from '#app/features/assistant/answer-traces/take-notes.ts';
import type { WhyAnswer, WhyPassage } from '#app/features/assistant/answer-traces/why-answer.ts';
import { compareAnswers } from './compare-answers.ts';

const passage = (heading: string, score: number): WhyPassage => ({
  chunk_id: `chunk of ${heading} ${score}`,
  document_id: 'document',
  title: 'Manual',
  page: 1,
  heading,
  words: score,
  cosine: score,
  score,
  best: null,
  prompted: false,
});

const why = (passages: WhyPassage[], confidence: number, library: string): WhyAnswer => ({
  ...takeNotes().whole(),
  library_version: library,
  searches: [
    {
      text: 'Where?',
      asked: 'Where?',
      with_talk: false,
      chosen: true,
      by_meaning: true,
      kind: 'place',
      terms: [],
      identifiers: [],
      passages,
      decision: {
        parts: [{ name: 'held', value: confidence, weight: 1 }],
        bias: 0,
        confidence,
        threshold: 0,
        verdict: confidence > 0 ? 'answers' : 'declines',
        blocked_by: null,
        calibrated: true,
        sure: null,
      },
    },
  ],
});

test('lines, sources, ranks and parts of the decision that are another are told, and what stayed is not', () => {
  const was = {
    text: 'From your documents:\n\nIn the hall.\nPress the door. [1]',
    mode: 'extractive',
    citations: [{ title: 'Manual', page: 1 }],
    why: why([passage('Hall', 0.9), passage('Attic', 0.5), passage('Shed', 0.4)], 2, '1'),
  };
  const now = {
    ...was,
    text: 'From your documents:\n\nIn the attic.\nPress the door. [1]',
    citations: [{ title: 'Manual', page: 2 }],
    why: why([passage('Attic', 0.8), passage('Hall', 0.7), passage('Roof', 0.3)], 1.5, '2'),
  };
  const { same, lines, sources, passages, facts } = compareAnswers(was, now);
  expect(same).toBe(false);
  expect(lines.map(({ text, change }) => `${change} ${text}`)).toEqual([
    'same From your documents:',
    'gone In the hall.',
    'new In the attic.',
    'same Press the door. [1]',
  ]);
  expect(sources.map(({ page, change }) => [page, change])).toEqual([
    [1, 'gone'],
    [2, 'new'],
  ]);
  expect(passages.map(({ heading, was: old, now: new_ }) => [heading, old?.rank, new_?.rank])).toEqual([
    ['Attic', 2, 1],
    ['Hall', 1, 2],
    ['Roof', undefined, 3],
    ['Shed', 3, undefined],
  ]);
  expect(facts.map(({ name }) => name)).toEqual(['Version of the library', 'Sum of the decision', 'Part: held']);
  expect(compareAnswers(was, was)).toMatchObject({ same: true, facts: [] });
});

test('of an answer from before anything was kept, what is now is told', () => {
  const now = { text: 'x', mode: 'extractive', citations: [], why: why([passage('Hall', 0.9)], 2, '1') };
  const { same, passages } = compareAnswers({ ...now, why: null }, now);
  expect(same).toBe(true);
  expect(passages).toMatchObject([{ was: null, now: { rank: 1 } }]);
});
