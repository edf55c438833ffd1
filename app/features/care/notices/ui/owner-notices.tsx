import { Form, useSearchParams } from '@remix-run/react';
import { Bell } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSeen } from '#app/features/identity/ui/use-seen.ts';
import { useHome } from '#app/features/homes/ui/use-home.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import type { OwnerNotice } from '../owner-notices.server.ts';
import { NoticeCard } from './notice-card.tsx';

/** What the builder tells this house (F7). */
export function OwnerNotices({
  page,
  mails,
  children,
}: {
  page: { items: OwnerNotice[]; next_cursor: string | null };
  mails: boolean;
  /** What else is news, above the notices; nothing where nothing is. */
  children?: ReactNode;
}) {
  const { tenant } = useHome();
  const [params] = useSearchParams();
  const isNew = useSeen(page.items, '/home/notices?intent=read');
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-8 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 sm:pt-10">
      <PageHeader title="Notices" description={`What ${tenant.name} tells your house.`} />
      {params.get('done') === 'mails' ? (
        <Alert tone="positive" className="mb-4" title="Your choice is saved">
          {mails ? 'New notices are mailed to you too.' : 'New notices are not mailed to you any more.'}
        </Alert>
      ) : null}
      {children}
      {page.items.length === 0 && children && !params.has('cursor') ? null : page.items.length === 0 ? (
        <EmptyState
          icon={Bell}
          title={params.has('cursor') ? 'No older notices' : 'Nothing to tell at the moment'}
          action={params.has('cursor') ? <LinkButton to="/home/notices">Show the latest</LinkButton> : undefined}
        >
          {params.has('cursor')
            ? 'This is beyond the end of the list.'
            : `When ${tenant.name} has something to tell you, it appears here, with a mark above.`}
        </EmptyState>
      ) : (
        <div className="grid gap-4">
          {page.items.map((notice) => (
            <NoticeCard key={notice.id} title={notice.title} body={notice.body} isNew={isNew(notice)}>
              {datesOf(notice)}
            </NoticeCard>
          ))}
        </div>
      )}
      <Unread items={page.items} />
      <Pagination nextCursor={page.next_cursor} label="Pages of notices" count={page.items.length} />
      <Form method="post" action="?intent=mails" className="mt-8 border-t border-hairline pt-5">
        <CheckboxField
          key={String(mails)}
          name="mails"
          label="Mail new notices to me too"
          hint="They always appear here, whatever you choose."
          defaultChecked={mails}
        />
        <Button type="submit" size="small" className="mt-2">
          Save my choice
        </Button>
      </Form>
    </div>
  );
}

function datesOf({ from, until, changed }: OwnerNotice): string {
  return [
    formatDate(new Date(from)),
    ...(changed ? [`changed ${formatDate(new Date(changed))}`] : []),
    ...(until ? [`until ${formatDate(new Date(until))}`] : []),
  ].join(' · ');
}

/** Tells by hand that they were read, where no script runs. */
function Unread({ items }: { items: OwnerNotice[] }) {
  const ids = items.filter(({ unread }) => unread).map(({ id }) => id);
  if (ids.length === 0) return null;
  return (
    <noscript>
      <form method="post" action="/home/notices?intent=read" className="mt-4">
        <input type="hidden" name="ids" value={ids.join(',')} />
        <input type="hidden" name="page" value="anew" />
        <button type="submit">Mark these as read</button>
      </form>
    </noscript>
  );
}
