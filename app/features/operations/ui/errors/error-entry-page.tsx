import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ErrorItem } from '../../errors/describe-error.ts';
import { Code, Fact, Facts, Moment, Recorded } from '../facts.tsx';
import { RequestLinks } from '../request-links.tsx';
import { ErrorDecision } from './error-decision.tsx';
import { ErrorTrend } from './error-trend.tsx';
import { ERROR_KIND_NAMES } from './errors-page.tsx';

type ErrorPageProps = {
  error: ErrorItem & { stack: string | null };
  tenantName: string | null;
  admins: { id: string; name: string }[];
  /** Who looks at the page. */
  me: string | null;
};

/** One kind of fault: how often, since when, and the facts of the latest time (H8). */
export function ErrorEntryPage({ error, tenantName, admins, me }: ErrorPageProps) {
  return (
    <>
      <PageHeader eyebrow={<TextLink to="/admin/errors">Errors</TextLink>} title={error.code} />
      <div className="grid items-start gap-5 *:min-w-0">
        <Card>
          <CardHeader title={ERROR_KIND_NAMES[error.kind]} description={error.message} />
          <Facts>
            <Fact term="Times">{error.count}</Fact>
            <Fact term="In 14 days">
              <ErrorTrend recent={error.recent} />
            </Fact>
            <Fact term="First seen">
              <Moment at={error.first_seen_at} />
            </Fact>
            <Fact term="Last seen">
              <Moment at={error.last_seen_at} />
            </Fact>
            <Fact term="Builds">{buildsOf(error)}</Fact>
            <Fact term="Tenant">{tenantName ?? error.tenant_id ?? 'Platform'}</Fact>
            <Fact term="Where">{error.route ? <Code>{`${error.method ?? ''} ${error.route}`.trim()}</Code> : '–'}</Fact>
            <Fact term="Request">
              <RequestLinks requestId={error.request_id} />
            </Fact>
            <Fact term="Person">{error.user_id ? <Code>{error.user_id}</Code> : 'not known'}</Fact>
            <Fact term="Fingerprint">
              <Code>{error.fingerprint}</Code>
            </Fact>
          </Facts>
        </Card>
        <ErrorDecision error={error} admins={admins} me={me} />
        <Card>
          <CardHeader title="Where in the code, the latest time" />
          <Recorded label="Stack">{error.stack ?? 'No stack was recorded.'}</Recorded>
        </Card>
      </div>
    </>
  );
}

function buildsOf({ first_release: first, release: latest }: ErrorItem): string {
  if (!first && !latest) return 'not named (RELEASE is not set)';
  return first === latest || !first ? (latest ?? '') : `${first} to ${latest ?? 'one without a name'}`;
}
