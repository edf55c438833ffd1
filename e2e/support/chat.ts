import { expect, type Locator, type Page, type Request } from '@playwright/test';

/** Types a question into the chat and sends it. Returns its answer, finished or failed. */
export async function ask(page: Page, question: string): Promise<Locator> {
  const answers = page.getByRole('article', { name: 'Answer' });
  const before = await answers.count();
  await send(page, question);
  await expect(answers).toHaveCount(before + 1);
  return settled(answers.last());
}

/** Types a question and sends it, without waiting for the answer. */
export async function send(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  const button = page.getByRole('button', { name: 'Ask', exact: true });
  // The button wakes up with the page, once it knows of the text.
  await expect(button).not.toHaveAttribute('aria-disabled');
  await button.click();
}

/** How the requests of answers end from here on, as the browser's network panel says: `finished`, or why not. */
export function watchAnswers(page: Page): string[] {
  const ends: string[] = [];
  const note = (end: (request: Request) => string) => (request: Request) => {
    if (new URL(request.url()).pathname === '/api/chat') ends.push(end(request));
  };
  page.on(
    'requestfinished',
    note(() => 'finished'),
  );
  page.on(
    'requestfailed',
    note((request) => request.failure()?.errorText ?? 'failed'),
  );
  return ends;
}

/** The answer once it no longer grows. */
export async function settled(answer: Locator): Promise<Locator> {
  await expect(answer).toHaveAttribute('aria-busy', 'false');
  return answer;
}

/** The passages under an answer. */
export function sourcesOf(answer: Locator): Locator {
  return answer.getByRole('list', { name: /^Sources?$/ }).getByRole('link');
}

/**
 * Follows a source to its document, beside the chat or over it, and proves that its page is open with the passage
 * marked. Returns the text of the page as drawn.
 */
export async function openSource(page: Page, source: Locator): Promise<string> {
  const [, title, place = ''] = /^(?:\d+\s*)?(.+?)\s*(Pages? .+)/s.exec(await source.innerText()) ?? [];
  const number = (/sheets? (\d+)/.exec(place) ?? /(\d+)/.exec(place))?.[1];
  await source.click();
  await expect(page).toHaveURL(new RegExp(`/home\\?(.+&)?page=${number}&.*source=[0-9a-f-]{36}`));
  const panel = page.getByRole('region', { name: `Source: ${title}`, exact: true });
  await expect(panel.getByRole('heading', { level: 2, name: title })).toBeVisible();
  const sheet = panel.getByRole('region', { name: new RegExp(`^Page ${number} of \\d+ of `) });
  await expect(sheet.locator('canvas')).toBeVisible();
  await expect(panel.getByRole('complementary', { name: 'Quoted passage' })).toContainText(/Marked on page /);
  return sheet.innerText();
}
