import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readRecord } from '#app/features/assistant/house-record/read-record.server.ts';
import { RecordList } from '#app/features/assistant/ui/record-list.tsx';
import { describeCover } from '#app/features/care/maintenance/describe-cover.server.ts';
import { CoverList } from '#app/features/care/maintenance/ui/cover-list.tsx';
import { homeAmong, useHome } from '#app/features/homes/ui/use-home.ts';
import { page } from '#app/features/identity/page.server.ts';
import { AfterSalesCard } from '#app/features/tenancy/ui/after-sales-card.tsx';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';

const route = page('routes/home.house');

export const meta: MetaFunction = ({ matches }) => [
  { title: `House record of ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope }) => {
  const read = async () => ({
    facts: (await readRecord(scope)).map(({ id, heading, text, known }) => ({ id, heading, text, known })),
    ...(await describeCover(scope)),
  });
  return withScope(scope, read, { readOnly: true });
});

/** What the product itself knows of the house (F14): where an answer from the house record leads. */
export default function HouseRecord() {
  const { facts, covers, afterSales } = useLoaderData<typeof loader>();
  const { house, tenant } = useHome();
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-8 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 sm:pt-10">
      <PageHeader
        title="House record"
        description={`What is recorded of ${house.label}. If something is wrong, tell ${tenant.name}.`}
      />
      <RecordList facts={facts} />
      {covers.length > 0 ? (
        <Card className="mt-8">
          <CardHeader
            title="Warranty"
            description="What is covered until when, counted from the day of the handover."
          />
          <CoverList covers={covers} />
        </Card>
      ) : null}
      <AfterSalesCard builder={tenant.name} text={afterSales} />
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
