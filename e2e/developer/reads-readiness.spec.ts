import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';

/** Milliseconds that looking through the pilot's documents may take on a busy machine. */
const WORK = 180_000;

test(
  'a manager sees what each house lacks, confirms a scanned certificate, and the second to confirm is told',
  { tag: ['@G10', '@A10', '@J'] },
  async ({ page, inspect, guard, context }) => {
    test.setTimeout(420_000);
    guard.allow(/409/);
    await signInStaff(page, 'developer');
    await page.goto('/developer/readiness');
    await page.getByRole('button', { name: 'Look for papers now' }).click();
    await expect(page).toHaveURL(/development_id=/);
    const electrical = page.getByRole('listitem').filter({ hasText: 'I.S. 10101' });
    await expect(electrical.getByRole('link', { name: /^To confirm 20/ })).toBeVisible({ timeout: WORK });
    await expect(page.getByRole('progressbar', { name: 'Looking for papers in your documents' })).toHaveCount(0, {
      timeout: WORK,
    });
    await inspect('readiness of a development');

    await electrical.getByRole('link', { name: /^To confirm 20/ }).click();
    await expect(page).toHaveURL(/paper=electrical&state=found/);
    await page.getByRole('link', { name: '1 Longview Avenue', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: '1 Longview Avenue' })).toBeVisible();
    const paper = page.getByRole('article', { name: 'Electrical completion certificate' });
    await expect(paper).toContainText('Commissioning and certificates, page 2');
    await inspect('papers of a house');

    const other = await context.newPage();
    await other.goto(page.url());
    await paper.getByRole('button', { name: /^Confirm ?: Electrical completion certificate$/ }).click();
    await expect(page.getByText('The paper is confirmed.')).toBeVisible();
    await expect(paper).toContainText('Confirmed');
    await other.getByRole('button', { name: /^Confirm ?: Electrical completion certificate$/ }).click();
    await expect(other.getByText(/Somebody else has decided about this paper/)).toBeVisible();
    await other.close();

    await page.getByRole('button', { name: 'Evidence pack' }).click();
    const [pack] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('link', { name: 'Download as it is' }).click(),
    ]);
    expect(pack.suggestedFilename()).toBe('handover-1-longview-avenue-incomplete.zip');
    await page.keyboard.press('Escape');
    await paper.getByRole('button', { name: /^Take back ?: Electrical completion certificate$/ }).click();
    await expect(paper).toContainText('To confirm');

    await page.goto('/developer/units?q=1%20Longview%20Avenue');
    await page.getByRole('link', { name: '1 Longview Avenue', exact: true }).click();
    await page.getByRole('link', { name: 'Handover papers' }).click();
    await expect(page.getByRole('article', { name: 'Electrical completion certificate' })).toContainText('To confirm');

    await page.goto('/developer/readiness?q=nowhere');
    await inspect('no house fits');
  },
);
