/** Options of the Remix Vite plugin; vite.config.ts and `remix routes` both read them here (K2). */
export default {
  ignoredRouteFiles: ['**/*.test.{ts,tsx}'],
  future: {
    v3_fetcherPersist: true,
    // All routes with the page: a link under the finger before its route was asked for is not prefetched, and warns.
    v3_lazyRouteDiscovery: false,
    v3_relativeSplatPath: true,
    v3_routeConfig: false,
    v3_singleFetch: true,
    v3_throwAbortReason: true,
  },
};
