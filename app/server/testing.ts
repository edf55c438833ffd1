import type { ServerBuild } from '@remix-run/node';

type Route = { path: string; module: Record<string, unknown> };

/**
 * A Remix build of these routes, by id, for tests of what stands around it. `page` answers for documents; resource
 * routes need none.
 */
export function testBuild(
  routes: Record<string, Route>,
  page: () => Promise<Response> = () => Promise.resolve(new Response()),
): ServerBuild {
  return {
    entry: { module: { default: page } },
    routes: Object.fromEntries(Object.entries(routes).map(([id, route]) => [id, { id, ...route }])),
    assets: { entry: { module: '', imports: [] }, routes: {}, url: '', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    future: { v3_singleFetch: true },
    basename: '/',
    mode: 'production',
    isSpaMode: false,
  } as unknown as ServerBuild;
}
