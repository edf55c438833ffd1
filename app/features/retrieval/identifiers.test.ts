import { expect, it } from 'vitest';
import { holdsIdentifier, identifiersOf, nameOf, patternOf } from './identifiers.ts';

it.each([
  ['What is E-3 on the unit?', ['E3']],
  ['filter F7-287/592 or g4-287/592', ['F7287592', 'G4287592']],
  ['OX-1052 and ER21', ['OX1052', 'ER21']],
  ['circuit 17 trips', ['circuit 17']],
  ['How do I reset RCD 2?', ['rcd 2']],
  ['Is the socket IP 44 rated?', ['ip 44']],
  ['An RCD 30 mA, the NHBC 10 year cover, BER 2026', []],
  ['WHERE IS THE FUSE BOARD OF PLOT 14', []],
  ['Whose number is 01632 960 240?', ['1632960240']],
  ['warrant BW/2024/0102', ['BW20240102']],
  ['A shelf of 40mm at 2.5kg, at 10pm, on the 2nd, open 24/7', []],
  ['Where is the stopcock?', []],
  ['ref 104523', ['104523']],
  ['(01632) 960240 or 01632-960-241', ['1632960240', '1632960241']],
  ['+44 (0)1632 960 240', ['1632960240']],
  ['Is 01632 960 240 24 hours?', ['1632960240']],
  ['Is 01632 960 240 open 24hrs', ['1632960240']],
  ['01 63 29 60 24 0', ['1632960240']],
  ['01632.960.240', ['1632960240']],
  ['0000000 is what?', []],
  ['CO₂ alarm', ['CO2']],
])('%j names %j', (question, names) => expect(identifiersOf(question).map(nameOf)).toEqual(names));

it.each([
  '6ft',
  '24-hour',
  '10yr',
  '20mins',
  '13amp',
  '100ml',
  '2m3',
  '2-storey',
  '3-bed',
  '4x4',
  '6FT',
  '24-HOUR',
  '600x600mm',
  '9am-5pm',
  '10-15mm',
  '2.4GHz',
  '500Mbps',
  '230V/50Hz',
  '3-in-1',
  '1990s',
  'pre-2020',
  '5G',
  'm²',
  '2024-25',
  '2024/2025',
  '01/12/2026',
  '2026-03-01',
  '10.30-11.30',
  '0800-1800',
  '1000-1500',
  '10000',
  'flat 2B',
  '5 10 15 20',
  'number 14',
  '0.6 bar',
  '2nd',
])('%j is ordinary', (said) => expect(identifiersOf(`Is ${said} all right?`)).toEqual([]));

it('looks for eight of a long question, none of them endless', () => {
  const many = Array.from({ length: 400 }, (_, at) => `A${at}`).join(' ');
  expect(identifiersOf(many).map(nameOf)).toEqual(['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7']);
  expect(identifiersOf('A1'.repeat(1_000))).toEqual([]);
});

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
  ['RCD 2 is off', 'RCD 1 and RCD 2', '', true],
  ['RCD 2 is off', 'Push RCD2 up', '', true],
  ['RCD 2 is off', 'Press the RCD. It must trip in 2 seconds.', '', false],
  ['ring 01632 960240', 'Harbour Heat | 01632 960 240', '', true],
  ['ring 01632 960240', 'Harbour Heat | 01632 960 249', '', false],
  ['ring 01632 960240', 'Ring +44 (0)1632 960-240 24 hours', '', true],
  ['ring 01632 960240', 'Ring 01632 960 2401', '', false],
  ['ring +44 1632 960 240', 'Ring 01632 960240', '', true],
  ['error 8', '8 | Low water', 'Fault codes', true],
  ['circuit 17', 'It feeds the chargepoint.', 'Circuit 17', true],
  ['A4', 'PLA4N and A40', '', false],
  ['OX-1052', 'Part ox1052.', '', true],
  ['CO2', 'A CO₂ sensor', '', true],
])('%j in %j under %j: %j', (question, text, around, holds) => {
  const identifier = asked(question);
  expect(holdsIdentifier({ text, around }, identifier)).toBe(holds);
  // A pattern may match more, never less.
  const pattern = new RegExp(patternOf(identifier), 'i');
  expect(!holds || pattern.test(`${text}\n${around}`.normalize('NFKC'))).toBe(true);
});

it('begins and ends a pattern where words do', () => {
  for (const word of ['PLA4N', 'A40', 'BA4']) expect(new RegExp(patternOf(asked('A4')), 'i').test(word)).toBe(false);
});
