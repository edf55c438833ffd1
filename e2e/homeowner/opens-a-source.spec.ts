import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { ask, settled, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { PILOT } from '../support/pilot.ts';
import { enterHouse, signInStaff } from '../support/sign-in.ts';

const HOUSE = HOUSES.readsDocuments;
const TITLE = 'Yarrow sensors';
const FIRST =
  'YARROW SENSORS\n\nThe Yarrow sensor in the pantry is number YR-204. Wipe the Yarrow sensor every spring.';
const MOVED = `HOW TO READ THIS\n\nKeep this sheet.\n\n${FIRST}\n\nThe Yarrow sensor in the attic is new.`;
const OTHER = 'YARROW SENSORS\n\nAll Yarrow devices were taken out in May. The pantry has none of them any more.';

const banner = (page: Page) => page.getByRole('complementary', { name: 'Quoted passage' });

/** Sends a text as a new document or version and waits until owners read it. Returns the document's id. */
async function publish(builder: APIRequestContext, text: string, documentId?: string): Promise<string> {
  const file = { name: `yarrow-${text.length}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text) };
  const { developmentId: development_id, houseType: house_types } = HOUSE;
  const fields = { development_id, title: TITLE, category: 'Safety', house_types };
  const sent = await builder.post(documentId ? `/api/documents/${documentId}/versions` : '/api/documents', {
    multipart: documentId ? { file } : { ...fields, file },
  });
  expect(sent.status()).toBe(202);
  const { document_id: id, version } = (await sent.json()) as { document_id: string; version?: number };
  await expect
    .poll(async () => (await builder.get(`/api/documents/${id}`)).json(), { timeout: 120_000 })
    .toMatchObject({ status: 'ready', ...(version ? { version } : {}) });
  return id;
}

test(
  'all of a long quote is marked, table rows and numbered steps to the last one',
  { tag: ['@F4', '@A10'] },
  async ({ page, inspect }) => {
    await enterHouse(page, HOUSE);
    await page.getByRole('link', { name: 'New conversation' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(HOUSE.fullName);
    for (const [question, last] of [
      ['What is not covered by the warranty?', 'Loss of rent'],
      ['What does the warranty cover?', 'The law protects you as well'],
    ] as const) {
      const answer = await ask(page, question);
      await expect(answer).toContainText(last);
      await sourcesOf(answer).first().click();
      await expect(banner(page)).toContainText(/^.*Marked on page \d+$/s);
      const marks = page.locator('.text-layer mark');
      await expect(marks.filter({ hasText: last }).first()).toBeAttached();
      await inspect(`all of it marked ${last}`);
      await page.goBack();
      await expect(banner(page)).toHaveCount(0);
    }
  },
);

test(
  'a source that was replaced is marked where it stands now, or told and asked again; one taken away is told',
  { tag: ['@F4', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    const office = await browser.newContext();
    guard.watch(office);
    const staff = await office.newPage();
    await signInStaff(staff, 'developer');
    const builder = staff.request;
    const documentId = await publish(builder, FIRST);
    await enterHouse(page, HOUSE);
    await page.getByRole('link', { name: 'New conversation' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(HOUSE.fullName);
    const answer = await ask(page, 'Which number has the Yarrow sensor in the pantry?');
    await expect(answer).toContainText('YR-204');
    const source = sourcesOf(answer).filter({ hasText: TITLE }).first();

    await publish(builder, MOVED, documentId);
    await source.click();
    await expect(banner(page)).toContainText('Marked on page 1');
    const sheet = page.getByRole('article', { name: /^Page 1/ });
    await expect(sheet.locator('mark').filter({ hasText: 'YR-204' }).first()).toBeVisible();
    await page.goBack();

    await publish(builder, OTHER, documentId);
    await source.click();
    await expect(banner(page)).toContainText('This document has changed since this answer');
    await inspect('a source that has changed');
    await banner(page).getByRole('button', { name: 'Ask again' }).click();
    await expect(banner(page)).toHaveCount(0);
    const again = await settled(page.getByRole('article', { name: 'Answer' }).nth(1));
    await expect(again).toContainText('The pantry has none of them any more');

    expect((await builder.delete(`/api/documents/${documentId}`)).status()).toBe(204);
    await source.click();
    const panel = page.getByRole('region', { name: `Source: ${TITLE}`, exact: true });
    await expect(panel).toContainText(`${PILOT.name} has taken this document away since this answer`);
    await inspect('a source that was taken away');
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
    await page.reload();
    await expect(source).toContainText('has taken this document away since this answer');
    await expect(answer).toContainText('Not all of it is in your documents any more.');
    await inspect('an answer from a document that was taken away');
    await office.close();
  },
);
