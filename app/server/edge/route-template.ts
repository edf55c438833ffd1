type Route = { id: string; parentId?: string; path?: string; index?: boolean };
type Manifest = Record<string, Route | undefined>;
type Branch = { id: string; pattern: RegExp; score: number };

const compiled = new WeakMap<Manifest, Branch[]>();

/**
 * The id of the Remix route that answers `path`, such as `routes/api.documents.$documentId`: a label with few values.
 * Ranks as the router does, but once for all: asking the router again would cost each request more than it costs to
 * match.
 */
export function routeTemplate(routes: Manifest, path: string): string {
  let branches = compiled.get(routes);
  if (!branches) compiled.set(routes, (branches = compile(routes)));
  if (path === '/__manifest') return 'manifest';
  const page = path === '/_root.data' ? '/' : path.replace(/\.data$/, '');
  return branches.find((branch) => branch.pattern.test(page))?.id ?? 'none';
}

/**
 * The ids of the routes that an answer of the route `id` may speak of: itself, what answers each path above its own
 * (Remix tells the browser of these with the page), and the parents of all of them.
 */
export function routesAround(routes: Manifest, id: string): ReadonlySet<string> {
  const route = routes[id];
  const segments = route
    ? fullPath(routes, route)
        .split('/')
        .filter(Boolean)
        .map((segment) => segment.replace(/^[:*].*/, 'any'))
    : [];
  const above = segments.map((_segment, depth) => routeTemplate(routes, `/${segments.slice(0, depth).join('/')}`));
  return new Set([id, ...above].flatMap((other) => lineage(routes, other)));
}

function lineage(routes: Manifest, id: string | undefined): string[] {
  const route = id === undefined ? undefined : routes[id];
  return route ? [...lineage(routes, route.parentId), route.id] : [];
}

function compile(routes: Manifest): Branch[] {
  return Object.values(routes)
    .filter((route): route is Route => route !== undefined && (Boolean(route.path) || route.index === true))
    .map((route) => {
      const segments = fullPath(routes, route).split('/').filter(Boolean);
      return { id: route.id, pattern: toPattern(segments), score: scoreOf(segments, route.index === true) };
    })
    .sort((a, b) => b.score - a.score);
}

function fullPath(routes: Manifest, route: Route): string {
  const parent = route.parentId === undefined ? undefined : routes[route.parentId];
  return `${parent ? fullPath(routes, parent) : ''}/${route.path ?? ''}`;
}

/**
 * The router's own weights: the empty first segment and each further one count, static 10, dynamic 3, index 2, a splat
 * -2.
 */
function scoreOf(segments: string[], index: boolean): number {
  const splat = segments.includes('*');
  return segments
    .filter((segment) => segment !== '*')
    .reduce(
      (sum, segment) => sum + (segment.startsWith(':') ? 3 : 10),
      segments.length + 2 + (splat ? -2 : 0) + (index ? 2 : 0),
    );
}

function toPattern(segments: string[]): RegExp {
  const source = segments
    .map((segment) =>
      segment === '*'
        ? '(?:/.*)?'
        : segment.startsWith(':')
          ? '/[^/]+'
          : `/${segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`,
    )
    .join('');
  return new RegExp(`^${source}/*$`, 'i');
}
