import { Link, useSearchParams } from '@remix-run/react';
import { Camera, Hammer, Plus } from 'lucide-react';
import { useHome } from '#app/features/homes/ui/use-home.ts';
import { formatDate, formatIsoDay } from '#app/platform/dublin-time.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import type { DefectItem } from '../read-defects.server.ts';
import { DefectStateBadge } from './defect-state.tsx';

const report = (
  <LinkButton to="/home/care/report" variant="primary" icon={Plus}>
    Report a defect
  </LinkButton>
);

/** What this owner has reported, and how it stands (F11). */
export function OwnerDefects({ page }: { page: { items: DefectItem[]; next_cursor: string | null } }) {
  const { tenant } = useHome();
  const [params] = useSearchParams();
  return (
    <>
      <PageHeader
        title="Defects"
        description={`What you reported to ${tenant.name}, and how it stands.`}
        actions={page.items.length > 0 ? report : undefined}
      />
      {page.items.length === 0 ? (
        params.has('cursor') ? (
          <EmptyState title="No older defects" action={<LinkButton to="/home/care">Show the newest</LinkButton>}>
            This is beyond the end of the list.
          </EmptyState>
        ) : (
          <EmptyState icon={Hammer} title="Nothing is reported" action={report}>
            {`A door that rubs, a drip, a crack: tell ${tenant.name} with a photo, and see here what becomes of it.`}
          </EmptyState>
        )
      ) : (
        <ul className="grid gap-3">
          {page.items.map((defect) => (
            <Item key={defect.id} defect={defect} />
          ))}
        </ul>
      )}
      <Pagination nextCursor={page.next_cursor} label="Pages of defects" count={page.items.length} />
    </>
  );
}

function Item({ defect }: { defect: DefectItem }) {
  const { id, title, room, state, visit_on: visitOn, photos, reported_at: at } = defect;
  return (
    <li>
      <Link
        to={`/home/care/${id}`}
        prefetch="intent"
        className="grid gap-1 rounded-card border border-hairline bg-paper p-4 no-underline hover:border-edge"
      >
        <span className="flex items-start justify-between gap-3">
          <span className="min-w-0 font-semibold wrap-anywhere text-ink">{title}</span>
          <DefectStateBadge state={state} />
        </span>
        <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
          <span className="wrap-anywhere">{room}</span>
          <span>{formatDate(new Date(at))}</span>
          {photos > 0 ? (
            <span className="inline-flex items-center gap-1">
              <Camera aria-hidden className="size-4" />
              {photos}
              <span className="sr-only">{photos === 1 ? 'photo' : 'photos'}</span>
            </span>
          ) : null}
          {state === 'scheduled' && visitOn ? <span>Somebody comes on {formatIsoDay(visitOn)}</span> : null}
        </span>
      </Link>
    </li>
  );
}
