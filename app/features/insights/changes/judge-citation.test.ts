import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citationOf } from '#app/features/retrieval/citation.ts';
import { locatePassage, type PlacedText } from '#app/features/retrieval/locate-passage.ts';
import { openJudge } from './judge-citation.ts';

/** A section's units: sentences of prose, or items of a list. */
type Section = { units: string[]; list: boolean };

const unit = fc
  .tuple(
    fc.constantFrom('boiler', 'heat pump', 'gate', 'fuse board'),
    fc.constantFrom('is serviced', 'is covered', 'is not covered'),
    fc.constantFrom(1, 2, 12),
    fc.constantFrom('years', 'months'),
  )
  .map(([thing, does, count, time]) => `The ${thing} ${does} for ${count} ${time}.`);
const section = fc.record({ units: fc.uniqueArray(unit, { minLength: 1, maxLength: 6 }), list: fc.boolean() });
const change = fc.record({
  kind: fc.constantFrom('kept', 'kept', 'edited', 'removed', 'doubled', 'reworded'),
  at: fc.nat(5),
  unit,
});
const asked = fc.record({
  section: fc.nat(4),
  from: fc.nat(5),
  to: fc.nat(5),
  left: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  mode: fc.constantFrom('extractive', 'model'),
});

const lineOf = ({ units, list }: Section) => (list ? units.map((one) => `- ${one}`).join('\n') : units.join(' '));
const textsOf = (sections: readonly Section[], first = 1): PlacedText[] =>
  sections.map((one, at) => ({ page: first + at, heading: `Section ${at}`, ordinal: at, text: lineOf(one) }));

function changed(sections: readonly Section[], changes: readonly { kind: string; at: number; unit: string }[]) {
  return sections.flatMap((one, index): Section[] => {
    const { kind, at, unit: other } = changes[index % changes.length]!;
    const place = at % one.units.length;
    if (kind === 'removed') return [];
    if (kind === 'doubled') return [one, one];
    if (kind === 'edited') return [{ ...one, units: one.units.with(place, other) }];
    if (kind === 'reworded') return [{ ...one, units: one.units.toSpliced(place, 0, other) }];
    return [one];
  });
}

/** Does a section of the document say these units, one after the other? */
const says = (sections: readonly Section[], units: readonly string[], list: boolean) =>
  sections.some(
    (one) =>
      (one.list === list || (one.list && units.length === 1)) &&
      one.units.some((_, at) => units.every((own, index) => one.units[at + index] === own)),
  );

/** Quotes as an answer makes them: what was left out between the first and the last line is not told. */
function cite(sections: readonly Section[], { section: which, from, to, left, mode }: AskedOf) {
  const index = which % sections.length;
  const { units, list } = sections[index]!;
  const [first, last] = [from % units.length, to % units.length].toSorted((a, b) => a - b) as [number, number];
  const shown = units
    .map((text, at) => ({ text, at }))
    .filter(({ at }) => at >= first && at <= last && (at === first || at === last || !left[at]));
  const parts = list
    ? shown.map(({ text }) => `- ${text}`)
    : shown
        .reduce<{ text: string; at: number }[]>((runs, one) => {
          const before = runs.at(-1);
          if (before && before.at === one.at - 1)
            runs[runs.length - 1] = { text: `${before.text} ${one.text}`, at: one.at };
          else runs.push(one);
          return runs;
        }, [])
        .map(({ text }) => text);
  const passage = textsOf(sections)[index]!;
  const source = { documentId: 'd', title: 't', page: passage.page };
  const { quote } = citationOf(source, mode === 'model' ? units[first]! : parts.join('\n'));
  const meant = mode === 'model' ? units : units.slice(first, last + 1);
  return { quote, page: passage.page, mode, list, meant, near: [passage] };
}
type AskedOf = { section: number; from: number; to: number; left: boolean[]; mode: string };

