import '@remix-run/node';

declare module '@remix-run/node' {
  /** Loaders and actions are typed as what single fetch carries: dates stay dates. */
  interface Future {
    v3_singleFetch: true;
  }
}
