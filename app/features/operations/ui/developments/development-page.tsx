import { Form, useNavigation, useSearchParams } from '@remix-run/react';
import { Save } from 'lucide-react';
import type { DevelopmentFigures as Figures } from '../../developments/read-development-figures.server.ts';
import type { Development } from '#app/features/tenancy/developments/read-development.server.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { Code, Fact, Facts, Moment } from '../facts.tsx';
import { fieldsOf, useRefusal } from '../tenants/fields.ts';
import { Refused, type Refusal } from '../tenants/refused.tsx';
import { CloseCard, ClosedNotice } from './closing.tsx';
import { DevelopmentFields } from './development-fields.tsx';
import { DevelopmentFigures } from './development-figures.tsx';
import { SearchIndexCard } from './search-index.tsx';
import type { SearchIndex } from '../../developments/read-search-index.server.ts';
import { HouseTypes } from './house-types.tsx';
import { FailedFiles, JobsAbout } from './what-failed.tsx';

const DONE: Record<string, string> = {
  created: 'The development is written down. Add its house types; then its builder can import houses.',
  saved: 'Saved. Owners see it from their next page on.',
  closed: 'Closed to new owners.',
  opened: 'Open to new owners again.',
  'reindex-asked': 'The re-index is accepted. Its progress stands under Search index.',
  'type-added': 'The house type is there.',
  'type-changed': 'The house type is saved.',
  'type-removed': 'The house type is removed.',
};

/** A development, whole: what it has, what was asked, what failed, and what is written down of it (H2). */
export function DevelopmentPage({
  development,
  figures,
  index,
}: {
  development: Development;
  figures: Figures;
  index: SearchIndex;
}) {
  const [params] = useSearchParams();
  const refusal = useRefusal();
  const of = (...intents: string[]) => (refusal && intents.includes(refusal.intent) ? refusal : undefined);
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  const { details, closed, types } = development;
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/admin/developments">Developments</TextLink>}
        title={details.name}
        description={details.address}
      />
      {done ? <Alert tone="positive" title={done} className="mb-6" /> : null}
      <ClosedNotice closed={closed} refusal={of('open')} />
      <Outrun refusal={closed ? of('close') : of('open')} />
      <DevelopmentFigures development={development} figures={figures} />
      <div className="grid items-start gap-6 *:min-w-0 xl:grid-cols-2">
        <div className="grid gap-6 *:min-w-0">
          <WhatItIs development={development} />
          <DetailsCard details={details} refusal={of('save')} />
          <SearchIndexCard development={development} index={index} refusal={of('reindex')} />
        </div>
        <div className="grid gap-6 *:min-w-0">
          <HouseTypes
            types={types}
            counts={figures.houses.byType}
            refusal={of('add-type', 'change-type', 'remove-type')}
          />
          <FailedFiles failed={figures.failed} tenantId={development.tenant.id} />
          <JobsAbout jobs={figures.jobs} />
          <CloseCard closed={closed} refusal={of('close')} />
        </div>
      </div>
    </>
  );
}

/** What was said to a form that is not there any more: somebody else was faster. */
function Outrun({ refusal }: { refusal: Refusal | undefined }) {
  return refusal ? (
    <Alert tone="negative" title="Nothing was changed" className="mb-6">
      {refusal.message}
    </Alert>
  ) : null;
}

function WhatItIs({ development }: { development: Development }) {
  const { id, tenant, slug, created_at: at } = development;
  return (
    <Card>
      <CardHeader title="What it is" />
      <Facts>
        <Fact term="Builder">
          <TextLink to={`/admin/tenants/${tenant.id}/details`}>{tenant.name}</TextLink>
          {tenant.retired ? ', retired' : ''}
        </Fact>
        <Fact term="Short name">
          <Code>{slug}</Code>
        </Fact>
        <Fact term="Id">
          <Code>{id}</Code>
        </Fact>
        <Fact term="Since">
          <Moment at={at} />
        </Fact>
        <Fact term="See">
          <span className="flex flex-wrap gap-x-3 gap-y-1">
            <TextLink to={`/admin/rag?${new URLSearchParams({ tenant: tenant.id, development: id })}`}>
              Answers
            </TextLink>
            <TextLink to={`/admin/ingestion?tenant=${tenant.id}`}>Files</TextLink>
            <TextLink to={`/admin/jobs?tenant=${tenant.id}`}>Jobs</TextLink>
            <TextLink to={`/admin/errors?tenant=${tenant.id}&state=all`}>Errors</TextLink>
            <TextLink to={`/admin/activity?tenant=${tenant.id}`}>Activity</TextLink>
          </span>
        </Fact>
      </Facts>
    </Card>
  );
}

function DetailsCard({ details, refusal }: { details: Development['details']; refusal: Refusal | undefined }) {
  const busy = useNavigation().formAction?.endsWith('intent=save') ?? false;
  return (
    <Card>
      <CardHeader title="Details" description="Owners see name and address; the map opens at the position." />
      <Form key={details.seen} method="post" action="?intent=save" noValidate preventScrollReset className="grid gap-5">
        <Refused refusal={refusal} />
        <input type="hidden" name="seen" value={details.seen} />
        <DevelopmentFields field={fieldsOf(details, refusal)} />
        <div>
          <Button type="submit" variant="primary" icon={Save} loading={busy}>
            Save
          </Button>
        </div>
      </Form>
    </Card>
  );
}
