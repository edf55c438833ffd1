import { matchRoutes } from '@remix-run/react';
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routesAround, routeTemplate } from './route-template.ts';

/** The application's own flat routes as the manifest has them; layouts by the longest prefix. */
const ids = globSync('app/routes/*.{ts,tsx}')
  .filter((file) => !file.includes('.test.'))
  .map((file) => file.replace(/^app\//, '').replace(/\.tsx?$/, ''))
  .sort();
const manifest = Object.fromEntries(
  ids.map((id) => {
    const parentId = ids
      .filter((other) => other !== id && id.startsWith(`${other}.`))
      .sort((a, b) => b.length - a.length)[0];
    const own = (parentId ? id.slice(parentId.length + 1) : id.slice('routes/'.length))
      .split('.')
      .filter((segment) => segment !== '_index');
    const path = own
      .map((segment) => (segment === '$' ? '*' : segment.startsWith('$') ? `:${segment.slice(1)}` : segment))
      .join('/');
    return [id, { id, parentId, path: path || undefined, index: /(^routes\/|\.)_index$/.test(id) }];
  }),
);

type Tree = { id: string; path?: string; index?: boolean; children?: Tree[] };
const treeOf = (parentId?: string): Tree[] =>
  Object.values(manifest)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index }) => ({ id, path, ...(index ? { index } : { children: treeOf(id) }) }));
const byRouter = (path: string) => matchRoutes(treeOf() as never, path)?.at(-1)?.route.id ?? 'none';

const samples = ids.map(
  (id) =>
    `/${id
      .replace('routes/', '')
      .split('.')
      .filter((segment) => segment !== '_index')
      .map((segment) => (segment === '$' ? 'any/thing' : segment.startsWith('$') ? '0193a1b2-x' : segment))
      .join('/')}`,
);

test.each([
  ...new Set([
    ...samples,
    ...samples.map((path) => `${path}/`),
    ...samples.map((path) => `${path}/more`),
    '/',
    '/API/Chat',
    '/api',
    '/api/documents/x/y/z',
    '/HOME/documents',
  ]),
])('%s is the route that the router takes', (path) => {
  expect(routeTemplate(manifest, path)).toBe(byRouter(path));
});

test('D4: a page’s data request counts as the page', () => {
  expect(routeTemplate(manifest, '/home.data')).toBe(routeTemplate(manifest, '/home'));
  expect(routeTemplate(manifest, '/_root.data')).toBe(routeTemplate(manifest, '/'));
});

test('D7: without a matching route the label is one', () => {
  expect(routeTemplate({}, `/${Math.random()}`)).toBe('none');
});

test('F8: around a page are its layouts, what answers the paths above it, and nothing else', () => {
  expect([...routesAround(manifest, 'routes/home.documents.$documentId')].toSorted()).toEqual(
    [
      'routes/_index',
      'routes/home',
      'routes/home._index',
      'routes/home.documents.$documentId',
      'routes/home.documents._index',
    ].toSorted(),
  );
  expect([...routesAround(manifest, 'routes/api.search')]).toEqual([
    'routes/api.search',
    'routes/_index',
    'routes/api.$',
  ]);
  expect([...routesAround(manifest, 'routes/_index')]).toEqual(['routes/_index']);
});
