import { expect, test } from 'vitest';
import { claimsIn, keysOf, stands } from './claims.ts';

const standIn = (claim: string, passage: string) => claimsIn(claim).every((one) => stands(one, keysOf(passage)));

test.each([
  ['a unit attached', 'It has 5kW.', 'Output: 5 kW'],
  ['a unit apart', 'It has 5 kW.', 'Output 5kW'],
  ['thousand separators', 'It holds 1,200 litres.', 'Volume 1200 l'],
  ['thousands by spaces', 'It holds 12 000 litres.', 'Volume 12,000 l'],
  ['a decimal comma', 'Use 2.5 mm² cable.', 'Kabel 2,5 mm2'],
  ['a phone in groups', 'Ring 01 234 5678.', 'Tel: (01) 234-5678'],
  ['a phone without groups', 'Ring 012345678.', 'Tel: 01 234 5678.'],
  ['an account in groups', 'IBAN IE29 AIBK 9311 5212 3456 78.', 'Pay to IE29AIBK93115212345678 please'],
  ['digits of another script', 'Wait ٥ minutes.', 'Wait 5 minutes.'],
  ['full-width digits', 'Wait １０ minutes.', 'Wait 10 minutes.'],
  ['an address', 'Write to Help@Longview.ie.', 'help@longview.ie'],
  ['a link', 'See [here](https://www.longview.ie/help/).', 'longview.ie/help'],
  ['a host of a link', 'See longview.ie.', 'https://www.longview.ie/help'],
  ['a code', 'Press B22.', 'Button B-22'],
  ['a range', 'Set it to 20-30 °C.', 'between 20 and 30 °C'],
  ['a date', 'Due on 12/06/2025.', 'Due 12.06.2025'],
  ['an ordinal', 'On the 2nd floor.', 'Floor 2'],
  ['a power', 'Use 10² bars.', 'Press 10² bars'],
  ['a figure with a footnote', 'It costs 500 euro.', 'It costs 500¹ euro.'],
  ['a figure with a footnote behind the full stop', 'Wait 5 minutes.', 'Minutes to wait: 5.² Then go.'],
  ['no claim at all', 'Press the switch.', ''],
])('%s stands', (_name, claim, passage) => {
  expect(standIn(claim, passage)).toBe(true);
});

test.each([
  ['another figure', 'Wait 6 minutes.', 'Wait 5 minutes. Page 16, 60 l, 6.5 bar.'],
  ['a part of a figure', 'Wait 5 minutes.', 'Wait 15 minutes, 1.5 hours, 53 s.'],
  ['a part of a phone', 'Ring 999.', 'Ring 01 999 1234.'],
  ['a phone of figures that stand apart', 'Ring 01 234 5678.', 'Rooms 01, 234 and 5678.'],
  ['a phone with another end', 'Ring 01 234 5679.', 'Ring 01 234 5678.'],
  ['another account', 'IE29 AIBK 9311 5212 3456 79', 'IE29 AIBK 9311 5212 3456 78'],
  ['the letters of an account', 'IE29 EVIL 9311 5212 3456 78', 'IE29 AIBK 9311 5212 3456 78'],
  ['another host', 'See longview.ie.evil.example.', 'See longview.ie.'],
  ['another path', 'See https://longview.ie/pay', 'See https://longview.ie/help'],
  ['a link in Markdown', 'See [longview.ie](https://evil.example).', 'See longview.ie.'],
  ['a host with another full stop', 'See evil。example', 'See longview.ie'],
  ['another address', 'pay@longview.ie', 'help@longview.ie'],
  ['a code that is another’s end', 'Press B22.', 'It weighs 22 kg.'],
  ['a figure that is a code’s', 'Wait 22 minutes.', 'Press B22.'],
  ['a power that is another figure', 'Use 10² bars.', 'Use 102 bars.'],
  ['a long power', 'Use 10¹² bars.', 'Use 1012 bars.'],
  ['a lowered digit', 'Use 10₂ bars.', 'Use 102 bars.'],
  ['a raised digit before', 'Use ²10 bars.', 'Use 210 bars.'],
  ['a raised digit behind a point', 'Use 10.² bars.', 'Use 10.2 bars.'],
  ['a fraction', 'Use 2½ bars.', 'Use 21 bars or 2.'],
  ['a circled digit behind another', 'Use 1⑥ bars.', 'Use 16 bars.'],
  ['circled digits', 'Wait ⑥ minutes.', 'Wait 5 minutes.'],
  ['hidden characters between', 'Ring 9\u200b9\u20609.', 'Room 9'],
])('%s does not', (_name, claim, passage) => {
  expect(standIn(claim, passage)).toBe(false);
});
