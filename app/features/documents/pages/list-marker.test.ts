import { expect, test } from 'vitest';
import { LIST_MARKER, LONE_MARKER } from './list-marker.ts';

test.each(['• ', '– ', '* ', '1. ', '12) ', '(3) ', 'a) ', 'B. ', 'iv. ', 'III. ', '(XII) ', '☐ ', '☑ ', '✓ '])(
  'C9: "%s" begins an item',
  (marker) => {
    expect(LIST_MARKER.exec(`${marker}Close the tap.`)?.[0]).toBe(marker);
    expect(LONE_MARKER.test(marker.trim())).toBe(true);
  },
);

test.each(['No. 4 is the pump.', 'Mr. Roe rang.', '2026. ', 'Close the tap.', '3.5 bar'])(
  'C9: "%s" is no item',
  (line) => {
    expect(LIST_MARKER.test(line)).toBe(false);
  },
);
