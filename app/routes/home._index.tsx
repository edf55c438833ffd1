import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { suggestQuestions } from '#app/features/assistant/suggested-questions.ts';
import { Chat } from '#app/features/assistant/ui/chat.tsx';
import { countLibrary } from '#app/features/documents/count-library.server.ts';
import { HouseCard } from '#app/features/homes/ui/house-card.tsx';
import { homeAmong, useHome } from '#app/features/homes/ui/use-home.ts';
import { page } from '#app/features/identity/page.server.ts';
import { greetingAt } from '#app/platform/dublin-time.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home._index');

/** The layout gives this page the window's height: it scrolls inside, with the composer always in view. */
export const handle = { fillsWindow: true };

export const meta: MetaFunction = ({ matches }) => [
  { title: `Ask ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope }) => {
  const library = await countLibrary(scope);
  const now = new Date();
  return {
    now: now.toISOString(),
    greeting: greetingAt(now),
    questions: suggestQuestions(library.map(({ category }) => category)),
    documents: library.reduce((sum, { documents }) => sum + documents, 0),
  };
});

export default function HomeChat() {
  const { now, greeting, questions, documents } = useLoaderData<typeof loader>();
  const home = useHome();
  return (
    <div className="flex min-h-0 flex-1">
      <Chat
        greeting={greeting}
        name={home.purchaser.fullName}
        houseLabel={home.house.label}
        builder={home.tenant.name}
        now={now}
        questions={questions}
      />
      <aside
        aria-label="About this house"
        className="hidden w-80 shrink-0 overflow-y-auto border-l border-hairline px-7 py-8 xl:block"
      >
        <HouseCard home={home} documents={documents} />
      </aside>
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
