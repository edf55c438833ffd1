/**
 * How the browser fetches a page's data. Chromium counts a response that is not to be stored as aborted when a reader
 * of its stream finds the end, as Remix does; no loader of ours defers, so data are read whole first, and their
 * requests end as they should. Without a network the page itself is asked for: the service worker may have
 * kept it, or says so (F8).
 */
export function readDataWhole(fetchIt: typeof fetch): typeof fetch {
  return async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : String(input), location.href);
    const isData = address.origin === location.origin && address.pathname.endsWith('.data');
    if (!isData) return fetchIt(input, init);
    try {
      const response = await fetchIt(input, init);
      if (response.body === null) return response;
      const { status, statusText, headers } = response;
      return new Response(await response.arrayBuffer(), { status, statusText, headers });
    } catch (error) {
      const isRead = (init?.method ?? 'GET') === 'GET' && !init?.signal?.aborted;
      if (!isRead || !navigator.serviceWorker?.controller) throw error;
      location.assign(pageOf(address));
      // The page is being left.
      return new Promise<never>(() => undefined);
    }
  };
}

/** The page whose data these are. */
export function pageOf(data: URL): string {
  const search = new URLSearchParams(data.search);
  search.delete('_routes');
  const path = data.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/');
  return `${path}${search.size > 0 ? `?${search}` : ''}`;
}
