import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { ask, openSource, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse } from '../support/sign-in.ts';

const PHONE = { width: 390, height: 844 };
/** Of the window that may move by itself while a source opens; Google's "good" is 0.1. */
const MOST_SHIFT = 0.02;

type Shift = { value: number; of: string[] };

/** Notes what moves by itself from here on, by the browser's own measure. */
async function watchShifts(page: Page): Promise<() => Promise<Shift[]>> {
  await page.evaluate(() => {
    const noted: Shift[] = [];
    Object.assign(window, { noted });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; sources: { node: Node | null }[] }[]) {
        const of = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 160) : ''));
        noted.push({ value: entry.value, of });
      }
    }).observe({ type: 'layout-shift' });
  });
  return () => page.evaluate(() => (window as unknown as { noted: Shift[] }).noted);
}

test(
  'an owner is told that a quote comes from a scan, finds it marked on the picture, has its text, and turns the page',
  { tag: ['@C10', '@F4', '@F8', '@A10'] },
  async ({ page, inspect }) => {
    await page.setViewportSize(PHONE);
    await enterHouse(page, HOUSES.readsDocuments);
    const answer = await ask(page, 'Who signed certificate No. 3, electrical installation?');
    await expect(answer).toContainText('T. Ahearne');
    const source = sourcesOf(answer).first();
    await expect(source).toContainText('Read from a scan');
    await expect(answer).toContainText('Quoted as it was read from a scan');
    await expect(answer).not.toContainText('word for word');
    await inspect('an answer from a scan');

    const shifts = await watchShifts(page);
    const text = await openSource(page, source);
    expect(text).toContain('Rathmoyle Electrical Services');
    const sheet = page.getByRole('region', { name: /^Page \d+ of \d+ of / });
    await expect(sheet.locator('.picture-mark').first()).toBeVisible();
    const moved = await shifts();
    const sum = moved.reduce((all, { value }) => all + value, 0);
    expect(sum, JSON.stringify(moved, null, 1)).toBeLessThan(MOST_SHIFT);
    await expect(page.getByRole('complementary', { name: 'Quoted passage' })).toContainText('The page is a scan');
    await expect(page.getByText('This page is a scan. Its text was recognised')).toBeVisible();
    await expect(page.getByText('holds no text')).toHaveCount(0);
    await inspect('a scan with its quote marked');

    // The line that is read out stands over its own picture: its mark is where its words are.
    await expect(async () => {
      const words = await sheet.locator('.text-layer span', { hasText: 'Ahearne' }).first().boundingBox();
      const mark = await sheet.locator('.picture-mark').first().boundingBox();
      expect(Math.abs(words!.y + words!.height / 2 - (mark!.y + mark!.height / 2))).toBeLessThan(mark!.height);
      expect(Math.abs(words!.x - mark!.x)).toBeLessThan(mark!.height);
    }).toPass();

    // A quarter turn: the page is as wide as it was high, and the text goes with it.
    const ratio = () =>
      sheet.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.clientHeight / canvas.clientWidth);
    expect(await ratio()).toBeGreaterThan(1.3);
    await page.getByRole('button', { name: 'Turn the page' }).click();
    await expect.poll(ratio).toBeLessThan(0.8);
    await expect(sheet.locator('.picture-mark').first()).toBeVisible();
    await inspect('a scan that was turned');
    for (let quarter = 0; quarter < 3; quarter += 1) {
      await page.getByRole('button', { name: 'Turn the page' }).click();
      await expect(sheet.locator('[aria-busy="false"]')).toHaveCount(1);
    }
    await expect.poll(ratio).toBeGreaterThan(1.3);

    // The scan before the last one brings its own text, though no answer quotes it.
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/page=3/);
    await expect(sheet.locator('.text-layer').last()).toContainText('Lindqvist');
    await inspect('another scan');
  },
);
