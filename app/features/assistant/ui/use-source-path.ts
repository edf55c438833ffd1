import { useSearchParams } from '@remix-run/react';
import { useCallback, useContext } from 'react';
import type { Citation } from './chat-contract.ts';
import { citationPath } from './citation-path.ts';
import { CitedAnswer } from './cited-answer.ts';
import { useConversation } from './use-conversation.tsx';

/** Where a citation leads from the chat that is open, as a source of the answer around it. */
export function useSourcePath(): (citation: Citation) => string {
  const [search] = useSearchParams();
  const { conversationId } = useConversation();
  const answer = useContext(CitedAnswer);
  return useCallback(
    (citation) => {
      const open = new URLSearchParams(search);
      if (conversationId !== null && open.has('conversation')) open.set('conversation', conversationId);
      const at = answer?.citations.indexOf(citation) ?? -1;
      const messageId = answer?.messageId ?? null;
      return citationPath(citation, open, messageId !== null && at >= 0 ? { messageId, citation: at } : undefined);
    },
    [search, conversationId, answer],
  );
}
