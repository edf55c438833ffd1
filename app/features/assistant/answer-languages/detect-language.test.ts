import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectLanguage, LANGUAGES } from './detect-language.server.ts';

const lines = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n');
const questions = lines('./testing/questions.jsonl').map(
  (line) => JSON.parse(line) as { text: string; language: string },
);

describe('Q10: the language of a short question', () => {
  test.each(LANGUAGES.filter((language) => language !== 'en'))('%s: at least eight of ten', async (language) => {
    const own = questions.filter((one) => one.language === language);
    const found = await Promise.all(own.map(async ({ text }) => (await detectLanguage(text)) === language));
    expect(own.length).toBeGreaterThanOrEqual(10);
    expect(found.filter(Boolean).length / own.length).toBeGreaterThanOrEqual(0.8);
  });

  test('no English question is taken for another: names, codes, misspellings, two words', async () => {
    const own = questions.filter((one) => one.language === 'en').map(({ text }) => text);
    const asked = lines('../../../../perf/eval/estates/ropeworks-quay/questions/tuning.jsonl').map(
      (line) => (JSON.parse(line) as { question: string }).question,
    );
    const wrong: string[] = [];
    for (const text of [...own, ...asked]) if ((await detectLanguage(text)) !== 'en') wrong.push(text);
    expect(own.length + asked.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
  });

  test.each([
    'Where is the nearest crèche to my home?',
    'Can I ring Áine?',
    'What is the Mühle heat pump’s code?',
    'Is there a café near me?',
    'WHERE IS THE NEAREST CRÈCHE TO MY HOME?',
    'What does Ní Bhriain’s warranty cover?',
    'Does Séamus Ó Súilleabháin look after the façade?',
  ])('marked letters do not make another language: %s', async (text) => {
    expect(await detectLanguage(text)).toBe('en');
  });

  test('what holds no words is English', async () => {
    for (const text of ['?!', '12', 'E3', '日本語の質問']) expect(await detectLanguage(text)).toBe('en');
  });
});
