import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classifyDanger } from './classify-danger.ts';
import { sentencesOf } from './spot-ideas.ts';

type Label = 'life' | 'asked' | 'property' | 'none';

const utterances = (half: string): { text: string; tier: Label }[] =>
  readFileSync(new URL(`./testing/utterances.${half}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; tier: Label });

function labelOf(text: string): Label {
  const danger = classifyDanger(text);
  if (!danger) return 'none';
  return danger.tier === 'property' ? 'property' : danger.now ? 'life' : 'asked';
}

describe.each([
  ['tuning', 200, 100],
  ['report', 200, 100],
  ['people-tuning', 120, 55],
  ['people-report', 120, 55],
] as const)('F9: the %s half of the utterances', (half, least, leastOfNone) => {
  const all = utterances(half);
  const taken = (tier: Label) => all.filter((one) => one.tier === tier);

  test('has enough of each kind to mean something', () => {
    expect(all.length).toBeGreaterThan(least);
    expect(taken('none').length).toBeGreaterThanOrEqual(leastOfNone);
  });

  test('every danger to life is known', () => {
    expect(taken('life').filter(({ text }) => labelOf(text) !== 'life')).toEqual([]);
  });

  test('who asks about one is told whom to ring', () => {
    expect(taken('asked').filter(({ text }) => !['asked', 'life'].includes(labelOf(text)))).toEqual([]);
  });

  test('of dangers to the home at least 95 in a hundred are known', () => {
    const missed = taken('property').filter(({ text }) => labelOf(text) === 'none');
    expect(missed.length).toBeLessThanOrEqual(0.05 * taken('property').length);
  });

  test('of what is none at most three in a hundred are taken for one', () => {
    const alarms = taken('none').filter(({ text }) => labelOf(text) !== 'none');
    expect(alarms.length / taken('none').length).toBeLessThanOrEqual(0.03);
  });
});

describe('F9: how it is said', () => {
  test.each([
    ['There is no smell of gas', 'none'],
    ['There is a smell of gas, no doubt', 'life'],
    ['What do I do if there is a fire?', 'asked'],
    ['What do I do, there is a fire', 'life'],
    ['I smell gas. What if it explodes?', 'life'],
    ['We had a gas leak last year', 'none'],
    ['My fire door is stuck and there is smoke in the hallway', 'life'],
    ['The fire door is stuck', 'none'],
    ['There is a smell like gas in my kitchen', 'life'],
    ['What does a gas leak smell like?', 'asked'],
    ['We had a leak in 2025 and now gas is leaking again', 'life'],
    ['We had a gas leak last year and I smell gas', 'life'],
    ['Our CO alarm went off last week and again now', 'life'],
    ['We had a gas leak last year. It is safe now', 'none'],
    ['The fire alarm is going off in the shower room', 'life'],
    ['The fire alarm is going off while I am cooking', 'asked'],
    ['The fire alarm is going off while I am cooking and there is smoke', 'life'],
    ['Carbon monoxide alarm is flashing red', 'life'],
    ['Carbon monoxide alarm is flashing green', 'none'],
    ["The fire won't light", 'none'],
    ["The fire won't go out", 'life'],
    ['My fire remote is broken', 'none'],
    ['What colour is the fire?', 'asked'],
    ['Is fire cover included?', 'none'],
    ['What should I do, my child is choking', 'life'],
    ['What do I do if my child is choking?', 'asked'],
    ['My son is not choking any more', 'none'],
    ['My wife says the fence collapsed', 'none'],
    ['The drain is choking with leaves. It is beside my son’s room', 'none'],
    ['Will my phone still work to call an ambulance in a blackout?', 'none'],
    ['I need to call an ambulance', 'life'],
    ['My dog swallowed a battery', 'none'],
    ['My wife is bleeding the radiators', 'none'],
    ['Granny slipped in the shower and cannot get up', 'life'],
    ['He was fixing the gutter. He fell off the ladder', 'life'],
    ['My husband had a fall last year, can we fit a rail', 'none'],
  ])('%s: %s', (text, label) => expect(labelOf(text)).toBe(label));

  test('whatever the letters: case, accents, doubled and invisible ones', () => {
    for (const text of [
      'GAAAAS LEEEAK',
      'gas\u200b leak',
      'Gás  LEAK!!!',
      'i smel gas',
      'smlel of gas',
      'smke evrywhere',
    ])
      expect(labelOf(text), text).toBe('life');
  });
});

test('F9: gas before the one who fainted of it, a poison before what its fumes are like', () => {
  expect(classifyDanger('I smell gas and my wife has fainted')?.hazard).toBe('gas');
  expect(classifyDanger('I breathed in the fumes of bleach and feel sick')?.hazard).toBe('poison');
  expect(classifyDanger('There is a fire and my husband collapsed')?.hazard).toBe('fire');
});

test('F9: an alarm that sounds in fours is one for carbon monoxide, whatever else it does', () => {
  for (const text of [
    'The alarm in the living room does four beeps, stops, then four beeps again',
    'alarm beeps 4 times',
  ])
    expect(classifyDanger(text), text).toMatchObject({ tier: 'life', hazard: 'co', now: true });
  expect(classifyDanger('The smoke alarm is going off')?.hazard).toBe('fire');
  expect(classifyDanger('The alarm chirps four beeps a day, is it the battery?')).toBeUndefined();
});

test('F9: water beside electricity is told too', () => {
  expect(classifyDanger('Water is coming through the light fitting')).toMatchObject({
    hazard: 'electric',
    water: true,
  });
  expect(classifyDanger('There are sparks from the socket')).not.toHaveProperty('water');
});

test('F9: of a message of any length a bounded part is looked at', () => {
  const words = sentencesOf('smmoke smelll gaass fier, '.repeat(4_000)).flat(2);
  expect(words.length).toBeLessThanOrEqual(1_000);
  expect(sentencesOf('x'.repeat(50_000)).flat(2).join('').length).toBeLessThanOrEqual(2_000);
});

test.each([
  'no power since I put the kettle on',
  'The kettle trips the board, I put the kettle on and the lights went out',
])('F9: a kettle that is switched on scalds nobody: %s', (text) => expect(classifyDanger(text)).toBeUndefined());
