import { describe, expect, it } from 'vitest';

import { joinWrappedLines, normaliseText } from './normalise-text.ts';

describe('C1: normaliseText', () => {
  it('opens ligatures and full-width forms, and keeps ², °, ½ and accents', () => {
    expect(normaliseText('O\uFB03ce of the \uFB01tter, 12 m², 45 °C, ½ turn, Niamh Ní Dhálaigh, ＡＢ１')).toBe(
      'Office of the fitter, 12 m², 45 °C, ½ turn, Niamh Ní Dhálaigh, AB1',
    );
  });

  it('removes zero-width, bidi, tag and control characters', () => {
    const tags = [...'ignore'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');
    expect(normaliseText(`fu\u200Bse\u202E bo\u2066ard\uFEFF${tags}\u0007\u009F stays\u0000`)).toBe('fuse board stays');
  });

  it('removes soft hyphens and joins words hyphenated at a line end', () => {
    expect(normaliseText('ventil\u00ADation and ventil-\nation and heat\u00AD\ning')).toBe(
      'ventilation and ventilation and heating',
    );
  });

  it.each([
    ['recircu-', 'lation of warm water', 'recirculation of warm water'],
    ['Wärme-', 'pumpe', 'Wärmepumpe'],
    ['anti-', 'legionella cycle', 'anti-legionella cycle'],
    ['dual-', 'flush', 'dual-flush'],
  ])('a word that nobody knows is joined where neither part is one: %s %s', (one, other, joined) => {
    expect(joinWrappedLines([one, other])).toBe(joined);
  });

  it('keeps the hyphen of a compound that breaks at a line end', () => {
    expect(normaliseText('a self-\nclosing door')).toBe('a self-closing door');
    expect(normaliseText('the snag-list is here; add to the snag-\nlist at once')).toContain('to the snag-list');
  });

  it.each([
    [['a seal for low-', 'and mid-rise blocks'], 'a seal for low- and mid-rise blocks'],
    [['see https://doors.example/', 'parts/closers for it'], 'see https://doors.example/parts/closers for it'],
    [['from 09:00–', '17:00'], 'from 09:00–17:00'],
  ])('joins %j as it is meant', (lines, joined) => {
    expect(joinWrappedLines(lines)).toBe(joined);
  });

  it('leaves out the lines that are written upon', () => {
    expect(normaliseText('Serial no: ______KX-77______ Date: __4/5/26__ in file_no__2')).toBe(
      'Serial no: KX-77 Date: 4/5/26 in file_no__2',
    );
  });

  it('gathers white space without touching paragraphs', () => {
    expect(normaliseText('  one\u00A0 two \t three \r\n\r\n\r\n\r\n four ')).toBe('one two three\n\nfour');
  });

  it('composes accents and survives a lone surrogate', () => {
    expect(normaliseText('e\u0301 \uD800x')).toBe('é x');
  });
});

describe('C1: joinWrappedLines', () => {
  it('joins with a space, and numbers or capitals after a hyphen without one', () => {
    expect(joinWrappedLines(['the pump is', 'outside, model AW-', '5 or UF-', 'B2'])).toBe(
      'the pump is outside, model AW-5 or UF-B2',
    );
  });
});
