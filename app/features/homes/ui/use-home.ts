import { useRouteLoaderData } from '@remix-run/react';
import type { Home } from '../describe-home.server.ts';

/** The layout under /home, whose loader has the house. */
const LAYOUT = 'routes/home';

/** The house of the page, as the layout loaded it. */
export function useHome(): Home {
  const home = useRouteLoaderData<Home>(LAYOUT);
  if (!home) throw new Error('useHome works under /home only.');
  return home;
}

/** The same for a `meta` function; undefined when the layout's loader failed. */
export function homeAmong(matches: readonly ({ id: string; data: unknown } | undefined)[]): Home | undefined {
  return matches.find((match) => match?.id === LAYOUT)?.data as Home | undefined;
}
