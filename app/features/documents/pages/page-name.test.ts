import { expect, test } from 'vitest';
import { pageName } from './page-name.ts';

test.each([
  [{ page: 4 }, 'page 4'],
  [{ page: 3, last_page: 4 }, 'pages 3–4'],
  [{ page: 3, last_page: 3 }, 'page 3'],
  [{ page: 4, page_label: '1' }, 'page 1 (sheet 4)'],
  [{ page: 4, page_label: '4' }, 'page 4'],
  [{ page: 4, page_label: null }, 'page 4'],
  [{ page: 3, last_page: 4, page_label: 'iv–v' }, 'pages iv–v (sheets 3–4)'],
])('F4: %j is called %s', (place, name) => expect(pageName(place)).toBe(name));
