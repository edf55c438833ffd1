import { chromium, expect, test } from '@playwright/test';
import { findChromium } from './find-chromium.ts';

test.describe('findChromium', () => {
  test('finds a browser on this machine that draws text', async () => {
    const { executablePath, args } = await findChromium();
    const browser = await chromium.launch({ executablePath, args });
    try {
      const page = await browser.newPage();
      await page.setContent('<span>iiii</span><br><span>WWWW</span>');
      const [narrow = 0, wide = 0] = await page
        .locator('span')
        .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().width));
      // Without a font both are 0 or equal.
      expect(narrow).toBeGreaterThan(5);
      expect(wide).toBeGreaterThan(2 * narrow);
    } finally {
      await browser.close();
    }
  });

  test('takes the browser that CHROMIUM_BIN names', async () => {
    expect(await findChromium({ CHROMIUM_BIN: process.execPath })).toMatchObject({
      executablePath: process.execPath,
      source: 'system',
    });
  });

  test('says so when CHROMIUM_BIN names nothing that runs', async () => {
    await expect(findChromium({ CHROMIUM_BIN: '/no/such/browser' })).rejects.toThrow(
      /CHROMIUM_BIN names \/no\/such\/browser.*unset it/,
    );
  });
});
