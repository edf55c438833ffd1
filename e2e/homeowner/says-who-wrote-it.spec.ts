import { expect, test } from '../fixtures/test.ts';
import { ask, openSource, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { openHouse } from '../support/sign-in.ts';

test(
  'an AI says that it is one; other words find the page; danger is answered unlike anything else',
  { tag: ['@F9', '@F10', '@F4', '@B5', '@J', '@A10'] },
  async ({ page, inspect }) => {
    await openHouse(page, HOUSES.asksTripped);
    await expect(page.getByText('You are talking to an AI, not to a person.')).toBeVisible();
    const tripped = await ask(page, 'How do I reset the tripped electrics?');
    await expect(tripped).toContainText('Not written by AI');
    const source = sourcesOf(tripped).first();
    await expect(source).toContainText('Electrical installation');
    expect(await openSource(page, source)).toMatch(/Pull the toggle right down until it clicks/);
    // Asked beside an open source, which is closed while the answer comes: the new question stays in view.
    const answer = await ask(page, 'Water is pouring through the ceiling!');
    await page.getByRole('button', { name: 'Back to the answer' }).click();
    await expect(page.getByRole('button', { name: 'Back to the answer' })).toBeHidden();
    const box = answer.locator('[data-safety]');
    // Told at once that it is here; its steps, which grow, are announced when they are whole.
    await expect(box.getByRole('alert')).toHaveText('Safety first');
    await expect(box.getByRole('heading', { name: 'Safety first' })).toBeVisible();
    await expect(box.getByRole('link', { name: '112' })).toHaveAttribute('href', 'tel:112');
    await expect(box.getByRole('link', { name: '021 555 0199' })).toHaveAttribute('href', 'tel:0215550199');
    await expect(answer).toContainText('not written by AI');
    await expect(sourcesOf(answer).first()).toBeVisible();
    await expect(box.getByRole('heading', { name: 'Safety first' })).toBeInViewport();
    await inspect('danger');
    await page.reload();
    await expect(page.locator('[data-safety]').getByRole('link', { name: '999' })).toHaveAttribute('href', 'tel:999');
  },
);
