import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { readDataWhole } from './read-data-whole.ts';

window.fetch = readDataWhole(window.fetch.bind(window));

/**
 * Waits until Remix has decoded the page's data. Its first render starts that and suspends above every boundary; a tap
 * or a key in that moment makes React 18 throw "Root did not complete" (remix-run/remix#10214), so the first render is
 * made here, outside React.
 */
async function decodePageData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (thrown) {
    // Anything but the promise comes again, and is handled, when React renders.
    if (thrown instanceof Promise) await thrown;
  }
}

await decodePageData();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
