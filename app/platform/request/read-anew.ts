import type { ShouldRevalidateFunction } from '@remix-run/react';

/**
 * `shouldRevalidate` of a page whose form names the state that it was filled in on: when that has changed meanwhile
 * (409), the page shows what it has become, so that saving once more is a decision about that. Otherwise Remix reads
 * nothing after a refusal.
 */
export const readAnewAfterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;
