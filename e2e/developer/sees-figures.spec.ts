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
    const asked = page.getByRole('definition').filter({ hasText: /^\d+$/ }).first();
    expect(Number(await asked.innerText())).toBeGreaterThanOrEqual(after.questions);
    await expect(page.getByRole('table', { name: /fourteen days/ }).getByRole('rowheader')).toHaveCount(14);
    await inspect('overview of the builder');
  },
);
