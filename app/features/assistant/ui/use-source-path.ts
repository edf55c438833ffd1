import { useSearchParams } from '@remix-run/react';
import { useCallback } from 'react';
import type { Citation } from './chat-contract.ts';
import { citationPath } from './citation-path.ts';

/** Where a citation leads from the chat that is open. */
export function useSourcePath(): (citation: Citation) => string {
  const [search] = useSearchParams();
  return useCallback((citation) => citationPath(citation, search), [search]);
}