describe('G12: an answer’s citations against the next version of its document', () => {
  test('each that reads differently is found, and none that reads as it was told', () => {
    fc.assert(
      fc.property(
        fc.array(section, { minLength: 1, maxLength: 5 }),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.array(asked, { minLength: 1, maxLength: 6 }),
        (before, changes, questions) => {
          const after = changed(before, changes);
          const judge = openJudge({ deleted: false, houseTypes: ['A'], texts: textsOf(after, 3) });
          for (const question of questions) {
            const { quote, page, mode, list, meant, near } = cite(before, question);
            const passage = locatePassage(near, quote, mode === 'model');
            expect(passage).not.toBeNull();
            const verdict = judge({ page, quote, passage, houseType: 'A', mode });
            const stands = says(after, meant, list);
            expect({ quote, passage, changed: verdict.changed !== null }).toEqual({ quote, passage, changed: !stands });
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  const text = (words: string, page = 1): PlacedText => ({ page, heading: null, ordinal: page, text: words });
  const judge = (texts: PlacedText[], more = {}) => openJudge({ deleted: false, houseTypes: ['A'], texts, ...more });
  const told = { page: 1, quote: 'The cover lasts 2 years.', passage: null, houseType: 'A', mode: 'extractive' };

  test('a figure inside another is another', () => {
    const { changed: found } = judge([text('The cover lasts 12 years.')])({ ...told, passage: '2 years.' });
    expect(found).not.toBeNull();
  });

  test('what stands in its place is offered, from its own page rather than from another', () => {
    const texts = [text('The cover lasts 3 years.', 4), text('Bins go out on Monday. The cover lasts 5 years.', 1)];
    expect(judge(texts)({ ...told, passage: told.quote })).toEqual({
      passage: told.quote,
      changed: { cause: 'reads', was: told.quote, now: 'The cover lasts 5 years.', nowPage: 1 },
    });
  });

  test('nothing like it, another house type and a deleted document are told apart', () => {
    const cited = { ...told, passage: told.quote };
    expect(judge([text('Bins go out on Monday.')])(cited).changed).toMatchObject({ cause: 'gone', now: null });
    expect(judge([text(told.quote)], { houseTypes: ['B'] })(cited).changed).toMatchObject({ cause: 'audience' });
    expect(judge([], { deleted: true })(cited).changed).toMatchObject({ cause: 'deleted' });
    expect(judge([text(told.quote, 9)])(cited).changed).toBeNull();
  });

  test('what runs on to the next page, or is printed with other quotation marks, reads the same', () => {
    const passage = 'Press “Reset”. Then wait for a minute - no longer.';
    const texts = [text('Press "Reset".', 1), { ...text('Then wait for a minute – no longer.', 2), ordinal: 2 }];
    expect(judge(texts)({ ...told, passage }).changed).toBeNull();
  });

  test('a table’s row goes with its head, and not with the rows between', () => {
    const table = (head: string, second: string) => text(`${head}\nBoiler | ${second}\nGate | 5`);
    const passage = locatePassage([table('Part | Years', '2')], 'Gate | 5', false);
    expect(passage).toBe('Part | Years\n…\nGate | 5');
    const held = (texts: PlacedText[]) => judge(texts)({ ...told, passage }).changed === null;
    expect(held([table('Part | Years', '3')])).toBe(true);
    expect(held([table('Part | Months', '2')])).toBe(false);
    expect(held([text('Part | Years\nGate | 4')])).toBe(false);
  });

  test('what an answer told beyond its shortened quote belongs to it', () => {
    const long = Array.from({ length: 40 }, (_, at) => `Step ${at} lasts ${at} minutes.`).join(' ');
    const source = { documentId: 'd', title: 't', page: 1 };
    const passage = locatePassage([text(long)], citationOf(source, long).quote, false);
    expect(passage).toBe(long);
    expect(judge([text(long.replace('39 minutes', '40 minutes'))])({ ...told, passage }).changed).not.toBeNull();
  });
});
