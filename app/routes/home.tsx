import { data } from '@remix-run/node';
import { Outlet, useLoaderData, useMatches, type ShouldRevalidateFunction } from '@remix-run/react';
import { clsx } from 'clsx';
import { Bell, FileText, Hammer, House, Map as MapIcon, MessageCircle } from 'lucide-react';
import { listHistory } from '#app/features/assistant/list-history.server.ts';
import { openConversation } from '#app/features/assistant/conversations/list-conversations.server.ts';
import { useOpenConversation } from '#app/features/assistant/ui/use-open-conversation.ts';
import { ConversationProvider } from '#app/features/assistant/ui/use-conversation.tsx';
import { AnswerWaiting } from '#app/features/insights/inbox/ui/answer-waiting.tsx';
import { countUnseenChanges } from '#app/features/insights/changes/owner-tellings.server.ts';
import { countUnseen } from '#app/features/insights/inbox/owner-answers.server.ts';
import { countUnread } from '#app/features/care/notices/owner-notices.server.ts';
import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { HouseHeader } from '#app/features/homes/ui/house-header.tsx';
import { useKeptOffline } from '#app/features/homes/ui/use-kept-offline.ts';
import { useWindowHeight } from '#app/features/homes/ui/use-window-height.ts';
import { renewOwnerSession } from '#app/features/identity/sessions/owner-session.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { listUnaccepted } from '#app/features/onboarding/accept-legal-texts.server.ts';
import { ConsentNotice } from '#app/features/onboarding/ui/consent-notice.tsx';
import { withScope } from '#db/scope.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';

const route = page('routes/home');

/** Messages of the history that come with the page; earlier ones are loaded on demand. */
const HISTORY = 10;

const NOTICES = '/home/notices';

const FILLS = 'min-h-[calc(100dvh-var(--acting-height))]';

const sections = [
  { to: '/home', label: 'Chat', icon: MessageCircle, end: true },
  { to: '/home/documents', label: 'Documents', icon: FileText },
  { to: '/home/map', label: 'Map', icon: MapIcon },
  { to: '/home/house', label: 'House', icon: House },
  { to: '/home/care', label: 'Care', icon: Hammer },
  { to: NOTICES, label: 'Notices', icon: Bell },
];

/**
 * House, development, builder and the last messages are here before the page is: the chat cannot start without them
 * (F2).
 */
export const loader = route.loader(async ({ request, scope, session }) => {
  const wanted = new URL(request.url).searchParams.get('conversation');
  const read = async () => {
    const conversation = await openConversation(scope, wanted);
    const history = conversation
      ? await listHistory(scope, { limit: HISTORY, conversationId: conversation.id })
      : { items: [], next_cursor: null };
    return {
      home: await describeHome(scope),
      conversation,
      history,
      unread: await countUnread(scope),
      answered: await countUnseen(scope),
      corrected: await countUnseenChanges(scope),
      unaccepted: await listUnaccepted(scope),
    };
  };
  const { home, ...rest } = await withScope(scope, read, {
    readOnly: true,
  });
  const renewed = await renewOwnerSession(request, session);
  const headers = { 'Cache-Control': 'no-store', ...(renewed ? { 'Set-Cookie': renewed } : {}) };
  return data({ ...home, ...rest }, { headers });
});

/** Going from page to page of a house changes nothing of the house; another conversation is read anew. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}) => {
  if (formMethod && formMethod !== 'GET') return defaultShouldRevalidate;
  const wanted = nextUrl.searchParams.get('conversation');
  return wanted !== null && nextUrl.pathname === '/home' && wanted !== currentUrl.searchParams.get('conversation');
};

export default function HomeLayout() {
  const { house, development, tenant, purchaser, conversation, history, unread, answered, corrected, unaccepted } =
    useLoaderData<typeof loader>();
  const fillsWindow = useMatches().some(
    ({ handle }) => typeof handle === 'object' && handle !== null && 'fillsWindow' in handle,
  );
  useWindowHeight(fillsWindow);
  useKeptOffline();
  const open = useOpenConversation(conversation?.id ?? null);
  return (
    <ConversationProvider
      key={open.key}
      onBegun={open.begun}
      house={{ houseId: house.id, developmentId: development.id }}
      conversation={conversation}
      history={history}
    >
      <div
        className={clsx(
          'flex flex-col',
          fillsWindow ? 'h-[calc(var(--window-height,100dvh)-var(--acting-height))] overflow-clip' : FILLS,
        )}
      >
        <HouseHeader
          houseLabel={house.label}
          developmentName={development.name}
          owner={purchaser.fullName}
          builder={{
            name: tenant.name,
            phone: tenant.supportPhone,
            email: tenant.supportEmail,
            accent: tenant.brand.accent,
          }}
          sections={sections.map((section) =>
            section.to === NOTICES ? { ...section, news: unread + answered + corrected } : section,
          )}
        />
        <ConsentNotice unaccepted={unaccepted} />
        <AnswerWaiting builder={tenant.name} answered={answered} corrected={corrected} />
        <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col">
          <Outlet />
        </main>
      </div>
    </ConversationProvider>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
