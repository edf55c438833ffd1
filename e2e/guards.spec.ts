import { test } from './fixtures/test.ts';

/*
 * The guards themselves: each of these pages has one fault, and its test counts as passed only because the guard fails it (A10). The pages
 * are on the application's own address, but not its own.
 */

const FAULTS: [fault: string, body: string][] = [
  ['an error on the console', "<script>console.error('broken')</script>"],
  ['a warning on the console', "<script>console.warn('hydration did not match')</script>"],
  ['an error that nobody caught', "<script>throw new Error('broken')</script>"],
  ['a request that fails', '<img alt="" src="/guards/missing.png">'],
];

const LOOKS: [fault: string, body: string][] = [
  ['a visible undefined', '<p>Dear undefined</p>'],
  ['a page that is wider than a phone', '<div style="width:1500px">wide</div>'],
  ['a picture without a text', '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'],
  ['text that is too pale', '<p style="color:#ccc;background:#fff">pale</p>'],
];

const page = (body: string) => `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Guard</title></head><body><main><h1>Guard</h1>${body}</main></body></html>`;

test.describe('the guards fail a journey', () => {
  test.beforeEach(() => test.fail());

  for (const [fault, body] of FAULTS) {
    test(`on ${fault}`, { tag: ['@A10'] }, async ({ page: browserPage }) => {
      await browserPage.route('**/guards/page', (route) => route.fulfill({ contentType: 'text/html', body: page(body) }));
      await browserPage.goto('/guards/page', { waitUntil: 'networkidle' });
    });
  }

  for (const [fault, body] of LOOKS) {
    test(`on ${fault}`, { tag: ['@A10'] }, async ({ page: browserPage, inspect }) => {
      await browserPage.route('**/guards/page', (route) => route.fulfill({ contentType: 'text/html', body: page(body) }));
      await browserPage.goto('/guards/page', { waitUntil: 'networkidle' });
      await inspect('guard');
    });
  }
});

test('a page without a fault passes them', { tag: ['@A10'] }, async ({ page: browserPage, inspect }) => {
  await browserPage.route('**/guards/page', (route) => route.fulfill({ contentType: 'text/html', body: page('<p>Good</p>') }));
  await browserPage.goto('/guards/page', { waitUntil: 'networkidle' });
  await inspect('guard');
});
