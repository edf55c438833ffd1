import { expect, test } from '../fixtures/test.ts';
import { ask, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { openHouse } from '../support/sign-in.ts';

test(
  'danger is answered unlike anything else: what to do, whom to ring, and the place in this house',
  { tag: ['@F9', '@F10', '@F4', '@J', '@A10'] },
  async ({ page, inspect }) => {
    await openHouse(page, HOUSES.asksDanger);
    await expect(page.getByText('You are talking to an AI, not to a person.')).toBeVisible();
    const answer = await ask(page, 'Water is pouring through the ceiling!');
    const box = answer.getByRole('alert');
    await expect(box.getByRole('heading', { name: 'Safety first' })).toBeVisible();
    await expect(box.getByRole('link', { name: '112' })).toHaveAttribute('href', 'tel:112');
    await expect(box.getByRole('link', { name: '021 555 0140' })).toHaveAttribute('href', 'tel:0215550140');
    await expect(answer).toContainText('not written by AI');
    await expect(sourcesOf(answer).first()).toBeVisible();
    for (const width of [390, 820, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      await inspect(`danger at ${width}`);
    }
    await page.reload();
    await expect(page.getByRole('alert').getByRole('link', { name: '999' })).toHaveAttribute('href', 'tel:999');
  },
);
