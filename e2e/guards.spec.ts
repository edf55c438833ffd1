import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';

/*
 * The guards themselves (A10): each of these pages has one fault, and the guard names it. The pages are on the
 * application's own address, but not its own.
 */

const FAULTS: [fault: string, body: string, words: RegExp][] = [
  ['an error on the console', "<script>console.error('broken')</script>", /console error: broken/],
  [
    'a warning on the console',
    "<script>console.warn('hydration did not match')</script>",
    /console warning: hydration did not match/,
  ],
  ['an error that nobody caught', "<script>throw new Error('broken')</script>", /page error: broken/],
  ['a request that fails', '<img alt="" src="/guards/missing.png">', /response 404: .*missing\.png/],
];

const LOOKS: [fault: string, body: string, words: RegExp][] = [
  ['a visible undefined', '<p>Dear undefined</p>', /guard shows a missing value/],
  ['a page that is wider than a phone', '<div style="width:1500px">wide</div>', /guard scrolls sideways on a phone/],
  [
    'a picture without a text',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    /axe, guard on a phone[^]*image-alt/,
  ],
  [
    'text that is too pale',
    '<p style="color:#ccc;background:#fff">pale</p>',
    /axe, guard on a phone[^]*color-contrast/,
  ],
];

const HEAD = '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Guard</title>';
const page = (body: string) =>
  `<!doctype html><html lang="en"><head>${HEAD}</head><body><main><h1>Guard</h1>${body}</main></body></html>`;

async function open(browserPage: Page, body: string): Promise<void> {
  await browserPage.route('**/guards/page', (route) => route.fulfill({ contentType: 'text/html', body: page(body) }));
  await browserPage.goto('/guards/page', { waitUntil: 'networkidle' });
}

for (const [fault, body, words] of FAULTS) {
  test(`the guard names ${fault}`, { tag: ['@A10'] }, async ({ page: browserPage, guard }) => {
    await open(browserPage, body);
    expect(() => guard.check()).toThrow(words);
    guard.allow(words);
    // A request that fails is told on the console too.
    guard.allow(/console error: Failed to load resource/);
  });
}

for (const [fault, body, words] of LOOKS) {
  test(`a look at a page names ${fault}`, { tag: ['@A10'] }, async ({ page: browserPage, inspect }) => {
    await open(browserPage, body);
    await expect(inspect('guard')).rejects.toThrow(words);
  });
}

// Its steps are those of the first test above, which pass: what fails it is the guard at its end.
test('a fault fails its test without anybody asking', { tag: ['@A10'] }, async ({ page: browserPage }) => {
  test.fail();
  await open(browserPage, FAULTS[0]![1]);
});

test('a page without a fault passes them', { tag: ['@A10'] }, async ({ page: browserPage, inspect }) => {
  await open(browserPage, '<p>Good</p>');
  await inspect('guard');
});
