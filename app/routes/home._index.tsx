import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { lazy, Suspense, useState } from 'react';
import { answerFromDocuments, answerSettings } from '#app/features/assistant/answer-from-documents.server.ts';
import { answerTurn } from '#app/features/assistant/conversations/answer-turn.server.ts';
import { countQuestion } from '#app/features/assistant/conversations/count-question.server.ts';
import { openSource } from '#app/features/assistant/conversations/open-source.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { classifyDanger } from '#app/features/assistant/safety/classify-danger.ts';
import { questionFormSchema } from '#app/features/assistant/schema.ts';
import { suggestQuestions } from '#app/features/assistant/suggested-questions.ts';
import { Chat } from '#app/features/assistant/ui/chat.tsx';
import { useConversation } from '#app/features/assistant/ui/use-conversation.tsx';
import { countLibrary } from '#app/features/documents/count-library.server.ts';
import { readCitedBy } from '#app/features/documents/pages/viewer-path.ts';
import { HouseCard } from '#app/features/homes/ui/house-card.tsx';
import { arePagesAtHand } from '#app/features/documents/ui/viewer/pages-at-hand.ts';
import { homeAmong, useHome } from '#app/features/homes/ui/use-home.ts';
import { page } from '#app/features/identity/page.server.ts';
import { greetingAt } from '#app/platform/dublin-time.ts';
import type { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home._index');

/** The viewer is loaded when a source is opened, never with the chat (F8). */
const SourcePanel = lazy(async () => ({
  default: (await import('#app/features/documents/ui/viewer/source-panel.tsx')).SourcePanel,
}));

/** The layout gives this page the window's height: it scrolls inside, with the composer always in view. */
export const handle = { fillsWindow: true };

export const meta: MetaFunction = ({ matches }) => [
  { title: `Ask ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const search = new URL(request.url).searchParams;
  const documentId = search.get('source');
  const read = async () => ({
    library: await countLibrary(scope),
    source: documentId ? { id: documentId, ...(await openSource(scope, documentId, search)) } : null,
  });
  const { library, source } = await withScope(scope, read, { readOnly: true });
  const now = new Date();
  return {
    now: now.toISOString(),
    greeting: greetingAt(now),
    questions: suggestQuestions(library.map(({ category }) => category)),
    documents: library.reduce((sum, { documents }) => sum + documents, 0),
    source,
  };
});

/**
 * A question that was posted as a form: before the page was awake, or without script. The answer comes with the next
 * page.
 */
export const action = route.action(
  async ({ scope, session, form }) => {
    const { message, conversation_id } = validate(questionFormSchema, Object.fromEntries(await form()));
    await countQuestion(scope, classifyDanger(message));
    const turn = await openTurn(scope, { message, conversationId: conversation_id });
    const answerer = answerFromDocuments({ ...answerSettings(), libraryVersion: session.libraryVersion });
    await answerTurn(scope, turn, answerer);
    return redirect(`/home?conversation=${turn.conversationId}`, 303);
  },
  (error, form) => ({ message: (form.get('message') ?? '').slice(0, 8_000), problem: refusalOf(error) }),
);

/** Said of a question that was refused. */
function refusalOf({ message, fields }: AppError): string {
  const about = fields?.find(({ field }) => field === 'message');
  return about ? `Your question ${about.message}.` : message;
}

/** Of a document that stays open only the pages that are not here yet are asked for. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) => {
  const source = nextUrl.searchParams.get('source');
  const isSame = source !== null && source === currentUrl.searchParams.get('source');
  const [now, next] = [currentUrl, nextUrl].map((url) => readCitedBy(url.searchParams));
  const isSameQuote = now?.messageId === next?.messageId && now?.citation === next?.citation;
  return isSame && isSameQuote && arePagesAtHand() ? false : defaultShouldRevalidate;
};

export default function HomeChat() {
  const { now, greeting, questions, documents, source } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const home = useHome();
  const { ask } = useConversation();
  const [asked, setAsked] = useState<string | null>(null);
  const question = source?.question ?? null;
  // Nobody is told of a document that no answer of theirs cites.
  const title = source?.document?.title ?? source?.title ?? null;
  return (
    <div className="flex min-h-0 flex-1">
      <Chat
        greeting={greeting}
        name={home.purchaser.fullName}
        houseLabel={home.house.label}
        builder={home.tenant.name}
        now={now}
        questions={questions}
        sentEarly={refused ?? null}
        asked={asked}
        onAsked={setAsked}
      />
      {source && title !== null ? (
        <Suspense fallback={<SourceComing />}>
          <SourcePanel
            key={source.id}
            document={source.document}
            title={title}
            builder={home.tenant.name}
            onAskAgain={question === null ? undefined : () => setAsked(ask(question) ?? asked)}
          />
        </Suspense>
      ) : (
        <aside
          aria-label="About this house"
          className="hidden w-80 shrink-0 overflow-y-auto border-l border-hairline px-7 py-8 xl:block"
        >
          <HouseCard home={home} documents={documents} />
        </aside>
      )}
    </div>
  );
}

/** The place of a source whose viewer is being loaded. */
function SourceComing() {
  return (
    <div
      className={
        'fixed inset-0 z-30 bg-ivory lg:static lg:w-[54%] lg:max-w-[56rem] lg:shrink-0 lg:border-l lg:border-hairline'
      }
    >
      <p className="p-6 text-ink-soft">Opening the document …</p>
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
