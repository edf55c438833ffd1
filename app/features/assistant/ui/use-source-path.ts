import { useSearchParams } from '@remix-run/react';
import { useCallback } from 'react';
import type { Citation } from './chat-contract.ts';
import { citationPath } from './citation-path.ts';
import { useConversation } from './use-conversation.tsx';

/** Where a citation leads from the chat that is open. */
export function useSourcePath(): (citation: Citation) => string {
  const [search] = useSearchParams();
  const { conversationId } = useConversation();
  return useCallback(
    (citation) => {
      const open = new URLSearchParams(search);
      if (conversationId !== null && open.has('conversation')) open.set('conversation', conversationId);
      return citationPath(citation, open);
    },
    [search, conversationId],
  );
}
