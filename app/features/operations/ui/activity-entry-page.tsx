import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ActivityDetails } from '../records/describe-audit.ts';
import { actorNamed } from './activity-page.tsx';
import { Code, Fact, Facts, Moment, Recorded } from './facts.tsx';
import { RequestLinks } from './request-links.tsx';

/** One entry of the activity log, whole (H5). */
export function ActivityEntryPage({ entry, tenantName }: { entry: ActivityDetails; tenantName: string | null }) {
  return (
    <>
      <PageHeader eyebrow={<TextLink to="/admin/activity">Activity</TextLink>} title={entry.action} />
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
        <Card>
          <CardHeader title="Who and when" />
          <Facts>
            <Fact term="Who">{actorNamed(entry)}</Fact>
            {entry.actor.id ? (
              <Fact term="Their id">
                <Code>{entry.actor.id}</Code>
              </Fact>
            ) : null}
            <Fact term="When">
              <Moment at={entry.at} />
            </Fact>
            <Fact term="Tenant">{tenantName ?? entry.tenant_id ?? 'Platform'}</Fact>
            <Fact term="To what">
              {entry.subject ? <Code>{`${entry.subject.type} ${entry.subject.id}`}</Code> : 'nothing in particular'}
            </Fact>
            <Fact term="From">{entry.ip ?? 'not known'}</Fact>
            <Fact term="Request">
              <RequestLinks requestId={entry.request_id} />
            </Fact>
          </Facts>
        </Card>
        <Card>
          <CardHeader title="What was recorded with it" />
          <Recorded label="Details">{JSON.stringify(entry.details, null, 2)}</Recorded>
        </Card>
      </div>
    </>
  );
}
