import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { settled, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';

/** Presses Tab until `name` has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const label =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? element.labels?.[0]?.textContent
          : null;
      return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim();
    });
    if (name.test(focused)) return;
    seen.push(focused);
  }
  throw new Error(`Tab never reached ${name}; it went over: ${seen.join(' | ')}`);
}

/** The element with the focus shows it. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const shown = await page.evaluate(() => {
    for (let element = document.activeElement; element && element !== document.body; element = element.parentElement) {
      if (getComputedStyle(element).outlineStyle !== 'none') return true;
    }
    return false;
  });
  expect(shown, 'the focus is visible').toBe(true);
}

test(
  'without a mouse: scan, accept, ask, open the source, find a document',
  { tag: ['@F8', '@F4', '@F5'] },
  async ({ page }) => {
    await page.goto(`/onboarding?uid=${HOUSES.usesKeyboard.token}`);
    await tabTo(page, /^Open my house$/);
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/home');

    await tabTo(page, /^Your question$/);
    await expectVisibleFocus(page);
    await page.keyboard.type('How do I set the heating?');
    await expect(page.getByRole('button', { name: 'Ask', exact: true })).not.toHaveAttribute('aria-disabled');
    await page.keyboard.press('Enter');
    const answer = await settled(page.getByRole('article', { name: 'Answer' }));
    await expect(sourcesOf(answer).first()).toBeVisible();
    // Backwards from the composer, since answers stand above it.
    await expect(page.getByRole('textbox', { name: 'Your question' })).toBeFocused();
    const sources = await sourcesOf(answer).count();
    for (let presses = 0; presses < 20 + sources; presses += 1) {
      await page.keyboard.press('Shift+Tab');
      if (
        await sourcesOf(answer)
          .last()
          .evaluate((link) => link === document.activeElement)
      )
        break;
    }
    await expect(sourcesOf(answer).last()).toBeFocused();
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/home\?.*page=\d+.*source=/);
    await expect(page.getByRole('region', { name: /^Page \d+ of \d+ of / }).locator('canvas')).toBeVisible();

    // Escape leads back to the very source.
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL('/home');
    await expect(sourcesOf(answer).last()).toBeFocused();

    await page.goto('/home/documents');
    await tabTo(page, /^Search your documents$/);
    await page.keyboard.type('heat');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/q=heat/);
    await tabTo(page, /^Heat.* type/);
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/home\/documents\/[0-9a-f-]{36}/);
  },
);
