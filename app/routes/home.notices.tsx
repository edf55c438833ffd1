import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import {
  chooseNoticeMails,
  listOwnerNotices,
  markNoticesRead,
} from '#app/features/care/notices/owner-notices.server.ts';
import { ownerNoticeQuerySchema, readSchema } from '#app/features/care/notices/schema.ts';
import { OwnerNotices } from '#app/features/care/notices/ui/owner-notices.tsx';
import { useHome } from '#app/features/homes/ui/use-home.ts';
import { page } from '#app/features/identity/page.server.ts';
import { listTellings, noteTellingsSeen } from '#app/features/insights/changes/owner-tellings.server.ts';
import { seenChangesSchema } from '#app/features/insights/changes/schema.ts';
import { OwnerTellings } from '#app/features/insights/changes/ui/owner-tellings.tsx';
import { seenAnswersSchema } from '#app/features/insights/inbox/schema.ts';
import { OwnerAnswers } from '#app/features/insights/inbox/ui/owner-answers.tsx';
import { listAnswers, noteSeen } from '#app/features/insights/inbox/owner-answers.server.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home.notices');

/** Notices of one page (B1). */
const PAGE = 10;

export const meta: MetaFunction = () => [{ title: 'Notices · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(({ request, scope }) => {
  const query = readQuery(request, ownerNoticeQuerySchema);
  const read = async () => ({
    notices: await listOwnerNotices(scope, { limit: PAGE, ...query }),
    answers: await listAnswers(scope),
    tellings: await listTellings(scope),
  });
  return withScope(scope, read, { readOnly: true });
});

/**
 * `answers`, `changes` and `read` with `ids`: these answers of the builder, what it says has changed, these notices
 * have been seen, told by a script, which stays where it is, or with `page=anew` by a form. `mails` with `mails=on` or
 * without: the switch for mails.
 */
export const action = route.intents(
  {
    read: async ({ scope, form }) => {
      const fields = Object.fromEntries(await form());
      await markNoticesRead(scope, validate(readSchema, fields).ids);
      return fields.page === 'anew' ? redirect('/home/notices') : null;
    },
    answers: async ({ scope, form }) => {
      await noteSeen(scope, validate(seenAnswersSchema, Object.fromEntries(await form())).ids);
      return null;
    },
    changes: async ({ scope, form }) => {
      await noteTellingsSeen(scope, validate(seenChangesSchema, Object.fromEntries(await form())).ids);
      return null;
    },
    mails: async ({ scope, form }) => {
      await chooseNoticeMails(scope, (await form()).has('mails'));
      return redirect('/home/notices?done=mails');
    },
  },
  ({ message }) => ({ refusal: message }),
);

export default function Notices() {
  const { notices, answers, tellings } = useLoaderData<typeof loader>();
  const { tenant } = useHome();
  return (
    <OwnerNotices {...notices}>
      {tellings.length + answers.length > 0 ? (
        <>
          <OwnerTellings builder={tenant.name} tellings={tellings} />
          <OwnerAnswers builder={tenant.name} answers={answers} />
        </>
      ) : null}
    </OwnerNotices>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
