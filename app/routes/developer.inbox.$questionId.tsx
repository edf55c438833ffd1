import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { answerQuestion } from '#app/features/insights/inbox/answer-question.server.ts';
import { publishNote } from '#app/features/insights/inbox/publish-note.server.ts';
import { readQuestion } from '#app/features/insights/inbox/read-question.server.ts';
import { answerSchema, noteSchema } from '#app/features/insights/inbox/schema.ts';
import { QuestionPage } from '#app/features/insights/inbox/ui/question-page.tsx';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { env } from '#app/platform/env.ts';
import { validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.inbox.$questionId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.question.question.slice(0, 60) ?? 'Question'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ scope, params }) => {
  const read = async () => {
    const found = await readQuestion(scope, params.questionId);
    const developments = await listDevelopmentChoices(scope);
    const own = developments.find(({ id }) => id === found.question.house.development_id);
    return { ...found, houseTypes: own?.houseTypes ?? [] };
  };
  return withScope(scope, read, { readOnly: true });
});

/** `answer` with `text` and `seen`; `note` with `title`, `text` and `house_types`. */
export const action = route.intents(
  {
    answer: async ({ request, scope, params, form }) => {
      const answer = validate(answerSchema, Object.fromEntries(await form()));
      await answerQuestion(scope, params.questionId, answer, publicOrigin(request));
      return redirect(`/developer/inbox/${params.questionId}?done=sent`);
    },
    note: async ({ scope, params, form }) => {
      const fields = await form();
      const chosen = { ...Object.fromEntries(fields), house_types: fields.getAll('house_types') };
      const note = validate(noteSchema, chosen);
      const { documentId } = await publishNote(scope, params.questionId, note, env.DATA_DIR);
      return redirect(`/developer/documents/${documentId}`);
    },
  },
  ({ message, fields }, form) => ({
    refusal: { message, fields, typed: Object.fromEntries(form), houseTypes: form.getAll('house_types').map(String) },
  }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Question() {
  const found = useLoaderData<typeof loader>();
  return <QuestionPage key={found.question.answered_at} {...found} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/inbox', label: 'All questions' }} />;
}
