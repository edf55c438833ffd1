import { devices } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { ask, openSource, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';

const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 7'];
test.use({ viewport, userAgent, deviceScaleFactor, isMobile, hasTouch });

test(
  'the whole way on a phone: nothing is cut off, and every control is large enough for a thumb',
  { tag: ['@F8', '@F1', '@F4', '@F5'] },
  async ({ page }) => {
    await page.goto(`/onboarding?uid=${HOUSES.usesPhone.token}`);
    await page.getByRole('button', { name: 'Open my house' }).tap();
    await expect(page).toHaveURL('/home');
    const composer = page.getByRole('textbox', { name: 'Your question' });
    await expect(composer).toBeInViewport();
    const answer = await ask(page, 'Which bin goes out, and when?');
    await expect(composer).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Ask', exact: true })).toBeInViewport();
    const small = await page.getByRole('button').evaluateAll((buttons) =>
      buttons.flatMap((button) => {
        const { width, height } = button.getBoundingClientRect();
        return width > 0 && (width < 44 || height < 44)
          ? [`${button.getAttribute('aria-label') ?? button.textContent}: ${width} × ${height}`]
          : [];
      }),
    );
    expect(small).toEqual([]);
    await openSource(page, sourcesOf(answer).first());
    const sheet = page.getByRole('region', { name: /^Page \d+ of \d+ of / });
    const box = await sheet.boundingBox();
    expect(box?.width).toBeLessThanOrEqual(viewport.width);
    await page.getByRole('button', { name: 'Back to the answer' }).tap();
    await page.getByRole('link', { name: 'Documents' }).tap();
    await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0);
  },
);
