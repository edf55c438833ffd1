import { redirect, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { MessageCircle, Search, SearchX, SquarePen } from 'lucide-react';
import { z } from 'zod';
import {
  listConversations,
  nameConversation,
  searchHistory,
} from '#app/features/assistant/conversations/list-conversations.server.ts';
import { conversationNameSchema } from '#app/features/assistant/schema.ts';
import { ConversationList, FoundList } from '#app/features/assistant/ui/conversation-list.tsx';
import { homeAmong } from '#app/features/homes/ui/use-home.ts';
import { page } from '#app/features/identity/page.server.ts';
import { cursorSchema, readQuery, validate } from '#app/platform/http.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const route = page('routes/home.conversations');

const PAGE = 25;
const querySchema = z.object({
  cursor: cursorSchema,
  q: z.string().trim().max(200, 'may have at most 200 characters').default(''),
});

export const meta: MetaFunction = ({ matches }) => [
  { title: `Conversations with ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const { q, cursor } = readQuery(request, querySchema);
  if (q === '') {
    const { items, next_cursor } = await listConversations(scope, { limit: PAGE, cursor });
    return { q, conversations: items, found: null, nextCursor: next_cursor };
  }
  await consume('search', scope.houseId);
  const { items, next_cursor } = await searchHistory(scope, { q, limit: PAGE, cursor });
  return { q, conversations: [], found: items, nextCursor: next_cursor };
});

export const action = route.action(
  async ({ request, scope, form }) => {
    await nameConversation(scope, validate(conversationNameSchema, Object.fromEntries(await form())));
    return redirect(`/home/conversations${new URL(request.url).search}`, 303);
  },
  (error, form) => ({ id: form.get('id') ?? '', name: (form.get('name') ?? '').slice(0, 200), problem: error.message }),
);

/** All that was asked, by conversation, and a search in it (F4). */
export default function HomeConversations() {
  const { q, conversations, found, nextCursor } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-8 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 sm:pt-10">
      <PageHeader
        title="Conversations"
        description="What you asked, and what was answered."
        actions={
          <LinkButton to="/home?conversation=new" variant="primary">
            <SquarePen aria-hidden className="size-4" />
            New conversation
          </LinkButton>
        }
      />
      <search>
        <Form className="mb-6 flex items-end gap-2">
          <TextField
            type="search"
            name="q"
            label="Search what was said"
            defaultValue={q}
            maxLength={200}
            key={q}
            className="min-w-0 flex-1"
          />
          <Button type="submit" icon={Search}>
            Search
          </Button>
        </Form>
      </search>
      {found ? (
        found.length > 0 ? (
          <FoundList items={found} q={q} />
        ) : (
          <EmptyState
            icon={SearchX}
            title={`Nothing was said with “${q}” in it`}
            action={<LinkButton to="/home/conversations">Show all conversations</LinkButton>}
          />
        )
      ) : conversations.length > 0 ? (
        <ConversationList items={conversations} refused={refused ?? null} />
      ) : (
        <EmptyState
          icon={MessageCircle}
          title="No conversations yet"
          action={<LinkButton to="/home">Ask your house</LinkButton>}
        >
          They appear here as soon as you have asked something.
        </EmptyState>
      )}
      <Pagination nextCursor={nextCursor} label={found ? 'More of what was said' : 'Earlier conversations'} />
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
