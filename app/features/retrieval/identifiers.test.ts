import { expect, it } from 'vitest';
import { holdsIdentifier, identifiersOf, nameOf, patternOf } from './identifiers.ts';

it.each([
  ['What is E-3 on the unit?', ['E3']],
  ['filter F7-287/592 or g4-287/592', ['F7287592', 'G4287592']],
  ['OX-1052 and ER21', ['OX1052', 'ER21']],
  ['circuit 17 trips', ['circuit 17']],
  ['Whose number is 01632 960 240?', ['1632960240']],
  ['warrant BW/2024/0102', ['BW20240102']],
  ['A shelf of 40mm at 2.5kg, at 10pm, on the 2nd, open 24/7', []],
  ['Where is the stopcock?', []],
])('%j names %j', (question, names) => expect(identifiersOf(question).map(nameOf)).toEqual(names));

const asked = (question: string) => identifiersOf(question)[0]!;

it.each([
  ['E-3', 'E3 | A fan does not turn', '', true],
  ['E3', 'E30 | Nothing; E-31', '', false],
  ['E3', 'E-3 | A fan', '', true],
  ['f7-287/592', 'Fine, F7-287/592, each year', '', true],
  ['F7', 'Fine, F7-287/592, each year', '', false],
  ['circuit 17', '16 | Loft lamp\n17 | Chargepoint | 40 A', 'Circuits of the house', true],
  ['circuit 17', '17 | Chargepoint | 40 A', 'Programmes', false],
  ['circuit 17', 'It is on circuits 11 and 17.', '', true],
  ['circuit 17', 'Circuit 7, and 170 W', '', false],
  ['ring 01632 960240', 'Harbour Heat | 01632 960 240', '', true],
  ['ring 01632 960240', 'Harbour Heat | 01632 960 249', '', false],
])('%j in %j under %j: %j', (question, text, around, holds) => {
  const identifier = asked(question);
  expect(holdsIdentifier({ text, around }, identifier)).toBe(holds);
  // PostgreSQL's \m and \M are word boundaries; a pattern may match more, never less.
  const pattern = patternOf(identifier).replaceAll(/\\[mM]/g, String.raw`\b`);
  expect(!holds || new RegExp(pattern, 'i').test(`${text}\n${around}`)).toBe(true);
});
