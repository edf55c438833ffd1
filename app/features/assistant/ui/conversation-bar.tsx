import { Link } from '@remix-run/react';
import { MessagesSquare, SquarePen } from 'lucide-react';
import { clsx } from 'clsx';
import { useConversation } from './use-conversation.tsx';

const link = clsx(
  'inline-flex min-h-11 shrink-0 items-center gap-2 rounded-control px-3 text-sm font-semibold text-ink no-underline',
  'transition-colors hover:bg-sand',
);

/** Which conversation this is, and the ways to another one (F4). */
export function ConversationBar() {
  const { name } = useConversation();
  return (
    <div className="shrink-0 border-b border-hairline px-1 sm:px-3">
      <div className="mx-auto flex max-w-3xl items-center gap-1">
        <p className="min-w-0 flex-1 truncate px-3 text-sm text-ink-soft">{name}</p>
        <Link to="/home/conversations" className={link}>
          <MessagesSquare aria-hidden className="size-4" />
          <span className="max-sm:sr-only">Conversations</span>
        </Link>
        <Link to="/home?conversation=new" className={link}>
          <SquarePen aria-hidden className="size-4" />
          <span className="max-sm:sr-only">New conversation</span>
        </Link>
      </div>
    </div>
  );
}
