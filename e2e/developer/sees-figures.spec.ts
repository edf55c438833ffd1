import { expect, test } from '../fixtures/test.ts';
import { UNCLAIMED } from '../support/houses.ts';
import { askByApi, bearerOf, signInStaff } from '../support/sign-in.ts';

test(
  'a question is on the builder’s first page as soon as it is answered',
  { tag: ['@G1', '@B3', '@J', '@A10'] },
  async ({ page, request, inspect }) => {
    await signInStaff(page, 'developer');
    await page.goto('/developer');
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
    const overview = async () =>
      (await (await page.request.get('/api/analytics/overview')).json()) as { questions: number; answered: number };
    const before = await overview();

    const answer = await askByApi(request, UNCLAIMED, 'Where is my fuse box?', await bearerOf(UNCLAIMED));
    expect(answer.status()).toBe(200);

    // Other journeys ask, too.
    const after = await overview();
    expect(after.questions).toBeGreaterThan(before.questions);
    expect(after.answered).toBeGreaterThan(before.answered);
    await page.reload();
    const asked = page.getByRole('list', { name: 'Figures' }).getByRole('link', { name: /^Questions/ });
    const shown = /Questions\s*([\d,]+)/.exec((await asked.innerText()).replaceAll('\n', ' '))?.[1] ?? '';
    expect(Number(shown.replaceAll(',', ''))).toBeGreaterThanOrEqual(after.questions);
    await page.getByRole('link', { name: '7 days' }).click();
    await expect(page).toHaveURL(/days=7/);
    await page.locator('#questions').getByText('As a table').click();
    await expect(page.locator('#questions').getByRole('rowheader')).toHaveCount(7);
    await inspect('overview of the builder');
  },
);
