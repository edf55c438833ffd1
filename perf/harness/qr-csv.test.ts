import { expect, test } from 'vitest';
import { qrCsv } from './qr-csv.ts';

test('A8: the list of codes survives commas, quotes, accents and formulas', () => {
  const row = {
    house_id: 'h',
    label: '1 Orchard Rise',
    house_type: 'B',
    purchaser: 'Máire "Mo" O\'Brien, Jr',
    token: '-abc',
    url: 'http://x/onboarding?uid=-abc',
  };
  expect(qrCsv([row])).toBe(
    '\uFEFFhouse_id,label,house_type,purchaser,token,url\r\nh,1 Orchard Rise,B,"Máire ""Mo"" O\'Brien, ' +
      'Jr",\'-abc,http://x/onboarding?uid=-abc\r\n',
  );
});
