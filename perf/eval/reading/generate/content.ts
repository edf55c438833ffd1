/*
 * The words of the generated pages: a manual's sentences with invented names and figures, so that no word of one page
 * can be found on another by chance.
 */

import { seededRandom } from '#app/platform/seeded-random.ts';

const START = ['Bra', 'Cul', 'Dor', 'Fen', 'Gal', 'Hes', 'Jor', 'Kel', 'Lum', 'Mor', 'Nav', 'Pel', 'Quo', 'Ros', 'Sel'];
const MIDDLE = ['ba', 'ci', 'do', 'fe', 'gi', 'lo', 'mi', 'na', 'pe', 'ra', 'so', 'ti', 'vu', 'xa', 'ze'];
const END = ['dan', 'fix', 'gor', 'lex', 'mar', 'nix', 'pol', 'rin', 'sol', 'tek', 'vex', 'wick', 'yard', 'zan', 'co'];

const PART = [
  'pump',
  'valve',
  'filter',
  'sensor',
  'fan',
  'tank',
  'meter',
  'switch',
  'drain',
  'hatch',
  'grille',
  'relay',
];
const ROOM = ['utility room', 'hall', 'attic', 'kitchen', 'landing', 'study', 'porch', 'bathroom', 'garage', 'pantry'];
const WHEN = ['every spring', 'twice a year', 'in October', 'after a storm', 'each quarter', 'before the frost'];

const SENTENCES = [
  'The $N $p stands in the $r behind a white panel.',
  'Turn the $c lever of the $p a quarter to the left and wait for $n seconds.',
  'Clean the $p $w with warm water and a soft cloth.',
  'A reading above $n bar means that the $p must be looked at by the fitter.',
  'Never paint over the label, because the serial number $k is printed on it.',
  'The guarantee of $N Limited runs for $n months from the day of handover.',
  'When the lamp blinks $n times, the $p has lost its supply.',
  'Keep $n centimetres free around the $p so that air can flow.',
  'Spare parts carry the mark $k and are sold by the dealer in $N.',
  'If water drips from the $p, close the stopcock in the $r first.',
  'The fitter sets the $p to $n degrees and notes it on the card.',
  'Children should not play near the $p while it is running.',
  'Two screws hold the cover; loosen both and lift it towards you.',
  'The noise at night comes from the $p and is below $n decibels.',
  'Write the date on the sticker whenever the $p has been changed.',
  'The cable from the $r to the $p lies $n millimetres under the floor.',
  'Ask for a visit by the $N team if the display shows $k.',
  'In summer the $p may be switched off for up to $n weeks.',
  'A smell of burning is a reason to leave the house at once.',
  'The $c pipe leads to the $r and the other one to the street.',
  'Do not cover the $p with coats, boxes or curtains.',
  'The screen in the $r shows the last $n messages in plain words.',
  'Grease on the $p shortens its life by about $n per cent.',
  'Every house has one $p, and larger ones have a second in the $r.',
  'You find the form for $N claims at the end of this booklet.',
  'Rinse the $p until the water runs clear, then put it back dry.',
  'Salt is filled in $w, about $n kilograms at a time.',
  'The key to the $p hangs on the $c hook in the $r.',
  'Windows near the $p are cleaned from inside with a long pole.',
  'A licensed electrician must confirm the repair in writing.',
  'Heat is given off slowly, so change the setting by one step a day.',
  'The $N $p was tested at $n volts before it left the works.',
  'Neighbours share the $p; tell them before you shut it.',
  'Snow on the roof above $n centimetres should be reported.',
  'The number on the meter is read by radio $w.',
  'Lift the $p straight up, since it tilts on its rail otherwise.',
];
const COLOURS = ['blue', 'red', 'green', 'brass', 'black', 'yellow', 'grey', 'copper'];

export class Content {
  private readonly random: () => number;
  private left: string[] = [];

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  number(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }

  name(): string {
    return this.pick(START) + this.pick(MIDDLE) + this.pick(END);
  }

  code(): string {
    return `${this.pick(['KX', 'RB', 'TW', 'VN', 'ZQ', 'HP'])}-${this.number(1000, 9999)}`;
  }

  /** One sentence; none comes twice before all have come. */
  sentence(): string {
    if (this.left.length === 0) this.left = [...SENTENCES];
    const [template] = this.left.splice(Math.floor(this.random() * this.left.length), 1);
    return template!.replace(/\$([Npcrnkw])/g, (_, key: string) => this.fill(key));
  }

  prose(sentences: number): string {
    return Array.from({ length: sentences }, () => this.sentence()).join(' ');
  }

  heading(): string {
    return this.pick([
      `Care of the ${this.pick(PART)}`,
      `The ${this.name()} ${this.pick(PART)}`,
      `Work in the ${this.pick(ROOM)}`,
      `When the ${this.pick(PART)} stops`,
      `Before you call ${this.name()}`,
      `Settings for the ${this.pick(PART)}`,
    ]);
  }

  /** A table with a heading row; `columns` from 2 to 5, the first one names things. */
  table(rows: number, columns: number): string[][] {
    const heads = ['Part', 'Maker', 'Cover', 'Service', 'Order no.'].slice(0, columns);
    const makers = [
      () => `${this.pick(ROOM)} ${this.pick(PART)}`.replace(/^./, (first) => first.toUpperCase()),
      () => this.name(),
      () => `${this.number(6, 120)} months`,
      () => this.pick(['Once a year', 'Never needed', 'Every spring', 'By the fitter', 'Each quarter']),
      () => this.code(),
    ];
    return [heads, ...Array.from({ length: rows }, () => makers.slice(0, columns).map((make) => make()))];
  }

  private fill(key: string): string {
    if (key === 'N') return this.name();
    if (key === 'p') return this.pick(PART);
    if (key === 'c') return this.pick(COLOURS);
    if (key === 'r') return this.pick(ROOM);
    if (key === 'n') return String(this.number(3, 95));
    if (key === 'k') return this.code();
    return this.pick(WHEN);
  }
}
